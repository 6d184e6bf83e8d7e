/** A figure's SVG as PNG, drawn at build without a browser. */
import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';
import sharp from 'sharp';

const { resolve } = createRequire(import.meta.url);
/** The faces the measures of `type/` were taken from; resvg draws no text at all from WOFF2. */
const fontFiles = ['400Regular/BeVietnamPro_400Regular.ttf', '600SemiBold/BeVietnamPro_600SemiBold.ttf'].map((file) =>
  resolve(`@expo-google-fonts/be-vietnam-pro/${file}`),
);

/**
 * @param length in px
 * @param of the side that is to be so long; the other follows from the SVG.
 * @returns a PNG with a palette: figures have few colours, and a third of the bytes is a third of the wait.
 */
export async function pngOf(
  svg: string,
  length: number,
  of: 'width' | 'height' = 'width',
): Promise<Buffer<ArrayBuffer>> {
  const drawn = await renderAsync(svg, {
    fitTo: { mode: of, value: length },
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Be Vietnam Pro' },
  });
  const pixels = { width: drawn.width, height: drawn.height, channels: 4 as const };
  return sharp(drawn.pixels, { raw: pixels }).png({ palette: true, colours: 64, effort: 4 }).toBuffer();
}
