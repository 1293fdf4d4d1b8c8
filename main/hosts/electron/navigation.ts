/** The scheme under which the window sees the program. */
export const APP_SCHEME = 'app';
/** The only origin there is. */
export const APP_ORIGIN = 'app://medsteward';
/** The window's first page. */
export const START_ADDRESS = `${APP_ORIGIN}/`;

/** Whether an address is one of ours: compared after parsing, for `app://medsteward.evil` begins like ours too. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  return url.protocol === 'app:' && url.host === 'medsteward' && url.username === '' && url.password === '';
}

/** Whether a page may load an address: ours, what our page made itself, and its own tools while developing. */
export function isAllowedRequest(address: string, development: boolean): boolean {
  if (isOwnAddress(address)) return true;
  const url = URL.parse(address);
  if (url === null) return false;
  if (url.protocol === 'blob:') return isOwnAddress(url.pathname);
  // Which data: addresses are pictures is the page policy's to say.
  return url.protocol === 'data:' || (development && url.protocol === 'devtools:');
}

/** Whether a frame may go to an address. Only the window itself, and only to our own pages. */
export function mayNavigate(address: string, isMainFrame: boolean): boolean {
  return isMainFrame && isOwnAddress(address);
}

/** Whether a file may be saved from an address: what the program or our page made. */
export function mayDownload(address: string): boolean {
  return isAllowedRequest(address, false) && URL.parse(address)?.protocol !== 'data:';
}
