import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clearFailures } from '../../main/data/attempts.ts';
import { newSecondFactor } from '../../main/data/second-factor.ts';
import { DEFAULT_POLICY } from '../../main/domain/policy.ts';
import { deviceFields } from '../support/builders.ts';
import { appOn, copyVault, failureOf, openApp, PASSPHRASE, type TestApp, temporaryFolder } from '../support/vault.ts';
import { makeVaultOfFormat1 } from '../support/vault-format-1.ts';

const CURRENT = { passphrase: PASSPHRASE, keyFile: null };
const FIRST = 'lantern copper meadow tide';
const OWN = 'seven quiet herons on ice';

/** A person with a passphrase of their own, the vault locked. */
async function addPerson({ client }: TestApp, name: string, role: 'administrator' | 'viewer' | 'biomedical_engineer') {
  const { id } = await client.user.add({ name, role, passphrase: FIRST });
  await client.vault.lock();
  await client.vault.unlock({ user: name, passphrase: FIRST });
  await client.user.changePassphrase({
    current: { passphrase: FIRST, keyFile: null },
    passphrase: OWN,
    keyFile: 'none',
  });
  await client.vault.lock();
  return id;
}

describe('people', () => {
  it('get in with a first passphrase, and have to replace it before anything else (issue: people and roles)', async () => {
    const test = await openApp();
    const { client } = test;
    await client.user.add({ name: 'Ana Silva', role: 'biomedical_engineer', passphrase: FIRST });
    await client.vault.lock();
    expect((await client.vault.status()).namesNeeded).toBe(true);
    await client.vault.unlock({ user: ' ana SILVA ', passphrase: FIRST });
    expect(await client.vault.status()).toMatchObject({
      user: 'Ana Silva',
      role: 'biomedical_engineer',
      step: 'new_passphrase',
    });
    expect(await failureOf(client.device.list({}))).toEqual({ code: 'step_required', step: 'new_passphrase' });
    const same = client.user.changePassphrase({
      current: { passphrase: FIRST, keyFile: null },
      passphrase: FIRST,
      keyFile: 'none',
    });
    expect(await failureOf(same)).toMatchObject({ code: 'input_refused', problem: 'same_passphrase' });
    await client.user.changePassphrase({
      current: { passphrase: FIRST, keyFile: null },
      passphrase: OWN,
      keyFile: 'none',
    });
    expect((await client.vault.status()).step).toBeNull();
    await client.device.create(deviceFields());
    await client.vault.lock();
    expect((await failureOf(client.vault.unlock({ user: 'Ana Silva', passphrase: FIRST }))).code).toBe(
      'wrong_credentials',
    );
    clearFailures(test.folder);
    await client.vault.unlock({ user: 'Ana Silva', passphrase: OWN });
  });

  it('are not told apart from strangers by the answer, and are not named in the file (reliability.md T18)', async () => {
    const test = await openApp();
    const { client, folder } = test;
    await addPerson(test, 'Ana Silva', 'viewer');
    expect(readFileSync(join(folder, 'vault.json'), 'utf8')).not.toMatch(/Ana|Silva|Administrator/);
    for (const user of ['Ana Silva', 'Nobody Known']) {
      clearFailures(folder);
      expect(await failureOf(client.vault.unlock({ user, passphrase: 'not the right passphrase' }))).toEqual({
        code: 'wrong_credentials',
      });
    }
    clearFailures(folder);
    expect((await failureOf(client.vault.unlock({ user: 'Administrator', passphrase: OWN }))).code).toBe(
      'wrong_credentials',
    );
  });

  it('may do what their role says, and a refusal is in the log once (reliability.md 8)', async () => {
    const test = await openApp();
    const { client } = test;
    await addPerson(test, 'Ana Silva', 'viewer');
    await client.vault.unlock({ user: 'Ana Silva', passphrase: OWN });
    expect((await client.device.list({})).total).toBe(0);
    for (let times = 0; times < 3; times += 1) {
      expect(await failureOf(client.device.create(deviceFields()))).toEqual({
        code: 'not_permitted',
        procedure: 'device.create',
        role: 'viewer',
      });
    }
    expect((await failureOf(client.user.list())).code).toBe('not_permitted');
    await client.vault.lock();
    await client.vault.unlock({ user: 'Administrator', passphrase: PASSPHRASE });
    const { rows } = await client.history.list({ filter: { action: ['access.refused'] } });
    expect(rows.map(({ actor, summary }) => [actor, summary.procedure]).sort()).toEqual([
      ['Ana Silva', 'device.create'],
      ['Ana Silva', 'user.list'],
    ]);
  });

  it('import what they may write one by one, and nothing else', async () => {
    const test = await openApp();
    const { client } = test;
    await client.user.add({ name: 'Ana Silva', role: 'procurement_officer', passphrase: FIRST });
    await client.vault.lock();
    await client.vault.unlock({ user: 'Ana Silva', passphrase: FIRST });
    const current = { passphrase: FIRST, keyFile: null };
    await client.user.changePassphrase({ current, passphrase: OWN, keyFile: 'none' });
    const file = (noun: 'devices' | 'contracts', text: string) => ({
      noun,
      uploadId: test.upload(text),
      fileName: `${noun}.csv`,
    });
    const devices = file('devices', 'asset_tag,manufacturer,model\nT-1,Acme,Pump\n');
    for (const asked of [client.imports.preview(devices), client.imports.run(devices)]) {
      expect(await failureOf(asked)).toEqual({
        code: 'not_permitted',
        procedure: 'device.create',
        role: 'procurement_officer',
      });
    }
    const taken = await client.imports.run(file('contracts', 'number,vendor,kind\nC-1,Acme,service\n'));
    expect(taken.created).toBe(1);
  });

  it('always have an administrator who can sign in among them', async () => {
    const test = await openApp();
    const { client } = test;
    const me = (await client.user.list())[0]?.id;
    if (!me) throw new Error('nobody is there');
    expect(await failureOf(client.user.setRole({ id: me, role: 'viewer' }))).toEqual({ code: 'last_administrator' });
    expect(await failureOf(client.user.remove({ id: me }))).toMatchObject({ problem: 'yourself' });
    const id = await addPerson(test, 'Ana Silva', 'administrator');
    await client.vault.unlock({ user: 'Ana Silva', passphrase: OWN });
    await client.user.setRole({ id: me, role: 'viewer' });
    expect(await failureOf(client.user.setRole({ id, role: 'auditor' }))).toEqual({ code: 'last_administrator' });
  });

  it('are gone from the disk when they are removed (reliability.md T26)', async () => {
    const test = await openApp();
    const { client, folder } = test;
    const id = await addPerson(test, 'Ana Silva', 'viewer');
    await client.vault.unlock({ user: 'Administrator', passphrase: PASSPHRASE });
    expect(readFileSync(join(folder, 'vault.json'), 'utf8')).toContain(id);
    await client.user.remove({ id });
    for (const name of ['vault.json', 'vault.json.bak'])
      expect(readFileSync(join(folder, name), 'utf8')).not.toContain(id);
    await client.vault.lock();
    expect((await failureOf(client.vault.unlock({ user: 'Ana Silva', passphrase: OWN }))).code).toBe(
      'wrong_credentials',
    );
    clearFailures(folder);
    await client.vault.unlock({ passphrase: PASSPHRASE });
    const { rows } = await client.history.list({ filter: { action: ['user.remove'] } });
    expect(rows).toHaveLength(1);
  });

  it('take the recovery key that they made along when they are removed, and that is said', async () => {
    const test = await openApp();
    const { client, folder } = test;
    const id = await addPerson(test, 'Ana Silva', 'administrator');
    await client.vault.unlock({ user: 'Ana Silva', passphrase: OWN });
    const { recoveryKey } = await client.vault.newRecoveryKey({ current: { passphrase: OWN, keyFile: null } });
    await client.vault.lock();
    await client.vault.unlock({ user: 'Administrator', passphrase: PASSPHRASE });
    expect(await client.user.remove({ id })).toEqual({ removed: true, recoveryLost: ['recovery_key'] });
    await client.vault.lock();
    expect((await failureOf(client.vault.unlock({ recoveryKey }))).code).toBe('wrong_credentials');
    clearFailures(folder);
  });

  it('take the recovery key along also where a program of before made it, and that is said', async () => {
    const folder = join(temporaryFolder(), 'old');
    await makeVaultOfFormat1(folder, { Ana: FIRST });
    const { client } = appOn(folder);
    await client.vault.unlock({ user: 'Ana', passphrase: FIRST });
    const maker = (await client.user.list()).find(({ name }) => name === 'Administrator');
    if (!maker) throw new Error('the maker of the vault is nobody');
    expect(await client.user.remove({ id: maker.id })).toEqual({ removed: true, recoveryLost: ['recovery_key'] });
    expect((await client.vault.info()).slots.map(({ kind }) => kind)).toEqual(['passphrase']);
  });

  it('do not have two names that look alike', async () => {
    const { client } = await openApp();
    const twice = client.user.add({ name: 'ADMINISTRATOR', role: 'viewer', passphrase: FIRST });
    expect((await failureOf(twice)).code).toBe('already_exists');
  });

  it('get a new first passphrase from an administrator, and the old one opens nothing', async () => {
    const test = await openApp();
    const { client, folder } = test;
    const id = await addPerson(test, 'Ana Silva', 'viewer');
    await client.vault.unlock({ user: 'Administrator', passphrase: PASSPHRASE });
    await client.user.resetPassphrase({ id, passphrase: FIRST });
    await client.vault.lock();
    expect((await failureOf(client.vault.unlock({ user: 'Ana Silva', passphrase: OWN }))).code).toBe(
      'wrong_credentials',
    );
    clearFailures(folder);
    await client.vault.unlock({ user: 'Ana Silva', passphrase: FIRST });
    expect((await client.vault.status()).step).toBe('new_passphrase');
  });
});

describe('a key file', () => {
  it('is a second factor: neither passphrase nor file opens alone (reliability.md 9, T23)', async () => {
    const test = await openApp();
    const { client, folder } = test;
    const { keyFile } = await client.user.changePassphrase({
      current: CURRENT,
      passphrase: 'eight ch',
      keyFile: 'new',
    });
    if (keyFile === null) throw new Error('no key file was made');
    await client.vault.lock();
    expect((await client.vault.status()).waysIn).toEqual(['recovery_key', 'passphrase_key_file']);
    const attempts: [string, string | null][] = [
      ['eight ch', null],
      ['eight cH', keyFile],
      ['eight ch', newSecondFactor('other', '2026-11-21T10:00:00.000Z').text],
    ];
    for (const [passphrase, file] of attempts) {
      clearFailures(folder);
      expect((await failureOf(client.vault.unlock({ passphrase, keyFile: file }))).code).toBe('wrong_credentials');
    }
    clearFailures(folder);
    const altered = keyFile.replace(/"key": "./, (found) => `"key": "${found.endsWith('A') ? 'B' : 'A'}`);
    expect(await failureOf(client.vault.unlock({ passphrase: 'eight ch', keyFile: altered }))).toEqual({
      code: 'key_file_refused',
      how: 'altered',
    });
    expect(await failureOf(client.vault.unlock({ passphrase: 'eight ch', keyFile: '' }))).toMatchObject({
      code: 'key_file_refused',
    });
    await client.vault.unlock({ passphrase: 'eight ch', keyFile });
  });

  it('does no harm where it is not needed', async () => {
    const { client } = await openApp();
    await client.vault.lock();
    const { text } = newSecondFactor('other', '2026-11-21T10:00:00.000Z');
    await client.vault.unlock({ passphrase: PASSPHRASE, keyFile: text });
  });

  it('is asked of everybody once the policy says so, and whoever says so has one', async () => {
    const test = await openApp();
    const { client } = test;
    const policy = { ...DEFAULT_POLICY, keyFileFor: 'everybody' as const };
    expect(await failureOf(client.vault.setPolicy(policy))).toMatchObject({ problem: 'key_file_first' });
    const id = await client.user.add({ name: 'Ana Silva', role: 'viewer', passphrase: FIRST });
    const { keyFile } = await client.user.changePassphrase({ current: CURRENT, passphrase: OWN, keyFile: 'new' });
    await client.vault.lock();
    await client.vault.unlock({ user: 'Administrator', passphrase: OWN, keyFile });
    await client.vault.setPolicy(policy);
    await client.vault.lock();
    await client.vault.unlock({ user: 'Ana Silva', passphrase: FIRST });
    const change = { current: { passphrase: FIRST, keyFile: null }, passphrase: `${FIRST} own` };
    expect(await failureOf(client.user.changePassphrase({ ...change, keyFile: 'none' }))).toEqual({
      code: 'step_required',
      step: 'key_file',
    });
    await client.user.changePassphrase({ ...change, keyFile: 'new' });
    expect((await client.vault.status()).step).toBeNull();
    expect(id.id).not.toBe('');
  });
});

describe('recovery', () => {
  it('by the key leads to a new passphrase; a new key makes the old one worthless', async () => {
    const { folder, recoveryKey } = await copyVault();
    const { client } = appOn(folder);
    await client.vault.unlock({ recoveryKey });
    expect((await client.vault.status()).step).toBe('new_passphrase');
    expect((await failureOf(client.device.list({}))).code).toBe('step_required');
    await client.user.changePassphrase({ current: null, passphrase: OWN, keyFile: 'none' });
    expect((await client.device.list({})).total).toBe(0);
    // Once it is done, the recovery is over: the next change asks for the passphrase.
    const again = client.user.changePassphrase({ current: null, passphrase: `${OWN} 2`, keyFile: 'none' });
    expect((await failureOf(again)).code).toBe('wrong_credentials');
    const made = await client.vault.newRecoveryKey({ current: { passphrase: OWN, keyFile: null } });
    expect((await client.vault.status()).recoveryKeyUnconfirmed).toBe(true);
    expect((await failureOf(client.vault.confirmRecoveryKey({ recoveryKey }))).code).toBe('recovery_key_mistyped');
    await client.vault.confirmRecoveryKey({ recoveryKey: made.recoveryKey });
    await client.vault.lock();
    expect((await failureOf(client.vault.unlock({ recoveryKey }))).code).toBe('wrong_credentials');
    clearFailures(folder);
    await client.vault.unlock({ recoveryKey: made.recoveryKey });
  });

  it('by any 2 of 3 shares, and by no less (issue: ways in)', async () => {
    const test = await openApp();
    const { client } = test;
    const { shares } = await client.vault.newShares({ needed: 2, total: 3, current: CURRENT });
    await client.vault.lock();
    expect(await failureOf(client.vault.unlock({ shares: shares.slice(0, 1) }))).toEqual({
      code: 'share_refused',
      how: 'too_few',
      needed: 2,
      given: 1,
    });
    for (const pair of [shares.slice(0, 2), [shares[2] ?? '', shares[0] ?? ''], shares.slice(1)]) {
      await client.vault.unlock({ shares: pair });
      expect((await client.vault.status()).step).toBe('new_passphrase');
      await client.vault.lock();
    }
  });

  it('needs the passphrase again before it is made anew', async () => {
    const { client } = await openApp();
    const current = { passphrase: 'somebody at the desk', keyFile: null };
    for (const asked of [
      client.vault.newRecoveryKey({ current }),
      client.vault.newShares({ needed: 2, total: 3, current }),
      client.vault.rotateKey({ current }),
      client.user.changePassphrase({ current, passphrase: OWN, keyFile: 'none' }),
    ]) {
      expect((await failureOf(asked)).code).toBe('wrong_credentials');
    }
  });
});

describe('a passphrase', () => {
  it.each([
    ['password1234567', 'common'],
    ['abcdefghijklmnopqrs', 'sequence'],
    ['aaaaaaaaaaaaaaaaaaa', 'repeated'],
    ['Testing Hospital', 'contains_name'],
    ['too short', 'too_short'],
  ])('like %j is not taken (reliability.md 4, T22)', async (passphrase, problem) => {
    const { client } = await openApp();
    const asked = client.user.changePassphrase({ current: CURRENT, passphrase, keyFile: 'none' });
    expect(await failureOf(asked)).toMatchObject({ code: 'passphrase_too_weak', problem });
  });

  it('is as long as the policy says', async () => {
    const { client } = await openApp();
    await client.vault.setPolicy({ ...DEFAULT_POLICY, passphraseLeast: 30 });
    const asked = client.user.changePassphrase({ current: CURRENT, passphrase: OWN, keyFile: 'none' });
    expect(await failureOf(asked)).toMatchObject({ problem: 'too_short', least: 30 });
  });
});

describe('failed attempts', () => {
  it('make the next one wait, also after a restart, and success ends it (reliability.md T18)', async () => {
    const { folder } = await copyVault();
    const wrong = { passphrase: 'not the right passphrase' };
    expect((await failureOf(appOn(folder).client.vault.unlock(wrong))).code).toBe('wrong_credentials');
    const { client } = appOn(folder);
    expect((await client.vault.status()).waitSeconds).toBeGreaterThan(0);
    const early = await failureOf(client.vault.unlock({ passphrase: PASSPHRASE }));
    expect(early).toMatchObject({ code: 'too_many_attempts', seconds: 1 });
  });
});
