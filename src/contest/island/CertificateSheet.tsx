import { useEffect, useState } from 'preact/hooks';
import type { Scene } from '../../figures/scene.ts';
import { certificateRoute } from '../certificate-code.ts';
import type { Certificate } from '../contract.ts';
import type * as Drawing from './certificate-drawing.ts';
import { saveFile } from './save-file.ts';

interface CertificateSheetProps {
  certificate: Certificate;
  /** In groups, as printed. */
  code: string;
  office: string;
}

/** The certificate as it is printed, and the ways to keep it. */
export function CertificateSheet({ certificate, code, office }: CertificateSheetProps) {
  const [drawn, setDrawn] = useState<{ drawing: typeof Drawing; sheet: Scene } | 'failed'>();
  const [saved, setSaved] = useState<'busy' | 'done' | 'failed'>();

  useEffect(() => {
    let isCurrent = true;
    setDrawn(undefined);
    setSaved(undefined);
    import('./certificate-drawing.ts')
      .then((drawing) => {
        const address = new URL(certificateRoute(code), location.href).href;
        const sheet = drawing.drawCertificate(certificate, code, address, office);
        if (isCurrent) setDrawn({ drawing, sheet });
      })
      // The device went offline in between, or its browser is too old for the drawing.
      .catch(() => isCurrent && setDrawn('failed'));
    return () => {
      isCurrent = false;
    };
  }, [certificate, code, office]);

  if (drawn === undefined) return <p role="status">Đang vẽ tờ giấy chứng nhận…</p>;
  if (drawn === 'failed') {
    return (
      <p class="notice warn">
        Máy chưa vẽ được tờ giấy để in. Các thông tin ghi ở đây vẫn đúng; hãy tải lại trang hoặc mở bằng trình duyệt mới
        hơn.
      </p>
    );
  }
  const { drawing, sheet } = drawn;
  const save = async (kind: Drawing.SavedAs) => {
    if (saved === 'busy') return;
    setSaved('busy');
    try {
      saveFile(await drawing.certificateFile(sheet, code, kind), `giay-chung-nhan-${code}.${kind}`);
      setSaved('done');
    } catch {
      setSaved('failed'); // too little memory for the picture
    }
  };

  return (
    <>
      <div class="certificate-sheet" dangerouslySetInnerHTML={{ __html: drawing.certificateSvg(sheet) }} />
      {certificate.state === 'valid' && (
        <>
          <div class="actions">
            <button type="button" class="button primary" onClick={() => window.print()}>
              In
            </button>
            <button type="button" class="button" aria-disabled={saved === 'busy'} onClick={() => void save('pdf')}>
              Lưu PDF
            </button>
            <button type="button" class="button" aria-disabled={saved === 'busy'} onClick={() => void save('png')}>
              Lưu ảnh
            </button>
          </div>
          <p class="soft small" role="status">
            {saved === 'busy' && 'Đang vẽ…'}
            {saved === 'done' &&
              'Đã gửi tệp vào mục Tải xuống của máy. Không thấy tệp thì mở trang này bằng trình duyệt của máy (Chrome, Safari) rồi thử lại.'}
            {saved === 'failed' && 'Máy này không vẽ được tờ giấy thành tệp. Hãy bấm "In", hoặc chụp màn hình.'}
          </p>
        </>
      )}
    </>
  );
}
