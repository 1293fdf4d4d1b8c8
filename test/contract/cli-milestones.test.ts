import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CommandVault } from '../support/cli-vault.ts';
import { openEox } from '../support/openeox.ts';

const desk = new CommandVault();

function file(name: string, content: string): string {
  writeFileSync(desk.at(name), content);
  return desk.at(name);
}

interface Imported {
  readonly importId: string | null;
  readonly created: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly problems: readonly { readonly row: number; readonly code: string; readonly value?: string }[];
}

beforeAll(async () => {
  await desk.document('vault', 'create', '--recovery-file', desk.at('recovery.txt'));
  const devices = 'asset_tag,manufacturer,model\nUS-01,Acme Imaging,UltraView 7\n';
  await desk.document('import', 'devices', file('devices.csv', devices));
});

describe('import milestones with an OpenEoX document', () => {
  const letter = openEox([
    { core: { end_of_security_support: '2029-06-30T23:59:59Z', end_of_life: '2030-12-31T23:59:59Z' } },
    { product: 'UltraView 9', core: { end_of_life: '2031-12-31T23:59:59Z' } },
  ]);

  it('says before what it would do, takes it in, and gives back what is not known', async () => {
    const eox = file('eox.json', letter);
    const dry = await desk.document<Imported>('import', 'milestones', eox, '--dry-run');
    expect([dry.importId, dry.created, dry.rejected]).toEqual([null, 2, 1]);
    const rejects = desk.at('rejects.csv');
    const done = (await desk.run('import', 'milestones', eox, '--rejects', rejects, '--json')).json<Imported>();
    expect([done.created, done.rejected]).toEqual([2, 1]);
    expect(done.problems).toMatchObject([{ row: 4, code: 'model_not_known', value: 'Acme Imaging UltraView 9' }]);
    expect(existsSync(rejects) && readFileSync(rejects, 'utf8')).toContain('"UltraView 9"');
    const again = await desk.document<Imported>('import', 'milestones', eox);
    expect([again.created, again.unchanged, again.rejected]).toEqual([0, 2, 1]);
    const report = await desk.document<{ rows: object[] }>('support', 'report', '--as-of', '2026-11-21');
    expect(report.rows).toMatchObject([
      {
        assetTag: 'US-01',
        effectiveEnd: '2029-06-30',
        band: 'plan_36',
        limitedBy: { name: 'end_of_security_support' },
      },
    ]);
    const device = await desk.document<{ milestones: object[] }>('devices', 'show', 'US-01');
    expect(device.milestones).toMatchObject([
      { milestone: 'end_of_support', on: '2030-12-31', vendorTerm: 'end_of_life', ownName: null },
      { milestone: 'end_of_security_support', on: '2029-06-30' },
    ]);
  });

  it('refuses a file that is something else, and changes nothing', async () => {
    const before = await desk.document('devices', 'show', 'US-01');
    for (const [text, problem] of [
      ['{"statements":"none"}', 'field_of_wrong_type'],
      ['{"end_of_life":"tba","last_updated":"2026-06-12T09:00:00Z"}', 'openeox_without_product'],
      ['{"bomFormat":"CycloneDX"}', 'openeox_not_recognised'],
    ] as const) {
      const failure = await desk.failure('import', 'milestones', file('odd.json', text));
      expect(failure).toEqual([4, 'file_refused', problem]);
    }
    expect(await desk.document('devices', 'show', 'US-01')).toEqual(before);
  });
});
