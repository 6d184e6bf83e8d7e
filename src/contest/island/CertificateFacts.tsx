import type { Certificate } from '../contract.ts';
import { ScreenHeading } from './ScreenHeading.tsx';
import { momentText, numberText } from './words.ts';

interface CertificateFactsProps {
  certificate: Certificate;
  /** In groups, as printed. */
  code: string;
  isFirst: boolean;
}

/** What somebody with a sheet of paper in hand came for: whether it holds, and every fact to compare with it. */
export function CertificateFacts({ certificate, code, isFirst }: CertificateFactsProps) {
  const { name, unit, contest_title, round_title, score, max_score, correct, total, rank, issued_at, state } =
    certificate;
  const isValid = state === 'valid';
  return (
    <>
      <div class={`notice certificate-verdict ${isValid ? 'good' : 'bad'}`}>
        <svg viewBox="0 0 24 24" width="36" height="36" aria-hidden="true" fill="none" stroke="currentColor">
          <circle cx="12" cy="12" r="10.5" stroke-width="1.5" />
          <path d={isValid ? 'M7 12.5l3.5 3.5L17 8.5' : 'M8 8l8 8M16 8l-8 8'} stroke-width="2.4" />
        </svg>
        <div>
          <ScreenHeading isFirst={isFirst}>
            {isValid ? 'Giấy chứng nhận có\u00a0thật, còn hiệu\u00a0lực' : 'Giấy chứng nhận này đã bị thu hồi'}
          </ScreenHeading>
          <p>
            {isValid
              ? 'So từng dòng dưới đây với tờ giấy trong tay bạn: khác một dòng là giấy đã bị sửa.'
              : 'Ban tổ chức đã dừng quyền dự thi của người này sau khi công bố kết quả. Giấy không còn giá trị.'}
          </p>
        </div>
      </div>
      <dl class="facts certificate-facts">
        <dt>Họ và tên</dt>
        <dd>
          <b>{name}</b>
          {/^(\p{L}\.)+$/u.test(name) && (
            <span class="unit-path">Người dưới 16 tuổi chỉ hiện chữ cái đầu của họ tên.</span>
          )}
        </dd>
        <dt>Đơn vị</dt>
        <dd>
          {unit.name}
          <span class="unit-path">{unit.path.slice(0, -1).reverse().join(', ')}</span>
        </dd>
        <dt>Cuộc thi</dt>
        <dd>{contest_title}</dd>
        <dt>Đợt thi</dt>
        <dd>{round_title}</dd>
        <dt>Điểm</dt>
        <dd>
          {numberText(score)}/{numberText(max_score)}
        </dd>
        <dt>Trả lời đúng</dt>
        <dd>
          {numberText(correct)}/{numberText(total)} câu
        </dd>
        <dt>Xếp hạng</dt>
        <dd>{numberText(rank)}</dd>
        <dt>Công bố lúc</dt>
        <dd>{momentText(issued_at)} (giờ Việt Nam)</dd>
        <dt>Mã</dt>
        <dd class="tabular" translate={false}>
          {code}
        </dd>
      </dl>
    </>
  );
}
