import type { DEVICE_SORTS } from '../../contract/device.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { DAY_BEFORE_TODAY } from './stored-day.ts';

export type DeviceSort = { readonly by: (typeof DEVICE_SORTS)[number]; readonly descending: boolean };

/** Each sort is one index; equal rows come by asset tag. */
const SORT_COLUMNS: Readonly<Record<DeviceSort['by'], readonly string[]>> = {
  assetTag: ['assetTag'],
  serialNumber: ['serialNumber', 'assetTag'],
  manufacturer: ['manufacturer', 'model', 'assetTag'],
  model: ['model', 'assetTag'],
  department: ['department', 'assetTag'],
  support: ['supportKey', 'assetTag'],
  actBy: ['actByKey', 'assetTag'],
  status: ['status', 'assetTag'],
};

/**
 * The order of a sort. Where cover has lapsed, the day before today is not in the index: such rows stand first there, and are
 * walked through between those that ended before today and the others.
 */
export class Order {
  /** For rows that are sorted when they are read. */
  readonly byRow: string;
  /** For a walk along the index, range by range. */
  readonly alongIndex: string;
  readonly ranges: readonly string[];

  constructor({ by, descending }: DeviceSort, today: Day) {
    const columns = SORT_COLUMNS[by];
    const direction = descending ? 'DESC' : 'ASC';
    const text = (names: readonly string[]) => [...names.map((name) => `${name} ${direction}`), '"seq"'].join(', ');
    const [first = '', ...others] = columns.map((column) => `"${column}"`);
    this.alongIndex = text([first, ...others]);
    if (by !== 'support' && by !== 'actBy') {
      this.byRow = this.alongIndex;
      this.ranges = ['1'];
      return;
    }
    const yesterday = addDays(today, -1);
    this.byRow = text([`CASE ${first} WHEN '${DAY_BEFORE_TODAY}' THEN '${yesterday}' ELSE ${first} END`, ...others]);
    const ranges = [
      `${first} > '${DAY_BEFORE_TODAY}' AND ${first} < '${today}'`,
      `${first} = '${DAY_BEFORE_TODAY}'`,
      `${first} >= '${today}'`,
    ];
    this.ranges = descending ? ranges.reverse() : ranges;
  }
}
