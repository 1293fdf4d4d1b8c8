import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { beforeAll, describe, expect, it } from 'vitest';
import { noteFailure } from '../../main/data/attempts.ts';
import { CommandVault } from '../support/cli-vault.ts';
import type { PrintedFailure } from '../support/command-line.ts';

interface Info {
  readonly cipher: string;
  readonly fingerprint: string;
  readonly slots: readonly { readonly kind: string; readonly user: string; readonly shares: object | null }[];
}

const base = new CommandVault();
const NEW = 'quite another passphrase';
const kinds = ({ slots }: Info) => slots.map(({ kind }) => kind).sort();

beforeAll(async () => {
  await base.document('vault', 'create', '--user', 'Ines', '--recovery-file', base.at('recovery.txt'));
});

describe('a key file', () => {
  const own = new CommandVault();
  const keyFile = ['--key-file', own.at('stick.key')];

  it('is made with the vault, for its owner alone, and needed from then on', async () => {
    expect(await own.document('vault', 'create', '--recovery-file', own.at('r.txt'), ...keyFile)).toEqual({
      vaultId: expect.any(String),
      createdAt: expect.any(String),
    });
    if (process.platform !== 'win32') expect(own.mode('stick.key')).toBe('600');
    expect(kinds(await own.document<Info>('vault', 'info', ...keyFile))).toEqual([
      'passphrase_key_file',
      'recovery_key',
    ]);
    const without = await own.run('vault', 'info');
    expect(without.exit).toBe(3);
    expect(without.err).toContain('--key-file');
    expect(await own.failure('vault', 'info', '--key-file', own.at('gone.key'))).toEqual([
      4,
      'file_refused',
      'file_missing',
    ]);
    expect(await own.failure('vault', 'info', '--key-file', own.secret('no key file at all'))).toEqual([
      3,
      'key_file_refused',
    ]);
  });

  it('that is there is taken for another vault as it is', async () => {
    const before = own.read('stick.key');
    const second = new CommandVault(own.folder, 'second');
    await second.document('vault', 'create', '--recovery-file', own.at('r2.txt'), ...keyFile);
    expect(own.read('stick.key')).toBe(before);
    expect(kinds(await second.document<Info>('vault', 'info', ...keyFile))).toContain('passphrase_key_file');
  });

  it('stays when only the passphrase changes, and goes or is replaced when that is said', async () => {
    const kept = own.copy('kept');
    const change = ['vault', 'change-passphrase', '--new-passphrase-file', own.secret(NEW)];
    expect(await kept.document(...change, ...keyFile)).toEqual({
      user: 'Administrator',
      wayIn: 'passphrase_key_file',
    });
    const changed = ['--passphrase-file', own.secret(NEW)];
    expect(await kept.document(...change, ...changed, ...keyFile, '--new-key-file', own.at('other.key'))).toEqual({
      user: 'Administrator',
      wayIn: 'passphrase_key_file',
    });
    expect(await kept.failure('vault', 'info', ...changed, ...keyFile)).toEqual([3, 'wrong_credentials']);
    const other = ['--key-file', own.at('other.key')];
    // The one mistake makes the next command wait, which it does by itself.
    const gone = await kept.run(...change, ...changed, ...other, '--no-key-file', '--json');
    expect([gone.exit, gone.json()]).toEqual([0, { user: 'Administrator', wayIn: 'passphrase' }]);
    // A key file that is not needed does no harm, and does not become needed by a change.
    expect(await kept.document(...change, ...changed, ...other)).toMatchObject({ wayIn: 'passphrase' });
    await kept.document('vault', 'info', ...changed);
  });
});

describe('a wrong passphrase', () => {
  it('makes the next command wait by itself, and fails with the seconds when the wait is long', async () => {
    const tried = base.copy('tried');
    const wrong = ['vault', 'info', '--passphrase-file', base.secret('not the passphrase')];
    expect(await tried.failure(...wrong)).toEqual([3, 'wrong_credentials']);
    const right = await tried.run('vault', 'info', '--json');
    expect(right.exit).toBe(0);
    const { vaultId } = right.json<{ vaultId: string }>();
    // Nine failures ask for more than four minutes.
    for (let failures = 1; failures <= 9; failures += 1) noteFailure(tried.vault, vaultId, uptime);
    const locked = await tried.run('vault', 'info', '--json');
    const { code, message, details } = locked.json<PrintedFailure>().error;
    expect([locked.exit, code]).toEqual([3, 'too_many_attempts']);
    expect(Number(details?.seconds)).toBeGreaterThan(10);
    expect(message).toContain(`${details?.seconds} s`);
  });
});

describe('secrets over time', () => {
  it('another data key and cipher: everything is still there, the old passphrase is not', async () => {
    const rotated = base.copy('rotated');
    const before = await rotated.document<Info>('vault', 'info');
    const made = await rotated.document(
      'vault',
      'rotate-key',
      '--cipher',
      'chacha20',
      '--new-passphrase-file',
      base.secret(NEW),
    );
    expect(made).toEqual({ cipher: 'chacha20', lost: [], passphraseChanged: true });
    const after = await rotated.document<Info>('vault', 'info', '--passphrase-file', base.secret(NEW));
    expect([after.cipher, after.fingerprint, kinds(after)]).toEqual(['chacha20', before.fingerprint, kinds(before)]);
    expect(await rotated.failure('vault', 'info')).toEqual([3, 'wrong_credentials']);
    const weak = ['vault', 'rotate-key', '--new-passphrase-file', base.secret('weak')];
    const same = base.copy('not-rotated');
    expect(await same.failure(...weak)).toEqual([4, 'passphrase_too_weak', 'too_short']);
    expect((await same.document<Info>('vault', 'info')).cipher).toBe('sqlcipher');
  });

  it('the recovery key gives a new passphrase, and is replaced', async () => {
    const lost = base.copy('lost');
    const change = ['vault', 'change-passphrase', '--new-passphrase-file', base.secret(NEW)];
    expect(await lost.document(...change, '--recovery-key-file', base.at('recovery.txt'))).toEqual({
      user: 'Ines',
      wayIn: 'passphrase',
    });
    const signedIn = ['--passphrase-file', base.secret(NEW)];
    const made = await lost.document('vault', 'recovery-key', ...signedIn, '--recovery-file', base.at('next.txt'));
    expect(made).toEqual({ fingerprint: expect.stringMatching(/^\w{4}(-\w{4}){7}$/) });
    expect(base.read('next.txt')).toMatch(/^\w{6}(-\w{6}){5}\n$/);
    expect(await lost.failure(...change, '--recovery-key-file', base.at('recovery.txt'))).toEqual([
      3,
      'wrong_credentials',
    ]);
    expect(await lost.failure(...change, '--recovery-key-file', base.secret('AAAAAA'))).toEqual([
      4,
      'recovery_key_mistyped',
    ]);
  });

  it('shares lie in a file each, and as many as are needed give a new passphrase', async () => {
    const shared = base.copy('shared');
    const made = await shared.document<{ files: string[] }>(
      ...['vault', 'shares', '--needed', '2', '--total', '3', '--out-dir', base.at('shares')],
    );
    expect(made).toMatchObject({ setId: expect.stringMatching(/^[0-9a-f]{12}$/), needed: 2, total: 3 });
    expect(made).not.toHaveProperty('shares');
    const names = readdirSync(base.at('shares')).sort();
    expect(names).toEqual(['share-1-of-3.txt', 'share-2-of-3.txt', 'share-3-of-3.txt']);
    if (process.platform !== 'win32') for (const name of names) expect(base.mode(`shares/${name}`)).toBe('600');
    // Nothing is replaced, neither files nor the shares that count.
    expect(
      await shared.failure('vault', 'shares', '--needed', '2', '--total', '3', '--out-dir', base.at('shares')),
    ).toEqual([4, 'file_exists']);
    const change = ['vault', 'change-passphrase', '--new-passphrase-file', base.secret(NEW)];
    const share = (number: number) => ['--share-file', base.at(`shares/share-${number}-of-3.txt`)];
    expect(await shared.failure(...change, ...share(3))).toEqual([3, 'share_refused']);
    expect(await shared.document(...change, ...share(3), ...share(1))).toMatchObject({ wayIn: 'passphrase' });
    await shared.document('vault', 'info', '--passphrase-file', base.secret(NEW));
  });
});

describe('a vault that is not as it was known', () => {
  it('read from its copy says so, and verify finds the damage once', async () => {
    const damaged = base.copy('damaged');
    rmSync(base.at('damaged/vault.json'));
    const verified = await damaged.run('vault', 'verify', '--json');
    expect([verified.exit, verified.json()]).toEqual([
      6,
      { ok: false, findings: [{ code: 'vault_file_damaged', where: 'vault.json' }] },
    ]);
    expect(verified.err).toContain('copy');
    expect(await damaged.document('vault', 'verify')).toEqual({ ok: true, findings: [] });
  });

  it('whose folder was put back as a whole is found out by an export that was made before (reliability.md 7)', async () => {
    const whole = base.copy('whole');
    const kept = base.copy('kept');
    const report = base.at('report.json');
    await whole.run('support', 'report', '--format', 'json', '--out', report);
    expect(await whole.document('vault', 'verify', '--against', report)).toEqual({ ok: true, findings: [] });
    expect(await kept.document('vault', 'verify')).toEqual({ ok: true, findings: [] });
    const verified = await kept.run('vault', 'verify', '--against', report, '--json');
    const { findings } = verified.json<{ findings: readonly { code: string }[] }>();
    expect([verified.exit, findings.map(({ code }) => code)]).toEqual([6, ['audit_head_differs']]);
    writeFileSync(base.at('altered.json'), readFileSync(report, 'utf8').replace('"asOf"', '"asof"'));
    expect(await kept.failure('vault', 'verify', '--against', base.at('altered.json'))).toEqual([
      4,
      'file_refused',
      'export_not_signed',
    ]);
  });

  it('with an older database warns who reads and refuses who writes, until an administrator accepts', async () => {
    const old = base.copy('old');
    copyFileSync(base.at('old/steward.db'), base.at('older.db'));
    await old.document('users', 'add', 'Bo', '--role', 'viewer', '--new-passphrase-file', base.secret(NEW));
    for (const end of ['-wal', '-shm']) rmSync(`${base.at('old/steward.db')}${end}`, { force: true });
    copyFileSync(base.at('older.db'), base.at('old/steward.db'));

    const read = await old.run('devices', 'list', '--json');
    expect([read.exit, read.json()]).toEqual([0, { total: 0, rows: [] }]);
    expect(read.err).toContain('an older file was put back');
    const verified = await old.run('vault', 'verify', '--json');
    expect([verified.exit, verified.json<{ ok: boolean }>().ok]).toEqual([6, false]);
    const add = ['users', 'add', 'Cy', '--role', 'viewer', '--new-passphrase-file', base.secret(NEW)];
    expect(await old.failure(...add)).toEqual([6, 'history_went_back']);
    const accepted = await old.run('vault', 'accept-history', '--json');
    expect([accepted.exit, accepted.json()]).toEqual([0, { accepted: true }]);
    await old.document(...add);
    expect(await old.document('vault', 'verify')).toEqual({ ok: true, findings: [] });
  });
});
