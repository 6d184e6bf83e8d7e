/** The dark modules of a QR code as one outline; readers need four modules of white on all its sides. */
export function qrOutline(code: boolean[][], left: number, top: number, modulePx: number): string {
  return code
    .flatMap((row, y) =>
      row.map((dark, x) =>
        dark ? `M${left + x * modulePx} ${top + y * modulePx}h${modulePx}v${modulePx}h${-modulePx}Z` : '',
      ),
    )
    .join('');
}
