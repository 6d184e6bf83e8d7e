/** Cuts a face to the letters it is to draw, as the web takes it. */
import subsetFont from 'subset-font';

/** OpenType features of text: Vietnamese marks need `ccmp`, `mark` and `mkmk`. */
export const textFeatures = ['kern', 'mark', 'mkmk', 'ccmp'];

/**
 * @param whole a TrueType file
 * @param features OpenType features to keep
 * @param without tables to leave out
 * @returns WOFF2. The same input gives the same bytes.
 */
export const cutFace = (
  whole: Uint8Array,
  characters: string,
  features: string[],
  without: string[] = [],
): Promise<Uint8Array> =>
  subsetFont(whole, characters, {
    targetFormat: 'woff2',
    noHinting: true,
    keepFeatures: features,
    dropTables: without,
    // The Open Font License asks that its notice travel with the font; without a table of names, beside it.
    preserveNameIds: [13, 14],
  });
