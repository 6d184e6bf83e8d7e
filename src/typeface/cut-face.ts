/** Cuts a face to the letters it is to draw, as the web takes it. */
import subsetFont from 'subset-font';

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
  // A face that came from another thread is no Buffer any more, and the package knows no other.
  subsetFont(Buffer.from(whole), characters, {
    targetFormat: 'woff2',
    noHinting: true,
    keepFeatures: features,
    dropTables: without,
    // The Open Font License asks that its notice travel with the font; without a table of names, beside it.
    preserveNameIds: [13, 14],
  });
