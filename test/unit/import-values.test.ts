import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay } from '../../main/domain/day.ts';
import { inferDecimalSign, readAmount, readCurrency } from '../../main/domain/import/amounts.ts';
import { inferDateOrder, readDay, readPartialDay } from '../../main/domain/import/dates.ts';
import {
  isEmptyName,
  isEmptyWord,
  readIdentifier,
  readMilestone,
  readName,
  readStatus,
  readText,
  readTristate,
  readWebsite,
  readWholeNumber,
  splitList,
} from '../../main/domain/import/values.ts';
import { isAmount } from '../../main/domain/money.ts';

describe('empty words', () => {
  it.each([
    '',
    ' ',
    '-',
    '--',
    '—',
    '?',
    'NI',
    'nt',
    'N/A',
    'NA',
    'TBD',
    'Pendiente',
    'unknown',
    'unbekannt',
    'none',
    'null',
    '#N/A',
    '#NV',
    'keine',
    'keine Angabe',
    'k.A.',
  ])('%j is nothing', (text) => {
    expect(isEmptyWord(text)).toBe(true);
    expect(readIdentifier(text)).toEqual({ value: null });
    expect(readAmount(text, null)).toEqual({ value: null });
  });

  it('leaves names alone that only look like codes', () => {
    for (const name of ['NI', 'NT', 'NA', 'Offen', 'Nil']) expect(isEmptyName(name)).toBe(false);
    for (const none of ['-', '?', 'N/A', 'unknown', 'TBD', '#REF!']) expect(isEmptyName(none)).toBe(true);
    expect(isEmptyWord('N/A since the move of the ward in 2019')).toBe(false);
  });
});

describe('dates', () => {
  it.each([
    ['2021-03-14', '2021-03-14'],
    ['2017/11/30', '2017-11-30'],
    ['14.03.2021', '2021-03-14'],
    ['1. 3. 2021', '2021-03-01'],
    ['3.9.2021', '2021-09-03'],
    ['15/03/2019', '2019-03-15'],
    ['3/15/2019', '2019-03-15'],
    ['5/5/2019', '2019-05-05'],
    ['20210314', '2021-03-14'],
    ['44270', '2021-03-15'],
    ['44270.75', '2021-03-15'],
    ['2021-03-14 23:59:59', '2021-03-14'],
    ['2021-03-14T23:59:59.000-05:00', '2021-03-14'],
    ['3/14/2021 12:00:00 AM', '2021-03-14'],
    ['14 March 2021', '2021-03-14'],
    ['March 5th, 2021', '2021-03-05'],
    ['14. März 2021', '2021-03-14'],
    ['14 Maerz 2021', '2021-03-14'],
    ['1er août 2020', '2020-08-01'],
    ['15 de marzo de 2020', '2020-03-15'],
    ['2 gennaio 2020', '2020-01-02'],
    ['7 de setembro de 2022', '2022-09-07'],
    ['14MAR2021', '2021-03-14'],
  ])('%s is %s', (text, expected) => {
    expect(readDay(text, null)).toEqual({ value: expected });
  });

  it.each([
    ['3/9/2021', 'date_ambiguous'],
    ['01-02-18', 'date_ambiguous'],
    ['1/0/1900', 'date_placeholder'],
    ['0', 'date_placeholder'],
    ['0000-00-00', 'date_placeholder'],
    ['9999-12-31', 'date_placeholder'],
    ['31.12.9999', 'date_placeholder'],
    ['TBD', 'date_not_given'],
    ['NI', 'date_not_given'],
    ['31/02/2021', 'date_not_recognised'],
    ['2021-02-29', 'date_not_recognised'],
    ['19999', 'date_not_recognised'],
    ['80001', 'date_not_recognised'],
    ['soon', 'date_not_recognised'],
    ['2021-03-14 and later', 'date_not_recognised'],
    ['2021', 'date_incomplete'],
    ['06/2021', 'date_incomplete'],
    ['Q3 2027', 'date_quarter'],
  ])('%s is left empty: %s', (text, code) => {
    expect(readDay(text, null)).toEqual({ value: null, problem: { code, severity: 'warning' } });
  });

  it('reads the open ones in the order of the column', () => {
    expect(readDay('3/9/2021', 'dmy').value).toBe('2021-09-03');
    expect(readDay('3/9/2021', 'mdy').value).toBe('2021-03-09');
    expect(readDay('3/15/2021', 'dmy').value).toBe('2021-03-15');
  });

  it('says that it chose a century', () => {
    const problem = { code: 'year_two_digits', severity: 'warning' };
    expect(readDay('01-02-18', 'dmy')).toEqual({ value: '2018-02-01', problem });
    expect(readDay('01.02.69', null)).toEqual({ value: '2069-02-01', problem });
    expect(readDay('01.02.70', null)).toEqual({ value: '1970-02-01', problem });
    expect(readDay('14-Mar-99', null)).toEqual({ value: '1999-03-14', problem });
  });

  it('keeps a month or a year where that is enough', () => {
    for (const text of ['2027-06', '06/2027', '6.2027', 'Juni 2027', 'juin 2027', 'Jun. 2027', '2027 June']) {
      expect(readPartialDay(text, null)).toEqual({ value: { on: '2027-06-01', precision: 'month' } });
    }
    expect(readPartialDay('2027', null)).toEqual({ value: { on: '2027-01-01', precision: 'year' } });
    expect(readPartialDay('2027-06-30', null)).toEqual({ value: { on: '2027-06-30', precision: 'day' } });
    for (const text of ['Q3 2027', '3. Quartal 2027', 'T1 2027', '2027-Q1', '2nd quarter 2027']) {
      expect(readPartialDay(text, null).problem?.code).toBe('date_quarter');
    }
  });

  it('decides the order by the column', () => {
    expect(inferDateOrder(['3/9/2021', '2020-07-01', '15/03/2019'])).toBe('dmy');
    expect(inferDateOrder(['3/9/2021', ' 3/15/2019 10:00'])).toBe('mdy');
    expect(inferDateOrder(['15/3/2021', '3/15/2019'])).toBe('mixed');
    expect(inferDateOrder(['3/9/2021', '14.03.2021', 'TBD', '', '99/99/2021'])).toBeNull();
  });

  it('gives a real day or a problem, for any text', () => {
    const text = fc.oneof(fc.string({ maxLength: 20 }), fc.stringMatching(/^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}$/));
    fc.assert(
      fc.property(text, fc.constantFrom('dmy' as const, 'mdy' as const, null), (value, order) => {
        const read = readPartialDay(value, order);
        if (read.value !== null) expect(parseDay(read.value.on)).toBe(read.value.on);
      }),
    );
  });
});

describe('amounts', () => {
  it.each([
    ['$ 12.500.000', '12500000.00', null],
    ['2.350,00', '2350.00', null],
    ['1,234.56', '1234.56', null],
    ['EUR 99', '99.00', 'EUR'],
    ['99 €', '99.00', 'EUR'],
    ['US$ 1,234.50', '1234.50', 'USD'],
    ['Fr. 99.50', '99.50', 'CHF'],
    ['12500000', '12500000.00', null],
    ['1 234,50', '1234.50', null],
    ["1'234.50", '1234.50', null],
    ['1\u202f234\u202f567', '1234567.00', null],
    ['12,5', '12.50', null],
    ['0.123', '0.123', null],
    ['1,23,456.00', '123456.00', null],
    ['99.-', '99.00', null],
    ['-5', '-5.00', null],
    ['(1,200.00)', '-1200.00', null],
    ['-0,00', '0.00', null],
    ['$.50', '0.50', null],
    ['007', '7.00', null],
    ['2349.9999999998', '2350.00', null],
  ])('%s', (text, amount, currency) => {
    expect(readAmount(text, null)).toEqual({ value: { amount, currency } });
  });

  it.each(['abc', '1.2.3', '1,2,3', '1.2E+05', '12 kg of it', '1 2', '1,234.56.7', '9'.repeat(16), '12-34'])(
    'refuses %s',
    (text) => {
      expect(readAmount(text, 'point')).toEqual({
        value: null,
        problem: { code: 'amount_not_recognised', severity: 'warning' },
      });
    },
  );

  it('asks the file about a single sign before three digits', () => {
    expect(readAmount('1.234', null).problem?.code).toBe('amount_ambiguous');
    expect(readAmount('1.234', 'comma').value?.amount).toBe('1234.00');
    expect(readAmount('1,234', 'point').value?.amount).toBe('1234.00');
    // Thousandths of a price behind a comma are rather thousands from elsewhere.
    expect(readAmount('1,234', 'comma').problem?.code).toBe('amount_ambiguous');
    expect(readAmount('1250,500', 'comma').value?.amount).toBe('1250.500');
    expect(inferDecimalSign(['1.234', '500', '1.234.567'])).toBe('comma');
    expect(inferDecimalSign(['1.234', '12.50'])).toBe('point');
    expect(inferDecimalSign(['1.234', '1,234', 'none'])).toBeNull();
  });

  it('takes no word behind a number for a currency that there is not', () => {
    for (const text of ['12,5 Mio', '1200 net', '3 Stk', 'ABC 5'])
      expect(readAmount(text, 'comma').problem?.code).toBe('amount_not_recognised');
    expect(readAmount('99 XXX', null).value).toEqual({ amount: '99.00', currency: 'XXX' });
  });

  it('reads currencies', () => {
    expect(readCurrency('eur')).toEqual({ value: 'EUR' });
    expect(readCurrency('€')).toEqual({ value: 'EUR' });
    expect(readCurrency('')).toEqual({ value: null });
    for (const text of ['$', 'dollars']) expect(readCurrency(text).problem?.code).toBe('currency_not_recognised');
  });

  it('gives an amount that money can hold or null, for any text', () => {
    const text = fc.oneof(fc.string({ maxLength: 20 }), fc.stringMatching(/^[-$( ]{0,2}[\d.,' ]{1,20}\)?$/));
    fc.assert(
      fc.property(text, fc.constantFrom('comma' as const, 'point' as const, null), (value, sign) => {
        const read = readAmount(value, sign).value;
        if (read !== null) expect(isAmount(read.amount)).toBe(true);
      }),
    );
  });
});

describe('words', () => {
  it.each([
    ['Active', 'in_service'],
    ['In use', 'in_service'],
    ['in_service', 'in_service'],
    ['Aktiv', 'in_service'],
    ['en service', 'in_service'],
    ['Lager', 'storage'],
    ['Loaner', 'loaned'],
    ['lost', 'missing'],
    ['Retired', 'retired'],
    ['Ausgemustert', 'retired'],
    ['außer Betrieb', 'retired'],
    ['dado de baja', 'retired'],
    ['disposed', 'disposed'],
    ['Verschrottet', 'disposed'],
    ['bestellt', 'ordered'],
  ])('status %s is %s', (text, status) => {
    expect(readStatus(text)).toEqual({ value: status });
  });

  it('keeps a device with an unknown status in the alarms', () => {
    const problem = { code: 'status_not_recognised', severity: 'warning' };
    expect(readStatus('Retired (2020)')).toEqual({ value: 'retired' });
    expect(readStatus('Missing - two inventories')).toEqual({ value: 'missing' });
    expect(readStatus('active/retired')).toEqual({ value: 'in_service', problem });
    expect(readStatus('zzz')).toEqual({ value: 'in_service', problem });
    expect(readStatus('constructor')).toEqual({ value: 'in_service', problem });
    expect(readStatus('')).toEqual({ value: null });
  });

  it('reads yes, no and unknown', () => {
    for (const text of ['yes', 'Y', 'Ja', 'Oui', 'Sí', 'SI', 'Sim', 'true', '1', 'x', '✓'])
      expect(readTristate(text).value).toBe('yes');
    for (const text of ['no', 'Nein', 'non', 'Não', 'FALSE', '0']) expect(readTristate(text).value).toBe('no');
    for (const text of ['unknown', 'unbekannt', '?', 'Pendiente']) expect(readTristate(text).value).toBe('unknown');
    expect(readTristate('-')).toEqual({ value: null });
    expect(readTristate('perhaps').problem?.code).toBe('word_not_recognised');
  });

  it.each([
    ['end_of_support', 'end_of_support'],
    ['EOSL', 'end_of_support'],
    ['End of support', 'end_of_support'],
    ['Supportende', 'end_of_support'],
    ['fin du support', 'end_of_support'],
    ['EOL', 'end_of_life'],
    ['End-of-Life', 'end_of_life'],
    ['Abkündigung', 'end_of_life'],
    ['end of sale', 'end_of_sales'],
    ['Last order date', 'end_of_sales'],
    ['EOGS', 'end_of_guaranteed_support'],
    ['end of security updates', 'end_of_security_support'],
    ['End of support (EOS)', 'end_of_support'],
    ['General availability', 'general_availability'],
  ])('milestone %s is %s', (text, milestone) => {
    expect(readMilestone(text)).toEqual({ value: milestone });
  });

  it('asks about a bare EOS', () => {
    for (const text of ['EOS', 'EoS', 'e.o.s.', 'EOS (vendor)']) {
      expect(readMilestone(text)).toEqual({
        value: null,
        problem: { code: 'milestone_word_ambiguous', severity: 'error' },
      });
    }
    expect(readMilestone('someday').problem).toEqual({ code: 'word_not_recognised', severity: 'error' });
  });
});

describe('texts and numbers', () => {
  it('keeps identifiers as text', () => {
    expect(readIdentifier(' 000417 ')).toEqual({ value: '000417' });
    expect(readIdentifier('A\u200b1\u202e\u00a0\u00a0b\n2')).toEqual({ value: 'A1 b 2' });
    expect(readIdentifier('CM40/8831')).toEqual({ value: 'CM40/8831' });
    const problem = { code: 'number_mangled_by_spreadsheet', severity: 'warning' };
    expect(readIdentifier('1.23E+11')).toEqual({ value: '1.23E+11', problem });
    expect(readIdentifier('1,23E+11')).toEqual({ value: '1,23E+11', problem });
    expect(readIdentifier('x'.repeat(501)).problem).toEqual({ code: 'text_too_long', severity: 'error' });
    expect(readName('  Pulse   Line ')).toEqual({ value: 'Pulse Line' });
  });

  it('keeps the lines of free text', () => {
    expect(readText(' a\r\nb\rc\u0007 ')).toEqual({ value: 'a\nb\nc' });
  });

  it('takes only harmless addresses', () => {
    for (const text of ['https://a.example/x?y', 'www.a.example']) expect(readWebsite(text)).toEqual({ value: text });
    for (const text of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'https://a.example/ x']) {
      expect(readWebsite(text).problem?.code).toBe('address_not_recognised');
    }
  });

  it('reads whole numbers within bounds', () => {
    expect(readWholeNumber('12', 1, 600)).toEqual({ value: 12 });
    expect(readWholeNumber('12.0', 1, 600)).toEqual({ value: 12 });
    for (const text of ['0', '601', '-1', '1.5', '1e2', '٣', 'x']) {
      expect(readWholeNumber(text, 1, 600, 'error').problem).toEqual({
        code: 'number_not_recognised',
        severity: 'error',
      });
    }
  });

  it('splits lists', () => {
    expect(splitList('a; b;;a ', /\s+/)).toEqual(['a', 'b']);
    expect(splitList('a, b', /\s+/)).toEqual(['a', 'b']);
    expect(splitList('a  b', /\s+/)).toEqual(['a', 'b']);
    expect(splitList('a b, c; d', /\s+/)).toEqual(['a b, c', 'd']);
    expect(splitList('Becton, Dickinson', null, false)).toEqual(['Becton, Dickinson']);
  });
});

it('is quick on texts of 50,000 characters', () => {
  const readers = [
    (text: string) => readDay(text, null),
    (text: string) => inferDateOrder([text]),
    (text: string) => inferDecimalSign([text]),
    (text: string) => readAmount(text, null),
    (text: string) => readCurrency(text),
    readIdentifier,
    readName,
    readText,
    readStatus,
    readTristate,
    readMilestone,
    readWebsite,
    isEmptyWord,
    (text: string) => readWholeNumber(text, 1, 2),
    (text: string) => splitList(text, /\s+/),
  ];
  for (const piece of [
    '1',
    ' ',
    '.',
    ',',
    '1.',
    "1'",
    '-',
    'a.',
    '(',
    '()',
    'é',
    '\u200b',
    '\r',
    '#',
    '/',
    'Q1 ',
    '\ufdfa',
  ]) {
    for (const read of readers) {
      expect(() => read(piece.repeat(50_000))).not.toThrow();
      expect(() => read(`1${piece.repeat(50_000)}!`)).not.toThrow();
    }
  }
});
