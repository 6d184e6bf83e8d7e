/** A certificate as a sheet: its SVG, and the files to keep. Loaded when there is one to draw. */
import { encode } from 'uqr';
import { paintScene } from '../../figures/canvas.ts';
import { layOutCertificate } from '../../figures/certificate/sheet.ts';
import { pictureToPdf } from '../../figures/picture-pdf.ts';
import type { Scene } from '../../figures/scene.ts';
import { renderSvg } from '../../figures/svg.ts';
import type { Certificate } from '../contract.ts';
import { dayText, numberText } from './words.ts';

/** Of the picture: 288 px per inch of A4, and every module of the QR code a whole number of px. */
const pictureScale = 3;

/** The sheet of a certificate; `address` is where it can be checked, `office` who issues it. */
export function drawCertificate(certificate: Certificate, code: string, address: string, office: string): Scene {
  const { name, unit, contest_title, round_title, score, max_score, correct, total, rank, issued_at, state } =
    certificate;
  // M survives a fold or a stain across a seventh of the code.
  const qr = encode(address, { ecc: 'M', border: 0 }).data;
  const page = new URL(address);
  return layOutCertificate(
    {
      office,
      contest: contest_title,
      round: round_title,
      name,
      unit: unit.name,
      unitPath: unit.path.slice(0, -1).reverse().join(', '),
      figures: [
        ['Điểm', `${numberText(score)}/${numberText(max_score)}`],
        ['Trả lời đúng', `${numberText(correct)}/${numberText(total)} câu`],
        ['Xếp hạng', numberText(rank)],
      ],
      issued: `Công bố ngày ${dayText(issued_at)}.`,
      check: `Kiểm tra: quét mã QR, hoặc mở ${page.host}${page.pathname} và nhập mã bên cạnh.`,
      code,
      ...(state === 'revoked' ? { revoked: 'ĐÃ THU HỒI' } : {}),
    },
    qr,
  );
}

export const certificateSvg = (sheet: Scene): string =>
  renderSvg(sheet, {
    id: 'certificate-sheet',
    language: 'vi',
    title: 'Tờ giấy chứng nhận',
    description: 'Tờ A4 nằm ngang có khung hoa văn, ghi các thông tin đã nêu, kèm mã QR dẫn tới trang này.',
  });

export type SavedAs = 'png' | 'pdf';

/** The sheet as a file: its picture, or a page of A4 with that picture on it. `code` is what it is called by. */
export async function certificateFile(sheet: Scene, code: string, kind: SavedAs): Promise<Blob> {
  const canvas = await paintScene(sheet, pictureScale);
  const picture = (type: string, quality?: number) =>
    new Promise<Blob>((done, fail) =>
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), type, quality),
    );
  if (kind === 'png') return picture('image/png');
  const jpeg = await picture('image/jpeg', 0.92);
  const { width, height } = canvas;
  const page = { width: 297, height: 210 };
  const title = `Giấy chứng nhận ${code}`;
  const pdf = pictureToPdf({ jpeg: new Uint8Array(await jpeg.arrayBuffer()), width, height, page, title });
  return new Blob([pdf], { type: 'application/pdf' });
}
