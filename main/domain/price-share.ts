import { type Units, unitsOf } from './money.ts';

/** How the yearly price of a contract is shared among its devices. */
export interface Shares {
  /** What each device costs in a year, in the order of the input; null where neither a share nor a price is known. */
  readonly each: readonly (Units | null)[];
  /** What the contract costs in a year: its price, else the sum of the shares; null where nothing is known. */
  readonly price: Units | null;
  /** What no device carries: every device has an own share, and together they are less than the price. */
  readonly unshared: Units;
  /** By how much the shares are more than the price; 0 where they fit. */
  readonly over: Units;
}

/**
 * Shares a yearly price among devices. A device with an own share costs that; the others share the rest evenly, to the
 * ten-thousandth, the first ones carrying what cannot be divided. Where own shares are more than the price, the price is what is
 * paid: each is reduced in proportion, and `over` says that the figures contradict each other.
 */
export function sharesOf(price: string | null, own: readonly (string | null)[]): Shares {
  const stated = own.map((share) => (share === null ? null : unitsOf(share)));
  const sum = stated.reduce<Units>((total, share) => total + (share ?? 0n), 0n);
  if (price === null) {
    return { each: stated, price: stated.some((share) => share !== null) ? sum : null, unshared: 0n, over: 0n };
  }
  const whole = unitsOf(price);
  const open = stated.filter((share) => share === null).length;
  if (sum > 0n && sum > whole) {
    const parts = apportion(
      whole,
      stated.map((share) => share ?? 0n),
    );
    return { each: parts, price: whole, unshared: 0n, over: sum - whole };
  }
  const rest = whole - sum;
  const even = apportion(
    open === 0 ? 0n : rest,
    stated.map((share) => (share === null ? 1n : 0n)),
  );
  return {
    each: stated.map((share, index) => share ?? even[index] ?? 0n),
    price: whole,
    unshared: open === 0 ? rest : 0n,
    over: 0n,
  };
}

/**
 * Divides an amount by weights into whole units without losing one: each part rounded down, and what remains goes to the parts
 * with the largest remainders, the earlier of equal ones first. All parts are 0 where every weight is 0.
 */
export function apportion(amount: Units, weights: readonly bigint[]): Units[] {
  if (amount < 0n) return apportion(-amount, weights).map((part) => -part);
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (amount * weight) / total);
  let left = amount - parts.reduce((sum, part) => sum + part, 0n);
  if (left === 0n) return parts;
  const order = weights
    .map((weight, index) => ({ index, remainder: (amount * weight) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  for (const { index } of order) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts;
}
