/** Replaces what could steer a terminal: the text of an imported file is not ours (reliability.md 6). */
export function printable(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, ' ');
}

/** A message or a line of progress. It goes to standard error, so that standard output stays what a script reads. */
export function note(line: string): void {
  process.stderr.write(`${printable(line)}\n`);
}

/** Writes to standard output and waits until it is out. Whoever reads may stop reading: `... | head` is no failure. */
export function print(content: string | Uint8Array): Promise<void> {
  const { stdout } = process;
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? resolve() : reject(error));
    stdout.once('error', failed);
    stdout.write(content, (error) => {
      if (error) return;
      stdout.off('error', failed);
      resolve();
    });
  });
}

/** A document as it is printed. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
