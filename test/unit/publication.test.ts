import { describe, expect, it } from 'vitest';
import { publicationFieldsSchema } from '../../main/contract/publication.ts';
import {
  type Changes,
  FORMATS_OF,
  fileKey,
  isFileName,
  OPTIONS_OF,
  PUBLISHED,
  roundDue,
} from '../../main/domain/publication.ts';
import { publicationFields } from '../support/builders.ts';

describe('the name of a kept file', () => {
  it.each(['support.ics', 'Support report 2026.ics', 'Geräte.ics', 'a.b.ics', '設備.ics', `${'x'.repeat(116)}.ics`])(
    'can be %s',
    (name) => expect(isFileName(name, 'ics')).toBe(true),
  );

  it.each([
    ['another ending', 'support.pdf'],
    ['no ending', 'support'],
    ['an ending alone', '.ics'],
    ['a folder', '../support.ics'],
    ['a folder of Windows', 'a\\support.ics'],
    ['a drive', 'C:support.ics'],
    ['a stream of Windows', 'support.txt:x.ics'],
    ['a hidden file', '.support.ics'],
    ['a device of Windows', 'CON.ics'],
    ['a device with a second ending', 'nul.tar.ics'],
    ['a blank at its beginning', ' support.ics'],
    ['a blank before its ending', 'support .ics'],
    ['a dot before its ending', 'support..ics'],
    ['a wildcard', 'support*.ics'],
    ['a line break', 'sup\nport.ics'],
    ['letters turned round', 'sup\u202eport.ics'],
    ['half of a character', 'sup\ud800port.ics'],
    ['more than most systems take', `${'x'.repeat(117)}.ics`],
  ])('is not %s', (_what, name) => expect(isFileName(name, 'ics')).toBe(false));

  it('is the same where capitals and ways of writing an accent do not count', () => {
    expect(fileKey('/srv/Out', 'GERÄTE.ics')).toBe(fileKey('/srv/out', 'gera\u0308te.ics'));
    expect(fileKey('/srv/out', 'a.ics')).not.toBe(fileKey('/srv/out', 'b.ics'));
  });
});

describe('what can be kept', () => {
  it('is every report in each of its formats, with its choices and no others', () => {
    for (const what of PUBLISHED) {
      for (const format of ['pdf', 'xlsx', 'csv', 'json', 'ics'] as const) {
        const fields = publicationFields('/srv/out', { what, format, fileName: `file.${format}` });
        const taken = publicationFieldsSchema.safeParse(fields).success;
        expect([what, format, taken]).toEqual([what, format, FORMATS_OF[what].includes(format)]);
      }
      const [format = 'ics'] = FORMATS_OF[what];
      const choices = { within: 12, groupBy: 'model', filter: { department: ['ICU'] } } as const;
      for (const name of ['within', 'groupBy', 'filter'] as const) {
        const options = { within: null, groupBy: null, filter: null, [name]: choices[name] };
        const fields = publicationFields('/srv/out', { what, format, fileName: `file.${format}`, options });
        const taken = publicationFieldsSchema.safeParse(fields).success;
        expect([what, name, taken]).toEqual([what, name, OPTIONS_OF[what].includes(name)]);
      }
    }
  });
});

describe('the next round', () => {
  const pace = { settle: 30, least: 300 };
  it.each<[string, Changes, number | null, number]>([
    ['waits until changes have settled', { first: 1000, last: 1000 }, null, 1030],
    ['waits again after each change', { first: 1000, last: 1020 }, null, 1050],
    ['is not put off for ever by a row of changes', { first: 1000, last: 1295 }, null, 1300],
    ['keeps its distance from the last one', { first: 1000, last: 1000 }, 900, 1200],
    ['comes at once when the last one is long ago', { first: 1000, last: 1000 }, 100, 1030],
    ['comes at once when the distance is just over', { first: 1000, last: 1000 }, 730, 1030],
  ])('%s', (_what, changes, lastRound, due) => expect(roundDue(changes, lastRound, pace)).toBe(due));
});
