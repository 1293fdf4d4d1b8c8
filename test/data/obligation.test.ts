import { beforeEach, describe, expect, it } from 'vitest';
import { type Day, day, exactly } from '../../main/domain/day.ts';
import type { ContractId, DeviceId, ModelId, ObligationId, VendorId } from '../../main/domain/ids.ts';
import { exploitedFile } from '../support/advisories.ts';
import { addDevice, contractFields, deviceFields, modelFields } from '../support/builders.ts';
import { csaf } from '../support/csaf.ts';
import { addPromise, EOS_NOTICE, promiseFields } from '../support/obligations.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

let test: TestApp;
let modelId: ModelId;
let deviceId: DeviceId;
let vendorId: VendorId;
let contractId: ContractId;

/** The gateway of domain.md 7 on contract C-101. */
beforeEach(async () => {
  test = await openApp();
  ({ modelId, deviceId } = await addDevice(test.client, { device: { assetTag: 'GW-01' } }));
  ({ vendorId } = await test.client.model.get({ id: modelId }));
  ({ id: contractId } = await test.client.contract.create(contractFields()));
  await test.client.contract.addDevices({ id: contractId, assetTags: ['GW-01'], startsOn: null, endsOn: null });
});

const rows = async (filter = {}) => (await test.client.obligation.list({ filter })).rows;
const only = async (filter = {}) => {
  const [row, ...others] = await rows(filter);
  expect(others).toEqual([]);
  if (!row) throw new Error('nothing is owed');
  return row;
};

async function letter(
  on: string | null,
  receivedOn: string | null,
  kind: 'end_of_support' | 'end_of_guaranteed_support' = 'end_of_support',
) {
  await test.client.model.recordMilestone({
    modelId,
    softwareVersion: null,
    kind,
    on: on === null ? null : exactly(day(on)),
    vendorTerm: null,
    source: 'letter',
    documentId: null,
    announcedOn: null,
    receivedOn: receivedOn as Day | null,
    confidence: 'stated',
  });
}

async function incident(fields: {
  on?: string;
  at?: string;
  ids: readonly Parameters<TestApp['client']['obligation']['startClock']>[0]['commitmentIds'][number][];
}) {
  const { ids } = await test.client.obligation.startClock({
    commitmentIds: [...fields.ids],
    event: 'HOSPITAL_REQUEST',
    title: 'Question about the log service',
    on: day(fields.on ?? '2026-10-05'),
    at: fields.at ?? null,
    modelId,
  });
  return ids[0] as ObligationId;
}
const get = (id: ObligationId) => test.client.obligation.get({ id });

describe('a notice of an end', () => {
  it('is met late by the letter that tells it (domain.md W8, story 18)', async () => {
    await addPromise(test.client, { contractId }, EOS_NOTICE);
    await letter('2029-06-30', '2026-09-15');
    expect(await only()).toMatchObject({
      state: 'met_late',
      daysLate: 77,
      dueOn: '2026-06-30',
      metOn: '2026-09-15',
      contract: 'C-101',
      triggerKind: 'milestone',
      devices: 1,
      clockStart: { event: 'MILESTONE_DATE', on: '2029-06-30', basis: 'stated' },
    });
  });

  it('runs while nothing was received (domain.md W9), also where the promise is written down after the date', async () => {
    await letter('2028-12-31', null, 'end_of_guaranteed_support');
    await addPromise(test.client, { contractId }, { ...EOS_NOTICE, kind: 'EOGS_NOTICE', amount: 24 });
    expect(await only()).toMatchObject({ state: 'running', dueOn: '2026-12-31', daysLeft: 40, metOn: null });
  });

  it('is late by 225 days (domain.md W10)', async () => {
    await addPromise(test.client, { contractId }, EOS_NOTICE);
    await letter('2028-06-30', '2026-02-10');
    expect(await only()).toMatchObject({ state: 'met_late', dueOn: '2025-06-30', daysLate: 225 });
  });

  it('follows a date that moves, and is a new notice only where the end comes earlier', async () => {
    await addPromise(test.client, { contractId }, EOS_NOTICE);
    await letter('2030-06-30', '2026-01-10');
    expect(await only()).toMatchObject({ state: 'met', dueOn: '2027-06-30' });
    await letter('2031-06-30', '2026-11-01');
    expect(await only()).toMatchObject({ state: 'met', dueOn: '2028-06-30', metOn: '2026-01-10' });
    await letter('2029-06-30', '2026-11-10');
    expect(await only()).toMatchObject({ state: 'met_late', dueOn: '2026-06-30', metOn: '2026-11-10' });
    await letter(null, '2026-11-20');
    expect(await rows()).toEqual([]);
  });

  it('is owed by no contract that covers nothing of the model, or ended before', async () => {
    const { id } = await test.client.contract.create(contractFields({ number: 'C-102' }));
    await addPromise(test.client, { contractId: id }, EOS_NOTICE);
    await letter('2029-06-30', null);
    expect(await rows()).toEqual([]);
    await test.client.contract.addDevices({ id, assetTags: ['GW-01'], startsOn: null, endsOn: day('2026-06-29') });
    expect(await rows()).toEqual([]);
    await test.client.contract.removeDevices({ id, deviceIds: [deviceId] });
    await test.client.contract.addDevices({ id, assetTags: ['GW-01'], startsOn: null, endsOn: day('2026-06-30') });
    expect(await only()).toMatchObject({ contract: 'C-102', state: 'breached', daysLate: 144 });
  });
});

describe('a promise of a vendor without a contract', () => {
  it('is about models of which a device is in use, from the first one on', async () => {
    await addPromise(test.client, { vendorId }, EOS_NOTICE);
    const { id } = await test.client.model.create(modelFields({ name: 'InfuSmart 300' }));
    modelId = id;
    await letter('2029-06-30', null);
    expect(await rows()).toEqual([]);
    await test.client.device.create(deviceFields({ assetTag: 'P-1', model: 'InfuSmart 300' }));
    expect(await only()).toMatchObject({ state: 'breached', contract: null, devices: 1 });
  });
});

describe('the end of a contract', () => {
  it('is near from a quarter of the time before (domain.md W14)', async () => {
    await addPromise(
      test.client,
      { contractId },
      { kind: 'RENEWAL_NOTICE', clockStart: 'CONTRACT_END', direction: 'before', amount: 60 },
    );
    expect(await only()).toMatchObject({
      state: 'due_soon',
      dueOn: '2026-12-02',
      daysLeft: 11,
      triggerKind: 'contract',
    });
    test.clock.set('2026-11-16');
    expect(await only()).toMatchObject({ state: 'running' });
  });

  it('is owed anew for each term that begins, without anybody doing anything', async () => {
    await addPromise(
      test.client,
      { contractId },
      { kind: 'RENEWAL_NOTICE', clockStart: 'CONTRACT_END', direction: 'before', amount: 60 },
    );
    test.clock.set('2027-02-01');
    const all = await rows();
    expect(all.map(({ dueOn, state }) => [dueOn, state])).toEqual([
      ['2026-12-02', 'breached'],
      ['2027-12-02', 'running'],
    ]);
    await rows();
    const { rows: entries } = await test.client.history.list({ filter: { action: ['obligation.refresh'] } } as never);
    expect(entries).toHaveLength(1);
  });
});

describe('what a person starts', () => {
  it('is met late by evidence, breached once that is taken back, and the history tells of both (domain.md W6, story 10)', async () => {
    const promise = await addPromise(test.client, { contractId }, { clockStart: 'HOSPITAL_REQUEST' });
    const id = await incident({ ids: [promise] });
    const first = await get(id);
    expect(first).toMatchObject({ state: 'breached', dueOn: '2026-11-04', daysLate: 17, devices: 1 });
    const proof = { kind: 'mail', on: day('2026-11-09'), note: 'Fix 5.2.1 was sent' } as const;
    const { revision, evidenceId } = await test.client.obligation.addEvidence({
      id,
      revision: first.revision,
      ...proof,
    });
    expect(await get(id)).toMatchObject({ state: 'met_late', daysLate: 5, metOn: '2026-11-09', revision });
    await test.client.obligation.removeEvidence({ id, revision, evidenceId });
    const last = await get(id);
    expect(last).toMatchObject({ state: 'breached', metOn: null });
    expect(last.evidence).toMatchObject([{ removedBy: expect.any(String), note: proof.note }]);
    const history = await test.client.obligation.history({ id });
    expect(history.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['obligation.startClock', 'obligation.addEvidence', 'obligation.removeEvidence']),
    );
    expect(history.every(({ actor, at }) => actor !== '' && at !== '')).toBe(true);
    const stale = test.client.obligation.addEvidence({ id, revision, ...proof });
    expect(await failureOf(stale)).toMatchObject({ code: 'stale_edit' });
  });

  it('stands still only for what was agreed (domain.md W7)', async () => {
    const promise = await addPromise(
      test.client,
      { contractId },
      { clockStart: 'HOSPITAL_REQUEST', stopClock: ['hospital_window'] },
    );
    const id = await incident({ ids: [promise], on: '2026-09-01' });
    let { revision, dueOn } = await get(id);
    expect(dueOn).toBe('2026-10-01');
    const pause = { from: day('2026-09-10'), until: day('2026-09-21'), note: null };
    const refused = test.client.obligation.pause({ id, revision, ...pause, reason: 'regulator' });
    expect(await failureOf(refused)).toMatchObject({ code: 'input_refused', problem: 'pause_not_agreed' });
    ({ revision } = await test.client.obligation.pause({ id, revision, ...pause, reason: 'hospital_window' }));
    const paused = await get(id);
    expect(paused).toMatchObject({ dueOn: '2026-10-13', pausedDays: 12, state: 'breached' });
    const again = test.client.obligation.pause({ id, revision, ...pause, reason: 'hospital_window' });
    expect(await failureOf(again)).toMatchObject({ problem: 'pause_overlaps' });
    await test.client.obligation.endPause({ id, revision, pauseId: paused.pauses[0]?.id as never, until: null });
    expect(await get(id)).toMatchObject({ dueOn: '2026-10-01', pauses: [] });
  });

  it('counts hours to the moment, weekends too (domain.md W11)', async () => {
    const promise = await addPromise(
      test.client,
      { vendorId },
      { kind: 'NOTIFY_INCIDENT', clockStart: 'HOSPITAL_REQUEST', amount: 72, unit: 'hours' },
    );
    const at = new Date(2026, 10, 20, 17, 45).toISOString();
    const id = await incident({ ids: [promise], on: '2026-11-20', at });
    expect(await get(id)).toMatchObject({
      dueAt: new Date(Date.parse(at) + 72 * 3_600_000).toISOString(),
      state: 'due_soon',
    });
    const other = test.client.obligation.recordStart({
      ...{
        id,
        revision: (await get(id)).revision,
        event: 'HOSPITAL_REQUEST',
        on: day('2026-11-18'),
        at,
        basis: 'stated',
      },
    });
    expect(await failureOf(other)).toMatchObject({ problem: 'moment_on_other_day' });
  });

  it('lets the shortest of several promises hold, and another one where somebody decided about it (clock rule 5)', async () => {
    const long = await addPromise(test.client, { contractId }, { clockStart: 'HOSPITAL_REQUEST', amount: 90 });
    const short = await addPromise(test.client, { vendorId }, { clockStart: 'HOSPITAL_REQUEST', amount: 60 });
    await incident({ ids: [long, short] });
    const states = async () =>
      Object.fromEntries((await rows()).map(({ commitmentId, state }) => [commitmentId, state]));
    expect(await states()).toEqual({ [short]: 'due_soon', [long]: 'superseded' });
    const leader = (await rows({ state: ['due_soon'] }))[0];
    if (!leader) throw new Error('no leader');
    const decided = { id: leader.id, revision: leader.revision, decision: 'waived' } as const;
    expect(await failureOf(test.client.obligation.decide(decided))).toMatchObject({
      problem: 'reason_missing',
    });
    const { revision } = await test.client.obligation.decide({ ...decided, reason: 'Not needed any more' });
    expect(await states()).toEqual({ [short]: 'waived', [long]: 'running' });
    const proof = test.client.obligation.decide({
      ...decided,
      revision,
      decision: 'not_applicable',
      reason: 'Not affected',
    });
    expect(await failureOf(proof)).toMatchObject({ problem: 'proof_missing' });
    await test.client.obligation.decide({ ...decided, revision, decision: null });
    expect(await states()).toEqual({ [short]: 'due_soon', [long]: 'superseded' });
  });

  it('refuses promises whose clock starts with something else, and days to come', async () => {
    const promise = await addPromise(test.client, { contractId });
    expect(await failureOf(incident({ ids: [promise] }))).toMatchObject({ problem: 'other_clock_start' });
    expect(await failureOf(incident({ ids: [promise], on: '2026-11-22' }))).toMatchObject({
      problem: 'start_in_future',
    });
    expect(await rows()).toEqual([]);
  });
});

describe('a vulnerability', () => {
  const link = () =>
    test.client.finding.link({
      cve: 'CVE-2023-43208',
      modelId,
      softwareVersion: null,
      componentId: null,
      note: null,
    } as never);

  it('waits for the start that nobody told, and takes the earliest publication in its place (domain.md W13)', async () => {
    await addPromise(test.client, { contractId });
    await link();
    const waiting = await only();
    expect(waiting).toMatchObject({ state: 'waiting', dueOn: null, clockStart: null, cve: 'CVE-2023-43208' });
    const start = { id: waiting.id, basis: 'published' } as const;
    await test.client.obligation.recordStart({
      ...{ ...start, revision: waiting.revision, event: 'PUBLIC_DISCLOSURE', on: day('2026-10-20') },
    });
    const assumed = await only();
    expect(assumed.clockStart).toMatchObject({ on: '2026-10-20', basis: 'assumed' });
    await test.client.obligation.recordStart({
      ...{ ...start, revision: assumed.revision, event: 'CVE_PUBLISHED', on: day('2026-10-13') },
    });
    const earlier = await only();
    expect(earlier).toMatchObject({
      clockStart: { event: 'CVE_PUBLISHED', on: '2026-10-13', basis: 'assumed' },
      dueOn: '2026-11-12',
    });
    await test.client.obligation.recordStart({
      ...{ id: earlier.id, revision: earlier.revision, event: 'VENDOR_AWARE', on: day('2026-11-01'), basis: 'stated' },
    });
    expect(await only()).toMatchObject({ clockStart: { event: 'VENDOR_AWARE', basis: 'stated' }, dueOn: '2026-12-01' });
  });

  const take = (content: string) =>
    test.client.imports.advisories({ files: [{ uploadId: test.upload(content, 'file.json'), fileName: 'file.json' }] });
  const kev = (addedOn: string) =>
    take(exploitedFile([{ cve: 'CVE-2023-43208', vendor: 'NextGen Healthcare', product: 'Mirth Connect', addedOn }]));

  it('that is listed as exploited starts its clocks on the day of its entry (domain.md W4, story 9)', async () => {
    await kev('2024-05-20');
    const since = { clockStart: 'KEV_ADDED', validFrom: day('2024-02-01') } as const;
    await addPromise(
      test.client,
      { contractId },
      { ...since, kind: 'NOTIFY_EXPLOITED', severity: 'exploited', amount: 3, unit: 'business_days' },
    );
    await addPromise(test.client, { contractId }, since);
    await link();
    const due = (await rows()).map(({ kind, dueOn, band, title }) => [kind, dueOn, band, title.slice(0, 14)]);
    expect(due).toEqual([
      ['NOTIFY_EXPLOITED', '2024-05-23', 'exploited', 'CVE-2023-43208'],
      ['REMEDIATE', '2024-06-19', 'exploited', 'CVE-2023-43208'],
    ]);
  });

  it('that turns out to be exploited keeps the earlier limit (domain.md W12), and its fix starts our own clock (W15)', async () => {
    const released = '2026-09-01T06:00:00.000Z';
    await take(
      csaf({
        id: 'NM-26-01',
        initial: released,
        current: released,
        products: [{ id: 'P1', vendor: 'Norvia Medical', name: 'InfuSmart Gateway', range: '<6' }],
        vulnerabilities: [
          {
            cve: 'CVE-2023-43208',
            score: 7.5,
            severity: 'HIGH',
            remedies: [{ category: 'vendor_fix', details: 'Version 6', date: '2026-10-31T06:00:00.000Z' }],
          },
        ],
      }),
    );
    const high = await addPromise(test.client, { contractId }, { severity: 'high', amount: 90 });
    const exploited = await addPromise(test.client, { contractId }, { severity: 'exploited', amount: 30 });
    await test.client.commitment.create({
      contractId: null,
      vendorId: null,
      fields: promiseFields({ kind: 'INSTALL', clockStart: 'FIX_AVAILABLE', obligor: 'hospital', amount: 15 }),
    });
    const [match] = (await test.client.finding.list({})).rows;
    await test.client.finding.confirm({ findings: [{ id: match?.id as never, revision: match?.revision ?? 0 }] });
    const told = async () =>
      (await rows()).map(({ commitmentId, kind, dueOn, state }) => [
        commitmentId === high ? 'high' : commitmentId === exploited ? 'exploited' : kind,
        dueOn,
        state,
      ]);
    expect(await told()).toEqual([
      ['INSTALL', '2026-11-15', 'breached'],
      ['high', '2026-11-30', 'due_soon'],
    ]);
    await kev('2026-11-16');
    expect(await told()).toEqual([
      ['INSTALL', '2026-11-15', 'breached'],
      ['high', '2026-11-30', 'due_soon'],
      ['exploited', '2026-12-16', 'superseded'],
    ]);
  });

  it('is owed once where an advisory and the catalogue of exploited ones tell of it', async () => {
    await addPromise(test.client, { contractId }, { severity: 'exploited', clockStart: 'KEV_ADDED', amount: 30 });
    await kev('2026-11-16');
    await test.client.finding.link({ cve: 'CVE-2023-43208', modelId });
    expect((await rows()).map(({ advisoryId, cve, dueOn }) => [advisoryId, cve, dueOn])).toEqual([
      [null, 'CVE-2023-43208', '2026-12-16'],
    ]);
    await take(
      csaf({
        id: 'NM-26-02',
        products: [{ id: 'P1', vendor: 'Norvia Medical', name: 'InfuSmart Gateway', range: '<6' }],
        vulnerabilities: [{ cve: 'CVE-2023-43208', score: 7.5, severity: 'HIGH' }],
      }),
    );
    const [match] = (await test.client.finding.list({ filter: { state: ['proposed'] } })).rows;
    const findings = [{ id: match?.id as never, revision: match?.revision ?? 0 }];
    await test.client.finding.confirm({ findings });
    const both = await rows();
    expect(both.map(({ dueOn }) => dueOn)).toEqual(['2026-12-16']);
    expect(both[0]?.advisoryId).not.toBeNull();
    const [confirmed] = (await test.client.finding.list({ filter: { state: ['confirmed'] } })).rows.filter(
      ({ advisory }) => advisory !== null,
    );
    await test.client.finding.reject({
      findings: [{ id: confirmed?.id as never, revision: confirmed?.revision ?? 0 }],
      reason: 'Another product',
    });
    expect((await rows()).map(({ advisoryId, dueOn }) => [advisoryId, dueOn])).toEqual([[null, '2026-12-16']]);
  });

  it('makes nothing due that is promised for others, or no longer', async () => {
    await addPromise(test.client, { contractId }, { validTo: day('2026-11-20') });
    await addPromise(test.client, { contractId }, { kind: 'NOTIFY_EXPLOITED' });
    await addPromise(test.client, { contractId }, { severity: 'critical' });
    await addPromise(
      test.client,
      { contractId },
      { kind: 'COMP_CONTROL', scope: { kind: 'components', models: [], versions: [], components: ['OpenSSL'] } },
    );
    await link();
    expect(await rows()).toEqual([]);
  });
});

describe('the report', () => {
  it('tells every obligation in the words of cli.md, and as of another day', async () => {
    await addPromise(test.client, { contractId }, EOS_NOTICE);
    await letter('2029-06-30', '2026-09-15');
    const report = await test.client.obligation.report({});
    expect(report).toEqual({
      asOf: '2026-11-21',
      rows: [
        {
          commitment: '7.2',
          kind: 'EOS_NOTICE',
          vendor: 'Norvia Medical',
          contract: 'C-101',
          trigger: 'Norvia Medical InfuSmart Gateway',
          clockStart: { event: 'MILESTONE_DATE', on: '2029-06-30', basis: 'stated' },
          dueOn: '2026-06-30',
          metOn: '2026-09-15',
          state: 'met_late',
          daysLate: 77,
          devices: 1,
        },
      ],
    });
    const before = await test.client.obligation.report({ asOf: day('2026-09-01') });
    expect(before.rows[0]).toMatchObject({ state: 'breached', daysLate: 63 });
    expect(before.rows[0]).not.toHaveProperty('metOn');
  });
});

describe('the list of what needs a decision', () => {
  const lines = async () =>
    (await test.client.alert.list({ limit: 100 })).rows.filter(({ obligation }) => obligation !== null);

  it('tells what was broken and what is near in a line for each kind of promise, and of one that joins', async () => {
    const promise = await addPromise(test.client, { contractId }, { clockStart: 'HOSPITAL_REQUEST' });
    const id = await incident({ ids: [promise] });
    const [line, ...others] = await lines();
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      kind: 'obligation_breached',
      by: '2026-11-04',
      daysLate: 17,
      vendor: 'Norvia Medical',
      title: 'Question about the log service',
      obligation: { id, kind: 'REMEDIATE', obligor: 'vendor', count: 1 },
    });
    await test.client.alert.acknowledge({ alerts: [{ key: line?.key ?? '', revision: 0 }] });
    expect(await lines()).toEqual([]);
    await incident({ ids: [promise], on: '2026-10-10' });
    const [back] = await lines();
    expect(back).toMatchObject({
      obligation: { id: null, count: 2 },
      title: null,
      back: [{ code: 'joined', members: 1 }],
    });
  });

  it('asks for a start that only the vendor can tell', async () => {
    await addPromise(test.client, { contractId });
    await addPromise(test.client, { contractId }, { kind: 'INSTALL', clockStart: 'FIX_AVAILABLE' });
    await test.client.finding.link({ cve: 'CVE-2023-43208', modelId });
    expect(await lines()).toMatchObject([
      { kind: 'obligation_waiting', by: '2026-11-21', obligation: { kind: 'REMEDIATE', count: 1 } },
    ]);
  });
});

describe('the filter by state', () => {
  it('finds every obligation in the state that its page tells, whatever the day', async () => {
    const allowed = { stopClock: ['hospital_window' as const], clockStart: 'HOSPITAL_REQUEST' as const };
    const days = await addPromise(test.client, { contractId }, allowed);
    const hours = await addPromise(
      test.client,
      { contractId },
      { ...allowed, kind: 'ADVISORY_ANSWER', amount: 48, unit: 'hours' },
    );
    const ids: ObligationId[] = [];
    for (const on of ['2026-09-01', '2026-10-22', '2026-11-10', '2026-11-20'])
      for (const promise of [days, hours]) ids.push(await incident({ ids: [promise], on }));
    const [first, second, third] = ids as [ObligationId, ObligationId, ObligationId];
    const known = async (id: ObligationId) => ({ id, revision: (await get(id)).revision });
    await test.client.obligation.addEvidence({ ...(await known(first)), kind: 'note', on: day('2026-11-20') });
    await test.client.obligation.addEvidence({ ...(await known(second)), kind: 'note', on: day('2026-09-02') });
    const pause = { from: day('2026-10-25'), until: null, reason: 'hospital_window' };
    await test.client.obligation.pause({ ...(await known(third)), ...pause });
    await test.client.finding.link({ cve: 'CVE-2023-43208', modelId });
    await addPromise(test.client, { contractId });
    for (const today of ['2026-11-21', '2026-11-22', '2026-11-30', '2026-12-24']) {
      test.clock.set(today);
      const all = await test.client.obligation.list({});
      const told = new Map<string, string[]>();
      for (const { id, state } of all.rows) told.set(state, [...(told.get(state) ?? []), id].sort());
      const counted = Object.fromEntries([...told].map(([state, of]) => [state, of.length]));
      expect([today, all.states]).toEqual([today, counted]);
      const isOpen = (state: string) => ['waiting', 'running', 'due_soon', 'breached', 'paused'].includes(state);
      const open = all.rows.filter(({ state }) => isOpen(state)).map(({ dueOn }) => dueOn ?? 'later');
      const over = all.rows.filter(({ state }) => !isOpen(state)).map(({ dueOn }) => dueOn ?? '');
      expect(all.rows.map(({ dueOn }) => dueOn)).toEqual(
        [...open.sort(), ...over.sort().reverse()].map((on) => (on === 'later' || on === '' ? null : on)),
      );
      for (const [state, of] of told) {
        const found = await rows({ state: [state] });
        expect([today, state, found.map(({ id }) => id).sort()]).toEqual([today, state, of]);
      }
    }
  });
});
