import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { clearFailures } from '../../main/data/attempts.ts';
import { deviceFields, recordDate } from '../support/builders.ts';
import { CommandVault } from '../support/cli-vault.ts';
import { ROOT } from '../support/command-line.ts';
import { readIcs } from '../support/ics-reader.ts';
import { appOn, PASSPHRASE } from '../support/vault.ts';

const AS_OF = ['--as-of', '2026-11-21'];

interface Published {
  readonly files: readonly { readonly title: string; readonly outcome: string; readonly problem: string | null }[];
}

/** A vault with a device, and a folder for what leaves it. */
const desk = new CommandVault();
const out = desk.at('out');
const outcomes = ({ files }: Published) => files.map(({ outcome, problem }) => problem ?? outcome);

beforeAll(async () => {
  mkdirSync(out);
  expect((await desk.run('vault', 'create', '--user', 'Ines')).exit).toBe(0);
  const { client, app } = appOn(desk.vault, undefined, 'file');
  await client.vault.unlock({ passphrase: PASSPHRASE });
  const { id } = await client.device.create(deviceFields());
  await recordDate(client, (await client.device.get({ id })).modelId, '2028-02-29');
  await app.close();
});

describe('publish', () => {
  it('writes what was set up, once, and says which file is where', async () => {
    const add = (title: string, what: string, file: string, ...more: string[]) =>
      desk.document('publications', 'add', '--title', title, '--what', what, '--out', join(out, file), ...more);
    await add('Support', 'support_calendar', 'support.ics', '--within', '24');
    await add('By model', 'support_report', 'support.pdf', '--group-by', 'model');
    const first = await desk.document<Published>('publish', ...AS_OF);
    expect(first.files.map(({ title }) => title)).toEqual(['By model', 'Support']);
    expect(outcomes(first)).toEqual(['written', 'written']);
    expect(readdirSync(out).sort()).toEqual(['support.ics', 'support.ics.sig', 'support.pdf']);
    expect(readIcs(readFileSync(join(out, 'support.ics'))).events.map(({ start }) => start)).toEqual([
      '20270228',
      '20280229',
    ]);
    const { ino } = statSync(join(out, 'support.ics'));
    expect(outcomes(await desk.document<Published>('publish', '--all', ...AS_OF))).toEqual(['unchanged', 'unchanged']);
    const next = await desk.document<Published>('publish', '--as-of', '2026-11-22');
    expect(outcomes(next), 'days that are left are one less').toEqual(['written', 'unchanged']);
    expect(statSync(join(out, 'support.ics')).ino).toBe(ino);
    const verified = await desk.document<{ readonly ok: boolean }>('verify', join(out, 'support.pdf'));
    expect(verified.ok).toBe(true);
  });

  it('is readable without --json, and lists what is kept', async () => {
    const run = await desk.run('publish', '--title', 'support', ...AS_OF);
    expect([run.exit, run.err]).toEqual([0, '']);
    expect(run.out).toMatch(/^Title\s+State\s+File\nSupport\s+Unchanged\s+\S+support\.ics\n$/);
    const list = await desk.run('publications', 'list');
    expect(list.out).toMatch(/By model\s+Support report\s+2026-11-22 \d\d:\d\d|By model\s+Support report\s+\d{4}-/);
    const { rows } = await desk.document<{ rows: readonly object[] }>('publications', 'list');
    expect(rows).toMatchObject([
      { title: 'By model', format: 'pdf', options: { groupBy: 'model' }, problem: null },
      { title: 'Support', fileName: 'support.ics', folder: out, options: { within: 24 } },
    ]);
  });

  it('ends with 4 when a file could not be written, and writes the others', async () => {
    const stick = desk.at('stick');
    mkdirSync(stick);
    const file = join(stick, 'contracts.csv');
    await desk.document('publications', 'add', '--title', 'Z', '--what', 'contracts_report', '--out', file);
    renameSync(stick, `${stick}-away`);
    const run = await desk.run('publish', '--json', ...AS_OF);
    expect(run.exit).toBe(4);
    expect(outcomes(run.json<Published>()).at(-1)).toBe('folder_missing');
    const told = await desk.run('publish', ...AS_OF);
    expect([told.exit, told.out]).toEqual([4, expect.stringContaining('Not written: The folder is not there.')]);
    renameSync(`${stick}-away`, stick);
    expect((await desk.document<Published>('publish', '--title', 'z', ...AS_OF)).files).toMatchObject([
      { outcome: 'written' },
    ]);
    await desk.document('publications', 'remove', 'Z');
    expect(readdirSync(stick).sort()).toEqual(['contracts.csv', 'contracts.csv.sig']);
  });

  it('refuses what does not fit with the codes of everywhere', async () => {
    const add = (...words: string[]) => desk.failure('publications', 'add', '--title', 'T', ...words);
    expect(await add('--what', 'support_calendar', '--out', join(desk.vault, 'a.ics'))).toEqual([
      4,
      'input_refused',
      'folder_in_vault',
    ]);
    expect(await add('--what', 'support_calendar', '--out', join(out, 'a.pdf'))).toEqual([
      4,
      'input_refused',
      'invalid',
    ]);
    expect(await add('--what', 'support_calendar', '--out', join(out, 'support.ics'))).toEqual([4, 'file_exists']);
    expect(await add('--what', 'all', '--out', join(out, 'a.ics'))).toEqual([2, 'usage', 'not_a_choice']);
    expect(await desk.failure('publish', '--title', 'Nothing')).toEqual([4, 'not_found']);
    expect(await desk.failure('publish', '--title', 'Support', '--all')).toEqual([2, 'usage', 'one_of']);
    expect(await desk.failure('publish', '--user', 'Nobody')).toEqual([3, 'wrong_credentials']);
    clearFailures(desk.vault);
  });

  it('is a call that an account of the least role may make, with its secrets in files', async () => {
    const first = desk.secret('lantern copper meadow tide');
    const passphrase = desk.secret('velvet harbour thistle drum');
    const added = await desk.run(
      'users',
      'add',
      'Scheduler',
      '--role',
      'viewer',
      '--new-passphrase-file',
      first,
      '--json',
    );
    expect([added.exit, added.err]).toEqual([0, '']);
    const who = ['--user', 'Scheduler', '--passphrase-file'];
    expect(await desk.failure('publish', ...who, first)).toEqual([3, 'step_required', 'new_passphrase']);
    const change = await desk.run('vault', 'change-passphrase', ...who, first, '--new-passphrase-file', passphrase);
    expect(change.exit).toBe(0);
    expect(desk.mode('velvet-harbour-thistle-drum.txt')).toBe('600');
    expect((await desk.document<Published>('publish', ...AS_OF, ...who, passphrase)).files).toHaveLength(2);
    const file = join(out, 'mine.ics');
    expect(
      await desk.failure(
        'publications',
        'add',
        '--title',
        'M',
        '--what',
        'support_calendar',
        '--out',
        file,
        ...who,
        passphrase,
      ),
    ).toEqual([3, 'not_permitted']);
  });

  it.skipIf(process.platform === 'win32')('works by the lines of the guide for schedulers', async () => {
    const guide = readFileSync(join(ROOT, 'docs/user-guide.md'), 'utf8');
    const [, cron = ''] = /^15 6 \* \* \* (medsteward .+)$/m.exec(guide) ?? [];
    const [, keychain = ''] = /`security find-generic-password [^|]+\| (medsteward publish [^`]+)`/.exec(guide) ?? [];
    const passphrase = desk.secret('velvet harbour thistle drum');
    const here = (line: string) =>
      line
        .replace('/srv/medsteward', desk.vault)
        .replace('/Users/steward/vault', desk.vault)
        .replace('/etc/medsteward/publish.pass', passphrase)
        .replace('--user Calendar', '--user Scheduler');
    const bin = desk.at('bin');
    mkdirSync(bin);
    const entry = join(ROOT, 'main/hosts/cli/entry.ts');
    writeFileSync(join(bin, 'medsteward'), `#!/bin/sh\nexec "${process.execPath}" "${entry}" "$@"\n`, { mode: 0o755 });
    const env = { PATH: `${bin}:/usr/bin:/bin`, HOME: desk.folder };
    for (const line of [here(cron), `cat '${passphrase}' | ${here(keychain)}`]) {
      rmSync(join(out, 'support.ics'));
      const { stdout } = await promisify(execFile)('/bin/sh', ['-c', line], { env });
      expect(stdout).toMatch(/Support\s+Written\s/);
      expect(readIcs(readFileSync(join(out, 'support.ics'))).events.length).toBeGreaterThan(0);
    }
  });

  it('is whole when two calls write at once, and beside an open window', async () => {
    const { client, app } = appOn(desk.vault);
    await client.vault.unlock({ user: 'Ines', passphrase: PASSPHRASE });
    await client.device.create(deviceFields({ assetTag: 'SECOND' }));
    const runs = await Promise.all([1, 2].map(() => desk.start('publish', '--user', 'Ines', '--json', ...AS_OF)));
    expect(runs.map(({ exit }) => exit)).toEqual([0, 0]);
    expect(readdirSync(out).sort()).toEqual(['support.ics', 'support.ics.sig', 'support.pdf']);
    const again = await desk.document<Published>('publish', '--user', 'Ines', ...AS_OF);
    expect(outcomes(again).every((one) => one === 'unchanged' || one === 'written')).toBe(true);
    for (const name of ['support.ics', 'support.pdf'])
      expect(await desk.document<{ readonly ok: boolean }>('verify', join(out, name))).toMatchObject({ ok: true });
    await app.close();
  });
});
