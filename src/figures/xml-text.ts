/** Text as it stands in markup. */
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// eslint-disable-next-line no-control-regex -- these are exactly the characters XML 1.0 forbids
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** `text` as it may stand in XML text and in a double-quoted attribute, in NFC. */
export function escapeXml(text: string): string {
  return text
    .normalize('NFC')
    .toWellFormed()
    .replace(forbidden, '\ufffd')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
