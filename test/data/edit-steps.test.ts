import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { openSql, type SqlConnection } from '../../main/data/connection.ts';
import { DATABASE_FILE } from '../../main/data/vault-file.ts';
import { day } from '../../main/domain/day.ts';
import { editRuleOf, STEPS_KEPT } from '../../main/domain/edit.ts';
import { rebuildListing } from '../../main/features/device/listing.ts';
import { contractFields, deviceFields, vendorFields } from '../support/builders.ts';
import { addChecklist, addTask, call, fresh, makeWorld, PROCEDURES, signing, type World } from '../support/cases.ts';
import { dump } from '../support/dump.ts';
import { TODAY } from '../support/facts.ts';
import { appOn, atEnd, databaseKeyOf, failureOf, openApp, PASSPHRASE } from '../support/vault.ts';

vi.setConfig({ testTimeout: 240_000 });

let world: World;
let sql: SqlConnection;
beforeAll(async () => {
  world = await makeWorld(await openApp('file'));
  sql = openSql(join(world.folder, DATABASE_FILE), await databaseKeyOf(world.folder));
  atEnd('file', () => void sql.close());
});

const edit = () => world.client.edit;
const newest = async () => (await edit().list({})).rows[0]?.seq ?? 0;
const undone = (call: Promise<unknown>) => failureOf(call).then(({ code, reason }) => [code, reason]);

/** The register as computing it anew gives it; what the program keeps is left as it is. */
async function recomputed(): Promise<Record<string, string[]>> {
  sql.exec('BEGIN IMMEDIATE');
  try {
    await rebuildListing(sql, null, day(TODAY));
    return dump(sql);
  } finally {
    sql.exec('ROLLBACK');
  }
}

/** Takes back every step after one, and tells how many there were. */
async function undoAllAfter(base: number): Promise<number> {
  for (let count = 0; ; count += 1) {
    const { undo } = await edit().next();
    if (undo === null || undo.seq <= base) return count;
    await edit().undo({});
  }
}

describe('many steps', () => {
  const NAMES = [
    ...['device.create', 'device.update', 'device.saveComponent', 'device.retire', 'device.updateMany'],
    ...[
      'model.create',
      'model.update',
      'model.recordMilestone',
      'model.saveComponent',
      'vendor.create',
      'vendor.update',
    ],
    ...[
      'contract.create',
      'contract.update',
      'contract.updateMany',
      'contract.addDevices',
      'contract.removeDevices',
      'cover.saveLines',
    ],
    ...['commitment.create', 'commitment.update', 'commitment.remove', 'finding.confirm', 'finding.reject'],
    ...['plan.choose', 'plan.saveSettings', 'task.create', 'task.close', 'clause.create', 'exception.create'],
    ...['obligation.startClock', 'obligation.addEvidence', 'handover.start', 'procurement.addCandidate'],
  ];
  const commands = PROCEDURES.filter(({ name }) => NAMES.includes(name));

  it('go all the way back and forth again, whatever was done in whatever order (issue 7)', async () => {
    expect(commands.map(({ name }) => editRuleOf(name))).toEqual(NAMES.map(() => 'step'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...commands), { minLength: 3, maxLength: 7 }), async (chosen) => {
        const base = await newest();
        const before = dump(sql);
        for (const { name, good } of chosen) await call(world, name, await good(world));
        const after = dump(sql);
        const count = await undoAllAfter(base);
        expect(count).toBeGreaterThanOrEqual(chosen.length - 1);
        expect(dump(sql)).toEqual(before);
        expect(await recomputed()).toEqual(before);
        for (let left = count; left > 0; left -= 1) await edit().redo({});
        expect((await edit().next()).redo).toBe(null);
        expect(dump(sql)).toEqual(after);
        expect(await recomputed()).toEqual(after);
      }),
      { numRuns: 4 },
    );
    expect((await world.client.vault.verify()).findings).toEqual([]);
  });

  it('are there after a restart, and are forgotten beyond their number (issue 7)', async () => {
    const before = dump(sql);
    const { id, revision } = await addTask(world);
    await world.client.task.update({ id, revision, changes: { notes: 'asked twice' } });
    const after = dump(sql);
    await world.app.close();
    const again = appOn(world.folder, undefined, 'file');
    await again.client.vault.unlock({ passphrase: PASSPHRASE });
    world = { ...world, ...again, desk: again.upload };
    await edit().undo({});
    await edit().undo({});
    expect(dump(sql)).toEqual(before);
    await edit().redo({});
    await edit().redo({});
    expect(dump(sql)).toEqual(after);
    sql.exec(`WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ${STEPS_KEPT + 5})
      INSERT INTO "EditStep" ("seq", "userId", "at", "action", "rows", "state")
      SELECT value - 100000, 'x', '', 'task.create', '{}', 'done' FROM n`);
    await addTask(world);
    expect(sql.prepare('SELECT count(*) AS n FROM "EditStep"').get()).toEqual({ n: STEPS_KEPT });
    sql.exec(`DELETE FROM "EditStep" WHERE "seq" < 0`);
  });

  it('take a change of a thousand devices back in one (issue 7)', async () => {
    const rows = Array.from({ length: 1000 }, (_, n) => `M-${n},Many Makers,Many ${n % 9},Ward ${n % 7}`);
    const uploadId = world.upload(['asset_tag,manufacturer,model,department', ...rows].join('\n'));
    await world.client.imports.run({ noun: 'devices', uploadId, fileName: 'many.csv' });
    const { rows: found } = await world.client.device.list({ filter: { search: 'Many' }, limit: 1000 });
    expect(found.length).toBe(1000);
    const before = dump(sql);
    const chosen = await world.client.device.chosen({ ids: found.map(({ id }) => id) });
    await world.client.device.updateMany({
      chosen: chosen.chosen,
      changes: { department: 'Store', status: 'storage' },
    });
    const after = dump(sql);
    expect(after).not.toEqual(before);
    expect((await edit().undo({})).records).toBe(1000);
    expect(dump(sql)).toEqual(before);
    expect(await recomputed()).toEqual(before);
    await edit().redo({});
    expect(dump(sql)).toEqual(after);
    await edit().undo({});
  });
});

describe('a step stays', () => {
  it('when one of its records was changed since, and says by whom (issue 7)', async () => {
    const { client } = world;
    const { id } = await client.device.create(deviceFields({ assetTag: fresh('S') }));
    await client.device.update({ id, revision: 1, changes: { notes: 'first' } });
    const first = await newest();
    await client.device.update({ id, revision: 2, changes: { department: 'Store' } });
    const { user } = await client.vault.status();
    expect(await failureOf(edit().undo({ seq: first }))).toMatchObject({
      code: 'step_stays',
      reason: 'edited_since',
      by: user,
    });
    const { inTheWay } = await edit().preview({ seq: first });
    expect(inTheWay).toMatchObject([{ reason: 'edited_since', noun: 'device', recordId: id, by: user }]);
    // Once the later change is taken back, the record is as the step left it.
    await edit().undo({});
    await edit().undo({ seq: first });
    expect(await client.device.get({ id })).toMatchObject({ notes: null, department: null });
    expect(await undone(edit().undo({ seq: first }))).toEqual(['step_stays', 'not_now']);
  });

  it('when something that came later depends on it, or what it depends on is gone (issue 7)', async () => {
    const { client } = world;
    const vendor = await client.vendor.create(vendorFields({ name: fresh('Needed') }));
    const made = await newest();
    const { name } = await client.vendor.get({ id: vendor.id });
    const contract = await client.contract.create(contractFields({ number: fresh('N'), vendor: name }));
    expect(await undone(edit().undo({ seq: made }))).toEqual(['step_stays', 'in_use']);
    const contractStep = await newest();
    await edit().undo({ seq: contractStep });
    await edit().undo({ seq: made });
    expect(await undone(edit().redo({ seq: contractStep }))).toEqual(['step_stays', 'missing']);
    expect(await failureOf(client.contract.get({ id: contract.id }))).toMatchObject({ code: 'not_found' });
    await edit().redo({ seq: made });
    await edit().redo({ seq: contractStep });
    expect((await client.contract.get({ id: contract.id })).vendorId).toBe(vendor.id);
  });

  it('when its tag is another device’s by now; swapped tags are none (issue 7)', async () => {
    const { client } = world;
    const [one, other] = [fresh('T'), fresh('T')];
    const { id } = await client.device.create(deviceFields({ assetTag: one }));
    await client.device.update({ id, revision: 1, changes: { assetTag: other } });
    const renamed = await newest();
    await client.device.create(deviceFields({ assetTag: one }));
    expect(await undone(edit().undo({ seq: renamed }))).toEqual(['step_stays', 'taken']);
    expect((await client.device.get({ id })).assetTag).toBe(other);
  });

  it('when its record was signed since (issue 7)', async () => {
    const { client } = world;
    const { id } = await addChecklist(world);
    const made = await newest();
    await client.signOff.sign(await signing(world, 'checklist', id, 'engineering_review'));
    const { undo } = await edit().next();
    expect([undo?.action, undo?.refusal]).toEqual(['signOff.sign', 'signature']);
    expect(await undone(edit().undo({}))).toEqual(['step_stays', 'signature']);
    const [code] = await undone(edit().undo({ seq: made }));
    expect(code).toBe('step_stays');
    expect((await edit().preview({ seq: made })).inTheWay.map(({ reason }) => reason)).toContain('signed');
  });

  it('what was taken back is forgotten with the next change (issue 7)', async () => {
    await addTask(world);
    await edit().undo({});
    expect((await edit().next()).redo).not.toBe(null);
    await addTask(world);
    expect((await edit().next()).redo).toBe(null);
    expect(await failureOf(edit().redo({}))).toMatchObject({ code: 'not_found' });
  });

  it('another person’s is another person’s, and an administrator’s to take back (issue 7)', async () => {
    const FIRST = 'lantern copper meadow tide';
    const OWN = 'seven quiet herons on ice';
    await world.client.user.add({ name: 'Ana Silva', role: 'biomedical_engineer', passphrase: FIRST });
    expect(await undone(edit().undo({}))).toEqual(['step_stays', 'people']);
    await addTask(world);
    const others = await newest();
    await world.client.vault.lock();
    await world.client.vault.unlock({ user: 'Ana Silva', passphrase: FIRST });
    const current = { passphrase: FIRST, keyFile: null };
    await world.client.user.changePassphrase({ current, passphrase: OWN, keyFile: 'none' });
    expect(await failureOf(edit().undo({ seq: others }))).toMatchObject({ code: 'not_found' });
    expect(await failureOf(edit().list({ everybody: true }))).toMatchObject({ code: 'not_permitted' });
    await addTask(world);
    const own = await newest();
    await world.client.vault.lock();
    await world.client.vault.unlock({ passphrase: PASSPHRASE });
    const listed = await edit().list({ everybody: true });
    expect(listed.rows[0]).toMatchObject({ seq: own, by: 'Ana Silva', mine: false, refusal: null });
    expect((await edit().next()).undo?.seq).toBe(others);
    await edit().undo({ seq: own });
    expect((await edit().preview({ seq: own })).step.state).toBe('undone');
  });
});

describe('the history of a step', () => {
  it('tells what it gave back, the other way round (issue 7)', async () => {
    const { client } = world;
    const { id } = await client.device.create(deviceFields({ assetTag: fresh('H') }));
    await client.device.update({ id, revision: 1, changes: { notes: 'battery' } });
    await edit().undo({});
    const [back, there] = await client.device.history({ id });
    expect(back).toMatchObject({ action: 'edit.undo', changes: [{ field: 'notes', before: 'battery', after: null }] });
    expect(there).toMatchObject({
      action: 'device.update',
      changes: [{ field: 'notes', before: null, after: 'battery' }],
    });
    const { revision, updatedBy } = sql
      .prepare('SELECT "revision", "updatedBy" FROM "Device" WHERE "id" = ?')
      .get(id) as {
      revision: number;
      updatedBy: string;
    };
    expect([revision, updatedBy]).toEqual([3, (await client.vault.status()).user]);
  });

  it('and a command that fails leaves no step (issue 7)', async () => {
    const before = await newest();
    const { id } = await addTask(world);
    expect(await failureOf(world.client.task.update({ id, revision: 7, changes: { notes: 'x' } }))).toMatchObject({
      code: 'stale_edit',
    });
    expect((await edit().list({})).rows.filter(({ seq }) => seq > before).length).toBe(1);
  });
});
