import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, partialDayText } from '../../main/domain/day.ts';
import { fullYear } from '../../main/domain/udi/dates.ts';
import { formatUdi, storedDi } from '../../main/domain/udi/format.ts';
import { gs1CheckFits } from '../../main/domain/udi/gs1.ts';
import { hibccCheck } from '../../main/domain/udi/hibcc.ts';
import { readUdi, type Udi } from '../../main/domain/udi/udi.ts';
import { gs1Elements, hibccElements, iccbbaElements, withCheckDigit } from '../support/udi.ts';

const TODAY = day('2026-11-21');
const GS = '\u001d';

function udiOf(text: string): Udi {
  const reading = readUdi(text, TODAY);
  if ('problem' in reading) throw new Error(`${reading.problem}: ${text}`);
  return reading.udi;
}

/** What was read, without what is empty. */
function said(text: string) {
  const { di, serial, lot, manufacturedOn, expiresOn, donationNumber, quantity, check, warnings } = udiOf(text);
  const days = {
    made: manufacturedOn && partialDayText(manufacturedOn),
    expires: expiresOn && partialDayText(expiresOn),
  };
  const facts = { di, serial, lot, ...days, donationNumber, quantity, check, warnings };
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );
}

const SAMPLE = {
  di: '51022222233336',
  made: '2014-12-31',
  expires: '2015-07-07',
  lot: 'A213B1',
  serial: '1234',
  check: 'correct',
};

describe('an identifier of GS1', () => {
  it.each([
    ['printed', '(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234'],
    ['with spaces', ' (01) 51022222233336 (11) 141231 (17) 150707 (10) A213B1 (21) 1234\r\n'],
    ['scanned', `]d20151022222233336111412311715070710A213B1${GS}211234`],
    ['scanned, with a separator in front', `${GS}0151022222233336111412311715070710A213B1${GS}211234`],
    ['from Code 128', `]C10151022222233336111412311715070710A213B1${GS}211234`],
    ['from QR', `]Q30151022222233336111412311715070710A213B1${GS}211234`],
    ['without a prefix', `0151022222233336111412311715070710A213B1${GS}211234`],
    ['with a picture of the separator', '0151022222233336111412311715070710A213B1\u241d211234'],
    ['with a word for the separator', '0151022222233336111412311715070710A213B1<GS>211234'],
    ['with a separator that is not needed', `0151022222233336${GS}11141231${GS}17150707${GS}10A213B1${GS}211234${GS}`],
    ['as a link', 'https://id.gs1.org/01/51022222233336/10/A213B1/21/1234?11=141231&17=150707'],
  ])('is read %s (domain.md 5.4, story 13)', (_, text) => {
    expect(said(text)).toEqual(SAMPLE);
  });

  it('warns of a wrong check digit and gives all the rest (domain.md 5.4)', () => {
    expect(said('(01)51022222233337(21)1234')).toEqual({
      di: '51022222233337',
      serial: '1234',
      check: 'wrong',
      warnings: ['check_wrong'],
    });
    expect(said('00208851107345')).toMatchObject({ check: 'wrong' });
  });

  it.each([
    ['(01)51022222233336(17)270600', '2027-06'],
    ['(01)51022222233336(17)270630', '2027-06-30'],
    ['(01)51022222233336(7003)2706301200', '2027-06-30'],
  ])('%s expires on %s: day 00 says the month only', (text, expires) => {
    expect(said(text)).toEqual({ di: '51022222233336', expires, check: 'correct' });
  });

  it.each(['271301', '270231', '999999'])('leaves out a date that does not exist, %s, and warns', (digits) => {
    expect(said(`(01)51022222233336(17)${digits}(21)7`)).toEqual({
      di: '51022222233336',
      serial: '7',
      check: 'correct',
      warnings: ['date_unreadable'],
    });
  });

  it.each([
    ['5012345678900', '05012345678900'],
    ['(01)012345678905', '00012345678905'],
    [']E05012345678900', '05012345678900'],
    [']E400123457', '00000000123457'],
  ])('puts zeros before a short number: %s is %s (domain.md 5.5)', (text, di) => {
    expect(said(text)).toEqual({ di, check: 'correct', warnings: ['di_padded'] });
  });

  it('keeps what it does not know, and names the version of software', () => {
    const udi = udiOf('(01)51022222233336(8012)4.1.2(91)own(240)ABC');
    expect(udi).toMatchObject({ softwareVersion: '4.1.2', warnings: ['part_unknown'] });
    expect(udi.elements.map(({ code }) => code)).toEqual(['01', '8012', '91', '240']);
  });

  it('takes the first of two serial numbers, and warns', () => {
    expect(said('(01)51022222233336(21)A(21)B')).toMatchObject({ serial: 'A', warnings: ['part_twice'] });
    expect(said('(01)51022222233336(21)A(21)A')).toEqual({ di: '51022222233336', serial: 'A', check: 'correct' });
  });

  it('warns of a device that expires before it was made, and of a code without a device identifier', () => {
    expect(said('(01)51022222233336(11)260101(17)250101').warnings).toEqual(['expires_before_made']);
    expect(said(`]C11725010110LOT7`)).toMatchObject({ lot: 'LOT7', warnings: ['di_missing'] });
  });

  it('keeps brackets of a value apart from those of a part', () => {
    expect(udiOf('(01)51022222233336(10)A\\(21)B').lot).toBe('A(21)B');
    expect(udiOf('(01)51022222233336(10)A(B)').lot).toBe('A(B)');
  });

  it.each([
    ['99 years and more', 0, 2000],
    ['the last year of the window', 76, 2076],
    ['the first year of the window', 77, 1977],
    ['this year', 26, 2026],
  ])('%s: two digits mean the year nearest to today', (_, two, year) => {
    expect(fullYear(two, TODAY)).toBe(year);
    expect(fullYear(Number(String(year + 30).slice(2)), day(`${2026 + 30}-01-01`))).toBe(year + 30);
  });
});

describe('an identifier of HIBCC', () => {
  it('is read with its serial number, and its check character is right (domain.md 5.4, story 13)', () => {
    expect(said('+A999ABC123DE0/$+1234567Y')).toEqual({ di: 'A999ABC123DE0', serial: '1234567', check: 'correct' });
    expect(said('*+A999ABC123DE0/$+1234567Y*')).toMatchObject({ check: 'correct' });
    expect(said('+a999abc123de0/$+1234567y')).toMatchObject({ check: 'correct' });
    expect(said('+A999ABC123DE0/$+1234567Z')).toEqual({
      di: 'A999ABC123DE0',
      serial: '1234567',
      check: 'wrong',
      warnings: ['check_wrong'],
    });
  });

  it('can end in a space, which is printed as a line', () => {
    const text = '+A2A1AV7';
    expect(hibccCheck(`${text}/$LOT1U`)).toBe(' ');
    for (const end of ['_', ' ', ' \r\n'])
      expect(said(`${text}/$LOT1U${end}`)).toMatchObject({ check: 'correct', lot: 'LOT1U' });
    expect(formatUdi(udiOf(`${text}/$LOT1U `))).toBe(`${text}/$LOT1U_`);
  });

  it.each([
    ['$LOT7', { lot: 'LOT7' }],
    ['$+SER7', { serial: 'SER7' }],
    ['$$0927LOT7', { expires: '2027-09', lot: 'LOT7' }],
    ['$$2092827LOT7', { expires: '2027-09-28', lot: 'LOT7' }],
    ['$$3270928LOT7', { expires: '2027-09-28', lot: 'LOT7' }],
    ['$$427092822LOT7', { expires: '2027-09-28', lot: 'LOT7' }],
    ['$$527271LOT7', { expires: '2027-09-28', lot: 'LOT7' }],
    ['$$62727122LOT7', { expires: '2027-09-28', lot: 'LOT7' }],
    ['$$7LOT7', { lot: 'LOT7' }],
    ['$$8240927LOT7', { quantity: 24, expires: '2027-09', lot: 'LOT7' }],
    ['$$9001003270928LOT7', { quantity: 100, expires: '2027-09-28', lot: 'LOT7' }],
    ['$$+0927SER7', { expires: '2027-09', serial: 'SER7' }],
    ['$$+3270928SER7', { expires: '2027-09-28', serial: 'SER7' }],
    ['$$+7SER7', { serial: 'SER7' }],
    ['27271LOT7', { expires: '2027-09-28', lot: 'LOT7' }],
    ['$LOT7/SSER7/16D20260131/14D20310131', { lot: 'LOT7', serial: 'SER7', made: '2026-01-31', expires: '2031-01-31' }],
    ['16D20260131/SSER7', { serial: 'SER7', made: '2026-01-31' }],
    ['$LOT7/Q12', { lot: 'LOT7', quantity: 12 }],
    ['$$3279928LOT7', { lot: 'LOT7', warnings: ['date_unreadable'] }],
    ['$LOT7/XYZ', { lot: 'LOT7', warnings: ['part_unknown'] }],
  ])('reads a secondary part %s, behind the primary one', (secondary, facts) => {
    const text = `+A999ABC123DE0/${secondary}`;
    expect(said(`${text}${hibccCheck(text)}`)).toEqual({ di: 'A999ABC123DE0', check: 'correct', ...facts });
  });

  it('reads a secondary code that stands alone, with the character that links it', () => {
    const text = '+$$0927LOT7L';
    const udi = udiOf(`${text}${hibccCheck(text)}`);
    expect(udi).toMatchObject({ lot: 'LOT7', link: 'L', check: 'correct', warnings: ['di_missing'] });
  });
});

describe('an identifier of ICCBBA', () => {
  it('is read in all its parts, and has no check character (domain.md 5.4)', () => {
    const text = '=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123';
    expect(said(text)).toEqual({
      di: 'A9999XYZ100T0944',
      serial: '000025',
      donationNumber: 'A99971312345600',
      expires: '2014-02-01',
      made: '2013-02-01',
      lot: '000000000000XYZ123',
      check: 'absent',
    });
  });

  it('is read of a blood bag', () => {
    expect(said('=)1TE123456A&)RZ12345678')).toEqual({ di: '1TE123456A', lot: 'RZ12345678', check: 'absent' });
  });
});

describe('what is no identifier', () => {
  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['000417', 'unknown_format'],
    ['1012345', 'unknown_format'],
    ['NS30-00417', 'unknown_format'],
    ['https://example.org/devices/7', 'unknown_format'],
    ['(01)5102222223333', null],
    ['(01)510222222333', null],
    ['(01)51022222233', 'unreadable'],
    ['(01)510222222333360', 'unreadable'],
    ['(01)5102222223333A', 'unreadable'],
    ['(10)', 'unreadable'],
    ['(1A)12345', 'unreadable'],
    [`(10)${'A'.repeat(21)}`, 'unreadable'],
    ['+A999', 'unreadable'],
    ['+A999\u00e4BC123DE0Y', 'unreadable'],
    ['=/A9999', 'unreadable'],
    ['5'.repeat(10_000), 'too_long'],
  ])('says of %j: %s', (text, problem) => {
    const reading = readUdi(text, TODAY);
    expect('problem' in reading ? reading.problem : null).toBe(problem);
  });

  it('answers every text, also in hostile forms', () => {
    const pieces = fc.constantFrom(
      '(',
      ')',
      '(01)',
      '(10)',
      '+',
      '$$',
      '/',
      '=',
      '&',
      '=/',
      GS,
      ']d2',
      '0',
      '9',
      'A',
      '%',
      '\\',
      'https://a/01/',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.array(pieces, { maxLength: 300 }).map((all) => all.join('')),
        ),
        (text) => {
          const reading = readUdi(text, TODAY);
          if ('problem' in reading) return;
          expect(readUdi(formatUdi(reading.udi), TODAY)).toHaveProperty('udi');
        },
      ),
    );
    for (const piece of ['(', '(01)', '(10)A', '+$', '=A', '&', 'https://', '01', '^]', '*', '%41'])
      expect(readUdi(piece.repeat(50_000), TODAY)).toEqual({ problem: 'too_long' });
  });
});

describe('an identifier that is written down again', () => {
  it.each([
    ['GS1', gs1Elements, 'gs1'],
    ['HIBCC', hibccElements, 'hibcc'],
    ['ICCBBA', iccbbaElements, 'iccbba'],
  ] as const)('of %s is the one that was read', (_, elements, agency) => {
    fc.assert(
      fc.property(elements, (parts) => {
        const text = formatUdi({ agency, elements: parts, link: null, checkCharacter: null });
        const udi = udiOf(text);
        expect(udi.elements).toEqual(parts);
        expect(udi.check).toBe(agency === 'iccbba' ? 'absent' : 'correct');
        expect(formatUdi(udi)).toBe(text);
      }),
    );
  });

  it('finds every wrong digit of a trade item number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{13}$/), fc.nat(13), fc.integer({ min: 1, max: 9 }), (digits, place, by) => {
        const number = withCheckDigit(digits);
        const wrong = [...number].map((digit, index) => (index === place ? String((Number(digit) + by) % 10) : digit));
        expect(gs1CheckFits(number)).toBe(true);
        expect(gs1CheckFits(wrong.join(''))).toBe(false);
      }),
    );
  });
});

describe('a device identifier as it is stored', () => {
  it.each([
    ['(01)51022222233336(21)1234', '51022222233336'],
    ['012345678905', '00012345678905'],
    ['00208851107345', '00208851107345'],
    ['+A999ABC123DE0/$+1234567Y', 'A999ABC123DE0'],
    ['A999ABC123DE0', 'A999ABC123DE0'],
    ['  ', null],
    [null, null],
    ['Typ 7', 'Typ 7'],
  ])('%j is kept as %j (domain.md 5.5)', (text, di) => {
    expect(storedDi(text, TODAY)).toBe(di);
  });

  it('stays as it is when it is stored again', () => {
    fc.assert(
      fc.property(fc.oneof(gs1Elements, fc.constant([])), fc.string({ maxLength: 60 }), (elements, other) => {
        const once = storedDi(
          elements.length > 0 ? formatUdi({ agency: 'gs1', elements, link: null, checkCharacter: null }) : other,
          TODAY,
        );
        expect(storedDi(once, TODAY)).toBe(once);
      }),
    );
  });
});
