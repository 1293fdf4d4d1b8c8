import type { z } from 'zod';
import type { support } from '../../contract/support.ts';
import { statement } from '../../data/connection.ts';
import { Outlook, outlookDays, unsupportedFrom } from '../../domain/outlook.ts';
import { type LimitKind, RENEWABLE_KINDS } from '../../domain/support.ts';
import type { QueryContext } from '../context.ts';
import { type DeviceFilter, whereOf } from '../device/device-filter.ts';
import { type ListingRow, supportDates } from '../device/listing-row.ts';

export type SupportOutlook = z.input<NonNullable<(typeof support.outlook)['~orpc']['outputSchema']>>;

/** Devices that agree in all that an outlook tells apart. */
type Group = Pick<ListingRow, 'department' | 'support' | 'endsFrom' | 'endsUntil'> & {
  readonly limitKind: LimitKind | null;
  readonly limitName: string | null;
  readonly devices: number;
};

interface Tally {
  devices: number;
  unknown: number;
  /** Devices that lose their support on the day of this place, not yet summed up. */
  readonly losing: number[];
}

/**
 * What becomes of the fleet if nothing is done. One walk along the index of filters makes the groups, in its own order and
 * without a sort, and each group is asked once for each day: the devices themselves are never read.
 */
export function supportOutlook(
  { sql, today }: Pick<QueryContext, 'sql' | 'today'>,
  { filter, months, top }: { readonly filter: DeviceFilter; readonly months: number; readonly top: number },
): SupportOutlook {
  const where = whereOf(filter, today);
  const groups = statement<(string | number)[], Group>(
    sql,
    `SELECT "department", "support", "endsFrom", "endsUntil", "limitKind", "limitName", count(*) AS "devices" FROM "DeviceListing" ${where.sql}
     GROUP BY "modelId", "department", "status", "support", "endsFrom", "endsUntil", "limitKind", "limitName"`,
  ).iterate(...where.parameters);
  const days = outlookDays(today, months);
  const outlook = new Outlook(days);
  const [fleet, departments, reasons] = [new Map<string, Group>(), new Map<string, Tally>(), new Map<string, Tally>()];
  for (const group of groups) {
    const key = `${group.support} ${group.endsFrom} ${group.endsUntil}`;
    fleet.set(key, { ...group, devices: group.devices + (fleet.get(key)?.devices ?? 0) });
    if (group.support === 'not_tracked') continue;
    const from = unsupportedFrom(supportDates(group), days);
    count(departments, group.department, group, from);
    if (from < days.length) count(reasons, JSON.stringify([group.limitKind, group.limitName]), group, from);
  }
  for (const group of fleet.values()) outlook.add(supportDates(group), group.devices);

  const [named, otherDepartments] = split(departments, top, days.length);
  const [limits, otherReasons] = split(reasons, top, days.length);
  return {
    today,
    points: outlook.points(),
    departments: { rows: named.map(([department, tally]) => ({ department, ...tally })), rest: otherDepartments },
    reasons: {
      rows: limits.map(([key, { unsupported }]) => ({ limit: limitOf(key), unsupported })),
      rest: otherReasons && { groups: otherReasons.groups, unsupported: otherReasons.unsupported },
    },
  };
}

function count(tallies: Map<string, Tally>, key: string, group: Group, from: number): void {
  const tally = tallies.get(key) ?? { devices: 0, unknown: 0, losing: [] };
  tallies.set(key, tally);
  tally.devices += group.devices;
  if (group.support === 'unknown' && from > 0) tally.unknown += group.devices;
  tally.losing[from] = (tally.losing[from] ?? 0) + group.devices;
}

interface Summed {
  readonly devices: number;
  readonly unknown: number;
  readonly unsupported: number[];
}

/** The groups that lose most, and the others as one. */
function split(
  tallies: ReadonlyMap<string, Tally>,
  top: number,
  days: number,
): readonly [readonly (readonly [string, Summed])[], (Summed & { readonly groups: number }) | null] {
  const last = ({ unsupported }: Summed) => unsupported[days - 1] ?? 0;
  const all = [...tallies]
    .map(([key, tally]) => [key, summed(tally, days)] as const)
    .sort(([a, x], [b, y]) => last(y) - last(x) || y.devices - x.devices || (a < b ? -1 : 1));
  const others = all.slice(top).map(([, tally]) => tally);
  const rest = others.reduce<Summed | null>((sum, tally) => (sum === null ? tally : together(sum, tally)), null);
  return [all.slice(0, top), rest && { ...rest, groups: others.length }];
}

function summed({ devices, unknown, losing }: Tally, days: number): Summed {
  let sum = 0;
  const unsupported = Array.from({ length: days }, (_, place) => {
    sum += losing[place] ?? 0;
    return sum;
  });
  return { devices, unknown, unsupported };
}

function together(a: Summed, b: Summed): Summed {
  return {
    devices: a.devices + b.devices,
    unknown: a.unknown + b.unknown,
    unsupported: a.unsupported.map((count, place) => count + (b.unsupported[place] ?? 0)),
  };
}

function limitOf(key: string): SupportOutlook['reasons']['rows'][number]['limit'] {
  const [kind, name] = JSON.parse(key) as [LimitKind | null, string | null];
  return kind === null ? null : { kind, name: name ?? '', renewable: RENEWABLE_KINDS.includes(kind) };
}
