import { beforeAll, describe, expect, it } from 'vitest';
import { openVault } from '../../main/data/vault.ts';
import { addDevice, contractFields, deviceFields } from '../support/builders.ts';
import { call, fresh, makeWorld, PROCEDURES, type World } from '../support/cases.ts';
import { copyVault, failureOf, identityOf, openApp, PASSPHRASE, PROOF, type TestApp } from '../support/vault.ts';

const entries = async ({ client }: Pick<TestApp, 'client'>) => (await client.vault.info()).audit.entries;

/** Actions of the newest audit rows, oldest first; read as another program would that holds the keys. */
async function actionsIn(folder: string, count: number): Promise<string[]> {
  const vault = await openVault(identityOf(folder), PROOF, {});
  try {
    const rows = vault.reader.sql.prepare('SELECT "action" FROM "AuditEntry" ORDER BY "seq" DESC LIMIT ?').all(count);
    return rows.map((row) => String(Reflect.get(row as object, 'action'))).reverse();
  } finally {
    await vault.close();
  }
}

let world: World;
beforeAll(async () => {
  world = await makeWorld(await openApp('file'));
});

/** Whether a call makes a file. What a file would hold is only told. */
const isExport = (name: string) =>
  name === 'imports.resultFile' || (name.startsWith('exports.') && name !== 'exports.contents');

describe('a command', () => {
  const commands = PROCEDURES.filter(({ access, name }) => access === 'command' && name !== 'vault.fillSample');

  it.each(commands)('$name leaves exactly one audit row (reliability.md 7)', async ({ name, good }) => {
    const input = await good(world);
    const before = await entries(world);
    await call(world, name, input);
    expect(await entries(world)).toBe(before + 1);
    const { ok, findings } = await world.client.vault.verify();
    expect([ok, findings]).toEqual([true, []]);
  });

  it('that only reads leaves none (reliability.md 7)', async () => {
    for (const { name, access, good } of PROCEDURES) {
      if (access !== 'query' || name === 'document.open' || isExport(name)) continue;
      const input = await good(world);
      const before = await entries(world);
      await call(world, name, input);
      expect([name, await entries(world)]).toEqual([name, before]);
    }
  });

  it('that lets something out of the vault leaves one row each (reliability.md 6)', async () => {
    const exported = PROCEDURES.filter(({ name }) => isExport(name));
    expect(exported.length).toBeGreaterThan(3);
    for (const { name, good } of exported) {
      // What an input needs may be made by a command of its own.
      const input = await good(world);
      const before = await entries(world);
      await call(world, name, input);
      expect([name, await entries(world)]).toEqual([name, before + 1]);
    }
  });

  it('names itself and who did it in the log (reliability.md 7)', async () => {
    const id = world.deviceId;
    const { revision } = await world.client.device.get({ id });
    await world.client.device.update({ id, revision, changes: { notes: 'moved' } });
    const [newest] = await world.client.device.history({ id });
    expect(newest).toMatchObject({ actor: 'Administrator', action: 'device.update' });
  });
});

describe('opening and locking', () => {
  it('leave their audit rows too, and filling the sample one (reliability.md 7)', async () => {
    const test = await openApp();
    await test.client.vault.fillSample({ devices: 30 });
    await test.client.vault.lock();
    expect(await actionsIn(test.folder, 4)).toEqual(['vault.create', 'vault.unlock', 'vault.fillSample', 'vault.lock']);
  });
});

describe('a command that fails', () => {
  it('leaves no row and no audit entry (design.md 2 trap 2)', async () => {
    const test = await openApp();
    const { client } = test;
    await addDevice(client);
    const before = await client.vault.info();
    const twice = client.device.create(deviceFields({ manufacturer: 'Somebody else', department: 'Nowhere' }));
    expect(await failureOf(twice)).toMatchObject({ code: 'already_exists', noun: 'device', field: 'assetTag' });
    const half = client.device.create(
      deviceFields({ assetTag: 'GW-02', purchasePrice: { amount: '1', currency: 'EUR' } }),
    );
    await half;
    const bad = client.contract.addDevices({
      id: '00000000-0000-7000-8000-000000000000' as never,
      assetTags: ['GW-01'],
      startsOn: null,
      endsOn: null,
    });
    expect((await failureOf(bad)).code).toBe('not_found');
    const after = await client.vault.info();
    expect(after.counts).toEqual({ ...before.counts, devices: 2 });
    expect(after.audit.entries).toBe(before.audit.entries + 1);
    expect((await client.device.facets({})).department).toEqual([]);
  });

  it('does not keep the next one from running (main/data/queue.ts)', async () => {
    const { client } = await openApp();
    const calls = ['A', 'A', 'B'].map((assetTag) => client.device.create(deviceFields({ assetTag })));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});

describe('commands at once', () => {
  it('run one after another: one of twenty gets the tag, each gets a row of its own (design.md 2 trap 2)', async () => {
    const test = await openApp();
    const before = await entries(test);
    const same = Array.from({ length: 20 }, () => test.client.device.create(deviceFields({ assetTag: 'ONE' })));
    const others = Array.from({ length: 10 }, (_, n) =>
      test.client.device.create(deviceFields({ assetTag: `T-${n}` })),
    );
    const outcomes = await Promise.allSettled([...same, ...others]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(11);
    expect((await test.client.device.list({})).total).toBe(11);
    expect(await entries(test)).toBe(before + 11);
    expect((await test.client.vault.verify()).ok).toBe(true);
  });

  it('of two changes to the same revision one is a conflict, and nothing of the other is lost (reliability.md T49)', async () => {
    const { client } = await openApp();
    const { id, revision } = await client.device.create(deviceFields({ notes: 'first' }));
    const [a, b] = await Promise.allSettled([
      client.device.update({ id, revision, changes: { notes: 'second' } }),
      client.device.update({ id, revision, changes: { department: 'ICU' } }),
    ]);
    expect([a.status, b.status]).toEqual(['fulfilled', 'rejected']);
    expect(await client.device.get({ id })).toMatchObject({
      notes: 'second',
      department: null,
      revision: revision + 1,
    });
    const own = (await client.device.history({ id })).filter(({ noun }) => noun === 'device');
    expect(own.map(({ action }) => action)).toEqual(['device.update', 'device.create']);
  });

  it('that were queued when the vault is locked are done or refused, never half (main/app/session.ts)', async () => {
    const test = await openApp();
    const creating = Array.from({ length: 8 }, (_, n) =>
      test.client.device.create(deviceFields({ assetTag: `T-${n}` })).then(
        () => 'done',
        async (error: unknown) => (await failureOf(Promise.reject(error))).code,
      ),
    );
    const reading = Array.from({ length: 8 }, () =>
      test.client.contract.list({}).then(
        () => 'done',
        async (error: unknown) => (await failureOf(Promise.reject(error))).code,
      ),
    );
    await test.client.vault.lock();
    const outcomes = await Promise.all([...creating, ...reading]);
    for (const outcome of outcomes) expect(['done', 'vault_locked']).toContain(outcome);
    await test.client.vault.unlock({ passphrase: PASSPHRASE });
    const { total } = await test.client.device.list({});
    expect(total).toBe((await Promise.all(creating)).filter((outcome) => outcome === 'done').length);
  });

  it('and a lock: a page that is being read is answered or refused as locked, never with an unforeseen failure (main/app/session.ts)', async () => {
    const test = await openApp();
    const { deviceId, modelId } = await makeWorld(test);
    const reads = Array.from({ length: 6 }, () => [
      test.client.device.get({ id: deviceId }),
      test.client.model.get({ id: modelId }),
      test.client.checklist.list(),
    ]).flat();
    const codes = Promise.all(
      reads.map((read) =>
        read.then(
          () => 'done',
          async (error: unknown) => (await failureOf(Promise.reject(error))).code,
        ),
      ),
    );
    await test.client.vault.lock();
    for (const code of await codes) expect(['done', 'vault_locked']).toContain(code);
  });
});

describe('a stale edit', () => {
  it.each(['device', 'model', 'vendor', 'contract', 'checklist'] as const)(
    'of a %s is a conflict that says so (reliability.md T49)',
    async (noun) => {
      const name = `${noun}.update`;
      const update = PROCEDURES.find((one) => one.name === name);
      const input = (await update?.good(world)) as object;
      await call(world, name, input);
      const before = await world.client.vault.info();
      const { code, known, current } = await failureOf(call(world, name, input));
      expect([code, Number(current) - Number(known)]).toEqual(['stale_edit', 1]);
      expect(await world.client.vault.info()).toEqual(before);
    },
  );

  it('of a component, a cancellation and an answer is one too (reliability.md T49)', async () => {
    const { client, deviceId, componentId, templateId } = world;
    const { id } = await client.contract.create(contractFields({ number: fresh('C') }));
    const tender = { templateId, title: 'Tender', vendor: null, model: null };
    const { id: assessmentId } = await client.checklist.create(tender);
    const answer = {
      id: assessmentId,
      control: 'AM-02',
      answerRevision: 0,
      answer: 'yes',
      remark: null,
      evidence: null,
    };
    await client.checklist.answer(answer);
    const calls = [
      client.checklist.answer({ ...answer, answer: 'no' }),
      client.device.removeComponent({ deviceId, componentId, revision: 7 }),
      client.contract.recordCancellation({ id, revision: 7, on: null, reason: null }),
    ];
    for (const one of calls) expect((await failureOf(one)).code).toBe('stale_edit');
    const { controls } = await client.checklist.get({ id: assessmentId });
    expect(controls.find(({ code }) => code === 'AM-02')).toMatchObject({ answer: 'yes', answerRevision: 1 });
  });
});

describe('the reader', () => {
  it('refuses to write, through records and through statements (design.md 2 trap 2)', async () => {
    const { folder } = await copyVault();
    const vault = await openVault(identityOf(folder), PROOF, {});
    try {
      expect(() => vault.reader.sql.exec('DELETE FROM "Setting"')).toThrow(/readonly/);
      await expect(vault.reader.prisma.setting.deleteMany()).rejects.toThrow();
      expect(await vault.reader.prisma.setting.count()).toBeGreaterThan(0);
      for (const { sql } of [vault.reader, vault.writer]) {
        expect(Number(sql.pragma('temp_store', { simple: true }))).toBe(2);
        expect(Number(sql.pragma('foreign_keys', { simple: true }))).toBe(1);
      }
      expect(Number(vault.writer.sql.pragma('synchronous', { simple: true }))).toBe(2);
      expect(vault.writer.sql.pragma('journal_mode', { simple: true })).toBe('wal');
    } finally {
      await vault.close();
    }
  });
});
