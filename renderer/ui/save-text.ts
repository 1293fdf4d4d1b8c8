/** Saves a text that only this window holds as a file, where the person says. */
export function saveText(fileName: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = fileName;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  // The browser has taken hold of it by then; a secret shall not stay reachable by its address.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
