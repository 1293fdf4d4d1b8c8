import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import asar from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../main/scripts/build.ts';

const ROOT = join(import.meta.dirname, '../..');
/** The mark by which the tool that flips fuses finds them in the binary; a version and a length follow. */
const FUSE_MARK = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const FUSES = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;
const PASSPHRASE = 'a long passphrase of the packaging test';

let base = '';
let unpacked = '';
let files: readonly string[] = [];

/**
 * Packs for Linux with a stand-in for Electron's distribution, which not every machine that runs the tests can have.
 * The file list, the archive, the unpacked module and the fuses come from the real packer and its real configuration.
 */
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'medsteward-package-'));
  await build();
  const standIn = join(base, 'electron');
  mkdirSync(join(standIn, 'locales'), { recursive: true });
  // Every fuse starts as the opposite of what is safe, so that one which is not flipped shows.
  const wire = Buffer.concat([FUSE_MARK, Buffer.from([1, FUSES.length]), Buffer.from('10110001')]);
  writeFileSync(join(standIn, 'electron'), wire, { mode: 0o755 });
  writeFileSync(join(standIn, 'LICENSE'), 'licence');
  for (const locale of ['en-US', 'de']) writeFileSync(join(standIn, `locales/${locale}.pak`), '');
  const overrides = [`-c.electronDist=${standIn}`, `-c.directories.output=${join(base, 'out')}`];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/electron-builder/cli.js'), '--linux', '--x64', '--dir', '--publish=never', ...overrides],
    { cwd: ROOT, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`packing failed\n${stdout}\n${stderr}`);
  unpacked = join(base, 'out/linux-unpacked');
  files = asar
    .listPackage(join(unpacked, 'resources/app.asar'), { isPack: false })
    .map((file) => file.replaceAll('\\', '/'));
});

afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('the archive', () => {
  it('holds what the program needs', () => {
    const expected = [
      'package.json',
      'dist/renderer/index.html',
      ...['electron', 'worker', 'cli', 'browser'].map((name) => `dist/main/${name}.js`),
    ];
    const resources = [
      'fonts/Inter_400Regular.ttf',
      'fonts/Inter_600SemiBold.ttf',
      'fonts/LICENSE',
      'migrations/0001_first/migration.sql',
    ];
    for (const file of [...expected, ...resources.map((name) => `dist/main/${name}`)])
      expect(files).toContain(`/${file}`);
    for (const folder of ['main', 'renderer']) expect(files).toContain(`/dist/${folder}/third-party-licences.md`);
  });

  it('holds nothing else', () => {
    const allowed =
      /^\/(?:package\.json$|dist(?:\/(?:main|renderer)(?:\/|$)|$)|node_modules(?:\/better-sqlite3(?:\/|$)|$))/;
    expect(files.filter((file) => !allowed.test(file))).toEqual([]);
    expect(
      files.filter(
        (file) => /\.(?:tsx?|map|prisma|md|pp|cc?|h|gyp)$/.test(file) && !file.endsWith('third-party-licences.md'),
      ),
    ).toEqual([]);
    expect(files.filter((file) => /(?:^|\/)(?:test|tests|docs|scripts|\.git|\.ci)(?:\/|$)/.test(file))).toEqual([]);
  });

  it('keeps the native module of its platform, and of no other, outside', () => {
    const native = files.filter((file) => file.endsWith('.node'));
    expect(native).toEqual(['/node_modules/better-sqlite3/prebuilds/linux-x64.node']);
    expect(existsSync(join(unpacked, 'resources/app.asar.unpacked', native[0] ?? ''))).toBe(true);
  });

  it('says nothing of the machine it was made on', () => {
    const archive = readFileSync(join(unpacked, 'resources/app.asar'));
    expect(archive.includes(ROOT)).toBe(false);
  });
});

describe('the package', () => {
  it('has the licences beside it', () => {
    for (const name of ['LICENSE.txt', 'LICENSE.electron.txt']) expect(existsSync(join(unpacked, name))).toBe(true);
    expect(existsSync(join(unpacked, 'locales/de.pak'))).toBe(false);
  });

  it('has its fuses set', () => {
    const binary = readFileSync(join(unpacked, 'medsteward'));
    const start = binary.indexOf(FUSE_MARK) + FUSE_MARK.length + 2;
    const states = binary.subarray(start, start + FUSES.length).toString('latin1');
    expect(Object.fromEntries(FUSES.map((fuse, index) => [fuse, states[index] === '1']))).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});

describe('the packed program, with nothing of the checkout in reach', () => {
  let program = '';
  beforeAll(() => {
    program = join(base, 'program');
    asar.extractAll(join(unpacked, 'resources/app.asar'), program);
    writeFileSync(join(base, 'passphrase'), PASSPHRASE);
  });

  const run = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: base,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}\n${stdout}\n${stderr}`);
    return stdout;
  };

  it('makes a vault and looks into it', () => {
    const common = ['--vault', join(base, 'vault'), '--passphrase-file', join(base, 'passphrase'), '--json'];
    const cli = join(program, 'dist/main/cli.js');
    const made = JSON.parse(run(cli, 'vault', 'create', '--recovery-file', join(base, 'recovery'), ...common));
    expect(made.vaultId).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.parse(run(cli, 'vault', 'info', ...common))).toBeTruthy();
    expect(readFileSync(join(base, 'vault/steward.db')).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  });

  it('serves its window and answers it', () => {
    const script = join(program, 'serve.mjs');
    const options = {
      vaultFolder: join(base, 'other'),
      sampleFolder: join(base, 'sample'),
      version: '0.0.0',
      rendererFolder: join(program, 'dist/renderer'),
      open: false,
    };
    writeFileSync(
      script,
      `import { serveInBrowser } from './dist/main/browser.js';
       const host = await serveInBrowser({ ...${JSON.stringify(options)}, print() {} });
       const entered = await fetch(host.address, { redirect: 'manual' });
       const cookie = entered.headers.getSetCookie()[0].split(';')[0];
       const ask = (path, init = {}) => fetch('http://127.0.0.1:' + host.port + path, { ...init, headers: { cookie, ...init.headers } });
       const page = await (await ask('/')).text();
       const state = await ask('/rpc/vault/status', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
       console.log(JSON.stringify({ page: page.includes('id="root"'), status: state.status, state: await state.json() }));
       await host.close();`,
    );
    const said = JSON.parse(run(script).trim().split('\n').at(-1) ?? '');
    expect(said).toMatchObject({ page: true, status: 200, state: { json: { state: 'missing' } } });
  });
});
