import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { day, exactly } from '../../main/domain/day.ts';
import { addDevice, contractFields } from '../support/builders.ts';
import { CommandVault } from '../support/cli-vault.ts';
import { addPromise, EOS_NOTICE } from '../support/obligations.ts';
import { openApp } from '../support/vault.ts';

const AS_OF = ['--as-of', '2026-11-21'];

let desk: CommandVault;

/** A notice that came late, and a request that nobody answers. */
beforeAll(async () => {
  const { app, client, folder } = await openApp('file');
  const { modelId } = await addDevice(client, { device: { assetTag: 'GW-01' } });
  const { id: contractId } = await client.contract.create(contractFields());
  await client.contract.addDevices({ id: contractId, assetTags: ['GW-01'], startsOn: null, endsOn: null });
  await addPromise(client, { contractId }, EOS_NOTICE);
  await client.model.recordMilestone({
    modelId,
    softwareVersion: null,
    kind: 'end_of_support',
    on: exactly(day('2029-06-30')),
    vendorTerm: null,
    source: null,
    documentId: null,
    announcedOn: null,
    receivedOn: day('2026-09-15'),
    confidence: 'stated',
  });
  const asked = await addPromise(client, { contractId }, { kind: 'ADVISORY_ANSWER', clockStart: 'HOSPITAL_REQUEST' });
  await client.obligation.startClock({
    commitmentIds: [asked],
    event: 'HOSPITAL_REQUEST',
    title: '=1+1 open port',
    on: day('2026-11-01'),
  });
  await app.close();
  desk = new CommandVault(join(folder, '..'), 'vault');
});

describe('commitments report', () => {
  it('gives each obligation in the words of cli.md, the worst first, as of a day', async () => {
    const report = await desk.document<{ rows: { state: string; daysLate?: number }[] }>(
      ...['commitments', 'report', ...AS_OF],
    );
    expect(report).toEqual({
      asOf: '2026-11-21',
      rows: [
        {
          commitment: '7.2',
          kind: 'ADVISORY_ANSWER',
          vendor: 'Norvia Medical',
          contract: 'C-101',
          trigger: '=1+1 open port',
          clockStart: { event: 'HOSPITAL_REQUEST', on: '2026-11-01', basis: 'stated' },
          dueOn: '2026-12-01',
          state: 'running',
          devices: 0,
        },
        expect.objectContaining({ kind: 'EOS_NOTICE', state: 'met_late', daysLate: 77, devices: 1 }),
      ],
    });
    const later = await desk.document<typeof report>('commitments', 'report', '--as-of', '2026-12-02');
    expect(later.rows[0]).toMatchObject({ state: 'breached', daysLate: 1 });
  });

  it('is readable without --json, and goes into a file in every form, where no text is a formula', async () => {
    const { out } = await desk.run('commitments', 'report', ...AS_OF);
    expect(out).toMatch(/Met late +Announce the end of support +Norvia Medical +C-101 /);
    for (const [format, start] of [
      ['pdf', '%PDF-'],
      ['xlsx', 'PK'],
      ['json', '{'],
      ['csv', '\uFEFF'],
    ] as const) {
      const file = desk.at(`commitments.${format}`);
      const run = await desk.run('commitments', 'report', '--out', file, ...AS_OF, '--json');
      expect([run.err, run.exit]).toEqual([expect.stringContaining(file), 0]);
      expect(readFileSync(file, 'utf8').startsWith(start)).toBe(true);
    }
    expect(readFileSync(desk.at('commitments.csv'), 'utf8')).not.toMatch(/(^|[;,"])=1\+1/m);
  });
});
