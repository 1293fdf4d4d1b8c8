import type { Money } from '../../../../main/domain/money.ts';

/** What a cost comes to in one currency, for drawing; sums are never made of it. */
export function amountIn(cost: readonly Money[], currency: string): number {
  return Number(cost.find((one) => one.currency === currency)?.amount ?? 0);
}
