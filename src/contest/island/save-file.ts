/** Hands a file over to the browser, which asks where to or puts it among the downloads. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  // Not at once: the browser is still reading it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
