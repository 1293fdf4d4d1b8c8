import type { Money } from '../../../main/domain/money.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { useMoneyText } from '../../ui/money-text.ts';

/** Amounts of several currencies, the plan's first: `7,050 EUR + 8,000 USD`. A dash where there is none. */
export function useCostText(): (cost: readonly Money[]) => string {
  const money = useMoneyText();
  return (cost) => (cost.length === 0 ? '–' : cost.map(money).join(' + '));
}

/** `FY2027`. */
export function useYearText(): (year: number) => string {
  const words = useWords();
  return (year) => words.t('plan.year', { year });
}

/** A department, or that there is none. */
export function useDepartmentText(): (department: string) => string {
  const words = useWords();
  return (department) => department || words.t('plan.noDepartment');
}

/** The names of the twelve months, January first. */
export function useMonthNames(): readonly string[] {
  const text = useText();
  return text('plan.months').split(' ');
}
