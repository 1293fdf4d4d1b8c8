import { addDays, daysBetween } from '../../../main/domain/day.ts';
import { limitText } from '../../../main/words/reasons.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';

export type Explanation = Outputs['alert']['explain'];

/** A question with its answer; `holds` says that the next one follows, else the device is off the list because of it. */
export interface ExplainedStep {
  readonly question: string;
  readonly answer: string;
  readonly holds: boolean;
}

/** The facts that decide in words, up to the one that ends them. */
export function useExplanation(facts: Explanation): readonly ExplainedStep[] {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { verdict, status, notTrackedReason, band, endsOn, limitedBy, action, by, leadMonths, horizonUntil, alert } =
    facts;

  const tracked = band !== 'not_tracked';
  const shownStatus = words.t(`status.${status}`).toLowerCase();
  const steps: ExplainedStep[] = [
    {
      question: text('alerts.explain.tracked'),
      answer: tracked
        ? text('alerts.explain.trackedYes', { status: shownStatus })
        : notTrackedReason
          ? text('alerts.explain.trackedReason', { reason: notTrackedReason })
          : text('alerts.explain.trackedNo', { status: shownStatus }),
      holds: tracked,
    },
  ];
  if (!tracked) return steps;

  const limit = limitedBy && limitText(limitedBy, words);
  steps.push({
    question: text('alerts.explain.ends'),
    answer:
      endsOn === null
        ? text(
            band === 'unknown'
              ? 'alerts.explain.endsUnknown'
              : band === 'unsupported'
                ? 'alerts.explain.endsGone'
                : 'alerts.explain.endsNever',
          )
        : limit
          ? text('alerts.explain.endsOn', { day: words.partialDay(endsOn), limit })
          : text('alerts.explain.endsPlain', { day: words.partialDay(endsOn) }),
    holds: true,
  });
  steps.push({
    question: text('alerts.explain.todo'),
    answer:
      action === null
        ? text('alerts.explain.todoNothing')
        : text(`alerts.explain.todoDo.${action}`, {
            day: by === null ? '' : words.day(by),
            lead: text('alerts.explain.lead', { count: leadMonths }),
          }),
    holds: action !== null,
  });
  if (action === null) return steps;

  const later = verdict === 'later';
  const horizonDays = daysBetween(facts.today, horizonUntil);
  steps.push({
    question: text('alerts.explain.horizon'),
    answer:
      later && by !== null
        ? text('alerts.explain.horizonNo', { day: words.day(addDays(by, -horizonDays)) })
        : text('alerts.explain.horizonYes', { day: words.day(horizonUntil) }),
    holds: !later,
  });
  if (later) return steps;
  const acceptance = facts.exceptions.find(({ kind }) => kind === 'risk_acceptance');
  steps.push({
    question: text('alerts.explain.accepted'),
    answer:
      verdict === 'accepted' && acceptance
        ? text('alerts.explain.acceptedUntil', { title: acceptance.title, day: words.day(acceptance.endsOn) })
        : text('alerts.explain.acceptedNo'),
    holds: verdict !== 'accepted',
  });
  if (alert === null) return steps;

  steps.push({
    question: text('alerts.explain.line'),
    answer:
      alert.devices === 1
        ? text('alerts.explain.lineAlone')
        : text('alerts.explain.lineWith', { count: alert.devices, amount: number(alert.devices) }),
    holds: true,
  });
  const { quiet, snoozedUntilOn, decidedBy, decidedOn, reason } = alert;
  const who = { name: decidedBy ?? '', day: decidedOn === null ? '' : words.day(decidedOn) };
  const handled =
    snoozedUntilOn === null
      ? text('alerts.quiet.acknowledged', who)
      : text('alerts.quiet.snoozed', { ...who, until: words.day(snoozedUntilOn) });
  steps.push({
    question: text('alerts.explain.handling'),
    answer: !quiet
      ? text('alerts.explain.handlingNo')
      : reason
        ? `${handled} ${text('alerts.quiet.reason', { reason })}`
        : handled,
    holds: !quiet,
  });
  return steps;
}
