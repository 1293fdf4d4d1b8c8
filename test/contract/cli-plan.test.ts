import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CommandVault } from '../support/cli-vault.ts';
import type { PrintedFailure } from '../support/command-line.ts';
import { activeContent, workbookParts } from '../support/document-reader.ts';
import { openApp } from '../support/vault.ts';

const AS_OF = ['--as-of', '2026-11-21'];
let desk: CommandVault;

interface Report {
  readonly asOf: string;
  readonly scenario: string | null;
  readonly fromYear: number;
  readonly years: readonly {
    readonly year: number;
    readonly from: string;
    readonly to: string;
    readonly devices: number;
  }[];
  readonly rows: readonly {
    readonly year: number;
    readonly department: string;
    readonly model: string;
    readonly devices: number;
    readonly startBy: string | null;
    readonly daysLate: number | null;
    readonly cost: readonly { readonly amount: string; readonly currency: string }[];
    readonly decision: string;
  }[];
  readonly unknown: { readonly devices: number };
}
const report = (...words: string[]) => desk.document<Report>('plan', 'report', ...AS_OF, ...words);
const briefly = ({ rows }: Report) => rows.map(({ model, startBy, daysLate }) => [model, startBy, daysLate]);

beforeAll(async () => {
  const test = await openApp('file');
  const { client } = test;
  const take = async (noun: 'models' | 'devices' | 'milestones', text: string) =>
    client.imports.run({ noun, uploadId: test.upload(text), fileName: `${noun}.csv` });
  await take(
    'models',
    `manufacturer,model,category,lead_time_months,replacement_price,currency
Norvia Medical,InfuSmart 300,fleet,,2350,EUR
Acme Imaging,UltraView 7,imaging_radiotherapy,,64000,EUR
Norvia Medical,InfuSmart Gateway,server_workstation,24,9400,EUR
`,
  );
  await take(
    'milestones',
    `manufacturer,model,milestone,on
Norvia Medical,InfuSmart 300,end_of_support,2029-06-30
Acme Imaging,UltraView 7,end_of_support,2030-12-31
Norvia Medical,InfuSmart Gateway,end_of_support,2027-01-12
`,
  );
  await take(
    'devices',
    `asset_tag,manufacturer,model,department
P-1,Norvia Medical,InfuSmart 300,ICU
P-2,Norvia Medical,InfuSmart 300,ICU
US-07,Acme Imaging,UltraView 7,Radiology
GW-01,Norvia Medical,InfuSmart Gateway,ICU
X-1,Nobody,Knows,=1+1
`,
  );
  await client.plan.saveSettings({ ...(await client.plan.settings()), firstMonth: 7 });
  const { id } = await client.plan.addScenario({
    name: 'Tight',
    notes: null,
    fromYear: null,
    years: null,
    inflation: null,
    weights: null,
    yearlyBudget: null,
  });
  const { rows } = await client.device.list({ filter: { search: 'GW-01' } });
  await client.plan.choose({
    scenarioId: id,
    deviceIds: rows.map((row) => row.id),
    decision: 'retire',
    fiscalYear: null,
    price: null,
    reason: '=HYPERLINK("x")',
  });
  const folder = test.folder;
  await test.app.close();
  desk = new CommandVault(join(folder, '..'), 'vault');
});

describe('plan report', () => {
  it('lists what has to be started in FY2027, overdue first, and not the ultrasound (domain.md story 25)', async () => {
    const plan = await report('--from', '2027', '--years', '1');
    expect(plan.years).toMatchObject([{ year: 2027, from: '2026-07-01', to: '2027-06-30', devices: 3 }]);
    expect(briefly(plan)).toEqual([
      ['InfuSmart Gateway', '2025-01-12', 678],
      ['InfuSmart 300', '2026-12-30', 0],
    ]);
    expect(plan.rows[1]).toMatchObject({ devices: 2, cost: [{ amount: '4700.00', currency: 'EUR' }] });
    expect([plan.asOf, plan.scenario, plan.unknown.devices]).toEqual(['2026-11-21', null, 1]);
  });

  it('begins with the year of the day, keeps to departments and scenarios, and knows another day', async () => {
    expect((await report()).fromYear).toBe(2027);
    expect(briefly(await report('--department', 'Radiology'))).toEqual([['UltraView 7', '2027-12-31', 0]]);
    const tight = await report('--scenario', 'tight');
    expect([tight.scenario, tight.rows[0]?.decision, tight.rows[0]?.cost]).toEqual(['Tight', 'retire', []]);
    const later = await desk.document<Report>('plan', 'report', '--as-of', '2028-07-01');
    expect([later.fromYear, briefly(later)[0]]).toEqual([2029, ['InfuSmart Gateway', '2025-01-12', 1266]]);
    const unknown = await desk.run('plan', 'report', '--scenario', 'Nobody', '--json');
    expect([unknown.exit, unknown.json<PrintedFailure>().error.code]).toEqual([4, 'not_found']);
    expect((await desk.run('plan', 'report', '--years', '11')).exit).toBe(2);
  });

  it('writes the same as JSON, and a workbook with sheets of text and numbers', async () => {
    const out = desk.at('plan.json');
    await desk.run('plan', 'report', ...AS_OF, '--format', 'json', '--out', out);
    const written = JSON.parse(readFileSync(out, 'utf8')) as Report & { signature?: unknown };
    const { rows, years } = await report();
    expect([written.rows, written.years]).toEqual([rows, years]);
    const held = await desk.run('plan', 'report', ...AS_OF, '--format', 'csv', '--leave-out', 'prices');
    expect([held.out.includes('InfuSmart 300'), held.out.includes('4700')]).toEqual([true, false]);
    const book = desk.at('plan.xlsx');
    const run = await desk.run('plan', 'report', ...AS_OF, '--scenario', 'Tight', '--out', book);
    expect(run.exit).toBe(0);
    const bytes = readFileSync(book);
    const parts = workbookParts(bytes);
    const sheets = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(sheets.slice(0, 6)).toEqual([
      'Summary',
      'Replacement plan',
      'Years',
      'Departments',
      'End not known',
      'Contracts to renew',
    ]);
    const texts = parts.get('xl/sharedStrings.xml') ?? '';
    expect(texts).toContain('=HYPERLINK(');
    expect(texts).toContain('=1+1');
    expect(activeContent(bytes)).toEqual([]);
    const verified = await desk.document<{ ok: boolean }>('verify', book);
    expect(verified.ok).toBe(true);
  });

  it('prints a table for people, and a PDF', async () => {
    const { out, exit } = await desk.run('plan', 'report', ...AS_OF);
    expect(exit).toBe(0);
    expect(out).toContain('Replacement plan. As of 21 Nov 2026');
    expect(out).toMatch(/FY2027 +ICU +Norvia Medical +InfuSmart Gateway +Replace +1 +12 Jan 2025 +678 +9400.00 EUR/);
    const pdf = desk.at('plan.pdf');
    expect((await desk.run('plan', 'report', ...AS_OF, '--out', pdf)).exit).toBe(0);
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
