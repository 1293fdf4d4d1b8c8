import type { Day } from '../../../main/domain/day.ts';
import { groupCount, OUTLOOK_ORDER, type OutlookGroup } from '../../../main/domain/outlook.ts';
import type { Outputs } from '../../bridge/types.ts';
import type { Tone } from '../../ui/paint.ts';

export type OutlookAnswer = Outputs['support']['outlook'];
export type OutlookPoint = OutlookAnswer['points'][number];

/** Each group has a tone of its own, so tone stands for group in the pictures. */
export const GROUP_TONES: Readonly<Record<OutlookGroup, Tone>> = {
  unsupported: 'end',
  soon: 'near',
  unknown: 'unk',
  plan: 'plan',
  supported: 'ok',
};

/** Devices of a point whose support is tracked. */
export function trackedOf({ counts }: OutlookPoint): number {
  return OUTLOOK_ORDER.reduce((sum, group) => sum + groupCount(counts, group), 0);
}

/** Places of a table that shows a day a year, today and the last one among them. */
export function yearly(points: readonly OutlookPoint[]): readonly number[] {
  return points.flatMap((_, place) => (place % 12 === 0 || place === points.length - 1 ? [place] : []));
}

/** `Mar 27` where a quarter ends, and nothing between. */
export function quarterLabel(on: Day, months: readonly string[]): string {
  const month = Number(on.slice(5, 7));
  return month % 3 === 0 ? `${months[month - 1] ?? ''} ${on.slice(2, 4)}` : '';
}
