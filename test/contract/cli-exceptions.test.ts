import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import { addDevice } from '../support/builders.ts';
import { EXCEPTION } from '../support/cases.ts';
import { CommandVault } from '../support/cli-vault.ts';
import { openApp } from '../support/vault.ts';

const AS_OF = ['--as-of', '2026-11-21'];

let desk: CommandVault;

beforeAll(async () => {
  const { app, client, folder } = await openApp('file');
  const deviceIds = [];
  for (const assetTag of ['M-2', 'M-1']) {
    deviceIds.push((await addDevice(client, { device: { assetTag, model: 'CM-40' }, os: 'Windows 10 22H2' })).deviceId);
  }
  const fields = { ...EXCEPTION, decidedOn: day('2026-11-02') };
  await client.exception.create({
    ...fields,
    title: 'Monitors until March',
    endsOn: day('2027-03-31'),
    devices: { deviceIds },
  });
  await client.exception.create({
    ...fields,
    title: 'Kept apart',
    kind: 'compensating_control',
    endsOn: day('2026-12-05'),
    devices: { deviceIds: deviceIds.slice(0, 1) },
  });
  await app.close();
  desk = new CommandVault(join(folder, '..'), 'vault');
});

describe('exceptions report', () => {
  it('gives each exception with owner, end, state and the tags of its devices, what ends next first', async () => {
    const report = await desk.document<object>('exceptions', 'report', ...AS_OF);
    expect(report).toEqual({
      asOf: '2026-11-21',
      rows: [
        expect.objectContaining({ title: 'Kept apart', state: 'ending', daysLeft: 14, devices: ['M-2'] }),
        {
          title: 'Monitors until March',
          kind: 'risk_acceptance',
          reason: EXCEPTION.reason,
          owner: EXCEPTION.owner,
          decidedOn: '2026-11-02',
          endsOn: '2027-03-31',
          state: 'in_force',
          daysLeft: 130,
          withdrawnOn: null,
          withdrawnReason: null,
          obligation: null,
          document: null,
          devices: ['M-1', 'M-2'],
          candidate: null,
          gate: null,
          signed: false,
        },
      ],
    });
    const later = await desk.document<{ rows: { state: string }[] }>('exceptions', 'report', '--as-of', '2027-04-01');
    expect(later.rows.map(({ state }) => state)).toEqual(['ended', 'ended']);
  });

  it('is readable without --json, and goes into a file in every form', async () => {
    const { out } = await desk.run('exceptions', 'report', ...AS_OF);
    expect(out).toMatch(/Monitors until March +Risk acceptance +In force +31 Mar 2027 +130 /);
    for (const [format, start] of [
      ['pdf', '%PDF-'],
      ['xlsx', 'PK'],
      ['json', '{'],
    ] as const) {
      const file = desk.at(`exceptions.${format}`);
      const run = await desk.run('exceptions', 'report', '--out', file, ...AS_OF, '--json');
      expect([run.err, run.exit]).toEqual([expect.stringContaining(file), 0]);
      expect(run.json<object>()).toEqual({ file, format, byteSize: statSync(file).size });
      expect(readFileSync(file, 'latin1').startsWith(start)).toBe(true);
    }
  });
});
