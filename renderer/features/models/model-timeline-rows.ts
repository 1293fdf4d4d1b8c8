import { type Day, lastDayOf } from '../../../main/domain/day.ts';
import { isMilestoneKind, type MilestoneKind } from '../../../main/domain/model.ts';
import type { Words } from '../../../main/words/words.ts';
import type { Text } from '../../i18n/i18n.ts';
import { milestoneSlots } from '../../ui/milestone-history.tsx';
import { bandAt, saidUntil, type TimelineRow } from '../../ui/timeline-rows.ts';
import type { Component, ModelDetail } from './types.ts';

/** Dates up to which a vendor supports something; the others only name a day. */
const ENDS: readonly MilestoneKind[] = ['end_of_guaranteed_support', 'end_of_security_support', 'end_of_support'];

/** What a vendor has said of a model and its versions, with the days that were said before, and what its components end on. */
export function modelTimelineRows(
  { milestones, components }: Pick<ModelDetail, 'milestones' | 'components'>,
  today: Day,
  text: Text,
  words: Words,
): TimelineRow[] {
  const dates = milestoneSlots(milestones).map(({ kind, softwareVersion, name, entries }): TimelineRow => {
    const [current, ...before] = entries;
    const known = isMilestoneKind(kind);
    const milestone = name ?? (known ? words.t(`milestone.${kind}`) : kind);
    const on = current?.on ?? null;
    const ends = known && ENDS.includes(kind);
    const base = {
      key: `${kind} ${softwareVersion}`,
      label:
        softwareVersion === null
          ? milestone
          : text('timeline.ofVersion', { milestone, version: text('timeline.version', { name: softwareVersion }) }),
      from: null,
      renewable: false,
      ghosts: before
        .flatMap((entry) => (entry.on ? [{ on: entry.on.on, said: words.partialDay(entry.on) }] : []))
        .filter((ghost) => ghost.on !== on?.on)
        .reverse(),
    };
    if (on === null) return { ...base, kind: 'unknown', band: 'unknown', end: null, said: text('timeline.unknown') };
    const end = { first: on.on, last: lastDayOf(on) };
    const over = end.last < today;
    if (!ends) return { ...base, kind: 'mark', band: 'not_tracked', end, said: words.partialDay(on) };
    return {
      ...base,
      kind: on.precision === 'day' ? 'solid' : 'fading',
      band: bandAt(end.first, end.last, today),
      end,
      said: saidUntil(on, false, over, text, words),
    };
  });
  const parts = components.filter(({ securityRelevant }) => securityRelevant);
  return [...dates, ...parts.flatMap((component) => componentRows(component, today, text, words))];
}

/** A vendor's word that holds goes before the end of the part itself; a paid extension has a line of its own. */
function componentRows(component: Component, today: Day, text: Text, words: Words): TimelineRow[] {
  const { id, release, label, endsOn, statements, extensions, softwareVersion } = component;
  const name = release ?? label;
  const base = {
    key: id,
    label:
      softwareVersion === null
        ? name
        : text('timeline.ofVersion', { milestone: name, version: text('timeline.version', { name: softwareVersion }) }),
    from: null,
    renewable: false,
  };
  const word = statements.find(({ holds }) => holds);
  if (word)
    return [
      word.untilOn === null
        ? { ...base, kind: 'open', band: 'supported', end: null, said: text('timeline.byStatementOpen') }
        : {
            ...base,
            kind: 'solid',
            band: bandAt(word.untilOn, word.untilOn, today),
            end: { first: word.untilOn, last: word.untilOn },
            said: text('timeline.byStatement', { day: words.day(word.untilOn) }),
          },
    ];
  const own: TimelineRow =
    endsOn === null
      ? { ...base, kind: 'unknown', band: 'unknown', end: null, said: text('timeline.unknown') }
      : {
          ...base,
          kind: endsOn.precision === 'day' ? 'solid' : 'fading',
          band: bandAt(endsOn.on, lastDayOf(endsOn), today),
          end: { first: endsOn.on, last: lastDayOf(endsOn) },
          said: saidUntil(endsOn, false, lastDayOf(endsOn) < today, text, words),
        };
  const bought = extensions.map(({ purchasedUntilOn: until, proof, vendorApproved }, index): TimelineRow => {
    const counts = proof !== null && vendorApproved;
    return {
      key: `${id} ${index}`,
      label: text('timeline.extensionOf', { name }),
      kind: counts ? 'solid' : 'possible',
      band: bandAt(until, until, today),
      from: own.end?.last ?? null,
      end: { first: until, last: until },
      renewable: false,
      said: counts ? words.day(until) : text('timeline.extensionUnproven', { day: words.day(until) }),
    };
  });
  return [own, ...bought];
}
