import { describe, expect, it } from 'vitest';
import {
  type Access,
  createAccess,
  MAX_BYTES,
  type RequestFacts,
  type Verdict,
} from '../../main/hosts/browser/access.ts';
import { displayIsPlausible, openCommand } from '../../main/hosts/browser/system-browser.ts';

const PORT = 40123;
const HOST = `127.0.0.1:${PORT}`;

function ask(target: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): RequestFacts {
  const all: Readonly<Record<string, string>> = { host: HOST, ...headers };
  return { method, target, header: (name) => all[name] };
}

function entranceOf(access: Access): string {
  return access.address.slice(`http://${HOST}`.length);
}

function cookieOf(verdict: Verdict): string {
  if (verdict.kind !== 'enter' || verdict.cookie === null) throw new Error(`no cookie: ${JSON.stringify(verdict)}`);
  return verdict.cookie;
}

function admitted(): { readonly access: Access; readonly cookie: string } {
  const access = createAccess(PORT);
  const cookie = cookieOf(access.decide(ask(entranceOf(access)))).split(';')[0] ?? '';
  return { access, cookie };
}

const refusal = (status: number) => expect.objectContaining({ kind: 'refused', status });

describe('the one-time address', () => {
  it('carries 256 random bits and gives a cookie that scripts and other sites never see', () => {
    const access = createAccess(PORT);
    const token = new URL(access.address).searchParams.get('open') ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const cookie = cookieOf(access.decide(ask(entranceOf(access))));
    expect(cookie).toMatch(/^medsteward-40123=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(token);
    expect(createAccess(PORT).address).not.toBe(access.address);
  });

  it('is worthless once it was used', () => {
    const { access } = admitted();
    expect(access.decide(ask(entranceOf(access)))).toEqual(refusal(401));
  });

  it('only leads on where the same browser asks again', () => {
    const { access, cookie } = admitted();
    expect(access.decide(ask(entranceOf(access), { cookie }))).toEqual({ kind: 'enter', cookie: null });
    expect(access.decide(ask('/', { cookie: `theme=dark; ${cookie}` }))).toEqual({ kind: 'window' });
  });

  it('is not used up by a look ahead, by HEAD, by a wrong guess or by a foreign page', () => {
    const access = createAccess(PORT);
    const target = entranceOf(access);
    const last = target.at(-1) === 'A' ? 'B' : 'A';
    expect(access.decide(ask(target, {}, 'HEAD'))).toEqual(refusal(401));
    expect(access.decide(ask(target, { 'sec-purpose': 'prefetch' }))).toEqual(refusal(401));
    expect(access.decide(ask(target, { 'sec-fetch-site': 'cross-site' }))).toEqual(refusal(403));
    expect(access.decide(ask(target, { host: 'evil.example' }))).toEqual(refusal(421));
    for (const guess of ['/?open=', '/?open=x', `${target.slice(0, -1)}${last}`, `/devices${target.slice(1)}`])
      expect(access.decide(ask(guess))).toEqual(refusal(401));
    expect(access.decide(ask(target)).kind).toBe('enter');
  });
});

describe('whoever did not come through it', () => {
  it.each(['/', '/index.html', '/assets/app.js', '/favicon.ico', '/rpc/vault/info', '/files/ticket', '/devices'])(
    'gets 401 for %s',
    (target) => {
      const { access, cookie } = admitted();
      expect(access.decide(ask(target))).toEqual(refusal(401));
      const forged = `medsteward-${PORT}=${'A'.repeat(43)}`;
      expect(access.decide(ask(target, { cookie: forged }))).toEqual(refusal(401));
      expect(access.decide(ask(target, { cookie: cookie.replace('medsteward', 'other') }))).toEqual(refusal(401));
      expect(access.decide(ask(target, { cookie: `${cookie}A` }))).toEqual(refusal(401));
      expect(access.decide(ask(target, { cookie })).kind).not.toBe('refused');
    },
  );
});

describe('a foreign host', () => {
  it.each([
    undefined,
    '',
    'evil.example',
    `evil.example:${PORT}`,
    '127.0.0.1',
    '127.0.0.1:80',
    `127.0.0.1:${PORT}.evil.example`,
    `0.0.0.0:${PORT}`,
    `[::1]:${PORT}`,
    `${HOST}, ${HOST}`,
  ])('%j is misdirected, even with the cookie', (host) => {
    const { access, cookie } = admitted();
    const facts = { ...ask('/', { cookie }), header: (name: string) => (name === 'host' ? host : cookie) };
    expect(access.decide(facts)).toEqual(refusal(421));
  });

  it('is not localhost', () => {
    const { access, cookie } = admitted();
    expect(access.decide(ask('/', { cookie, host: `LOCALHOST:${PORT}` }))).toEqual({ kind: 'window' });
  });
});

describe('a foreign page', () => {
  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `http://127.0.0.1:${PORT + 1}` },
    { origin: `https://127.0.0.1:${PORT}` },
    { origin: `http://127.0.0.1:${PORT}.evil.example` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: `http://${HOST}`, 'sec-fetch-site': 'cross-site' },
  ])('is refused: %j', (headers) => {
    const { access, cookie } = admitted();
    expect(access.decide(ask('/rpc/vault/info', { cookie, ...headers }, 'POST'))).toEqual(refusal(403));
  });

  it('is not our own page', () => {
    const { access, cookie } = admitted();
    for (const origin of [`http://${HOST}`, `http://localhost:${PORT}`])
      expect(access.decide(ask('/rpc/x', { cookie, origin, 'sec-fetch-site': 'same-origin' }, 'POST')).kind).toBe(
        'program',
      );
    expect(access.decide(ask('/', { cookie, 'sec-fetch-site': 'none' })).kind).toBe('window');
  });
});

describe('methods, paths and sizes', () => {
  const { access, cookie } = admitted();
  const as = (target: string, method: string, headers = {}) =>
    access.decide(ask(target, { cookie, ...headers }, method));

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'CONNECT', 'get', ''])('%j is no method', (method) => {
    expect(as('/rpc/x', method)).toEqual(refusal(405));
    expect(as('/', method)).toEqual(refusal(405));
  });

  it('posts go to the program alone, heads to the window alone', () => {
    expect(as('/', 'POST')).toEqual(refusal(405));
    expect(as('/assets/app.js', 'POST')).toEqual(refusal(405));
    expect(as('/rpc/x', 'HEAD')).toEqual(refusal(405));
    expect(as('/', 'HEAD').kind).toBe('window');
  });

  it.each([
    '',
    '*',
    'http://evil.example/',
    '/rpc/../files',
    '/rpc/%2e%2e/files',
    '/files\\x',
    '/rpc//x',
    '//evil.example/',
  ])('%j is no path', (target) => expect(as(target, 'GET')).toEqual(refusal(400)));

  it('limits what one request may carry', () => {
    expect(as('/rpc/x', 'POST')).toEqual({ kind: 'program', maxBytes: MAX_BYTES.rpc });
    expect(as('/files', 'POST', { 'content-length': String(MAX_BYTES.files) })).toEqual({
      kind: 'program',
      maxBytes: MAX_BYTES.files,
    });
    expect(as('/files', 'POST', { 'content-length': String(MAX_BYTES.files + 1) })).toEqual(refusal(413));
    expect(as('/rpc/x', 'POST', { 'content-length': String(MAX_BYTES.rpc + 1) })).toEqual(refusal(413));
    for (const [path, verdict] of [
      ['/files/backup', { kind: 'program', maxBytes: MAX_BYTES.backup }],
      ['/files/other', refusal(413)],
    ])
      expect(as(path as string, 'POST', { 'content-length': String(MAX_BYTES.backup) })).toEqual(verdict);
    expect(as('/rpc/x', 'POST', { 'content-length': 'many' })).toEqual(refusal(413));
  });
});

describe('opening the browser', () => {
  const address = `http://${HOST}/?open=abc`;
  it.each([
    ['linux', { DISPLAY: ':0' }, 'xdg-open'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
    ['linux', {}, null],
    ['darwin', {}, 'open'],
    ['win32', {}, 'rundll32'],
  ] as const)('on %s with %j uses %s', (platform, environment, program) => {
    const command = openCommand(address, platform, environment);
    expect(command?.program ?? null).toBe(program);
    expect(displayIsPlausible(platform, environment)).toBe(program !== null);
    if (command) expect(command.args.at(-1)).toBe(address);
  });
});
