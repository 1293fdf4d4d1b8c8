import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSql } from '../../main/data/connection.ts';
import type { ClauseId, ContractId } from '../../main/domain/ids.ts';
import { contractFields } from '../support/builders.ts';
import { workbookParts } from '../support/document-reader.ts';
import { appOn, copyVault, databaseKeyOf, failureOf, openApp, PASSPHRASE, type TestApp } from '../support/vault.ts';

type Client = TestApp['client'];
const CLAUSE = {
  title: 'Loan device',
  category: 'terms',
  text: 'While a device is repaired the supplier lends another one.',
  guidance: null,
  source: 'Own',
  commitments: [],
} as const;
const NOTHING = { reference: null, page: null, documentId: null, note: null } as const;

async function shipped(client: Client, code: string) {
  const clause = (await client.clause.list({})).find((one) => one.code === code);
  if (!clause) throw new Error(`no clause ${code}`);
  return clause;
}

async function compare(client: Client, contractId: ContractId, code: string, state: string, more: object = {}) {
  const { id: clauseId, version } = await shipped(client, code);
  const finding = { contractId, clauseId, version, revision: 0, state, ...NOTHING, ...more };
  return client.clause.compare(finding as never);
}

async function at(client: Client, contractId: ContractId, code: string) {
  const { clauses } = await client.clause.ofContract({ contractId });
  const clause = clauses.find((one) => one.code === code);
  if (!clause) throw new Error(`no clause ${code}`);
  return clause;
}

async function exported({ app, client }: Pick<TestApp, 'app' | 'client'>, input: object): Promise<Uint8Array> {
  const { ticket } = await client.exports.clauses(input as never);
  const file = app.files.collect(ticket);
  if (file === null) throw new Error('nothing was laid ready');
  return file.bytes;
}
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('the library of clauses', () => {
  it('is laid into a new vault, and once into a vault that has none', async () => {
    const { folder } = await copyVault();
    const sql = openSql(join(folder, 'steward.db'), await databaseKeyOf(folder));
    sql.exec(`DELETE FROM "Clause"; DELETE FROM "Setting" WHERE "key" = 'clause.library'`);
    sql.close();
    const { client } = appOn(folder);
    await client.vault.unlock({ passphrase: PASSPHRASE });
    const first = await client.clause.list({});
    expect(first).toHaveLength(32);
    expect(first.every(({ version, retiredOn }) => version === 1 && retiredOn === null)).toBe(true);
    await client.vault.lock();
    await client.vault.unlock({ passphrase: PASSPHRASE });
    expect(await client.clause.list({})).toEqual(first);
    expect((await client.vault.verify()).findings).toEqual([]);
  });

  it('takes a newer edition in without touching what people wrote', async () => {
    const { folder } = await copyVault();
    const key = await databaseKeyOf(folder);
    const first = appOn(folder);
    await first.client.vault.unlock({ passphrase: PASSPHRASE });
    const edited = await shipped(first.client, 'VN-01');
    await first.client.clause.update({ ...edited, changes: { text: 'Words of our own' } });
    await first.app.close();
    const sql = openSql(join(folder, 'steward.db'), key);
    // As an older edition left it: other words in one clause that nobody edited, one clause not there yet.
    sql.exec(`UPDATE "ClauseVersion" SET "text" = 'Older words' WHERE "clauseId" = (SELECT "id" FROM "Clause" WHERE "code" = 'UP-01');
      DELETE FROM "Clause" WHERE "code" = 'TM-04'; UPDATE "Setting" SET "value" = '0' WHERE "key" = 'clause.library'`);
    sql.close();
    const { client } = appOn(folder);
    await client.vault.unlock({ passphrase: PASSPHRASE });
    const [own, older, added, same] = await Promise.all(
      ['VN-01', 'UP-01', 'TM-04', 'TR-01'].map((code) => shipped(client, code)),
    );
    expect([own?.text, own?.version, older?.version, added?.version, same?.version]).toEqual([
      'Words of our own',
      2,
      2,
      1,
      1,
    ]);
    expect(older?.text).toMatch(/^The supplier delivers a validated fix/);
  });

  it('keeps every version: changed words make a new one, a changed title does not', async () => {
    const { client } = await openApp();
    const clause = await shipped(client, 'VN-02');
    const titled = await client.clause.update({ ...clause, changes: { title: 'Exploited', category: 'terms' } });
    expect(titled).toEqual({ id: clause.id, revision: 2, version: 1 });
    const changed = await client.clause.update({ ...titled, changes: { text: 'Within 2 business days.' } });
    expect(changed.version).toBe(2);
    const [proposal] = clause.commitments;
    if (!proposal) throw new Error('nothing is proposed');
    const third = await client.clause.update({ ...changed, changes: { commitments: [{ ...proposal, amount: 2 }] } });
    expect(third.version).toBe(3);
    expect(await failureOf(client.clause.update({ ...changed, changes: { text: 'Late' } }))).toMatchObject({
      code: 'stale_edit',
    });
    const { versions, title } = await client.clause.get({ id: clause.id });
    expect(title).toBe('Exploited');
    expect(versions.map(({ version, text, createdBy }) => [version, text.slice(0, 12), createdBy])).toEqual([
      [3, 'Within 2 bus', 'Administrator'],
      [2, 'Within 2 bus', 'Administrator'],
      [1, 'The supplier', 'MedSteward'],
    ]);
    expect(versions.map(({ commitments }) => commitments[0]?.amount)).toEqual([2, 3, 3]);
    const history = await client.clause.history({ id: clause.id });
    expect(history.map(({ action }) => action)).toEqual(['clause.update', 'clause.update', 'clause.update']);
    expect(history[1]?.changes).toContainEqual({ field: 'version', before: '1', after: '2' });
  });

  it('takes clauses of the own, refuses a code twice, and retires without losing what was found', async () => {
    const { client } = await openApp();
    const { id: contractId } = await client.contract.create(contractFields());
    const own = await client.clause.create({ ...CLAUSE, code: 'OWN-1' } as never);
    expect(await failureOf(client.clause.create({ ...CLAUSE, code: 'OWN-1' } as never))).toMatchObject({
      code: 'already_exists',
    });
    expect(await failureOf(client.clause.update({ ...own, changes: { code: 'VN-01' } }))).toMatchObject({
      code: 'already_exists',
    });
    await compare(client, contractId, 'OWN-1', 'absent');
    const gone = await client.clause.retire({ ...own, on: '2026-11-21' as never });
    expect((await client.clause.list({})).map(({ code }) => code)).not.toContain('OWN-1');
    expect((await client.clause.list({ retired: true })).map(({ code }) => code)).toContain('OWN-1');
    expect((await client.clause.grid({})).rows[0]).toMatchObject({ gaps: 0, notLookedAt: 32 });
    await client.clause.retire({ ...gone, on: null });
    expect((await client.clause.grid({})).rows[0]).toMatchObject({ gaps: 1, notLookedAt: 32 });
  });
});

describe('contracts by clauses', () => {
  it('counts the gaps of each contract and of each clause, and what nobody looked at apart', async () => {
    const { client } = await openApp();
    const contracts: ContractId[] = [];
    for (const [number, vendor] of [
      ['C-1', 'Norvia'],
      ['C-2', 'Acme'],
      ['C-3', 'Acme'],
    ])
      contracts.push(
        (await client.contract.create(contractFields({ number: number as string, vendor: vendor as string }))).id,
      );
    const [one, two, three] = contracts as [ContractId, ContractId, ContractId];
    await compare(client, one, 'VN-02', 'present');
    await compare(client, one, 'UP-01', 'partial');
    await compare(client, two, 'VN-02', 'absent');
    await compare(client, two, 'UP-01', 'partial');
    await compare(client, two, 'EX-03', 'not_applicable');
    const { rows, clauses, vendors, total } = await client.clause.grid({});
    expect(total).toBe(3);
    expect(rows.map(({ number, gaps, notLookedAt }) => [number, gaps, notLookedAt])).toEqual([
      ['C-2', 2, 29],
      ['C-1', 1, 30],
      ['C-3', 0, 32],
    ]);
    expect(clauses.find(({ code }) => code === 'VN-02')?.counts).toEqual({
      present: 1,
      partial: 0,
      absent: 1,
      not_applicable: 0,
      notLookedAt: 1,
    });
    expect(vendors.map(({ name, contracts: n }) => [name, n])).toEqual([
      ['Acme', 2],
      ['Norvia', 1],
    ]);
    const acme = vendors[0]?.id;
    const filtered = await client.clause.grid({ vendorId: [acme as never], category: ['updates'], sort: 'number' });
    expect(filtered.rows.map(({ number, gaps, notLookedAt }) => [number, gaps, notLookedAt])).toEqual([
      ['C-2', 1, 5],
      ['C-3', 0, 6],
    ]);
    expect((await client.clause.grid({ limit: 1, offset: 1 })).rows.map(({ id }) => id)).toEqual([one]);
    expect(three).toBe(contracts[2]);
  });

  it('leaves contracts out that are over, until they are asked for', async () => {
    const { client } = await openApp();
    const over = { renewal: 'none', renewalMonths: null, endsOn: '2026-11-20' } as never;
    await client.contract.create(contractFields(over));
    expect((await client.clause.grid({})).total).toBe(0);
    expect((await client.clause.grid({ ended: true })).total).toBe(1);
  });

  it('says with which version a contract was compared, and wants the one that holds', async () => {
    const { client } = await openApp();
    const { id: contractId } = await client.contract.create(contractFields());
    const before = await shipped(client, 'UP-01');
    await compare(client, contractId, 'UP-01', 'present', { reference: '7.2' });
    await client.clause.update({ ...before, changes: { text: 'Within 20 calendar days.' } });
    expect(await at(client, contractId, 'UP-01')).toMatchObject({ version: 2, comparedWith: 1, state: 'present' });
    const { rows } = await client.clause.grid({});
    expect(rows[0]?.cells[before.id]).toEqual({ state: 'present', outdated: true });
    const again = { contractId, clauseId: before.id, revision: 1, state: 'partial', ...NOTHING } as const;
    expect(await failureOf(client.clause.compare({ ...again, version: 1 }))).toMatchObject({
      code: 'stale_edit',
      noun: 'clause',
      current: 2,
    });
    expect(await failureOf(client.clause.compare({ ...again, revision: 0, version: 2 }))).toMatchObject({
      code: 'stale_edit',
      noun: 'contract_clause',
    });
    await client.clause.compare({ ...again, version: 2 });
    expect(await at(client, contractId, 'UP-01')).toMatchObject({ comparedWith: 2, state: 'partial', reference: null });
    await client.clause.compare({ ...again, version: 2, revision: 2, state: null });
    expect(await at(client, contractId, 'UP-01')).toMatchObject({ comparedWith: null, state: null, revision: 0 });
    const [taken, , first] = (await client.contract.history({ id: contractId })).filter(
      ({ action }) => action === 'clause.compare',
    );
    expect(taken?.changes).toContainEqual({ field: 'UP-01', before: 'partial', after: null });
    expect(first?.changes).toContainEqual({ field: 'UP-01 reference', before: null, after: '7.2' });
  });
});

describe('commitments of proposed clauses', () => {
  it('are made as story 17 says, editable, and contractual only with clause and page', async () => {
    const { client } = await openApp();
    const { id: contractId } = await client.contract.create(contractFields());
    const proposals = await client.clause.proposals({ contractId });
    const lines = proposals
      .filter(({ byDefault }) => byDefault)
      .map(({ byDefault, code, title, source, known, ...line }) => line);
    expect(proposals.filter(({ byDefault }) => byDefault).map(({ source }) => source)).toEqual(
      Array.from({ length: 6 }, () => 'MC2-style'),
    );
    const edited = lines.map((line) => (line.kind === 'REMEDIATE' ? { ...line, amount: 45 } : line));
    expect(await client.clause.addCommitments({ contractId, lines: edited })).toEqual({ added: 6, left: 0 });
    const promised = async () =>
      (await client.commitment.list({ contractId })).rows
        .map(({ kind, amount, unit, standing }) => [kind, amount, unit, standing].join(' '))
        .sort();
    expect(await promised()).toEqual([
      'EOGS_NOTICE 24 months untraced',
      'EOL_NOTICE 24 months untraced',
      'EOS_NOTICE 36 months untraced',
      'NOTIFY_EXPLOITED 3 business_days untraced',
      'REMEDIATE 45 calendar_days untraced',
      'SBOM_DELIVERY 7 calendar_days untraced',
    ]);
    // What is there is left as somebody edited it.
    expect(await client.clause.addCommitments({ contractId, lines })).toEqual({ added: 0, left: 6 });
    const after = await client.clause.proposals({ contractId });
    expect(after.find(({ kind, severity }) => kind === 'REMEDIATE' && severity === 'any')?.known).toEqual({
      amount: 45,
      unit: 'calendar_days',
      obligor: 'vendor',
    });

    expect(await at(client, contractId, 'SE-02')).toMatchObject({ commitments: 3, notContractual: 3 });
    const found = { reference: '9.4', page: '31' };
    expect(await compare(client, contractId, 'SE-02', 'present', { ...found, takeOver: true })).toEqual({
      revision: 1,
      commitments: 3,
    });
    expect(await at(client, contractId, 'SE-02')).toMatchObject({ commitments: 3, notContractual: 0 });
    expect(await at(client, contractId, 'UP-01')).toMatchObject({ commitments: 1, notContractual: 1 });
    expect((await promised()).filter((one) => one.endsWith('contractual'))).toHaveLength(3);
  });

  it('take clause and page over where the contract was compared before', async () => {
    const { client } = await openApp();
    const { id: contractId } = await client.contract.create(contractFields());
    await compare(client, contractId, 'VN-02', 'present', { reference: '7.1', page: '12' });
    const [line] = (await client.clause.proposals({ contractId })).filter(({ code }) => code === 'VN-02');
    if (!line) throw new Error('nothing is proposed');
    const { byDefault, code, title, source, known, ...figures } = line;
    await client.clause.addCommitments({ contractId, lines: [figures] });
    expect(await at(client, contractId, 'VN-02')).toMatchObject({ commitments: 1, notContractual: 0 });
    const long = client.clause.addCommitments({
      contractId,
      lines: [{ ...figures, severity: 'high', amount: 50_000 }],
    });
    expect(await failureOf(long)).toMatchObject({ code: 'input_refused', problem: 'too_long' });
    const nobody = '00000000-0000-7000-8000-000000000000' as ClauseId;
    const missing = client.clause.addCommitments({ contractId, lines: [{ ...figures, clauseId: nobody }] });
    expect(await failureOf(missing)).toMatchObject({ code: 'not_found', noun: 'clause' });
  });
});

describe('clauses on paper', () => {
  it('leave as a grid, as gaps with the words proposed, and as a sheet of chosen clauses', async () => {
    const test = await openApp();
    const { client } = test;
    const { id: contractId } = await client.contract.create(contractFields());
    await compare(client, contractId, 'VN-02', 'absent', { note: '=1+1' });
    await compare(client, contractId, 'UP-01', 'partial', { reference: '7.2' });
    await compare(client, contractId, 'TR-01', 'present');
    const grid = JSON.parse(textOf(await exported(test, { format: 'json', part: 'grid' })));
    expect(grid.contracts[0]).toMatchObject({
      contract: 'C-101',
      gaps: 2,
      notLookedAt: 29,
      states: { 'VN-02': 'absent' },
    });
    const csv = textOf(await exported(test, { format: 'csv', part: 'gaps', contractId }));
    expect(csv).toContain('within 3 business days');
    expect(csv).not.toContain('VN-01');
    expect(csv).not.toMatch(/(^|[,"])=1\+1/);
    const sheet = await exported(test, {
      format: 'json',
      part: 'sheet',
      clauseIds: [(await shipped(client, 'EX-01')).id],
    });
    expect(JSON.parse(textOf(sheet)).clauses.map(({ code }: { code: string }) => code)).toEqual(['EX-01']);
    const pdf = await exported(test, { format: 'pdf', part: 'sheet' });
    expect(textOf(pdf.subarray(0, 5))).toBe('%PDF-');
    const cells = [...workbookParts(await exported(test, { format: 'xlsx', part: 'gaps' })).values()].join('');
    expect(cells).toContain('VN-02');
    expect(cells).not.toContain('<f>');
  });
});
