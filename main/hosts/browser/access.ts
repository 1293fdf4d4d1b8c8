import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { allowedMethods, ownerOf, pathOf, plainSegments } from '../request-path.ts';

/** What the rules need to know of a request. Header names are in lower case. */
export interface RequestFacts {
  readonly method: string;
  /** The request target as it was sent, with its query. */
  readonly target: string;
  readonly header: (name: string) => string | undefined;
}

/** What becomes of a request. */
export type Verdict =
  | { readonly kind: 'program'; readonly maxBytes: number }
  | { readonly kind: 'window' }
  /** The one-time address was used for the first time, or again by the browser that used it. */
  | { readonly kind: 'enter'; readonly cookie: string | null }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: Refusal };

export type Refusal =
  | 'bad_path'
  | 'foreign_host'
  | 'foreign_origin'
  | 'method_not_allowed'
  | 'not_admitted'
  | 'too_large';

/** Decides who may ask for what. Made by {@link createAccess}. */
export interface Access {
  /** The address that admits one browser, once. */
  readonly address: string;
  decide(facts: RequestFacts): Verdict;
}

const MEGABYTE = 1024 * 1024;

/** The most that one request may carry, by the first segments of its path. Of a backup the program itself takes a little less. */
export const MAX_BYTES = { backup: 8192 * MEGABYTE, files: 64 * MEGABYTE, rpc: MEGABYTE } as const;

const TOKEN_BYTES = 32;
const TOKEN_FORM = /^[A-Za-z0-9_-]{43}$/;
const ENTRANCE = 'open';

/**
 * The rules of the loopback server. Any page in any browser on this computer can send requests to it, and so can every
 * other user of the computer: neither the address 127.0.0.1 nor the port is a secret. What admits is a random token that
 * is printed once, is worth one entrance, and is exchanged for a cookie that scripts cannot read.
 */
export function createAccess(port: number): Access {
  // Cookies do not know ports: without it, two servers on one computer would shut out each other's windows.
  const cookieName = `medsteward-${port}`;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const origins = hosts.map((host) => `http://${host}`);
  const token = newToken();
  const sessions: Buffer[] = [];
  let entrance: Buffer | null = digest(token);

  const isSession = (facts: RequestFacts) =>
    cookiesOf(facts.header('cookie') ?? '', cookieName).some((value) => includes(sessions, value));

  const enter = (facts: RequestFacts, given: string): Verdict => {
    const known = isSession(facts);
    // The token stays in the address bar for one redirect: a reload or a second tab may send it again.
    if (known) return { kind: 'enter', cookie: null };
    if (entrance === null || !includes([entrance], given)) return refused(401, 'not_admitted');
    // A browser that looks ahead, or a link checker, must not use up the address.
    if (facts.method !== 'GET' || facts.header('sec-purpose') !== undefined) return refused(401, 'not_admitted');
    entrance = null;
    const session = newToken();
    sessions.push(digest(session));
    return { kind: 'enter', cookie: `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict` };
  };

  return {
    address: `http://127.0.0.1:${port}/?${ENTRANCE}=${token}`,
    decide(facts) {
      if (!hosts.includes((facts.header('host') ?? '').toLowerCase())) return refused(421, 'foreign_host');
      if (!isOwnPage(facts, origins)) return refused(403, 'foreign_origin');
      const path = pathOf(facts.target);
      const segments = plainSegments(path);
      if (segments === null) return refused(400, 'bad_path');
      const owner = ownerOf(segments);
      if (!allowedMethods(owner).includes(facts.method)) return refused(405, 'method_not_allowed');
      const given = path === '/' ? new URLSearchParams(facts.target.slice(path.length)).get(ENTRANCE) : null;
      if (given !== null) return enter(facts, given);
      if (!isSession(facts)) return refused(401, 'not_admitted');
      if (owner === 'window') return { kind: 'window' };
      const maxBytes = MAX_BYTES[kindOf(segments)];
      const length = facts.header('content-length');
      if (length !== undefined && !(Number(length) <= maxBytes)) return refused(413, 'too_large');
      return { kind: 'program', maxBytes };
    },
  };
}

function kindOf([first, second]: readonly string[]): keyof typeof MAX_BYTES {
  if (first !== 'files') return 'rpc';
  return second === 'backup' ? 'backup' : 'files';
}

/**
 * Whether the request comes from our own page or from the user. A page on another port of this computer is `same-site`:
 * the browser would send it our cookie, so only `same-origin` and `none` will do.
 */
function isOwnPage(facts: RequestFacts, origins: readonly string[]): boolean {
  const origin = facts.header('origin');
  if (origin !== undefined && !origins.includes(origin)) return false;
  const site = facts.header('sec-fetch-site');
  return site === undefined || site === 'same-origin' || site === 'none';
}

function refused(status: number, reason: Refusal): Verdict {
  return { kind: 'refused', status, reason };
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Compares digests, which have equal lengths and say nothing of the token they are made from, in constant time. */
function includes(digests: readonly Buffer[], token: string): boolean {
  if (!TOKEN_FORM.test(token)) return false;
  const wanted = digest(token);
  let found = false;
  for (const known of digests) found = timingSafeEqual(known, wanted) || found;
  return found;
}

function cookiesOf(header: string, name: string): readonly string[] {
  return header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
}
