import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Day } from '../../domain/day.ts';
import { type Support, supportOf } from '../../domain/support.ts';
import { loadFacts } from '../device/facts.ts';

/** Devices whose end of support would be another. */
export interface ChangedDevices {
  readonly changed: number;
  /** With a known end before and after. */
  readonly earlier: number;
  readonly later: number;
}

/**
 * Counts the devices whose end of support would be another under another catalogue. Devices with the same facts change alike,
 * so one of each is computed, under both. Other calls get their turn on the way.
 */
export async function changedDevices(sql: SqlConnection, today: Day, other: Catalogue): Promise<ChangedDevices> {
  const alike = new Map(
    statement<[], { deviceId: string; devices: number }>(
      sql,
      'SELECT min("deviceId") AS "deviceId", count(*) AS "devices" FROM "DeviceListing" GROUP BY "stateId"',
    )
      .all()
      .map(({ deviceId, devices }) => [deviceId, devices]),
  );
  const ids = [...alike.keys()];
  const now = new Map<string, Support>();
  for (const portion of loadFacts(sql, ids)) {
    for (const { device, facts } of portion) now.set(device.id, supportOf(facts, today));
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  const counts = { changed: 0, earlier: 0, later: 0 };
  for (const portion of loadFacts(sql, ids, other)) {
    for (const { device, facts } of portion) {
      const before = now.get(device.id);
      const after = supportOf(facts, today);
      if (before === undefined || sameEnd(before, after)) continue;
      const devices = alike.get(device.id) ?? 0;
      counts.changed += devices;
      if (before.effectiveEnd === null || after.effectiveEnd === null) continue;
      if (after.effectiveEnd.on < before.effectiveEnd.on) counts.earlier += devices;
      else if (after.effectiveEnd.on > before.effectiveEnd.on) counts.later += devices;
    }
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return counts;
}

function sameEnd(before: Support, after: Support): boolean {
  return (
    before.endsFrom === after.endsFrom &&
    before.endsUntil === after.endsUntil &&
    before.complete === after.complete &&
    before.ended === after.ended
  );
}
