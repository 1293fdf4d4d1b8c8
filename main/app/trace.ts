/** Where the program lies, as traces write it; the same for a checkout and for a bundle. */
const ROOT = new URL('../..', import.meta.url);
const FRAMES = 8;

/**
 * What may be logged of a failure that nobody foresaw: its kind and the places in the program, one a line. Never its message,
 * which could hold a value out of the vault, and no path outside the program, which would name the user (reliability.md T29).
 */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return `unforeseen ${typeof error}`;
  const { name, message, stack = '' } = error;
  // A message may hold lines that look like places.
  const places = message === '' ? stack : stack.slice(stack.indexOf(message) + message.length);
  const frames = places.split('\n').filter((line) => line.startsWith('    at '));
  const within = (line: string) => line.replaceAll(ROOT.href, '').replaceAll(decodeURIComponent(ROOT.pathname), '');
  return [`unforeseen ${/^\w+$/.test(name) ? name : 'Error'}`, ...frames.slice(0, FRAMES).map(within)].join('\n');
}
