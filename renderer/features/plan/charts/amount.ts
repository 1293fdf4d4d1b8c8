import type { Money } from '../../../../main/domain/money.ts';
import { useMoneyText } from '../../../ui/money-text.ts';

/** What a cost comes to in one currency, for drawing; sums are never made of it. */
export function amountIn(cost: readonly Money[], currency: string): number {
  return Number(cost.find((one) => one.currency === currency)?.amount ?? 0);
}

/** Amounts of several currencies, the plan's first. A dash where there is none. */
export function useCost(): (cost: readonly Money[]) => string {
  const money = useMoneyText();
  return (cost) => (cost.length === 0 ? '–' : cost.map(money).join(' + '));
}
