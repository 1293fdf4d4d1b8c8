import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, unitsOf } from '../../main/domain/money.ts';
import { apportion, sharesOf } from '../../main/domain/price-share.ts';

const texts = (units: readonly (bigint | null)[]) => units.map((one) => (one === null ? null : amountOf(one)));

describe('the price share of a line', () => {
  it.each([
    ['even', '300.00', [null, null, null], ['100.00', '100.00', '100.00'], '0.00', '0.00'],
    ['even with a remainder', '100.00', [null, null, null], ['33.3334', '33.3333', '33.3333'], '0.00', '0.00'],
    ['the rest shared evenly', '1000.00', ['400.00', null, null], ['400.00', '300.00', '300.00'], '0.00', '0.00'],
    ['nothing left to share', '400.00', ['400.00', null], ['400.00', '0.00'], '0.00', '0.00'],
    ['less than the price', '1000.00', ['400.00', '100.00'], ['400.00', '100.00'], '500.00', '0.00'],
    ['more than the price', '1000.00', ['1000.00', '1000.00', null], ['500.00', '500.00', '0.00'], '0.00', '1000.00'],
    ['no price', null, ['12.50', null], ['12.50', null], '0.00', '0.00'],
    ['nothing known', null, [null, null], [null, null], '0.00', '0.00'],
    ['no device', '50.00', [], [], '50.00', '0.00'],
  ] as const)('%s', (_, price, own, each, unshared, over) => {
    const shares = sharesOf(price, own);
    expect(texts(shares.each)).toEqual(each);
    expect([amountOf(shares.unshared), amountOf(shares.over)]).toEqual([unshared, over]);
  });

  it('is the sum of the shares where no price is recorded', () => {
    expect(sharesOf(null, ['12.50', null, '7.50']).price).toBe(unitsOf('20.00'));
    expect(sharesOf(null, [null]).price).toBeNull();
  });

  it('makes the price together with what nobody carries, whatever is stated', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n }).map(amountOf);
    fc.assert(
      fc.property(amount, fc.array(fc.option(amount), { maxLength: 12 }), (price, own) => {
        const { each, unshared } = sharesOf(price, own);
        expect(each.reduce<bigint>((sum, one) => sum + (one ?? 0n), unshared)).toBe(unitsOf(price));
      }),
    );
  });

  it('divides without losing a unit, no part further from its weight than one', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), weights, (amount, each) => {
        const total = each.reduce((sum, one) => sum + one, 0n);
        const parts = apportion(amount, each);
        expect(parts.reduce((sum, one) => sum + one, 0n)).toBe(total === 0n ? 0n : amount);
        parts.forEach((part, index) => {
          const exact = amount * (each[index] ?? 0n);
          expect(part * total - exact <= total && exact - part * total <= total).toBe(true);
        });
      }),
    );
  });
});
