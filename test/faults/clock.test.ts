import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDevice, contractFields, deviceFields } from '../support/builders.ts';
import { appOn, copyVault, PASSPHRASE, TestClock, temporaryFolder } from '../support/vault.ts';
import { Child } from './child.ts';
import { figures, PATIENCE } from './figures.ts';

const END = '2029-06-30';
/** Today of the builders is 2026-11-21; the clock is set, and the program started anew. */
const MOVES: readonly { what: string; today: string; behind: boolean }[] = [
  { what: 'back by a day', today: '2026-11-20', behind: true },
  { what: 'back by a year', today: '2025-11-21', behind: true },
  { what: 'to a leap day', today: '2028-02-29', behind: false },
  { what: 'to the last supported day', today: '2029-06-30', behind: false },
  { what: 'to the day after', today: '2029-07-01', behind: false },
  { what: 'on by ten years', today: '2036-11-21', behind: false },
  { what: 'past what 32 bits hold', today: '2038-01-20', behind: false },
  { what: 'to the last day of the last year', today: '2149-12-31', behind: false },
];

/** Instants around the days on which clocks are put forward or back, and at both ends of a day, by time zone. */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  UTC: ['2026-02-28T23:59:59.999Z', '2028-02-29T00:00:00.000Z', '2038-01-19T03:14:08.000Z'],
  'Europe/Berlin': [
    '2026-03-28T23:00:00Z',
    '2026-03-29T01:00:00Z',
    '2026-10-24T22:00:00Z',
    '2026-10-25T22:59:59Z',
    '2026-12-31T23:00:00Z',
  ],
  'America/New_York': ['2026-03-08T04:59:59Z', '2026-03-08T06:59:59Z', '2026-11-01T03:59:59Z', '2026-11-02T04:59:59Z'],
  // There the clocks are put forward at midnight: a day without its first hour.
  'Africa/Cairo': ['2026-04-23T21:59:59Z', '2026-04-23T22:00:00Z', '2026-10-29T20:59:59Z', '2026-10-29T21:30:00Z'],
  'Pacific/Kiritimati': ['2026-06-30T09:59:59Z', '2026-06-30T10:00:00Z'],
  'Pacific/Pago_Pago': ['2026-07-01T10:59:59Z', '2026-07-01T11:00:00Z'],
};

let filled = '';
beforeAll(async () => {
  const { folder } = await copyVault('file');
  const { client, app } = appOn(folder, undefined, 'file');
  await client.vault.unlock({ passphrase: PASSPHRASE });
  await addDevice(client, { device: { assetTag: 'FIRST' }, endsOn: END });
  await client.contract.create(contractFields());
  await app.close();
  filled = folder;
});

function copyOfVault(): string {
  const folder = join(temporaryFolder(), 'vault');
  cpSync(filled, folder, { recursive: true });
  return folder;
}

describe('when the clock is set', { timeout: PATIENCE }, () => {
  it.each(MOVES)('$what, sums, order and the check hold (reliability.md T50)', async (move) => {
    const counted = figures('T50', 'clock set, days and log looked at');
    const folder = copyOfVault();
    const { client, app } = appOn(folder, new TestClock(move.today));
    await client.vault.unlock({ passphrase: PASSPHRASE });
    expect(await client.vault.status()).toMatchObject({ clockBehind: move.behind, alarm: null, today: move.today });
    const { support, id } = await client.device.get({ assetTag: 'FIRST' });
    const left = (Date.parse(END) - Date.parse(move.today)) / 86_400_000;
    expect([support.effectiveEnd?.on, support.daysLeft]).toEqual([END, left]);
    expect(support.band === 'unsupported').toBe(left < 0);
    await client.device.create(deviceFields({ assetTag: 'SECOND' }));
    await client.support.today();
    await client.alert.list({});
    await client.exports.supportReport({ format: 'csv' });
    const actions = (await client.device.history({ id })).map(({ action }) => action);
    expect(actions.at(-1)).toBe('device.create');
    expect(await client.vault.verify()).toMatchObject({ ok: true, findings: [] });
    await app.close();
    // Back at the true day, what was written under the other one is a record like any other.
    const now = appOn(folder);
    await now.client.vault.unlock({ passphrase: PASSPHRASE });
    expect(await now.client.vault.status()).toMatchObject({ clockBehind: move.today > '2026-11-21', alarm: null });
    expect((await now.client.device.list({})).total).toBe(2);
    expect(await now.client.vault.verify()).toMatchObject({ ok: true, findings: [] });
    counted.tried += 1;
    counted.whole += 1;
  });

  it.each(Object.entries(ZONES))(
    'in %s, today is the day on the wall there (reliability.md T50)',
    async (zone, instants) => {
      const counted = figures('T50', 'day on the wall around clock changes');
      const child = await new Child(
        { kind: 'days', instants },
        { by: 'clock', now: '2026-11-21T10:00:00Z', zone },
      ).finished();
      const wall = new Intl.DateTimeFormat('en-CA', {
        timeZone: zone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
      });
      expect((await child.said('days')).days).toEqual(instants.map((instant) => wall.format(new Date(instant))));
      counted.tried += instants.length;
      counted.whole += instants.length;
    },
  );

  it('beyond all years, the vault can still be read, and says so (reliability.md T50)', async () => {
    const counted = figures('T50', 'clock set, days and log looked at');
    for (const [now, today] of [
      ['9999-06-15T12:00:00Z', '2149-12-31'],
      ['1899-12-31T00:00:00Z', '1900-01-01'],
    ] as const) {
      const child = new Child(
        { kind: 'date', folder: copyOfVault(), on: '2031-03-31' },
        { by: 'clock', now, zone: 'UTC' },
      );
      await child.finished();
      expect(await child.said('dated')).toMatchObject({ today, current: '2031-03-31' });
      counted.tried += 1;
      counted.whole += 1;
    }
  });

  it('back between two dates of a vendor, the later entry is still the one that counts (reliability.md T50)', async () => {
    const counted = figures('T50', 'newer date entered with the clock set back');
    const folder = copyOfVault();
    const entered = [
      { now: '2026-11-21T10:00:00Z', on: '2030-01-31' },
      { now: '2024-02-29T23:59:59Z', on: '2028-02-29' },
      { now: '2026-11-21T10:00:00Z', on: '2027-07-31' },
      { now: '1999-12-31T10:00:00Z', on: '2026-12-31' },
    ];
    for (const { now, on } of entered) {
      const child = new Child({ kind: 'date', folder, on }, { by: 'clock', now, zone: 'UTC' });
      await child.finished();
      expect([now, (await child.said('dated')).current]).toEqual([now, on]);
      counted.tried += 1;
      counted.whole += 1;
    }
    const { client } = appOn(folder);
    await client.vault.unlock({ passphrase: PASSPHRASE });
    const { modelId } = await client.device.get({ assetTag: 'FIRST' });
    const { milestones } = await client.model.get({ id: modelId });
    expect(milestones.map(({ on }) => on?.on)).toEqual(['2026-12-31', '2027-07-31', '2028-02-29', '2030-01-31', END]);
  });
});
