import { describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import { addDevice, componentFields, contractFields, deviceFields, recordDate } from '../support/builders.ts';
import { readIcs } from '../support/ics-reader.ts';
import { openApp, type TestApp } from '../support/vault.ts';

type Client = TestApp['client'];

/** The events of a calendar, as another program reads them. */
async function calendarOf(
  { app, client }: TestApp,
  make: (exports: Client['exports']) => Promise<{ readonly ticket: string; readonly fileName: string }>,
) {
  const { ticket, fileName } = await make(client.exports);
  expect(fileName).toMatch(/^[a-z-]+-\d{4}-\d\d-\d\d\.ics$/);
  return readIcs(app.files.collect(ticket)?.bytes ?? new Uint8Array()).events;
}
const support = (test: TestApp) => calendarOf(test, (exports) => exports.supportReport({ format: 'ics' }));
const contracts = (test: TestApp) => calendarOf(test, (exports) => exports.contractsReport({ format: 'ics' }));

/** The event of a kind, found by how its summary begins. */
async function one(events: ReturnType<typeof support>, beginning: string) {
  const found = (await events).filter(({ summary }) => summary.startsWith(beginning));
  expect(found.map(({ summary }) => summary)).toHaveLength(1);
  const [event] = found;
  if (!event) throw new Error(beginning);
  return event;
}

describe('the calendar of support', () => {
  it('tells a fleet in one event, with its devices, what limits them and when to start', async () => {
    const test = await openApp();
    const pump = { manufacturer: 'PulseLine', model: 'Pump, "P; 3"' };
    for (const assetTag of ['P-3', 'P-1', 'P-2']) await addDevice(test.client, { device: { ...pump, assetTag } });
    const { modelId } = await addDevice(test.client, { device: { ...pump, assetTag: null, serialNumber: 'S-4' } });
    await recordDate(test.client, modelId, '2028-02-29');
    await addDevice(test.client, { device: { model: 'Nobody knows', assetTag: 'U-1' } });

    expect(await support(test)).toEqual([
      {
        uid: expect.stringMatching(/^[0-9a-f]{32}@medsteward$/),
        start: '20270228',
        end: '20270301',
        sequence: expect.any(Number),
        lastModified: '20261121T100000Z',
        summary: 'Start replacing: PulseLine Pump, "P; 3" (4 devices)',
        description:
          'End of support: 29 Feb 2028. A replacement takes 12 months.\nLimited by: Vendor end of support\nDevices: P-1, P-2, P-3, S-4',
        category: 'Support',
        triggers: ['-P29DT15H', '-P6DT15H'],
      },
      {
        uid: expect.stringMatching(/^[0-9a-f]{32}@medsteward$/),
        start: '20280229',
        end: '20280301',
        sequence: expect.any(Number),
        lastModified: '20261121T100000Z',
        summary: 'Support ends: PulseLine Pump, "P; 3" (4 devices)',
        description:
          'The last supported day is 29 Feb 2028.\nLimited by: Vendor end of support\nDevices: P-1, P-2, P-3, S-4',
        category: 'Support',
        triggers: ['-P89DT15H', '-P29DT15H'],
      },
    ]);
  });

  it.each([
    ['2029-06', '20290601', 'Only the month is known: Jun 2029. This is the first day that it can mean.'],
    ['2029', '20290101', 'Only the year is known: 2029. This is the first day that it can mean.'],
  ])('shows %s on its first possible day, and says so', async (endsOn, start, words) => {
    const test = await openApp();
    await addDevice(test.client, { endsOn });
    const end = await one(support(test), 'Support ends');
    expect([end.start, end.description.split('\n')[0]]).toEqual([start, words]);
    const begin = await one(support(test), 'Start replacing');
    expect(begin.description).toContain('counted from the first day');
  });

  it('keeps an event when its date moves, with a higher number, and leaves it alone when nothing changes', async () => {
    const test = await openApp();
    const { modelId } = await addDevice(test.client, { endsOn: '2029-12-31' });
    const before = await support(test);
    expect(await support(test), 'exports change nothing').toEqual(before);
    test.clock.set('2026-12-01');
    expect(await support(test), 'days that pass change nothing').toEqual(before);

    await recordDate(test.client, modelId, '2028-06-30');
    const after = await support(test);
    expect(after.map(({ uid, start }) => [uid, start])).toEqual([
      [before[0]?.uid, '20270630'],
      [before[1]?.uid, '20280630'],
    ]);
    for (const [index, event] of after.entries()) {
      expect(event.sequence).toBeGreaterThan(before[index]?.sequence ?? Number.POSITIVE_INFINITY);
      expect(event.lastModified).toBe('20261201T100000Z');
    }
  });

  it('keeps an event when something else comes to limit the support, and when that is taken away', async () => {
    const test = await openApp();
    const { modelId, deviceId } = await addDevice(test.client, { endsOn: '2031-12-31' });
    const seen = [await one(support(test), 'Support ends')];
    const fields = componentFields({ label: 'Windows Server 2016' });
    const own = { deviceId, componentId: null, revision: null, fields };
    const { componentId } = await test.client.device.saveComponent(own);
    seen.push(await one(support(test), 'Support ends'));
    await test.client.device.removeComponent({ deviceId, componentId, revision: 1 });
    seen.push(await one(support(test), 'Support ends'));
    await recordDate(test.client, modelId, '2030-12-31');
    seen.push(await one(support(test), 'Support ends'));

    expect(seen.map(({ start }) => start)).toEqual(['20311231', '20270112', '20311231', '20301231']);
    expect(new Set(seen.map(({ uid }) => uid)).size).toBe(1);
    const numbers = seen.map(({ sequence }) => sequence);
    expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual(numbers);
  });

  it('has two events for two ends of one model, which stay apart whatever is shown', async () => {
    const test = await openApp();
    for (const assetTag of ['A-1', 'A-2']) await addDevice(test.client, { device: { assetTag, department: 'ICU' } });
    const old = { assetTag: 'A-3', department: 'Ward' };
    const { modelId } = await addDevice(test.client, { device: old, os: 'Windows Server 2016' });
    await recordDate(test.client, modelId, '2031-12-31');
    const ends = (await support(test)).filter(({ summary }) => summary.startsWith('Support ends'));
    expect(ends.map(({ start, summary }) => [start, summary])).toEqual([
      ['20270112', 'Support ends: Norvia Medical InfuSmart Gateway (1 device)'],
      ['20311231', 'Support ends: Norvia Medical InfuSmart Gateway (2 devices)'],
    ]);
    const [ward, icu] = ends.map(({ uid }) => uid);
    expect(ward).not.toBe(icu);
    const inWard = await calendarOf(test, (exports) =>
      exports.devices({ format: 'ics', filter: { department: ['Ward'] } }),
    );
    expect(inWard.filter(({ start }) => start === '20270112').map(({ uid }) => uid)).toEqual([ward]);
    const soon = await calendarOf(test, (exports) => exports.supportReport({ format: 'ics', within: 6 }));
    expect(soon.filter(({ start }) => start === '20270112').map(({ uid }) => uid)).toEqual([ward]);
    expect([...inWard, ...soon].some(({ uid }) => uid === icu)).toBe(false);
  });

  it('starts no replacement of what a contract can renew, and of what is over', async () => {
    const test = await openApp();
    const { client } = test;
    await addDevice(client, { endsOn: '2035-12-31', updatesNeedContract: 'yes' });
    const { id } = await client.contract.create(contractFields({ renewal: 'none', renewalMonths: null }));
    await client.contract.addDevices({ id, assetTags: ['GW-01'], startsOn: null, endsOn: null });
    await addDevice(client, { device: { assetTag: 'OLD', model: 'Old' }, endsOn: '2020-01-31' });
    const events = await support(test);
    expect(events.map(({ summary, start, triggers }) => [summary, start, triggers])).toEqual([
      ['Support ends: Norvia Medical Old (1 device)', '20200131', []],
      ['Support ends: Norvia Medical InfuSmart Gateway (1 device)', '20270131', ['-P29DT15H']],
    ]);
    const [, before] = events;
    const { revision: current } = await client.contract.get({ id });
    await client.contract.update({ id, revision: current, changes: { endsOn: day('2027-06-30') } });
    const after = await one(support(test), 'Support ends: Norvia Medical InfuSmart');
    expect([after.uid, after.start]).toEqual([before?.uid, '20270630']);
    expect(after.sequence).toBeGreaterThan(before?.sequence ?? Number.POSITIVE_INFINITY);
  });

  it('is a calendar also while the register is empty', async () => {
    const test = await openApp();
    expect(await support(test)).toEqual([]);
    await test.client.device.create(deviceFields());
    expect(await support(test)).toEqual([]);
  });
});

describe('the calendar of contracts', () => {
  it('has the last day of notice with all its reminders, and the end of the term (domain.md E8)', async () => {
    const test = await openApp();
    const { id, revision } = await test.client.contract.create(contractFields());
    const [notice, end, ...more] = await contracts(test);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({
      start: '20261202',
      end: '20261203',
      summary: 'Last day of notice: contract C-101, Norvia Medical',
      description: 'Without notice until then, it is bound until 31 Jan 2028.\nIt covers 0 devices.',
      triggers: ['-P6DT15H'],
    });
    expect(end).toMatchObject({ start: '20270131', summary: 'Contract renews: C-101, Norvia Medical', triggers: [] });

    await test.client.contract.update({ id, revision, changes: { noticeAmount: 30 } });
    const moved = await contracts(test);
    expect(moved.map(({ uid, start }) => [uid, start])).toEqual([
      [notice?.uid, '20270101'],
      [end?.uid, '20270131'],
    ]);
    for (const { sequence } of moved) expect(sequence).toBeGreaterThan(notice?.sequence ?? Number.POSITIVE_INFINITY);
  });

  it('gives the next term events of its own, and an end once notice was given', async () => {
    const test = await openApp('test', '2026-01-10');
    const { id, revision } = await test.client.contract.create(contractFields());
    const first = await contracts(test);
    expect(first[0]?.triggers).toEqual(['-P89DT15H', '-P59DT15H', '-P29DT15H', '-P13DT15H', '-P6DT15H']);
    test.clock.set('2027-02-01');
    const second = await contracts(test);
    expect(second.map(({ start }) => start)).toEqual(['20271202', '20280131']);
    expect(new Set([...first, ...second].map(({ uid }) => uid)).size).toBe(4);

    await test.client.contract.recordCancellation({ id, revision, on: day('2027-02-01'), reason: null });
    expect(await contracts(test)).toMatchObject([
      {
        uid: second[1]?.uid,
        start: '20280131',
        summary: 'Contract ends: C-101, Norvia Medical',
        triggers: ['-P59DT15H', '-P29DT15H'],
      },
    ]);
  });
});
