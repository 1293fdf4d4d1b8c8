import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CommandVault } from '../support/cli-vault.ts';
import { cycloneDx, cycloneDxXml, spdx2 } from '../support/sbom.ts';

const AS_OF = ['--as-of', '2026-11-21'];
const desk = new CommandVault();

function file(name: string, content: string): string {
  writeFileSync(desk.at(name), content);
  return desk.at(name);
}

interface Imported {
  readonly importId: string | null;
  readonly format: string;
  readonly version: string;
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: readonly { readonly code: string; readonly count: number }[];
}
const counts = ({ read, created, updated, unchanged }: Imported) => [read, created, updated, unchanged];

interface Report {
  readonly rows: readonly {
    readonly assetTag: string;
    readonly effectiveEnd: string | null;
    readonly limitedBy: unknown;
  }[];
}
const ends = async () => {
  const { rows } = await desk.document<Report>('support', 'report', ...AS_OF);
  return Object.fromEntries(rows.map(({ assetTag, effectiveEnd }) => [assetTag, effectiveEnd]));
};

beforeAll(async () => {
  await desk.document('vault', 'create', '--recovery-file', desk.at('recovery.txt'));
  const devices = `asset_tag,manufacturer,model,software_version
GW-01,Norvia Medical,InfuSmart Gateway,5.2
GW-02,Norvia Medical,InfuSmart Gateway,6.0
US-01,Acme Imaging,UltraView 7,
US-02,Other Imaging,UltraView 7,
`;
  const milestones = `manufacturer,model,milestone,on
Norvia Medical,InfuSmart Gateway,end_of_support,2039-06-30
Acme Imaging,UltraView 7,end_of_support,2039-06-30
Other Imaging,UltraView 7,end_of_support,2039-06-30
`;
  await desk.document('import', 'devices', file('devices.csv', devices));
  await desk.document('import', 'milestones', file('milestones.csv', milestones));
});

describe('import sbom', () => {
  const bill = cycloneDx('1.6', [
    { type: 'operating-system', name: 'Windows Server 2016' },
    { name: 'dcmtk', version: '3.6.9', ends: { endOfSupport: '2026-12-31' } },
    { name: 'logo.png', type: 'file' },
    { name: 'zlib', version: '1.3' },
  ]);

  it('shows what would come, takes it in for one version, and the same file changes nothing (cli.md)', async () => {
    const call = ['import', 'sbom', file('bom.json', bill), '--model', 'InfuSmart Gateway', '--version', '5.2'];
    const dry = await desk.document<Imported>(...call, '--dry-run');
    expect([dry.importId, ...counts(dry)]).toEqual([null, 4, 3, 0, 0]);
    expect(await ends()).toMatchObject({ 'GW-01': '2039-06-30' });
    const once = await desk.document<Imported>(...call);
    expect(once).toMatchObject({
      format: 'CycloneDX',
      version: '1.6',
      skipped: [{ code: 'not_software', count: 1 }],
      problems: [],
    });
    expect(counts(once)).toEqual([4, 3, 0, 0]);
    expect(await ends()).toEqual({
      'GW-01': '2026-12-31',
      'GW-02': '2039-06-30',
      'US-01': '2039-06-30',
      'US-02': '2039-06-30',
    });
    expect(counts(await desk.document<Imported>(...call))).toEqual([4, 0, 0, 3]);
  });

  it('reads XML and SPDX too, for the model as a whole, and is readable without --json', async () => {
    const xml = cycloneDxXml('1.4', [{ name: 'openjpeg', version: '2.5', ends: { endOfSupport: '2028-03' } }]);
    const run = await desk.run('import', 'sbom', file('bom.xml', xml), '--model', 'infusmart gateway');
    expect([run.exit, run.err]).toEqual([0, '']);
    expect(run.out).toMatch(/CycloneDX 1\.4/);
    expect(run.out).toMatch(/openjpeg 2\.5\s+Library\s+Mar 2028\s+bom\.xml: endOfSupport/);
    const spdx = spdx2('2.3', [{ name: 'libxml2', version: '2.13', ends: { validUntil: '2027-09-30T00:00:00Z' } }]);
    await desk.document('import', 'sbom', file('bom.spdx.json', spdx), '--model', 'InfuSmart Gateway');
    expect(await ends()).toMatchObject({ 'GW-02': '2027-09-30' });
  });

  it('asks whose model is meant where two have it, and says when there is none', async () => {
    const path = file('one.json', cycloneDx('1.5', [{ name: 'a', ends: { endOfSupport: '2030-01-31' } }]));
    const call = ['import', 'sbom', path, '--model', 'UltraView 7'];
    expect(await desk.failure(...call)).toEqual([4, 'input_refused', 'model_not_unique']);
    await desk.document(...call, '--manufacturer', 'Acme Imaging');
    expect(await ends()).toMatchObject({ 'US-01': '2030-01-31', 'US-02': '2039-06-30' });
    expect(await desk.failure('import', 'sbom', path, '--model', 'Nothing')).toEqual([4, 'not_found']);
    expect(await desk.failure('import', 'sbom', path)).toEqual([2, 'usage', 'option_missing']);
  });

  it('refuses what is no bill with exit code 4, and nothing is written', async () => {
    const counted = async () => (await desk.document<{ readonly counts: object }>('vault', 'info')).counts;
    const before = await counted();
    const model = ['--model', 'InfuSmart Gateway', '--version', 'new'];
    for (const [content, problem] of [
      ['a,b\n1,2\n', 'sbom_not_recognised'],
      [cycloneDx('1.6', []), 'sbom_without_components'],
      [cycloneDxXml('1.5', [{ name: 'a' }], '<!DOCTYPE bom>'), 'doctype_refused'],
      [bill.slice(0, 200), 'file_damaged'],
    ] as const) {
      expect(await desk.failure('import', 'sbom', file('bad', content), ...model)).toEqual([
        4,
        'file_refused',
        problem,
      ]);
    }
    expect(await counted()).toEqual(before);
  });
});
