import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownerOf, plainSegments } from '../../main/hosts/request-path.ts';
import { createWindowFiles, fileOfPath, withDataHeaders } from '../../main/hosts/window-files.ts';

const HOSTILE = [
  '',
  'index.html',
  '//etc/passwd',
  '/../package.json',
  '/assets/../../package.json',
  '/./index.html',
  '/%2e%2e/package.json',
  '/%2E%2E/package.json',
  '/..%2fpackage.json',
  '/..\\package.json',
  '/..%5cpackage.json',
  '/assets\\..\\secret.js',
  '/index.html%00.js',
  '/index.html\0',
  '/%252e%252e/package.json',
  '/C:/windows/win.ini',
  '/index.html::$DATA',
  '/.git/config.json',
  '/assets//app.js',
  '/%',
  '/%ff',
  '/a\nb.js',
];

describe('a path inside the window', () => {
  it.each(HOSTILE)('refuses %j', (path) => {
    expect(fileOfPath(path)).toBeNull();
  });

  it.each([
    ['/', ['index.html']],
    ['/devices', ['index.html']],
    ['/devices/01890000-0000-7000-8000-000000000000/', ['index.html']],
    ['/Ger%C3%A4te', ['index.html']],
    ['/index.html', ['index.html']],
    ['/assets/app-B3xY.js', ['assets', 'app-B3xY.js']],
    ['/assets/app-B3xY.js.map', null],
    ['/readme.md', null],
    ['/program.exe', null],
  ])('%s means %j', (path, file) => {
    expect(fileOfPath(path)).toEqual(file);
  });

  it('never yields a segment that leaves the folder, whatever is sent', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('/', '\\', '.', '..', '%2e', '%2F', '%5c', '%', 'a', '.js', ':', '\0')),
        (parts) => {
          const segments = plainSegments(`/${parts.join('')}`);
          for (const segment of segments ?? []) {
            expect(segment).not.toMatch(/^\.|[\\/:\0]/);
            expect(segment).not.toBe('');
          }
        },
      ),
    );
  });

  it('belongs to the program by its first segment', () => {
    expect(
      ['/rpc/device/list', '/files', '/files/abc', '/', '/rpcs/x', '/devices/rpc'].map((path) =>
        ownerOf(plainSegments(path) ?? []),
      ),
    ).toEqual(['program', 'program', 'program', 'window', 'window', 'window']);
  });
});

describe('the files of the window', () => {
  let base = '';
  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), 'window-files-'));
    mkdirSync(join(base, 'window/assets'), { recursive: true });
    writeFileSync(join(base, 'secret.js'), 'secret');
    writeFileSync(
      join(base, 'window/index.html'),
      '<meta name="nonce" content="__NONCE__"><style nonce="__NONCE__"></style>',
    );
    writeFileSync(join(base, 'window/assets/app-1.js'), 'export {};');
    symlinkSync(join(base, 'secret.js'), join(base, 'window/assets/link.js'));
    symlinkSync(base, join(base, 'window/out'));
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));
  const files = () => createWindowFiles(join(base, 'window'));

  it('gives the page a fresh nonce in its policy and in its text', async () => {
    const [first, second] = await Promise.all([files().respond('/devices?x=1'), files().respond('/')]);
    const nonce = /'nonce-([^']+)'/.exec(first.headers.get('Content-Security-Policy') ?? '')?.[1] ?? '';
    expect(Buffer.from(nonce, 'base64')).toHaveLength(18);
    expect(await first.text()).toBe(`<meta name="nonce" content="${nonce}"><style nonce="${nonce}"></style>`);
    expect(second.headers.get('Content-Security-Policy')).not.toContain(nonce);
    expect(first.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(first.headers.get('Cache-Control')).toBe('no-store');
    expect(first.headers.get('Content-Security-Policy')).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; ` +
        "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  it('keeps hashed assets, with a type that cannot be guessed otherwise', async () => {
    const asset = await files().respond('/assets/app-1.js');
    expect(await asset.text()).toBe('export {};');
    expect(asset.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(asset.headers.get('Cache-Control')).toContain('immutable');
    expect(asset.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('sends no body to HEAD', async () => {
    const head = await files().respond('/assets/app-1.js', 'HEAD');
    expect([head.status, head.headers.get('Content-Length'), await head.text()]).toEqual([200, '10', '']);
  });

  it.each(['/assets/link.js', '/out/secret.js', '/assets/none.js', '/assets', '/../secret.js'])(
    'does not give away what %s leads to',
    async (path) => {
      const response = await files().respond(path);
      expect(await response.text()).not.toContain('secret');
      if (path.endsWith('.js')) expect(response.status).toBe(404);
    },
  );

  it('answers 404 where nothing was built', async () => {
    expect((await createWindowFiles(join(base, 'nowhere')).respond('/')).status).toBe(404);
  });
});

describe('a response of the program', () => {
  it('is never kept and never interpreted, whatever the program said', async () => {
    const given = new Response('{}', { status: 422, headers: { 'Cache-Control': 'public', 'X-Own': '1' } });
    const sent = withDataHeaders(given);
    expect(sent.status).toBe(422);
    expect(sent.headers.get('Cache-Control')).toBe('no-store');
    expect(sent.headers.get('X-Own')).toBe('1');
    expect(sent.headers.get('Content-Security-Policy')).toContain('sandbox');
    for (const name of [
      'X-Content-Type-Options',
      'Referrer-Policy',
      'Cross-Origin-Opener-Policy',
      'Permissions-Policy',
    ])
      expect(sent.headers.get(name)).toBeTruthy();
    expect(await sent.text()).toBe('{}');
  });
});
