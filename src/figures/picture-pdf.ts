/**
 * A PDF of one page that is a picture: what a device can write by itself, where printing to a file is not offered (the
 * browsers inside messengers). ISO 32000-1, the parts a single JPEG needs.
 */

export interface PagePicture {
  /** The picture as JPEG, in RGB. */
  jpeg: Uint8Array;
  /** Its size in pixels. */
  width: number;
  height: number;
  /** Size of the page in mm; the picture fills it. */
  page: { width: number; height: number };
  /** Shown by readers in place of the file's name. */
  title: string;
}

const pointsPerMm = 72 / 25.4;

export function pictureToPdf({ jpeg, width, height, page, title }: PagePicture): Uint8Array<ArrayBuffer> {
  const points = (mm: number) => (mm * pointsPerMm).toFixed(2);
  const [across, down] = [points(page.width), points(page.height)];
  const content = `q ${across} 0 0 ${down} 0 0 cm /Picture Do Q`;
  const objects: (string | Uint8Array)[][] = [
    ['<< /Type /Catalog /Pages 2 0 R /Lang (vi) /ViewerPreferences << /DisplayDocTitle true >> >>'],
    ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${across} ${down}] /Contents 4 0 R `,
      '/Resources << /XObject << /Picture 5 0 R >> >> >>',
    ],
    [`<< /Length ${content.length} >>\nstream\n${content}\nendstream`],
    [
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB `,
      `/BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`,
      jpeg,
      '\nendstream',
    ],
    [`<< /Title ${utf16(title)} >>`],
  ];

  const file = new Bytes();
  // The comment's bytes above 127 tell whatever carries the file that it is not text.
  file.add('%PDF-1.4\n%', new Uint8Array([0xe2, 0xe3, 0xcf, 0xd3]), '\n');
  const places = objects.map((parts, index) => {
    const place = file.length;
    file.add(`${index + 1} 0 obj\n`, ...parts, '\nendobj\n');
    return place;
  });
  const table = file.length;
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`);
  file.add(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}`,
    `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${table}\n%%EOF\n`,
  );
  return file.whole();
}

/** A text string as PDF writes those beyond Latin: UTF-16 with a mark in front, in hexadecimal. */
function utf16(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return `<FEFF${units.map((unit) => unit.toString(16).padStart(4, '0')).join('')}>`;
}

class Bytes {
  readonly #parts: Uint8Array[] = [];
  length = 0;

  add(...parts: (string | Uint8Array)[]): void {
    for (const part of parts) {
      const bytes = typeof part === 'string' ? new TextEncoder().encode(part) : part;
      this.#parts.push(bytes);
      this.length += bytes.length;
    }
  }

  whole(): Uint8Array<ArrayBuffer> {
    const whole = new Uint8Array(this.length);
    let place = 0;
    for (const part of this.#parts) {
      whole.set(part, place);
      place += part.length;
    }
    return whole;
  }
}
