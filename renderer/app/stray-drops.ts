/**
 * Lets a file that is dropped where nothing takes it do nothing. A browser would leave the page for it, with everything that
 * was typed (reliability.md T54).
 */
export function ignoreStrayDrops(): void {
  for (const kind of ['dragover', 'drop'] as const) {
    window.addEventListener(kind, (event) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
    });
  }
}
