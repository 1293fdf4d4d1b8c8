import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { createApp } from '../../main/app/create-app.ts';
import { fingerprint, verifyBytes } from '../../main/data/signing.ts';
import { checkSigned } from '../../main/formats/signed.ts';
import {
  addDevice,
  contractFields,
  type PublicationFields,
  publicationFields,
  recordDate,
} from '../support/builders.ts';
import { newCanary, scanFolders, textNeedles } from '../support/canary.ts';
import { readIcs } from '../support/ics-reader.ts';
import {
  appOn,
  atEnd,
  copyVault,
  FAST_KDF,
  failureOf,
  filesBelow,
  openApp,
  PASSPHRASE,
  type TestApp,
  TestClock,
  temporaryFolder,
} from '../support/vault.ts';

const WAIT = { timeout: 300_000, interval: 20 };
// A round is a thread that has to begin, on computers that have other things to do.
const PACE = { settle: 20, least: 60, look: 25 };
const isRoot = process.getuid?.() === 0;
const RULES = { verifyBytes, fingerprint };

type Test = Pick<TestApp, 'client'>;

async function keep({ client }: Test, folder: string, fields: Partial<PublicationFields> = {}) {
  return client.publication.create({ fields: publicationFields(folder, fields) });
}

/** Writes everything now: outcome and problem of each, by title. */
async function write({ client }: Test) {
  const { rows } = await client.publication.writeNow({});
  return rows.map(({ outcome, problem }) => problem ?? outcome);
}

async function row({ client }: Test, index = 0) {
  const { rows } = await client.publication.list();
  const one = rows[index];
  if (!one) throw new Error('no such kept file');
  return one;
}

const events = (path: string) => readIcs(readFileSync(path)).events;

/** How often the history says that a kept file was written, or could not be. */
async function noted({ client }: Test, action: string) {
  return (await client.history.list({ limit: 1000 })).rows.filter((entry) => entry.action === action).length;
}

function replaceByLink(path: string): void {
  rmSync(path);
  symlinkSync(import.meta.filename, path);
}

/** Time in which the schedule looks so often. When nothing shall happen, there is nothing else to wait for. */
function passing(looks: number): Promise<void> {
  return setTimeout(looks * PACE.look);
}

describe('a kept file', () => {
  it('is written, signed, noted once, and left alone while it has nothing else to say', async () => {
    const test = await openApp();
    const out = temporaryFolder();
    await addDevice(test.client, { endsOn: '2028-02-29' });
    await keep(test, out);
    expect(await write(test)).toEqual(['written']);
    expect(readdirSync(out).sort()).toEqual(['support.ics', 'support.ics.sig']);
    const [path, sidecar] = [join(out, 'support.ics'), readFileSync(join(out, 'support.ics.sig'))];
    expect(events(path).map(({ start }) => start)).toEqual(['20270228', '20280229']);
    const checked = checkSigned(readFileSync(path), sidecar, RULES);
    expect(checked).toMatchObject({ ok: true, manifest: { export: 'support_report', fileName: 'support.ics' } });
    const before = { ...statSync(path), bytes: readFileSync(path) };
    expect(await write(test)).toEqual(['unchanged']);
    test.clock.set('2026-11-22');
    expect(await write(test), 'a calendar says the same on the next day').toEqual(['unchanged']);
    expect([statSync(path).ino, readFileSync(path).equals(before.bytes)]).toEqual([before.ino, true]);
    expect(await row(test)).toMatchObject({ lastAt: '2026-11-21T10:00:00.000Z', problem: null, revision: 1 });
    expect(await noted(test, 'publication.write')).toBe(1);
    const entry = (await test.client.history.list({})).rows.find(({ action }) => action === 'publication.write');
    expect(entry?.summary).toEqual({ format: 'ics', rows: 2, sha256: checked.manifest?.sha256 });
    expect(entry?.records.map(({ noun, title }) => [noun, title])).toEqual([['publication', 'Support calendar']]);
  });

  it('is written again when a date moves: the event keeps its name, its number rises, nothing is there twice', async () => {
    const test = await openApp();
    const out = temporaryFolder();
    const { modelId } = await addDevice(test.client, { endsOn: '2029-12-31' });
    await keep(test, out);
    await write(test);
    const before = events(join(out, 'support.ics'));
    await recordDate(test.client, modelId, '2028-06-30');
    expect(await write(test)).toEqual(['written']);
    const after = events(join(out, 'support.ics'));
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    expect(new Set(after.map(({ uid }) => uid)).size).toBe(after.length);
    expect(after.map(({ start }) => start)).toEqual(['20270630', '20280630']);
    for (const [index, event] of after.entries()) expect(event.sequence).toBeGreaterThan(before[index]?.sequence ?? 0);
    expect(await noted(test, 'publication.write')).toBe(2);
  });

  it('loses the events of what is retired', async () => {
    const test = await openApp();
    const out = temporaryFolder();
    const { deviceId } = await addDevice(test.client, { endsOn: '2029-12-31' });
    await addDevice(test.client, { device: { assetTag: 'P-1', model: 'Pump' }, endsOn: '2030-12-31' });
    await keep(test, out);
    await write(test);
    const { revision } = await test.client.device.get({ id: deviceId });
    await test.client.device.update({ id: deviceId, revision, changes: { status: 'retired' } });
    expect(await write(test)).toEqual(['written']);
    expect(events(join(out, 'support.ics')).every(({ summary }) => summary.includes('Pump'))).toBe(true);
  });

  it.each([
    ['was changed', (path: string) => writeFileSync(path, 'BEGIN:VCALENDAR')],
    ['is gone', (path: string) => rmSync(path)],
    ['lost its signature', (path: string) => rmSync(`${path}.sig`)],
    ['was replaced by a link', replaceByLink],
  ])('that %s is put right again', async (_what, harm) => {
    const test = await openApp();
    const out = temporaryFolder();
    await addDevice(test.client, { endsOn: '2029-12-31' });
    await keep(test, out);
    await write(test);
    const path = join(out, 'support.ics');
    const before = readFileSync(path);
    harm(path);
    expect(await write(test)).toEqual(['written']);
    expect([readFileSync(path).length, statSync(path).isFile()]).toEqual([before.length, true]);
    expect(readdirSync(out).sort()).toEqual(['support.ics', 'support.ics.sig']);
    expect(realpathSync(path)).toBe(join(realpathSync(out), 'support.ics'));
    expect(await write(test)).toEqual(['unchanged']);
  });

  it('exists in every report and format, and each says the same as the export of it', async () => {
    const test = await openApp();
    const { client, app } = test;
    const out = temporaryFolder();
    await addDevice(client, { device: { department: 'ICU' }, endsOn: '2028-02-29' });
    await addDevice(client, { device: { assetTag: 'W-1', department: 'Ward' } });
    await client.contract.create(contractFields());
    const exported = async (ticket: Promise<{ readonly ticket: string }>) =>
      Buffer.from(app.files.collect((await ticket).ticket)?.bytes ?? new Uint8Array());
    const filter = { department: ['Ward'] };
    for (const format of ['pdf', 'xlsx', 'csv', 'json'] as const) {
      const file = (name: string) => ({ title: `${name} ${format}`, format, fileName: `${name}.${format}` });
      await keep(test, out, { what: 'support_report', ...file('support') });
      // Documents are set by the same printer whatever is in them.
      if (format === 'pdf' || format === 'xlsx') continue;
      const options = { within: null, groupBy: null, filter };
      await keep(test, out, { what: 'devices', ...file('devices'), options });
      await keep(test, out, { what: 'contracts_report', ...file('contracts') });
    }
    await keep(test, out, { what: 'contracts_calendar', title: 'z', fileName: 'contracts.ics' });
    expect(new Set(await write(test))).toEqual(new Set(['written']));
    const read = (name: string) => readFileSync(join(out, name));
    for (const format of ['csv'] as const) {
      expect(read(`support.${format}`)).toEqual(await exported(client.exports.supportReport({ format })));
      expect(read(`devices.${format}`)).toEqual(await exported(client.exports.devices({ format, filter })));
      expect(read(`contracts.${format}`)).toEqual(await exported(client.exports.contractsReport({ format })));
    }
    expect(events(join(out, 'contracts.ics')).length).toBe(2);
    const { signature: _, ...report } = JSON.parse(read('devices.json').toString());
    expect(report.rows.map(({ assetTag }: { assetTag: string }) => assetTag)).toEqual(['W-1']);
    for (const name of readdirSync(out).filter((one) => !one.endsWith('.sig'))) {
      const sidecar = existsSync(join(out, `${name}.sig`)) ? read(`${name}.sig`) : null;
      expect([name, checkSigned(read(name), sidecar, RULES)]).toMatchObject([name, { ok: true, reason: 'signed' }]);
    }
    expect(new Set(await write(test)), 'nothing is made anew for its own sake').toEqual(new Set(['unchanged']));
    test.clock.set('2026-11-22');
    const next = await client.publication.writeNow({});
    const written = next.rows.filter(({ outcome }) => outcome === 'written').map(({ title }) => title);
    // Days that are left are one less; the contracts calendar says the same.
    expect(written).toHaveLength(next.rows.length - next.rows.filter(({ outcome }) => outcome === 'unchanged').length);
    expect(written).toEqual(expect.arrayContaining(['support pdf', 'support xlsx', 'support json', 'support csv']));
    expect(next.rows.find(({ title }) => title === 'z')?.outcome).toBe('unchanged');
  });

  it('takes over no file that lies there, unless it is told to, and leaves behind what it wrote under another name', async () => {
    const test = await openApp();
    const out = temporaryFolder();
    writeFileSync(join(out, 'support.ics.sig'), 'of somebody');
    expect(await failureOf(keep(test, out))).toMatchObject({ code: 'file_exists' });
    const { id, revision } = await test.client.publication.create({ fields: publicationFields(out), replace: true });
    await write(test);
    expect(readFileSync(join(out, 'support.ics.sig'), 'utf8')).not.toBe('of somebody');
    writeFileSync(join(out, 'other.ics'), '');
    const other = publicationFields(out, { fileName: 'other.ics' });
    expect(await failureOf(test.client.publication.update({ id, revision, fields: other }))).toMatchObject({
      code: 'file_exists',
    });
    await test.client.publication.update({ id, revision, fields: other, replace: true });
    expect(await row(test)).toMatchObject({ lastAt: null, fileName: 'other.ics' });
    expect(await write(test)).toEqual(['written']);
    expect(readdirSync(out).sort()).toEqual(['other.ics', 'other.ics.sig', 'support.ics', 'support.ics.sig']);
    const known = await row(test);
    await test.client.publication.remove({ id: known.id, revision: known.revision });
    expect(existsSync(join(out, 'other.ics'))).toBe(true);
    expect(await write(test)).toEqual([]);
  });

  it('is one to a name, and an edit of what somebody else changed is a conflict', async () => {
    const test = await openApp();
    const out = temporaryFolder();
    const { id, revision } = await keep(test, out);
    expect(await failureOf(keep(test, `${out}/.`, { fileName: 'SUPPORT.ics' }))).toMatchObject({
      code: 'already_exists',
      field: 'fileName',
    });
    await test.client.publication.update({ id, revision, fields: publicationFields(out, { title: 'Another' }) });
    const stale = test.client.publication.update({ id, revision, fields: publicationFields(out) });
    expect((await failureOf(stale)).code).toBe('stale_edit');
    expect((await failureOf(test.client.publication.remove({ id, revision }))).code).toBe('stale_edit');
  });
});

describe('the folder of a kept file', () => {
  const problem = async (call: Promise<unknown>) => (await failureOf(call)).problem;

  it('is there, absolute, and not the vault, by whatever name it is reached', async () => {
    const test = await openApp();
    const out = temporaryFolder();
    const [link, inner] = [join(out, 'link'), join(test.folder, 'inner')];
    mkdirSync(inner);
    symlinkSync(test.folder, link);
    writeFileSync(join(out, 'file'), '');
    expect(await problem(keep(test, 'reports'))).toBe('not_absolute');
    expect(await problem(keep(test, join(out, 'nowhere')))).toBe('folder_missing');
    expect(await problem(keep(test, join(out, 'file')))).toBe('folder_missing');
    for (const folder of [test.folder, inner, link, join(link, 'inner'), join(out, 'link', '..', 'link')])
      expect([folder, await problem(keep(test, folder))]).toEqual([folder, 'folder_in_vault']);
    expect((await test.client.publication.list()).rows).toEqual([]);
    await keep(test, join(test.folder, '..'));
    expect(await write(test), 'beside the vault is not in it').toEqual(['written']);
    rmSync(join(test.folder, '..', 'support.ics'));
  });

  it('that comes to lead into the vault later gets nothing', async () => {
    const test = await openApp();
    const out = join(temporaryFolder(), 'out');
    mkdirSync(out);
    await keep(test, out);
    rmSync(out, { recursive: true });
    symlinkSync(test.folder, out);
    const before = filesBelow(test.folder);
    expect(await write(test)).toEqual(['folder_in_vault']);
    expect(filesBelow(test.folder)).toEqual(before);
  });

  it('that is gone disturbs nobody, is told once, and is served again when it is back', async () => {
    const test = await openApp();
    const out = join(temporaryFolder(), 'stick');
    const other = temporaryFolder();
    mkdirSync(out);
    await keep(test, out, { title: 'A' });
    await keep(test, other, { title: 'B' });
    renameSync(out, `${out}-away`);
    expect(await write(test)).toEqual(['folder_missing', 'written']);
    expect(await write(test)).toEqual(['folder_missing', 'unchanged']);
    expect(await row(test)).toMatchObject({ problem: 'folder_missing', lastAt: null, revision: 1 });
    expect(await noted(test, 'publication.fail')).toBe(1);
    await addDevice(test.client);
    const { id, revision } = await row(test);
    const off = publicationFields(out, { title: 'A', enabled: false });
    await test.client.publication.update({ id, revision, fields: off });
    expect((await row(test)).problem).toBeNull();
    expect(
      await problem(test.client.publication.update({ id, revision: revision + 1, fields: { ...off, enabled: true } })),
    ).toBe('folder_missing');
    renameSync(`${out}-away`, out);
    await test.client.publication.update({ id, revision: revision + 1, fields: { ...off, enabled: true } });
    expect(await write(test)).toEqual(['written', 'unchanged']);
    expect((await row(test)).problem).toBeNull();
  });

  it.skipIf(isRoot)('that takes no files is refused, and told when it comes to be so', async () => {
    const test = await openApp();
    const out = temporaryFolder();
    atEnd('test', () => chmodSync(out, 0o700));
    chmodSync(out, 0o500);
    expect(await problem(keep(test, out))).toBe('folder_read_only');
    chmodSync(out, 0o700);
    await keep(test, out);
    chmodSync(out, 0o500);
    expect(await write(test)).toEqual(['folder_read_only']);
  });

  it('with a folder in the place of the file says that it cannot be replaced, and leaves nothing behind', async () => {
    const test = await openApp();
    const out = temporaryFolder();
    await keep(test, out);
    mkdirSync(join(out, 'support.ics', 'inside'), { recursive: true });
    expect(await write(test)).toEqual(['file_in_use']);
    expect(readdirSync(out)).toEqual(['support.ics']);
  });

  it('is cleared of what an ended program left half written, and of nothing else', async () => {
    const test = await openApp();
    const out = temporaryFolder();
    await keep(test, out);
    const mine = [`support.ics.${2 ** 22 + 1}-0123456789ab.part`, `support.ics.${process.pid}-0123456789ab.part`];
    for (const name of [...mine, 'support.ics.part', 'other.ics.4194305-0123456789ab.part'])
      writeFileSync(join(out, name), '');
    await write(test);
    expect(readdirSync(out)).not.toContain(mine[0]);
    expect(readdirSync(out)).toEqual(
      expect.arrayContaining([mine[1], 'support.ics.part', 'other.ics.4194305-0123456789ab.part']),
    );
  });
});

describe('who sets kept files up', () => {
  it('is an administrator; anybody may have them written', async () => {
    const { folder } = await copyVault();
    const out = temporaryFolder();
    const admin = appOn(folder);
    await admin.client.vault.unlock({ passphrase: PASSPHRASE });
    const { id, revision } = await keep(admin, out);
    const first = 'lantern copper meadow tide';
    await admin.client.user.add({ name: 'Scheduler', role: 'viewer', passphrase: first });
    await admin.app.close();
    const { client } = appOn(folder);
    await client.vault.unlock({ user: 'Scheduler', passphrase: first });
    const changed = 'velvet harbour thistle drum';
    const current = { passphrase: first, keyFile: null };
    await client.user.changePassphrase({ current, passphrase: changed, keyFile: 'none' });
    for (const call of [
      keep({ client }, out, { fileName: 'mine.ics' }),
      client.publication.update({ id, revision, fields: publicationFields(out) }),
      client.publication.remove({ id, revision }),
    ])
      expect((await failureOf(call)).code).toBe('not_permitted');
    expect(await write({ client })).toEqual(['written']);
  });

  it('cannot be asked while the vault is locked', async () => {
    const test = await openApp();
    const out = temporaryFolder();
    await keep(test, out);
    await test.client.vault.lock();
    expect((await failureOf(test.client.publication.writeNow({}))).code).toBe('vault_locked');
    expect((await failureOf(test.client.publication.list())).code).toBe('vault_locked');
    expect((await failureOf(keep(test, out, { fileName: 'b.ics' }))).code).toBe('vault_locked');
    expect(readdirSync(out)).toEqual([]);
  });
});

describe('by itself', () => {
  /** The program as a window has it, quicker. */
  async function working(folder?: string) {
    const vaultFolder = folder ?? (await copyVault()).folder;
    const clock = new TestClock();
    const options = { vaultFolder, sampleFolder: `${vaultFolder}-sample`, version: '0.0.0', clock, kdf: FAST_KDF };
    const app = createApp({ ...options, worksByItself: true, publishingPace: PACE });
    atEnd('test', () => app.close());
    const test = { app, client: app.client, clock, folder: vaultFolder };
    const open = () => app.client.vault.unlock({ passphrase: PASSPHRASE });
    await open();
    return { ...test, open };
  }

  it('is written after a change, after unlocking and on the next day, and not while locked', async () => {
    const test = await working();
    const { client, clock } = test;
    const out = temporaryFolder();
    await keep(test, out, { what: 'support_report', format: 'csv', fileName: 'report.csv' });
    await addDevice(client, { endsOn: '2028-02-29' });
    const path = join(out, 'report.csv');
    const says = (text: string) => vi.waitFor(() => expect(readFileSync(path, 'utf8')).toContain(text), WAIT);
    await says('GW-01');
    const left = () => /(\d+),"Vendor end/.exec(readFileSync(path, 'utf8'))?.[1];
    await vi.waitFor(() => expect(left()).toBe('465'), WAIT);
    clock.set('2026-11-22');
    await vi.waitFor(() => expect(left()).toBe('464'), WAIT);
    await client.vault.lock();
    rmSync(path);
    clock.set('2026-11-23');
    await passing(20);
    expect(existsSync(path)).toBe(false);
    await test.open();
    await vi.waitFor(() => expect(left()).toBe('463'), WAIT);
  });

  it('writes nothing twice when nothing changed, and comes back when the folder does', async () => {
    const test = await working();
    const out = join(temporaryFolder(), 'stick');
    mkdirSync(out);
    await keep(test, out);
    await addDevice(test.client, { endsOn: '2028-02-29' });
    const path = join(out, 'support.ics');
    await vi.waitFor(() => expect(events(path)).toHaveLength(2), WAIT);
    await vi.waitFor(async () => expect((await row(test)).lastAt, 'noted after it is written').not.toBeNull(), WAIT);
    const [{ ino }, entries] = [statSync(path), await noted(test, 'publication.write')];
    await addDevice(test.client, { device: { assetTag: 'U-1', model: 'Unknown' } });
    await passing(20);
    expect([statSync(path).ino, await noted(test, 'publication.write')]).toEqual([ino, entries]);
    rmSync(out, { recursive: true });
    await addDevice(test.client, { device: { assetTag: 'V-1', model: 'Another' }, endsOn: '2029-01-31' });
    await vi.waitFor(async () => expect((await row(test)).problem).toBe('folder_missing'), WAIT);
    mkdirSync(out);
    await vi.waitFor(() => expect(existsSync(path)).toBe(true), WAIT);
    await vi.waitFor(async () => expect((await row(test)).problem).toBeNull(), WAIT);
  });

  it('is written by whichever program has the change, and by the other one not again', async () => {
    const { folder } = await copyVault();
    const [one, two] = [appOn(folder), appOn(folder)];
    for (const { client } of [one, two]) await client.vault.unlock({ passphrase: PASSPHRASE });
    const out = temporaryFolder();
    await keep(one, out, { what: 'support_report', format: 'json', fileName: 'report.json' });
    const path = join(out, 'report.json');
    for (const [tag, first, second] of [
      ['A-0', one, two],
      ['A-1', two, one],
    ] as const) {
      await addDevice(first.client, { device: { assetTag: tag } });
      expect([await write(first), await write(second)]).toEqual([['written'], ['unchanged']]);
      expect(JSON.parse(readFileSync(path, 'utf8')).rows.at(-1)).toMatchObject({ assetTag: tag });
    }
    expect(checkSigned(readFileSync(path), null, RULES).ok).toBe(true);
    expect((await one.client.vault.verify({})).findings).toEqual([]);
  });

  it('writes nothing of the made-up hospital', async () => {
    const test = await working();
    await test.client.vault.lock();
    await test.client.vault.openSample({ devices: 5 });
    const out = temporaryFolder();
    await keep(test, out);
    await addDevice(test.client);
    await passing(20);
    expect(readdirSync(out)).toEqual([]);
    expect(new Set(await write(test)), 'who asks for it gets it').toContain('written');
  });
});

describe('what is written', () => {
  it('is in the folder that was chosen, and in no other place', async () => {
    const test = await openApp();
    const canary = newCanary();
    const out = temporaryFolder();
    const temporary = temporaryFolder();
    const before = process.env.TMPDIR;
    process.env.TMPDIR = temporary;
    atEnd('test', () => {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    });
    await addDevice(test.client, { device: { assetTag: canary, department: canary }, endsOn: '2028-02-29' });
    for (const format of ['csv', 'json', 'pdf', 'xlsx'] as const)
      await keep(test, out, { what: 'support_report', format, title: format, fileName: `report.${format}` });
    await keep(test, out);
    expect(new Set(await write(test))).toEqual(new Set(['written']));
    const needles = textNeedles(canary);
    expect(scanFolders([out], needles).hits.length).toBeGreaterThan(2);
    expect(scanFolders([join(test.folder, '..'), temporary], needles).hits).toEqual([]);
    await test.client.vault.lock();
    expect(scanFolders([join(test.folder, '..'), temporary], needles).hits).toEqual([]);
  });
});

describe('one line per model', () => {
  it('holds in a PDF what a line per device does not, with the same figures', async () => {
    const test = await openApp();
    const { client, app, upload } = test;
    const lines = Array.from({ length: 10_001 }, (_, n) => `T-${n},Acme,Model ${n % 40},Ward ${n % 7}`);
    const uploadId = upload(`asset_tag,manufacturer,model,department\n${lines.join('\n')}\n`);
    await client.imports.run({ noun: 'devices', uploadId, fileName: 'devices.csv' });
    expect(await failureOf(client.exports.supportReport({ format: 'pdf' }))).toMatchObject({
      problem: 'too_many_rows_for_pdf',
      rows: 10_001,
      limit: 10_000,
    });
    const { ticket } = await client.exports.supportReport({ format: 'json', groupBy: 'model' });
    const report = JSON.parse(new TextDecoder().decode(app.files.collect(ticket)?.bytes));
    expect([report.groupBy, report.counts, report.rows.length]).toEqual(['model', { unknown: 10_001 }, 40]);
    expect(report.rows.reduce((sum: number, { devices }: { devices: number }) => sum + devices, 0)).toBe(10_001);
    expect(report.rows[0].departments).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => `Ward ${n}`));
    const pdf = await client.exports.supportReport({ format: 'pdf', groupBy: 'model' });
    expect(pdf.byteSize).toBeGreaterThan(10_000);
    const out = temporaryFolder();
    const fields = { what: 'support_report', format: 'pdf', fileName: 'report.pdf' } as const;
    const { id, revision } = await keep(test, out, fields);
    expect(await write(test)).toEqual(['too_many_rows_for_pdf']);
    const options = { within: null, groupBy: 'model', filter: null } as const;
    await client.publication.update({ id, revision, fields: publicationFields(out, { ...fields, options }) });
    expect(await write(test)).toEqual(['written']);
  });
});
