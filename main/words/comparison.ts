import { CHOICES } from '../domain/checklist.ts';
import { type Criterion, MOST_WEIGHT, type ValueReason } from '../domain/comparison.ts';
import type { Turn, TurningPoint } from '../domain/comparison-rank.ts';
import { parseDay } from '../domain/day.ts';
import type { Mds2AnswerWord } from '../domain/mds2/answer.ts';
import { limitText } from './reasons.ts';
import type { Words } from './words.ts';

/** How a figure is written: the window has its own way, files have theirs. */
export interface FigureText {
  /** A number with so many places at most. */
  number(value: number, places: number): string;
  /** Decimal text of an amount. */
  amount(amount: string): string;
}

/** Figures as files write them: a point before the places, no marks between thousands. */
export const PLAIN_FIGURES: FigureText = {
  number: (value, places) => String(Number(value.toFixed(places))),
  amount: (amount) => amount,
};

/** Days as years with one place: a committee speaks of years. */
const YEAR = 365.25;

/** How a value came about, or why it is not known. */
export function valueText(reason: ValueReason, words: Words, { number, amount }: FigureText): string {
  const percent = (part: number) => number(part * 100, 1);
  const years = (days: number) => number(days / YEAR, 1);
  switch (reason.code) {
    case 'checklist': {
      const { points, possible, answered, applicable } = reason;
      const open = applicable - answered;
      return words.t(open === 0 ? 'comparison.value.checklist' : 'comparison.value.checklistOpen', {
        points: number(points, 1),
        possible: number(possible, 1),
        percent: percent(possible === 0 ? 0 : points / possible),
        open: number(open, 0),
      });
    }
    case 'mds2': {
      const { favourable, judged } = reason;
      return words.t('comparison.value.mds2', { favourable, judged, percent: percent(favourable / judged) });
    }
    case 'support': {
      const day = words.day(reason.endsOn);
      if (reason.days < 0) return words.t('comparison.value.support_ended', { day });
      const facts = { years: years(reason.days), planned: years(reason.planned), day };
      const whole = reason.days >= reason.planned;
      const said = words.t(whole ? 'comparison.value.support_whole' : 'comparison.value.support', facts);
      const { limitedBy } = reason;
      return limitedBy === null
        ? said
        : words.t('comparison.value.limited', { said, limit: limitText(limitedBy, words) });
    }
    case 'support_unlimited':
      return words.t('comparison.value.support_unlimited', { planned: years(reason.planned) });
    case 'support_unknown':
      return reason.notLaterThan === null
        ? words.t('comparison.value.support_unknown')
        : words.t('comparison.value.support_not_later', { day: words.day(reason.notLaterThan) });
    case 'patch_record':
      return words.t('comparison.value.patch_record', {
        percent: Math.floor(reason.onTime * 100 + 1e-9),
        decided: reason.decided,
      });
    case 'too_few_decided':
      return words.t('comparison.value.too_few_decided', { count: reason.decided });
    case 'price':
    case 'currencies_differ':
      return words.t(`comparison.value.${reason.code}`, {
        amount: amount(reason.amount),
        currency: reason.currency,
      });
    case 'several_currencies':
      return words.t('comparison.value.several_currencies', { currencies: reason.currencies.join(', ') });
    case 'no_checklist':
    case 'no_statement':
    case 'statement_says_nothing':
    case 'support_over':
    case 'no_delivery_day':
    case 'no_replacement_day':
    case 'no_price':
      return words.t(`comparison.value.${reason.code}`);
  }
}

/**
 * What one candidate answered to a control: null where it was not asked.
 * @param hasChecklist whether there is a checklist that could ask it
 */
export function controlCellText(
  cell: { readonly answer: string | null; readonly leftOut: string | null } | null,
  hasChecklist: boolean,
  unit: string | null,
  words: Words,
): string {
  if (cell === null) return words.t(hasChecklist ? 'comparison.cell.notAsked' : 'comparison.cell.noChecklist');
  if (cell.leftOut === 'does_not_apply') return words.t('comparison.cell.doesNotApply');
  const { answer } = cell;
  if (answer === null) return words.t('answer.unanswered');
  const choice = CHOICES.find((one) => one === answer);
  if (choice) return words.t(`answer.${choice}`);
  const on = parseDay(answer);
  if (on !== null) return words.day(on);
  return unit === null ? answer : `${answer} ${unit}`;
}

/** What one statement says in a row of the form: null where it does not have the row. */
export function mds2CellText(
  cell: { readonly answer: Mds2AnswerWord; readonly raw: string } | null,
  words: Words,
): string {
  if (cell === null) return words.t('comparison.cell.missing');
  return cell.answer === 'text' ? cell.raw : words.t(`mds2.answer.${cell.answer}`);
}

/** `Acme`, `Acme and Norvia`, `Acme, Labtron and Norvia`. */
export function namesText(names: readonly string[], words: Words): string {
  const last = names.at(-1) ?? '';
  if (names.length < 2) return last;
  return words.t('comparison.and', { first: names.slice(0, -1).join(', '), last });
}

/**
 * What another weight of a criterion would do to the first place, a sentence for each direction in which it does something.
 * Shares are rounded away from where they stand, so that what is said holds for every share that is read out of it.
 */
export function turnTexts(
  point: Pick<TurningPoint, 'state' | 'share' | 'up' | 'down'> & { readonly criterion: Criterion },
  nameOf: (id: string) => string,
  words: Words,
  { number }: FigureText,
): readonly string[] {
  const criterion = words.t(`comparison.criterion.${point.criterion}`);
  if (point.state !== 'asked') return [words.t(`comparison.turn.${point.state}`, { criterion })];
  const said = (turn: Turn, direction: 'up' | 'down') => {
    const away = direction === 'up' ? Math.ceil : Math.floor;
    const facts = {
      criterion,
      share: number(away(tidy(turn.share * 1000)) / 10, 1),
      now: number(point.share * 100, 1),
      leaders: namesText(turn.leaders.map(nameOf), words),
    };
    const whole = turn.weight === null ? null : wholeWeight(turn.weight, direction);
    const weight =
      whole === null ? '' : ` ${words.t('comparison.turn.weight', { weight: number(whole, 0), ...facts })}`;
    return `${words.t(`comparison.turn.${direction}`, facts)}${weight}`;
  };
  const texts = [...(point.up ? [said(point.up, 'up')] : []), ...(point.down ? [said(point.down, 'down')] : [])];
  return texts.length > 0 ? texts : [words.t('comparison.turn.none', { criterion })];
}

/** The first whole weight beyond a turning point; null where a person cannot set one. */
export function wholeWeight(weight: number, direction: 'up' | 'down'): number | null {
  const whole = direction === 'up' ? Math.floor(tidy(weight)) + 1 : Math.ceil(tidy(weight)) - 1;
  return whole < 0 || whole > MOST_WEIGHT ? null : whole;
}

/** A number without what only comes of how it is kept. */
function tidy(value: number): number {
  return Number(value.toFixed(6));
}
