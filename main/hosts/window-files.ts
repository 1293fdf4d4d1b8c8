import { randomBytes } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { pathOf, plainSegments } from './request-path.ts';

const PAGE = 'index.html';
const NONCE_PLACEHOLDER = /__NONCE__/g;

/** What the window's folder may hold. Whatever has no type here does not exist for a browser. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

const DENIED_FEATURES = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': DENIED_FEATURES.map((feature) => `${feature}=()`).join(', '),
};

/** Names under /assets/ carry a hash of their content, so they never change. */
const FOR_EVER = 'private, max-age=31536000, immutable';
const NEVER = 'no-store';

/** The policy of the page: scripts from the window's own files only, styles also by this response's nonce. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The policy of everything that is not the page: opened by itself, it may load and run nothing. */
export const DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/** The headers of a response that carries data of the program: kept nowhere, interpreted as nothing else. */
export function dataHeaders(): Headers {
  return new Headers({ ...COMMON_HEADERS, 'Content-Security-Policy': DATA_POLICY, 'Cache-Control': NEVER });
}

/** A short plain answer of the host itself. */
export function plainResponse(status: number, text: string, more: Readonly<Record<string, string>> = {}): Response {
  const headers = dataHeaders();
  headers.set('Content-Type', 'text/plain; charset=utf-8');
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  return new Response(`${text}\n`, { status, headers });
}

/** The program's response with the headers every response must carry; a header set by the program never wins. */
export function withDataHeaders(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of dataHeaders()) headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/**
 * The file inside the window's folder that a path means: the page for the window's own routes, which have no file
 * extension, else the file itself. Null when there can be no such file.
 */
export function fileOfPath(rawPath: string): readonly string[] | null {
  const segments = plainSegments(rawPath);
  if (segments === null) return null;
  const extension = extname(segments.at(-1) ?? '').toLowerCase();
  if (extension === '') return [PAGE];
  return extension in MEDIA_TYPES ? segments : null;
}

/** Serves the built window. Made by {@link createWindowFiles}. */
export interface WindowFiles {
  /** Answers GET and HEAD for a path; 404 for whatever is not a file of the window. Never throws. */
  respond(target: string, method?: string): Promise<Response>;
}

/** Serves the window that was built into `folder`. */
export function createWindowFiles(folder: string): WindowFiles {
  return {
    async respond(target, method = 'GET') {
      const segments = fileOfPath(pathOf(target));
      const content = segments && (await readInside(folder, segments));
      if (!segments || !content) return plainResponse(404, 'Not found');
      const name = segments.at(-1) ?? PAGE;
      const page = extname(name).toLowerCase() === '.html' ? withNonce(content) : null;
      const body = page?.body ?? content;
      const headers = new Headers({
        ...COMMON_HEADERS,
        'Content-Type': MEDIA_TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream',
        'Content-Length': String(body.byteLength),
        'Content-Security-Policy': page ? pagePolicy(page.nonce) : DATA_POLICY,
        'Cache-Control': segments[0] === 'assets' ? FOR_EVER : NEVER,
      });
      return new Response(method === 'HEAD' ? null : new Uint8Array(body), { status: 200, headers });
    },
  };
}

function withNonce(content: Buffer): { readonly nonce: string; readonly body: Buffer } {
  const nonce = randomBytes(18).toString('base64');
  return { nonce, body: Buffer.from(content.toString('utf8').replace(NONCE_PLACEHOLDER, nonce)) };
}

async function readInside(folder: string, segments: readonly string[]): Promise<Buffer | null> {
  try {
    const root = await realpath(folder);
    // A link that leads out of the folder is found only by asking where the file really is.
    const file = await realpath(join(root, ...segments));
    if (!file.startsWith(root + sep) || !(await stat(file)).isFile()) return null;
    return await readFile(file);
  } catch {
    return null;
  }
}
