import { beforeAll, describe, expect, it } from 'vitest';
import { CommandVault } from '../support/cli-vault.ts';

const FIRST = 'words that Ines chose';
const OWN = 'words that nobody else knows';

const desk = new CommandVault();
const first = desk.secret(FIRST);
const own = desk.secret(OWN);

beforeAll(async () => {
  await desk.document('vault', 'create', '--user', 'Ines', '--recovery-file', desk.at('recovery.txt'));
});

describe('the people of a vault', () => {
  const asBo = ['--user', 'bo', '--passphrase-file', own];

  it('are let in with a first passphrase, which they replace before anything else', async () => {
    const add = ['users', 'add', 'Bo', '--role', 'viewer', '--new-passphrase-file', first];
    expect(await desk.document(...add)).toEqual({ id: expect.any(String) });
    expect(await desk.failure(...add)).toEqual([5, 'already_exists']);
    expect(await desk.failure('users', 'add', 'Cy', '--role', 'viewer')).toEqual([2, 'usage', 'new_passphrase_needed']);
    const asNew = ['--user', 'bo', '--passphrase-file', first];
    expect(await desk.failure('devices', 'list', ...asNew)).toEqual([3, 'step_required', 'new_passphrase']);
    expect(await desk.document('vault', 'change-passphrase', ...asNew, '--new-passphrase-file', own)).toEqual({
      user: 'Bo',
      wayIn: 'passphrase',
    });
    await desk.document('devices', 'list', ...asBo);
  });

  it('do what their role allows, and no more', async () => {
    expect(await desk.failure('users', 'list', ...asBo)).toEqual([3, 'not_permitted']);
    expect(await desk.failure('vault', 'policy', '--set', 'autoLockMinutes=3', ...asBo)).toEqual([3, 'not_permitted']);
    expect(await desk.document('users', 'set-role', 'BO', 'auditor')).toEqual({
      id: expect.any(String),
      role: 'auditor',
    });
    const { users } = await desk.document<{ users: readonly object[] }>('users', 'list', ...asBo);
    expect(users).toEqual([
      expect.objectContaining({ name: 'Bo', role: 'auditor', waysIn: ['passphrase'], temporary: false }),
      expect.objectContaining({ name: 'Ines', role: 'administrator', waysIn: ['passphrase', 'recovery_key'] }),
    ]);
    expect(await desk.failure('users', 'set-role', 'Ines', 'viewer')).toEqual([5, 'last_administrator']);
    expect(await desk.failure('users', 'remove', 'Ines')).toEqual([4, 'input_refused', 'yourself']);
    expect(await desk.failure('users', 'remove', 'Nobody')).toEqual([4, 'not_found']);
  });

  it('who forgot theirs get a first passphrase again; who is removed gets in no more', async () => {
    expect(await desk.document('users', 'reset-passphrase', 'Bo', '--new-passphrase-file', first)).toMatchObject({
      reset: true,
    });
    const { slots } = await desk.document<{ slots: readonly object[] }>('vault', 'info');
    expect(slots).toContainEqual(expect.objectContaining({ user: 'Bo', kind: 'passphrase', temporary: true }));
    const reset = desk.copy('reset');
    expect(await reset.failure('devices', 'list', ...asBo)).toEqual([3, 'wrong_credentials']);
    expect(await desk.document('users', 'remove', 'bo')).toMatchObject({ removed: true });
    const removed = desk.copy('removed');
    const asNew = ['--user', 'bo', '--passphrase-file', first];
    expect(await removed.failure('devices', 'list', ...asNew)).toEqual([3, 'wrong_credentials']);
  });
});

describe('the policy', () => {
  it('is shown, and changed where a value fits', async () => {
    const before = await desk.document<object>('vault', 'policy');
    const sets = ['--set', 'autoLockMinutes=3', '--set', 'keyStoreAllowed=false', '--set', 'backupFolder=none'];
    const now = { ...before, autoLockMinutes: 3, keyStoreAllowed: false };
    expect(await desk.document('vault', 'policy', ...sets)).toEqual(now);
    expect(await desk.failure('vault', 'policy', '--set', 'autoLockMinutes=99')).toEqual([
      4,
      'input_refused',
      'invalid',
    ]);
    expect(await desk.failure('vault', 'policy', '--set', 'colour=red')).toEqual([2, 'usage', 'not_a_choice']);
    expect(await desk.failure('vault', 'policy', '--set', 'keyFileFor=everybody')).toEqual([
      4,
      'input_refused',
      'key_file_first',
    ]);
    expect(await desk.document('vault', 'policy')).toEqual(now);
  });
});
