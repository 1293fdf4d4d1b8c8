import { describe, expect, it } from 'vitest';
import { amountText, isAmount, isCurrency } from '../../main/domain/money.ts';

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
