import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CommandVault } from '../support/cli-vault.ts';
import { caseFields, costLine, offerFields } from '../support/procurement.ts';
import { openApp } from '../support/vault.ts';

let desk: CommandVault;

beforeAll(async () => {
  const { app, client, folder } = await openApp('file');
  const { id } = await client.procurement.create(caseFields({ number: 'P-1' }));
  await client.procurement.create(caseFields({ title: 'Beds', department: 'Wards', plannedDeliveryOn: null }));
  await client.procurement.create(caseFields({ title: 'Beds', department: 'ICU', plannedDeliveryOn: null }));
  const known = await client.procurement.addCandidate({ id, offer: offerFields() });
  await client.procurement.saveCosts({ ...known, costs: [costLine()] });
  await app.close();
  desk = new CommandVault(join(folder, '..'), 'vault');
});

describe('procurement list and show', () => {
  it('give the purchases, and one with the gates of its candidates', async () => {
    const list = await desk.document<{ total: number; rows: object[] }>('procurement', 'list');
    expect(list.total).toBe(3);
    expect(list.rows[0]).toMatchObject({
      number: 'P-1',
      stage: 'request',
      candidates: 1,
      plannedDeliveryOn: '2026-12-15',
    });
    const one = await desk.document<{ candidates: { totals: object[]; gates: object[] }[] }>(
      'procurement',
      'show',
      'P-1',
    );
    expect(one.candidates[0]?.totals).toMatchObject([{ currency: 'EUR', total: '70000.00' }]);
    expect(one.candidates[0]?.gates).toMatchObject([
      { gate: 'disclosure', holds: false },
      { gate: 'red_flags', holds: false, reasons: [{ code: 'no_checklist' }] },
      { gate: 'support', holds: false, reasons: [{ code: 'support_unknown' }] },
    ]);
  });

  it('say of one the same in words', async () => {
    const { out } = await desk.run('procurement', 'show', 'Infusion pumps for ICU 2');
    expect(out).toContain('Norvia Medical InfuSmart 7, 7.1');
    expect(out).toContain('Red flags: does not hold\n    There is no checklist yet');
  });

  it('refuse a title that several have', async () => {
    expect(await desk.run('procurement', 'show', 'Beds')).toMatchObject({ exit: 4, out: '' });
  });
});
