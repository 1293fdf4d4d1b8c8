import { useText, useWords } from '../../i18n/i18n.ts';
import { useDaysLeftText } from '../../ui/day-text.tsx';
import { currentDecision } from './standing.ts';
import type { ContractDetail, ContractRow } from './types.ts';

/** `renews by itself for 12 months unless cancelled` */
export function useRenewalText(): (contract: Pick<ContractRow, 'renewal' | 'renewalMonths'>) => string {
  const words = useWords();
  return ({ renewal, renewalMonths }) =>
    renewal === 'none' || renewalMonths === null
      ? words.t(`renewal.${renewal}`)
      : words.t(`renewalText.${renewal}`, { count: renewalMonths });
}

/** `60 calendar days`; null without a period of notice. */
export function useNoticeText(): (contract: Pick<ContractDetail, 'noticeAmount' | 'noticeUnit'>) => string | null {
  const words = useWords();
  return ({ noticeAmount, noticeUnit }) =>
    noticeAmount === null || noticeUnit === null
      ? null
      : words.t(`durationText.${noticeUnit}`, { count: noticeAmount });
}

/** What the page of a contract says first, and why it is so. */
export interface Answer {
  readonly headline: string;
  readonly because: string;
}

/** The answer to "what has to be decided, and by when". */
export function useAnswer(contract: ContractDetail): Answer {
  const text = useText();
  const words = useWords();
  const daysLeft = useDaysLeftText();
  const noticeText = useNoticeText();
  const { position, cancelledOn } = contract;
  const end = position.termEndsOn === null ? '' : words.day(position.termEndsOn);
  const notice = noticeText(contract) ?? '';
  const decided = currentDecision(contract);
  const decidedText = (decision: NonNullable<typeof decided>) =>
    text(`contracts.decided.${decision.decision}`, {
      day: words.day(decision.decidedOn),
      person: decision.decidedBy,
      reason: decision.reason,
    });

  if (position.status === 'ended') {
    return {
      headline: end === '' ? text('contracts.headline.endedOpen') : text('contracts.headline.ended', { end }),
      because: text('contracts.because.ended'),
    };
  }
  if (cancelledOn !== null) {
    const given = words.day(cancelledOn);
    return {
      headline:
        end === ''
          ? text('contracts.headline.cancelledOpen', { day: given })
          : text('contracts.headline.cancelled', { end, day: given }),
      because: text('contracts.because.cancelled'),
    };
  }
  if (position.status === 'notice_missed' && position.lastNoticeOn !== null) {
    // Whoever decided to renew has not missed anything.
    if (decided?.decision === 'renew')
      return { headline: text('contracts.headline.renewed', { end }), because: decidedText(decided) };
    return {
      headline: text('contracts.headline.missed', { end, day: words.day(position.lastNoticeOn) }),
      because: decided === null ? text('contracts.because.missed', { end }) : decidedText(decided),
    };
  }
  if (position.status === 'upcoming' && contract.startsOn !== null) {
    return {
      headline: text('contracts.headline.upcoming', { start: words.day(contract.startsOn) }),
      because:
        position.lastNoticeOn === null
          ? text('contracts.because.upcomingPlain')
          : text('contracts.because.upcoming', { day: words.day(position.lastNoticeOn) }),
    };
  }
  if (position.termEndsOn === null) {
    return { headline: text('contracts.headline.open'), because: text('contracts.because.open') };
  }
  const next = position.nextTermEndsOn;
  const renewing =
    next !== null && contract.renewalMonths !== null
      ? text(notice === '' ? 'contracts.because.tacitNoNotice' : 'contracts.because.tacit', {
          count: contract.renewalMonths,
          next: words.day(next),
          notice,
          end,
        })
      : null;
  if (position.lastNoticeOn !== null && position.daysToNotice !== null && position.daysToNotice >= 0) {
    const day = words.day(position.lastNoticeOn);
    if (decided !== null) {
      const goesTo =
        decided.decision === 'renew' ? (position.nextTermEndsOn ?? position.termEndsOn) : position.termEndsOn;
      return {
        headline: text(`contracts.headline.decided.${decided.decision}`, {
          end: words.day(goesTo),
          day,
          left: daysLeft(position.daysToNotice),
        }),
        because: decidedText(decided),
      };
    }
    return {
      headline:
        position.daysToNotice === 0
          ? text('contracts.headline.decideToday', { day })
          : text('contracts.headline.decide', { day, left: daysLeft(position.daysToNotice) }),
      because:
        renewing ??
        (contract.renewal === 'tacit'
          ? text('contracts.because.tacitUnknown')
          : text(contract.renewal === 'express' ? 'contracts.because.express' : 'contracts.because.none', {
              end,
              notice,
            })),
    };
  }
  return {
    headline: text('contracts.headline.ends', { end }),
    because:
      contract.renewal === 'tacit'
        ? text('contracts.because.tacitUnknown')
        : text(contract.renewal === 'express' ? 'contracts.because.endsExpress' : 'contracts.because.endsNone'),
  };
}
