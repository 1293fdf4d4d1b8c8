import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { UdiElement } from '../../main/domain/udi/udi.ts';

/** A number with the check digit of GS1 behind it, worked out the long way. */
export function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((all, digit, place) => all + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const value = (pattern: RegExp) => fc.stringMatching(pattern);
const part = (code: string, pattern: RegExp) => value(pattern).map((text): UdiElement => ({ code, value: text }));
const twoDigits = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((number) => String(number).padStart(2, '0'));
const sixDigits = fc.tuple(twoDigits(0, 99), twoDigits(1, 12), twoDigits(0, 28)).map((parts) => parts.join(''));

/** Parts of GS1 in the order of a label: number, days, lot, serial, software, and what only the maker understands. */
export const gs1Elements: fc.Arbitrary<UdiElement[]> = fc
  .tuple(
    value(/^\d{13}$/).map((digits): UdiElement => ({ code: '01', value: withCheckDigit(digits) })),
    fc.option(
      sixDigits.map((text): UdiElement => ({ code: '17', value: text })),
      { nil: null },
    ),
    fc.option(part('10', /^[A-Z0-9()/.-]{1,20}$/), { nil: null }),
    fc.option(part('21', /^[A-Za-z0-9_(%&-]{1,20}$/), { nil: null }),
    fc.option(part('8012', /^[0-9.]{1,20}$/), { nil: null }),
    fc.option(part('91', /^[A-Z0-9]{1,90}$/), { nil: null }),
  )
  .map((parts) => parts.filter((one) => one !== null));

/** A primary code of HIBCC, often with a secondary one and parts behind it. */
export const hibccElements: fc.Arbitrary<UdiElement[]> = fc
  .tuple(
    part('', /^[A-Z][A-Z0-9]{3}[A-Z0-9]{1,18}[0-9]$/),
    fc.option(
      fc.oneof(part('$', /^[A-Z0-9.-]{1,18}$/), part('$+', /^[A-Z0-9.-]{1,18}$/), part('$$', /^7[A-Z0-9]{1,18}$/)),
      { nil: null },
    ),
    fc.option(part('/S', /^[A-Z0-9]{1,18}$/), { nil: null }),
    fc.option(fc.constant<UdiElement>({ code: '/16D', value: '20260131' }), { nil: null }),
  )
  .map((parts) => parts.filter((one) => one !== null));

/** Parts of ICCBBA, of which the device identifier is the first. */
export const iccbbaElements: fc.Arbitrary<UdiElement[]> = fc
  .tuple(
    part('=/', /^[A-Z0-9]{16}$/),
    fc.option(part('=,', /^[A-Z0-9]{6}$/), { nil: null }),
    fc.option(part('=', /^[A-N1-9][A-Z0-9]{14}$/), { nil: null }),
    fc.option(part('=>', /^0\d{2}[01][0-9][1-9]$/), { nil: null }),
    fc.option(part('&,1', /^[A-Z0-9]{18}$/), { nil: null }),
  )
  .map((parts) => parts.filter((one) => one !== null));

/** Vectors of a public test collection; none where it is not, and then somebody is told. */
export function publicVectors<Vector>(file: string): readonly Vector[] {
  const path = join(import.meta.dirname, '../../../shared/data/udi', file);
  if (existsSync(path)) return (JSON.parse(readFileSync(path, 'utf8')) as { vectors: Vector[] }).vectors;
  console.warn(`SKIPPED: the public identifiers of ${file} are not here`);
  return [];
}
