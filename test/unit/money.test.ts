import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, amountText, inflation, isAmount, isCurrency, unitsOf } from '../../main/domain/money.ts';

describe('an amount', () => {
  it.each([
    ['2350', '2350.00'],
    ['2350.5', '2350.50'],
    ['0.1234', '0.1234'],
    ['007.10', '7.10'],
    ['-12', '-12.00'],
    ['-0012.5', '-12.50'],
    ['0', '0.00'],
  ])('%s is written %s (domain.md story 1)', (text, written) => {
    expect(amountText(text)).toBe(written);
    expect(amountText(written)).toBe(written);
  });

  it.each(['', '1,5', '1e5', '.5', '5.', '1.23456', '1 000', '--1', 'NaN', '1'.repeat(16), '１２'])(
    '%j is none',
    (text) => {
      expect(isAmount(text)).toBe(false);
      expect(() => amountText(text)).toThrow(RangeError);
    },
  );

  it('keeps every digit, as a floating-point number would not (domain.md 5.7)', () => {
    expect(amountText('999999999999999.9999')).toBe('999999999999999.9999');
  });

  it.each([
    ['EUR', true],
    ['eur', false],
    ['EURO', false],
    ['€', false],
  ])('%s is a currency: %s', (text, is) => {
    expect(isCurrency(text)).toBe(is);
  });
});

describe('sums and inflation', () => {
  it.each([
    ['2350', 23_500_000n, '2350.00'],
    ['0.0125', 125n, '0.0125'],
    ['-12.5', -125_000n, '-12.50'],
    ['-0.0001', -1n, '-0.0001'],
    ['999999999999999.9999', 9_999_999_999_999_999_999n, '999999999999999.9999'],
  ])('%s is %d ten-thousandths, written %s', (text, units, written) => {
    expect(unitsOf(text)).toBe(units);
    expect(amountOf(units)).toBe(written);
  });

  it('are exact, as floating-point numbers are not', () => {
    const third = Array.from({ length: 3000 }, () => unitsOf('0.10')).reduce((sum, one) => sum + one, 0n);
    expect(amountOf(third)).toBe('300.00');
  });

  it.each([
    ['1000', '0', 5, '1000.00'],
    ['1000', '2.5', 0, '1000.00'],
    ['1000', '2.5', 1, '1025.00'],
    ['1000', '2.5', 2, '1050.63'],
    ['2350', '3', 4, '2644.95'],
    ['0.01', '50', 1, '0.02'],
    ['100', '99.99', 2, '399.96'],
  ])('%s at %s %% a year is after %i years %s', (amount, percent, years, then) => {
    expect(amountOf(inflation(percent, years)(unitsOf(amount)))).toBe(then);
  });

  it('never make a price smaller, and more years never smaller than fewer', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 12n), fc.nat(9999), fc.nat(9), (cents, hundredths, years) => {
        const price = cents * 100n;
        const percent = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
        const [now, next] = [inflation(percent, years)(price), inflation(percent, years + 1)(price)];
        expect(now >= price && next >= now).toBe(true);
      }),
    );
  });
});
