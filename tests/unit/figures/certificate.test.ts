import '../../support/random-seed.ts';
import fc from 'fast-check';
import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { layOutCertificate, type CertificateWords } from '../../../src/figures/certificate/sheet.ts';
import { overlappingText, textOutsideFrame, textOver } from '../../support/figure-boxes.ts';
import { vietnameseText } from '../../support/vietnamese-text.ts';

const plain: CertificateWords = {
  office: 'Ban Tuyên giáo – đơn vị mẫu',
  contest: 'Cuộc thi mẫu',
  round: 'Tuần 1',
  name: 'Trần Thị Bích Ngọc',
  unit: 'Chi bộ 1',
  unitPath: 'Xã Mẫu 1, Tỉnh mẫu',
  figures: [
    ['Điểm', '95/100'],
    ['Trả lời đúng', '19/20 câu'],
    ['Xếp hạng', '1.234.567'],
  ],
  issued: 'Công bố ngày 22/11/2026.',
  check: 'Kiểm tra: quét mã QR, hoặc mở cuocthi.example.com/chung-nhan/ và nhập mã bên cạnh.',
  code: 'WWWW-WWWW-WWWW-WWWW-WWWW',
};
const qrOf = (address: string) => encode(address, { ecc: 'M', border: 0 }).data;
const qr = qrOf(`https://cuocthi.example.com/chung-nhan/?ma=${plain.code}`);
/** Of every length up to `length`, the longest not rarely. */
const upTo = (length: number) =>
  fc
    .tuple(fc.array(vietnameseText, { minLength: 1, maxLength: 8 }), fc.boolean())
    .map(([texts, isLong]) =>
      (isLong ? `${texts.join(' ')} `.repeat(length) : texts.join(' ')).slice(0, length).trim(),
    );

// Seen to fail with words() always laid out at scale 1.
test('whatever names, units and contests are called, no word touches another, the QR code or the border', () => {
  fc.assert(
    fc.property(
      fc.record({
        name: upTo(100),
        unit: upTo(120),
        unitPath: upTo(240),
        contest: upTo(160),
        round: upTo(60),
        office: upTo(90),
      }),
      (words) => {
        const scene = layOutCertificate({ ...plain, ...words }, qr);
        expect(overlappingText(scene)).toEqual([]);
        expect(textOutsideFrame(scene)).toEqual([]);
        const band = 82;
        const code = { x: 1123 - 116 - qr.length * 4 - 16, y: 0, width: qr.length * 4 + 16, height: qr.length * 4 };
        code.y = 794 - 97 - 24 - 16 - code.height;
        const edges = [
          { x: 0, y: 0, width: band, height: 794 },
          { x: 1123 - band, y: 0, width: band, height: 794 },
          { x: 0, y: 0, width: 1123, height: band },
          { x: 0, y: 794 - band, width: 1123, height: band },
        ];
        expect(textOver(scene, [code, ...edges])).toEqual([]);
      },
    ),
  );
});

test('the sheet of a revoked certificate says so across, in letters larger than the name', () => {
  const sizes = (revoked?: string) =>
    layOutCertificate({ ...plain, ...(revoked ? { revoked } : {}) }, qr).marks.flatMap((mark) =>
      mark.kind === 'text' ? [[mark.lines.join(' '), mark.size] as const] : [],
    );
  const name = new Map(sizes()).get(plain.name) ?? Infinity;
  expect(new Map(sizes()).has('ĐÃ THU HỒI')).toBe(false);
  expect(new Map(sizes('ĐÃ THU HỒI')).get('ĐÃ THU HỒI')).toBeGreaterThan(1.5 * name);
});
