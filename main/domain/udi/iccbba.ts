import type { PartialDay } from '../day.ts';
import { Assembly } from './assemble.ts';
import { dayOfYear } from './dates.ts';
import type { UdiReading } from './udi.ts';

interface Structure {
  readonly code: string;
  readonly pattern: RegExp;
  tell(assembly: Assembly, value: string): void;
}

/** A century digit, two digits of the year and the day of the year; 0 stands for 2000, 9 for 1900. Hours and minutes may follow. */
function day(value: string): PartialDay | null {
  const [century, years, number] = [value[0] ?? '', value.slice(1, 3), Number(value.slice(3, 6))];
  return dayOfYear(`${century === '9' ? '19' : String(20 + Number(century))}${years}`, number);
}

/** Data identifiers of ISBT 128 that devices carry, the longer ones first (domain.md 5.4). */
const STRUCTURES: readonly Structure[] = [
  { code: '=/', pattern: /^[A-Z0-9]{16}/i, tell: (all, value) => all.say('di', value) },
  { code: '=)', pattern: /^[A-Z0-9]{10}/i, tell: (all, value) => all.say('di', value) },
  { code: '&)', pattern: /^[A-Z0-9]{10}/i, tell: (all, value) => all.say('lot', value) },
  { code: '&,1', pattern: /^[A-Z0-9]{18}/i, tell: (all, value) => all.say('lot', value) },
  { code: '=,', pattern: /^[A-Z0-9]{6}/i, tell: (all, value) => all.say('serial', value) },
  { code: '&>', pattern: /^\d{10}/, tell: (all, value) => all.date('expiresOn', day(value)) },
  { code: '=>', pattern: /^\d{6}/, tell: (all, value) => all.date('expiresOn', day(value)) },
  { code: '&}', pattern: /^\d{10}/, tell: (all, value) => all.date('manufacturedOn', day(value)) },
  { code: '=}', pattern: /^\d{6}/, tell: (all, value) => all.date('manufacturedOn', day(value)) },
  { code: '=', pattern: /^[A-Z1-9][A-Z0-9]{14}/i, tell: (all, value) => all.say('donationNumber', value) },
];

/** Reads an identifier of ICCBBA, which has no check character. */
export function readIccbba(text: string): UdiReading {
  const assembly = new Assembly('iccbba');
  let rest = text;
  while (rest !== '') {
    const structure = STRUCTURES.find(
      ({ code, pattern }) => rest.startsWith(code) && pattern.test(rest.slice(code.length)),
    );
    if (structure === undefined) {
      // What is not known ends where the next data identifier begins.
      const unknown = /^[=&][^A-Za-z0-9=&]?[A-Za-z0-9]+/.exec(rest)?.[0];
      if (unknown === undefined) return { problem: 'unreadable' };
      assembly.element('', unknown);
      assembly.warn('part_unknown');
      rest = rest.slice(unknown.length);
      continue;
    }
    const { code, pattern, tell } = structure;
    const value = pattern.exec(rest.slice(code.length))?.[0] ?? '';
    assembly.element(code, value);
    tell(assembly, value);
    rest = rest.slice(code.length + value.length);
  }
  const udi = assembly.result();
  return udi.di === null && udi.donationNumber === null ? { problem: 'unreadable' } : { udi };
}
