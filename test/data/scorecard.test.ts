import { beforeAll, describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import type { CommitmentId, ObligationId, VendorId } from '../../main/domain/ids.ts';
import { contractFields, deviceFields } from '../support/builders.ts';
import { activeContent, readPdf, workbookParts } from '../support/document-reader.ts';
import { addPromise } from '../support/obligations.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

const FORMULA = '=HYPERLINK("http://evil.invalid/","Weak pairing")';

/** What happened with the fixes of a vendor: what started the clock when, and when the fix came. */
const FIXES = [
  { title: FORMULA, on: '2025-01-10', met: '2025-02-01' },
  { title: 'Default password', on: '2025-04-01', met: '2025-04-20' },
  { title: 'Open port', on: '2025-07-01', met: '2025-07-31' },
  { title: 'Update without signature', on: '2025-10-01', met: '2025-12-09' },
  { title: 'Overflow', on: '2026-02-01', met: '2026-03-02' },
  { title: 'Session that never ends', on: '2026-09-01', met: null },
  { title: 'Too new to tell', on: '2026-11-10', met: null },
] as const;

interface Kept extends TestApp {
  readonly vendorId: VendorId;
  readonly ids: ReadonlyMap<string, ObligationId>;
}

/** Norvia Medical with one promise on paper and its seven events, and one promise of another vendor that stands nowhere. */
async function keptPromises(scope: 'test' | 'file' = 'test'): Promise<Kept> {
  const test = await openApp(scope);
  const { client } = test;
  await client.device.create(deviceFields());
  const { id: contractId } = await client.contract.create(contractFields());
  await client.contract.addDevices({ id: contractId, assetTags: ['GW-01'], startsOn: null, endsOn: null });
  const { vendorId } = await client.commitment.get({ id: await addPromise(client, { contractId }, { page: '12' }) });
  if (vendorId === null) throw new Error('the promise has no vendor');
  const [promise] = (await client.commitment.list({ contractId })).rows;
  const ids = new Map<string, ObligationId>();
  for (const { title, on, met } of FIXES)
    ids.set(title, await event(client, promise?.id as CommitmentId, title, on, met));
  const { id: other } = await client.contract.create(contractFields({ number: 'C-102', vendor: 'Acme Imaging' }));
  const spoken = await addPromise(client, { contractId: other }, { clause: null, page: null });
  await event(client, spoken, 'Console without a lock', '2026-01-05', '2026-01-06');
  return { ...test, vendorId, ids };
}

async function event(
  client: TestApp['client'],
  commitmentId: CommitmentId,
  title: string,
  on: string,
  met: string | null,
): Promise<ObligationId> {
  const start = { commitmentIds: [commitmentId], event: 'VENDOR_AWARE' as const, title, on: day(on) };
  const { ids } = await client.obligation.startClock(start);
  const [id] = ids as [ObligationId];
  const { revision } = await client.obligation.get({ id });
  if (met !== null) await client.obligation.addEvidence({ id, revision, kind: 'mail', on: day(met) });
  return id;
}

let kept: Kept;
beforeAll(async () => {
  kept = await keptPromises('file');
});
const card = (input: object = {}) => kept.client.scorecard.get({ vendorId: kept.vendorId, ...input });

describe('the scorecard of a vendor', () => {
  it('counts what it owed and owes, names the late ones with clause and page, and leaves out what is open', async () => {
    const { total, lines, worst, untraced, quarters } = await card();
    // The fix of December was due on 31 October, 39 days before; the one of September on 1 October, 51 days ago.
    expect(total).toMatchObject({ met: 4, metLate: 1, breached: 1, open: 1, undisclosed: 0, medianDaysLate: 45 });
    expect(total.onTime).toBeCloseTo(4 / 6);
    expect(lines).toMatchObject([{ kind: 'REMEDIATE', band: 'any', metLate: 1 }]);
    expect(worst).toMatchObject([
      { title: 'Session that never ends', state: 'breached', daysLate: 51, metOn: null, contract: 'C-101' },
      { title: 'Update without signature', state: 'met_late', daysLate: 39, clause: '7.2', page: '12' },
    ]);
    expect([untraced, quarters.length, quarters[0]?.from]).toEqual([0, 8, '2025-01-01']);
  });

  it('counts only what was decided in a period, whose first and last day are in it', async () => {
    const decided = async (period: object) => {
      const { met, metLate, breached } = (await card(period)).total;
      return met + metLate + breached;
    };
    expect(await decided({ from: day('2025-10-31'), to: day('2025-10-31') })).toBe(1);
    expect(await decided({ from: day('2025-11-01') })).toBe(2);
    expect(await decided({ to: day('2025-10-30') })).toBe(3);
    expect((await card({ from: day('2025-11-01') })).total.onTime).toBeNull();
  });

  it('forgets what people set apart, and says how many', async () => {
    const { client, ids } = await keptPromises();
    const id = ids.get('Session that never ends') as ObligationId;
    const { revision, vendorId } = await client.obligation.get({ id });
    await client.obligation.decide({ id, revision, decision: 'waived', reason: 'We asked for the delay' });
    const { total } = await client.scorecard.get({ vendorId });
    expect(total).toMatchObject({ waived: 1, breached: 0, medianDaysLate: 39 });
    expect(total.onTime).toBeCloseTo(4 / 5);
  });

  it('is compared with that of others, the lowest rate first; with only what is on paper, others may go', async () => {
    const { client } = kept;
    const { rows, own } = await client.scorecard.compare({});
    expect(rows.map(({ vendor, onTime }) => [vendor, onTime === null])).toEqual([
      ['Norvia Medical', false],
      ['Acme Imaging', true],
    ]);
    expect(own).toBeNull();
    const traced = await client.scorecard.compare({ contractual: true });
    expect(traced.rows.map(({ vendor }) => vendor)).toEqual(['Norvia Medical']);
  });

  it('is not found for a vendor that is not there', async () => {
    const nobody = '00000000-0000-7000-8000-000000000000' as VendorId;
    expect(await failureOf(kept.client.scorecard.get({ vendorId: nobody }))).toMatchObject({ code: 'not_found' });
  });
});

describe('a scorecard that leaves the vault', () => {
  const bytesOf = async (format: 'csv' | 'xlsx' | 'pdf' | 'json') => {
    const { ticket } = await kept.client.exports.scorecard({
      format,
      vendorId: kept.vendorId,
      from: day('2025-01-01'),
    });
    return kept.app.files.collect(ticket)?.bytes ?? new Uint8Array();
  };

  it('holds every obligation as evidence, as JSON without identifiers and as CSV without formulas', async () => {
    const json = JSON.parse(new TextDecoder().decode(await bytesOf('json')));
    expect(json).toMatchObject({ vendor: 'Norvia Medical', period: { from: '2025-01-01', to: null } });
    expect(json.obligations).toHaveLength(7);
    expect(json.obligations[0]).toMatchObject({ title: 'Session that never ends', clause: '7.2', page: '12' });
    expect(JSON.stringify(json)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/);
    const csv = new TextDecoder().decode(await bytesOf('csv'));
    expect(csv.split('\r\n').filter((line) => line.includes('7.2'))).toHaveLength(7);
    expect(csv).not.toContain('"=HYPERLINK');
  });

  it('is a workbook with its figures on sheets of their own, and nothing in it that runs', async () => {
    const bytes = await bytesOf('xlsx');
    expect(activeContent(bytes)).toEqual([]);
    const sheets = workbookParts(bytes).get('xl/workbook.xml') ?? '';
    expect(sheets).toContain('By promise and severity');
    expect(sheets).toContain('By quarter');
  });

  it('prints organisation, vendor, period and each obligation', async () => {
    const { pages } = await readPdf(await bytesOf('pdf'));
    const text = pages.join(' ');
    for (const words of ['Norvia Medical', 'Decided since 1 Jan 2025', 'Session that never ends', '66 %', 'Q4 2025'])
      expect(text).toContain(words);
  });
});
