import type { Day, PartialDay } from '../../../main/domain/day.ts';
import type { Decision } from '../../bridge/types.ts';
import type { Speech } from './decision-text.ts';

/** Why a line is on the list again, a sentence each; empty for one that never left. */
export function backTexts({ back }: Decision, { text, words, number }: Speech): string[] {
  const shown = (on: Day | PartialDay | null) =>
    on === null ? text('alerts.back.unknown') : typeof on === 'string' ? words.day(on) : words.partialDay(on);
  return back.map((one) => {
    if (one.code === 'joined') return text('alerts.back.joined', { count: one.members, amount: number(one.members) });
    if (one.code === 'snooze_over') return text('alerts.back.snooze_over', { day: words.day(one.untilOn) });
    const { from, to } = one;
    return text(`alerts.back.${one.code}`, { from: shown(from), to: shown(to) });
  });
}

/** Who set a line aside, when, until when and why; null for one that is on the list. */
export function quietText(
  { quiet, snoozedUntilOn, decidedBy, decidedOn, reason }: Decision,
  { text, words }: Pick<Speech, 'text' | 'words'>,
): string | null {
  if (!quiet || decidedOn === null) return null;
  const facts = { name: decidedBy ?? '', day: words.day(decidedOn) };
  const who =
    snoozedUntilOn === null
      ? text('alerts.quiet.acknowledged', facts)
      : text('alerts.quiet.snoozed', { ...facts, until: words.day(snoozedUntilOn) });
  return reason ? `${who} ${text('alerts.quiet.reason', { reason })}` : who;
}
