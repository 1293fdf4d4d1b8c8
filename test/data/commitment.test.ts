import { describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import type { CommitmentId, ContractId } from '../../main/domain/ids.ts';
import { contractFields, modelFields } from '../support/builders.ts';
import { addPromise, type PromiseFields, promiseFields } from '../support/obligations.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

/** Everything that can be said of a promise. */
async function everything(test: TestApp): Promise<PromiseFields> {
  const { id: modelId } = await test.client.model.create(modelFields({ name: 'InfuSmart Gateway' }));
  const { documentId } = await test.client.document.add({
    uploadId: test.upload('the signed paper', 'contract.txt'),
    fileName: 'contract.txt',
    title: 'Service contract',
    kind: 'contract',
    datedOn: null,
    receivedOn: null,
  });
  return promiseFields({
    kind: 'NOTIFY_EXPLOITED',
    severity: 'exploited',
    severityBasis: 'kev',
    clockStart: 'KEV_ADDED',
    amount: 3,
    unit: 'business_days',
    stopClock: ['hospital_window', 'regulator'],
    scope: { kind: 'models', models: [{ id: modelId }], versions: [], components: [] },
    clause: '7.1',
    page: '12',
    documentId,
    validFrom: day('2026-01-01'),
    validTo: day('2027-01-31'),
    remedy: 'A credit of the price of a week',
    remedyAmount: { amount: '500.00', currency: 'EUR' },
    notes: 'As agreed in March',
  });
}

async function withContract(fields: Parameters<typeof contractFields>[0] = {}) {
  const test = await openApp();
  const { id: contractId } = await test.client.contract.create(contractFields(fields));
  return { ...test, test, contractId };
}

describe('a commitment', () => {
  it('keeps all that is said of it, and what is changed of it alone', async () => {
    const { test, client, contractId } = await withContract();
    const fields = await everything(test);
    const { id, revision } = await client.commitment.create({ contractId, vendorId: null, fields });
    const written = await client.commitment.get({ id });
    expect(written).toMatchObject({ ...fields, contract: 'C-101', vendor: 'Norvia Medical', standing: 'contractual' });
    expect(written.scope.models.map(({ name }) => name)).toEqual(['Norvia Medical InfuSmart Gateway']);
    const changes = { amount: 5, clause: null } as const;
    const after = await client.commitment.update({ id, revision, changes });
    const { rows, total } = await client.commitment.list({ contractId });
    expect([total, rows.length]).toEqual([1, 1]);
    expect(rows[0]).toMatchObject({ ...fields, ...changes, revision: after.revision, standing: 'untraced' });
    expect(await client.contract.get({ id: contractId })).toMatchObject({ commitments: 1 });
    const [change, creation] = await client.commitment.history({ id });
    expect(change).toMatchObject({ action: 'commitment.update' });
    expect(creation).toMatchObject({ action: 'commitment.create' });
    expect((await client.contract.history({ id: contractId })).map(({ action }) => action)).toContain(
      'commitment.update',
    );
  });

  it('is changed by one person at a time', async () => {
    const { client, contractId } = await withContract();
    const id = await addPromise(client, { contractId });
    await client.commitment.update({ id, revision: 1, changes: { amount: 21 } });
    const stale = client.commitment.update({ id, revision: 1, changes: { amount: 14 } });
    expect(await failureOf(stale)).toMatchObject({ code: 'stale_edit' });
    expect(await failureOf(client.commitment.remove({ id, revision: 1 }))).toMatchObject({ code: 'stale_edit' });
    expect(await client.commitment.get({ id })).toMatchObject({ amount: 21 });
    await client.commitment.remove({ id, revision: 2 });
    expect(await failureOf(client.commitment.get({ id }))).toMatchObject({ code: 'not_found' });
    // What was removed stays in the history of its contract.
    expect((await client.contract.history({ id: contractId })).map(({ action }) => action)).toContain(
      'commitment.remove',
    );
  });

  it('counts as contractual only with clause and page (domain.md 2.1)', async () => {
    const { client, contractId } = await withContract();
    const of = async (kind: PromiseFields['kind'], fields: Partial<PromiseFields>) =>
      (await client.commitment.get({ id: await addPromise(client, { contractId }, { kind, ...fields }) })).standing;
    expect(await of('REMEDIATE', { clause: '7.2', page: '12' })).toBe('contractual');
    expect(await of('NOTIFY_VULN', { clause: '7.2', page: null })).toBe('untraced');
    expect(await of('SBOM_DELIVERY', { clause: null, page: '12' })).toBe('untraced');
    const found = await client.commitment.list({ contractId, standing: ['contractual'] });
    expect(found.rows.map(({ kind }) => kind)).toEqual(['REMEDIATE']);
  });

  it('is there once: the same promise again is refused, another one about something else is not', async () => {
    const { client, contractId } = await withContract();
    await addPromise(client, { contractId }, { severity: 'high' });
    const again = addPromise(client, { contractId }, { severity: 'high', amount: 90, clause: '9' });
    expect(await failureOf(again)).toMatchObject({ code: 'already_exists', noun: 'commitment' });
    const { id: modelId } = await client.model.create(modelFields({ name: 'Pump' }));
    const models = { kind: 'models', models: [{ id: modelId }], versions: [], components: [] } as const;
    const scope = { ...models, models: [...models.models], versions: [], components: [] };
    const other = await addPromise(client, { contractId }, { severity: 'high', amount: 90, scope });
    const made = await client.commitment.get({ id: other });
    const everywhere = { ...scope, kind: 'all' as const };
    const collision = client.commitment.update({ id: other, revision: 1, changes: { scope: everywhere } });
    expect(await failureOf(collision)).toMatchObject({ code: 'already_exists' });
    expect((await client.commitment.get({ id: other })).scope).toEqual(made.scope);
  });

  it.each([
    ['too_long', { amount: 601, unit: 'months' }],
    ['ends_before_start', { validFrom: '2026-02-01', validTo: '2026-01-31' }],
    ['scope_empty', { scope: { kind: 'components', models: [], versions: [], components: [] } }],
  ] as const)('is refused with %s, and nothing is written', async (problem, fields) => {
    const { client, contractId } = await withContract();
    const call = addPromise(client, { contractId }, fields as unknown as Partial<PromiseFields>);
    expect(await failureOf(call)).toMatchObject({ code: 'input_refused', problem });
    expect((await client.commitment.list({})).total).toBe(0);
  });

  it('of nobody is a policy, which only the hospital owes', async () => {
    const { client } = await openApp();
    expect(await failureOf(addPromise(client, {}))).toMatchObject({ problem: 'policy_of_others' });
    const fields = {
      kind: 'INSTALL',
      clockStart: 'FIX_AVAILABLE',
      obligor: 'hospital',
      clause: null,
      page: null,
    } as const;
    const id = await addPromise(client, {}, fields);
    expect(await client.commitment.get({ id })).toMatchObject({ standing: 'policy', vendor: null, contract: null });
    expect((await client.commitment.list({ standing: ['policy'] })).total).toBe(1);
  });

  it('stays the same promise when its contract gets another number and vendor', async () => {
    const { client, contractId } = await withContract();
    const id = await addPromise(client, { contractId });
    const { revision } = await client.contract.get({ id: contractId });
    const changes = { number: 'C-900', vendor: 'Acme Imaging' };
    await client.contract.update({ id: contractId, revision, changes });
    expect(await client.commitment.get({ id })).toMatchObject({ contract: 'C-900', vendor: 'Acme Imaging' });
    expect(await failureOf(addPromise(client, { contractId }))).toMatchObject({ code: 'already_exists' });
    // The old number is free for another contract with the same promise.
    const { id: successor } = await client.contract.create(contractFields());
    await addPromise(client, { contractId: successor });
    expect((await client.commitment.list({})).total).toBe(2);
  });
});

const region = async ({ client }: TestApp, code: string | null, daysOff: { on: string; name: string }[] = []) => {
  const { revision } = await client.commitment.calendar({});
  const days = daysOff.map(({ on, name }) => ({ on: day(on), name }));
  return client.commitment.saveCalendar({ revision, code, daysOff: days });
};

describe('the days off', () => {
  it('are those of the organisation, and its own (domain.md 2.2, clock rule 2)', async () => {
    const test = await openApp();
    const { client } = test;
    expect(await client.commitment.calendar({})).toMatchObject({ code: null, revision: 0, holidays: [] });
    await region(test, 'DE-BY', [{ on: '2026-12-24', name: 'Christmas Eve' }]);
    const calendar = await client.commitment.calendar({});
    expect(calendar).toMatchObject({ code: 'DE-BY', name: 'Germany, Bayern', revision: 1 });
    expect(calendar.holidays.map(({ on }) => on)).toEqual([...calendar.holidays.map(({ on }) => on)].sort());
    expect(calendar.holidays).toContainEqual({ on: '2027-01-06', name: 'Epiphany' });
    expect(calendar.holidays.every(({ on }) => on >= '2026-11-21' && on < '2027-11-21')).toBe(true);
    const stale = client.commitment.saveCalendar({ revision: 0, code: null, daysOff: [] });
    expect(await failureOf(stale)).toMatchObject({ code: 'stale_edit' });
    expect(await failureOf(region(test, 'XX'))).toMatchObject({ problem: 'unknown_region' });
  });

  it('are left out of an example, by the contract where it names a country (domain.md W4)', async () => {
    const { test, client, contractId } = await withContract({ calendar: 'US' });
    const duration = { amount: 5, unit: 'business_days', direction: 'after', startsOn: day('2024-05-20') } as const;
    const american = await client.commitment.example({ ...duration, contractId });
    expect(american).toMatchObject({ dueOn: '2024-05-28', calendar: 'US', calendarName: 'United States of America' });
    expect(american.daysOff).toEqual([{ on: '2024-05-27', name: 'Memorial Day' }]);
    expect(await client.commitment.example({ ...duration, contractId: null })).toMatchObject({
      dueOn: '2024-05-27',
      calendar: null,
      daysOff: [],
    });
    await region(test, 'DE-BY', [{ on: '2024-05-22', name: 'Works outing' }]);
    // Whit Monday is the day of the start itself; Corpus Christi comes later.
    expect(await client.commitment.example({ ...duration, contractId: null })).toMatchObject({
      dueOn: '2024-05-28',
      daysOff: [{ on: '2024-05-22', name: 'Works outing' }],
    });
  });

  it('of an example that counts back make today the day that is due', async () => {
    const { client } = await openApp();
    const notice = { amount: 36, unit: 'months', direction: 'before', contractId: null } as const;
    expect(await client.commitment.example(notice)).toMatchObject({ startsOn: '2029-11-21', dueOn: '2026-11-21' });
  });
});

describe('what is owed', () => {
  it('follows the promise, the days off and the calendar of its contract', async () => {
    const { test, client, contractId } = await withContract();
    const request = {
      kind: 'ADVISORY_ANSWER',
      clockStart: 'HOSPITAL_REQUEST',
      amount: 3,
      unit: 'business_days',
    } as const;
    const id = await addPromise(client, { contractId }, request);
    const started = { event: 'HOSPITAL_REQUEST', title: 'Are we affected?', on: day('2026-11-20') } as const;
    const { ids } = await client.obligation.startClock({ commitmentIds: [id], ...started });
    const due = async () => (await client.obligation.get({ id: ids[0] ?? ('' as never) })).dueOn;
    // Friday; Monday, Tuesday and Wednesday are counted.
    expect(await due()).toBe('2026-11-25');
    await region(test, null, [{ on: '2026-11-24', name: 'Works outing' }]);
    expect(await due()).toBe('2026-11-26');
    const { revision } = await client.contract.get({ id: contractId });
    await client.contract.update({ id: contractId, revision, changes: { calendar: 'US' } });
    expect(await due()).toBe('2026-11-25');
    // Thanksgiving is on the 26th.
    await client.commitment.update({ id, revision: 1, changes: { amount: 4 } });
    expect(await due()).toBe('2026-11-27');
  });
});

describe('notice in business days', () => {
  const terms = { noticeAmount: 20, noticeUnit: 'business_days' } as const;
  const lastNotice = async ({ client }: TestApp, id: ContractId) => {
    const { rows } = await client.contract.report({});
    const { position, number } = await client.contract.get({ id });
    expect(rows.find((row) => row.number === number)?.lastNoticeOn).toBe(position.lastNoticeOn);
    return position.lastNoticeOn;
  };

  it('goes by the calendar of the contract, else of the organisation, everywhere alike', async () => {
    const { test, client, contractId } = await withContract({ ...terms, calendar: 'DE-BY' });
    const { id: plain } = await client.contract.create(contractFields({ ...terms, number: 'C-102' }));
    expect(await lastNotice(test, contractId)).toBe('2026-12-31');
    expect(await lastNotice(test, plain)).toBe('2027-01-04');
    expect((await client.contract.get({ id: contractId })).holidays).toContain('2027-01-06');
    await region(test, 'DE-BY', [{ on: '2026-12-31', name: "New Year's Eve" }]);
    expect(await lastNotice(test, plain)).toBe('2026-12-30');
    // The days off of the organisation are not those of a contract that names a country.
    expect(await lastNotice(test, contractId)).toBe('2026-12-31');
  });

  it('decides when a cancelled contract ends', async () => {
    const { test, client, contractId } = await withContract({ ...terms, calendar: null });
    const { revision } = await client.contract.get({ id: contractId });
    const on = day('2027-01-02');
    await client.contract.recordCancellation({ id: contractId, revision, on, reason: null });
    expect((await client.contract.get({ id: contractId })).position.termEndsOn).toBe('2027-01-31');
    await region(test, 'DE-BY');
    expect((await client.contract.get({ id: contractId })).position.termEndsOn).toBe('2028-01-31');
  });

  it('comes in as a file', async () => {
    const { client, upload } = await openApp();
    const file =
      'number,vendor,ends_on,renewal,renewal_months,notice_amount,notice_unit\nC-7,Acme,2027-01-31,tacit,12,20,business_days\n';
    await client.imports.run({ noun: 'contracts', uploadId: upload(file, 'c.csv'), fileName: 'c.csv' });
    const { rows } = await client.contract.report({});
    expect(rows).toMatchObject([{ number: 'C-7', lastNoticeOn: '2027-01-04' }]);
  });

  it('of an unknown country is refused', async () => {
    const { client } = await openApp();
    const call = client.contract.create(contractFields({ calendar: 'XX' }));
    expect(await failureOf(call)).toMatchObject({ code: 'input_refused', problem: 'unknown_region' });
  });
});

describe('commitments of a file', () => {
  it('meet the ones that people wrote, which keep what the file does not name', async () => {
    const { client, contractId, upload } = await withContract();
    const id: CommitmentId = await addPromise(client, { contractId }, { stopClock: ['regulator'], page: '12' });
    const file =
      'contract_number,vendor,kind,severity,clock_start,direction,amount,unit,obligor,clause\nC-101,,REMEDIATE,any,VENDOR_AWARE,after,45,calendar_days,vendor,7.2\n';
    await client.imports.run({ noun: 'commitments', uploadId: upload(file, 'c.csv'), fileName: 'c.csv' });
    expect((await client.commitment.list({})).total).toBe(1);
    expect(await client.commitment.get({ id })).toMatchObject({ amount: 45, stopClock: ['regulator'], page: '12' });
  });
});
