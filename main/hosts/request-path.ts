/** Who answers a path: the program in its worker, or the built window on disk. */
export type PathOwner = 'program' | 'window';

// An encoded dot, slash, backslash, NUL or percent sign says nothing that the plain character would not say, except to
// a second reader that decodes once more than the first.
const HIDDEN = /%(?:2e|2f|5c|00|25)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const FORBIDDEN = /[\\:\u0000-\u001f\u007f]/;

/**
 * The segments of a request's path, decoded, or null when the path tries to be anything but plain: relative segments,
 * hidden separators, drive letters, control characters. Takes the path as it was sent; a parsed URL has already
 * forgotten its `..`.
 */
export function plainSegments(rawPath: string): readonly string[] | null {
  if (!rawPath.startsWith('/') || HIDDEN.test(rawPath)) return null;
  const decoded = decodePercent(rawPath);
  if (decoded === null || FORBIDDEN.test(decoded)) return null;
  const segments = decoded.slice(1).split('/');
  if (segments.at(-1) === '') segments.pop();
  // A leading dot covers `.`, `..` and hidden files at once; an empty segment would turn the rest into an absolute path.
  return segments.every((segment) => segment !== '' && !segment.startsWith('.')) ? segments : null;
}

/** The owner of a path, by its first segment alone. */
export function ownerOf(segments: readonly string[]): PathOwner {
  return segments[0] === 'rpc' || segments[0] === 'files' ? 'program' : 'window';
}

/** The methods a path may be asked with; an answer 405 names them. */
export function allowedMethods(owner: PathOwner): readonly string[] {
  return owner === 'program' ? ['GET', 'POST'] : ['GET', 'HEAD'];
}

/** The path of a request target without its query. */
export function pathOf(target: string): string {
  const end = target.search(/[?#]/);
  return end === -1 ? target : target.slice(0, end);
}

function decodePercent(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
