import { describe, expect, it } from 'vitest';
import { readMds2Answer, readNoteCell } from '../../main/domain/mds2/answer.ts';
import { compareStatements } from '../../main/domain/mds2/compare.ts';
import { compareMds2Identifiers, findMds2Identifier, MDS2_IDENTIFIERS } from '../../main/domain/mds2/form.ts';
import { declaredFor, declaredLine } from '../../main/domain/mds2/prefill.ts';
import controls from '../../main/features/checklist/controls.json' with { type: 'json' };
import { type Mds2File, readMds2File } from '../../main/formats/mds2.ts';
import { en } from '../../main/words/en.ts';
import {
  csv,
  formOf2013,
  ods,
  pasted,
  type SheetInput,
  severalSheets,
  shiftedLayout,
  standardLayout,
  tickLayout,
  vendorStatement,
  xlsx,
} from '../support/mds2.ts';

const counts = ({ lines }: Mds2File) => {
  const of = (word: string) => lines.filter(({ answer }) => answer === word).length;
  return {
    yes: of('yes'),
    no: of('no'),
    na: of('not_applicable'),
    note: of('see_note'),
    blank: of('blank'),
    text: of('text'),
  };
};
const STORY_11 = { yes: 29, no: 112, na: 90, note: 1, blank: 1, text: 7 };
const line = (file: Mds2File, identifier: string) => file.lines.find((one) => one.identifier === identifier);

describe('the rows of the form', () => {
  it('are 240 in 23 sections, in the order of their numbers (domain.md 4.1)', () => {
    expect(MDS2_IDENTIFIERS).toHaveLength(240);
    expect(new Set(MDS2_IDENTIFIERS).size).toBe(240);
    const rows = Object.groupBy(MDS2_IDENTIFIERS, (identifier) => identifier.split('-')[0] ?? '');
    expect(Object.fromEntries(Object.entries(rows).map(([section, list]) => [section, list?.length]))).toEqual({
      DOC: 15,
      MPII: 22,
      ALOF: 2,
      AUDT: 30,
      AUTH: 8,
      CSUP: 34,
      DIDT: 2,
      DTBK: 6,
      EMRG: 1,
      IGAU: 2,
      MLDP: 15,
      NAUT: 4,
      CONN: 19,
      PAUT: 16,
      PLOK: 4,
      RDMP: 4,
      SBOM: 8,
      SAHD: 22,
      SGUD: 5,
      STCF: 7,
      TXCF: 6,
      TXIG: 2,
      RMOT: 6,
    });
    const shuffled = [...MDS2_IDENTIFIERS].sort();
    expect(shuffled.sort(compareMds2Identifiers)).toEqual(MDS2_IDENTIFIERS);
  });

  it('all have a name of our own, and every control points to rows that there are', () => {
    expect(Object.keys(en.mds2.row).map((key) => key.replaceAll('_', '.'))).toEqual(MDS2_IDENTIFIERS);
    const meant = controls.controls.flatMap(({ mds2 }) => Object.keys(mds2));
    expect(meant.filter((identifier) => !MDS2_IDENTIFIERS.includes(identifier))).toEqual([]);
  });

  it.each([
    ['SHAD-15', 'SAHD-15'],
    ['SBoM-2.1', 'SBOM-2.1'],
    ['PAUT\u20118 ', 'PAUT-8'],
    ['\u00a0audt – 2.10', 'AUDT-2.10'],
    ['CONN-1.1.4.', 'CONN-1.1.4'],
    ['DOC-1:Manufacturer', 'DOC-1'],
    ['AUTHENTICATION (NAUT)', null],
    ['Note 1', null],
    ['A.11.2.8', null],
  ])('are recognised: %j is %s (domain.md 4.2, rule 3)', (text, identifier) => {
    expect(findMds2Identifier(text)?.identifier ?? null).toBe(identifier);
  });
});

describe('an answer', () => {
  it.each([
    ['Yes', 'yes', null, []],
    [' YES. ', 'yes', null, []],
    ['y', 'yes', null, []],
    ['Ja', 'yes', null, []],
    ['oui', 'yes', null, []],
    ['No', 'no', null, []],
    ['Nein', 'no', null, []],
    ['N/A', 'not_applicable', null, []],
    ['n.a.', 'not_applicable', null, []],
    ['Not applicable', 'not_applicable', null, []],
    ['-', 'not_applicable', null, []],
    ['See Notes', 'see_note', null, []],
    ['See Note 3 ', 'see_note', null, [3]],
    ['see notes 1, 2 and 7', 'see_note', null, [1, 2, 7]],
    ['Yes,optional', 'yes', 'optional', []],
    ['No,Option to disable all removable media', 'no', 'Option to disable all removable media', []],
    ['N/A: No default accounts', 'not_applicable', 'No default accounts', []],
    ['No: No end-of-life components', 'no', 'No end-of-life components', []],
    ['Yes (see Note 2)', 'yes', null, [2]],
    ['Yes (optional)', 'yes', 'optional', []],
    ['Yes,', 'yes', null, []],
    ['____', 'blank', null, []],
    ['', 'blank', null, []],
    ['upon request', 'text', 'upon request', []],
    ['Normally', 'text', 'Normally', []],
    ['=HYPERLINK("x")', 'text', '=HYPERLINK("x")', []],
  ] as const)('%j is %s (domain.md 4.2, rule 5)', (text, answer, remark, notes) => {
    expect(readMds2Answer(text)).toEqual({ raw: text, answer, remark, notes });
  });

  it('is a text where a text was asked for, and a note can be a number or the note itself', () => {
    expect(readMds2Answer('No-Name Inc.', true)).toMatchObject({ answer: 'text', remark: 'No-Name Inc.' });
    expect(readNoteCell('__')).toEqual({ notes: [], remark: null });
    expect(readNoteCell('See Note 1 ')).toEqual({ notes: [1], remark: null });
    expect(readNoteCell('4')).toEqual({ notes: [4], remark: null });
    expect(readNoteCell('DICOM only')).toEqual({ notes: [], remark: 'DICOM only' });
  });
});

describe('a statement of 2019', () => {
  const book = (...sheets: SheetInput[]) => xlsx(sheets);
  const layouts: [string, () => Uint8Array, Partial<Mds2File>][] = [
    ["the standard's own layout", () => book(standardLayout(vendorStatement())), { format: 'xlsx', notesLinked: 8 }],
    [
      'inline strings',
      () => xlsx([standardLayout(vendorStatement())], { inline: true }),
      { format: 'xlsx', notesLinked: 8 },
    ],
    [
      'columns shifted, two rows of headings, merged and translated',
      () => book(shiftedLayout(vendorStatement())),
      { notesLinked: 0 },
    ],
    [
      'a column for each answer and notes on their own sheet',
      () => book(...tickLayout(vendorStatement())),
      { sheet: 'Statement', notesLinked: 8 },
    ],
    ['ODS', () => ods(vendorStatement()), { format: 'ods', notesLinked: 8 }],
    ['CSV in Windows-1252 with repeated headings', () => csv(vendorStatement()), { format: 'csv', notesLinked: 8 }],
    ['pasted text', () => new TextEncoder().encode(pasted(vendorStatement())), { format: 'text', notesLinked: 8 }],
  ];
  it.each(layouts)('is read whole: %s (story 11)', (_name, make, facts) => {
    const file = readMds2File(make(), null);
    expect(file).toMatchObject({
      edition: 'hn1_2019',
      manufacturer: 'Norvia Medical',
      models: 'InfuSmart Gateway',
      documentNumber: 'MDS2-GW-5',
      releasedOn: '2019-10-09',
      missing: [],
      extra: [],
      ...facts,
    });
    expect(file.lines).toHaveLength(240);
    expect(counts(file)).toEqual(STORY_11);
    expect(file.findings).toContainEqual({ code: 'identifier_mapped', identifier: 'SAHD-15', value: 'SHAD-15' });
    expect(line(file, 'DOC-10')).toMatchObject({ answer: 'blank' });
    expect([line(file, 'DOC-10')?.note, line(file, 'DOC-10')?.remark]).toContain('What the vendor adds to DOC-10.');
    expect(line(file, 'AUDT-2.10')?.question).toContain('2.10');
  });

  it('takes saved values for formulas and opens no other file (domain.md 4.2, rules 7 and 11)', () => {
    const sheet = standardLayout(vendorStatement());
    const rows = sheet.rows.map((row) =>
      row[0] === 'PAUT-8' ? [row[0], row[1] ?? '', { formula: '[1]Other!A1', cached: 'Yes' }, '__'] : row,
    );
    const file = readMds2File(
      xlsx([{ ...sheet, rows }], { extra: { 'xl/externalLinks/externalLink1.xml': '<externalLink/>' } }),
      null,
    );
    expect(line(file, 'PAUT-8')).toMatchObject({ answer: 'yes', raw: 'Yes' });
    expect(file.findings).toContainEqual({ code: 'formulas_not_run', value: '4' });
    expect(file.findings).toContainEqual({ code: 'external_links_ignored' });
  });

  it('tells what is missing, repeated and added, and what nobody understood (rule 9)', () => {
    const sheet = standardLayout(vendorStatement({ 'SBOM-1': null, 'AUDT-3': null, 'PLOK-2': 'upon request' }));
    const rows = [
      ...sheet.rows,
      ['PAUT-8', 'again?', 'Yes', ''],
      ['CSUP-12', 'What is new?', 'No', ''],
      ['CSUP-13', 'x?', 'No', 'See Note 99'],
    ];
    const file = readMds2File(xlsx([{ ...sheet, rows }]), null);
    expect([file.missing, file.extra]).toEqual([
      ['AUDT-3', 'SBOM-1'],
      ['CSUP-12', 'CSUP-13'],
    ]);
    expect(line(file, 'PAUT-8')?.answer).toBe('no');
    expect(file.findings).toEqual(
      expect.arrayContaining([
        { code: 'identifier_repeated', identifier: 'PAUT-8', value: 'Yes' },
        { code: 'answer_not_understood', identifier: 'PLOK-2', value: 'upon request' },
        { code: 'note_without_text', identifier: 'CSUP-13', value: '99' },
      ]),
    );
  });

  it('stands once for each model where the workbook says so, and the sheet can be chosen', () => {
    const other = vendorStatement({ 'DOC-3': 'InfuSmart Station', 'PAUT-8': 'Yes', 'TXIG-2': null });
    const bytes = xlsx(severalSheets({ Gateway: vendorStatement(), Station: other }));
    const first = readMds2File(bytes, null);
    expect([first.sheet, first.sheets]).toEqual([
      'Gateway',
      [
        { name: 'Gateway', rows: 240 },
        { name: 'Station', rows: 239 },
      ],
    ]);
    const second = readMds2File(bytes, 'Station');
    expect([second.models, line(second, 'PAUT-8')?.answer, second.notesLinked]).toEqual([
      'InfuSmart Station',
      'yes',
      8,
    ]);
    expect(() => readMds2File(bytes, 'Cover')).toThrow(expect.objectContaining({ code: 'mds2_sheet_missing' }));
  });

  it('asks which day is meant where that cannot be told (rule 8)', () => {
    const day = (text: string) => readMds2File(xlsx([standardLayout(vendorStatement({ 'DOC-7': text }))]), null);
    expect(day('03/04/2025')).toMatchObject({ releasedOn: null });
    expect(day('03/04/2025').findings).toContainEqual({
      code: 'release_day_ambiguous',
      identifier: 'DOC-7',
      value: '03/04/2025',
    });
    expect(day('09-Oct-2019').releasedOn).toBe('2019-10-09');
    expect(day('').findings).toContainEqual({ code: 'release_day_missing', identifier: 'DOC-7' });
  });

  it('is read from text as vendors publish it, remarks and all', () => {
    const text = `DOC-1:Manufacturer Name:Media Ltd.
DOC-7:Document Release Date:2026-03-20
MPII-1,"Can this device display, or modify data (e.g. ePHI)? ": Yes,optional
AUDT-2,"Are events recorded? If yes, say which events are recorded in the audit log:": Yes
CSUP-1,"May it need updates?  If no, answer “N/A” to questions in this section. ": Yes
CONN-1,Does the device have connections?____
PAUT-4,"Are accounts (e.g., service) listed?": N/A: No default accounts
PLOK-4,Is there an option for a lock?: No,Option to disable all removable media
RDMP-4,Is there a plan for end-of-life?: No: No end-of-life components
SAHD-3,Does the device check its software: Yes
SHAD-15,Can it keep users out of the boot loader?: Yes,
TXIG-1,Are there signatures?: No
RMOT-1,Is there remote service?: Yes`;
    const file = readMds2File(new TextEncoder().encode(text), null);
    expect(file.lines.map(({ identifier, answer, remark }) => [identifier, answer, remark])).toEqual(
      [
        ['DOC-1', 'text', 'Media Ltd.'],
        ['DOC-7', 'text', '2026-03-20'],
        ['MPII-1', 'yes', 'optional'],
        ['AUDT-2', 'yes', null],
        ['CSUP-1', 'yes', null],
        ['CONN-1', 'blank', null],
        ['PAUT-4', 'not_applicable', 'No default accounts'],
        ['PLOK-4', 'no', 'Option to disable all removable media'],
        ['RDMP-4', 'no', 'No end-of-life components'],
        ['SAHD-3', 'yes', null],
        ['SAHD-15', 'yes', null],
        ['TXIG-1', 'no', null],
        ['RMOT-1', 'yes', null],
      ].sort((a, b) => compareMds2Identifiers(String(a[0]), String(b[0]))),
    );
  });
});

describe('an older edition', () => {
  it('is told by its numbers and kept with its heading alone (rule 10)', () => {
    const file = readMds2File(xlsx([formOf2013()]), null);
    expect(file).toMatchObject({
      edition: 'hn1_2013',
      manufacturer: 'Norvia Medical',
      models: 'InfuSmart Gateway',
      documentNumber: 'MDS2-OLD-7',
      releasedOn: '2014-03-21',
      lines: [],
    });
    expect(file.findings).toContainEqual({ code: 'edition_old', value: 'hn1_2013' });
  });

  it('is not made of any other table', () => {
    const other = () => readMds2File(new TextEncoder().encode('asset_tag,model\n1-1,GW\n2-1,GW\n'), null);
    expect(other).toThrow(expect.objectContaining({ code: 'mds2_not_recognised' }));
    const invoice = { name: 'Invoice', rows: [['MDS2 statement', 'ordered 2026']] };
    expect(() => readMds2File(xlsx([invoice]), null)).toThrow(expect.objectContaining({ code: 'mds2_not_recognised' }));
  });
});

describe('two statements', () => {
  it('differ in exactly the rows that changed (story 12)', () => {
    const read = (changes: Record<string, string | null>) =>
      readMds2File(xlsx([standardLayout(vendorStatement(changes))]), null);
    const differences = compareStatements(read({}).lines, read({ 'PAUT-8': 'Yes', 'SBOM-1': null }).lines);
    expect(
      differences.map(({ identifier, kind, before, after }) => [identifier, kind, before?.answer, after?.answer]),
    ).toEqual(
      [
        ['PAUT-8', 'answer', 'no', 'yes'],
        ['SBOM-1', 'removed', 'yes', undefined],
      ].map((row) =>
        row[0] === 'SBOM-1'
          ? [row[0], row[1], read({}).lines.find((one) => one.identifier === 'SBOM-1')?.answer, undefined]
          : row,
      ),
    );
    expect(compareStatements(read({}).lines, readMds2File(ods(vendorStatement()), null).lines)).toEqual([]);
  });

  it('tell another remark from another answer', () => {
    const row = (remark: string | null) => ({
      identifier: 'PAUT-8',
      raw: 'No',
      answer: 'no' as const,
      remark,
      note: null,
    });
    expect(compareStatements([row('later')], [row(' later ')])).toEqual([]);
    expect(compareStatements([row(null)], [row('planned for 6.0')])[0]?.kind).toBe('remark');
  });
});

describe('what a statement says to a control', () => {
  const answers = (given: Record<string, string>) =>
    new Map(
      Object.entries(given).map(([identifier, answer]) => [
        identifier,
        { answer: answer as 'yes', raw: answer, remark: null, note: null },
      ]),
    );
  const control = (
    mds2: Record<string, 'yes' | 'no' | 'info'>,
    answerType: 'yes_no_partial_na' | 'number' | 'date' = 'yes_no_partial_na',
  ) => ({ answerType, mds2 });
  const GOOD = { 'PAUT-8': 'yes', 'CONN-6': 'no', 'CSUP-2': 'info' } as const;

  it.each([
    [{ 'PAUT-8': 'yes', 'CONN-6': 'no', 'CSUP-2': 'no' }, 'yes'],
    [{ 'PAUT-8': 'no', 'CONN-6': 'yes', 'CSUP-2': 'yes' }, 'no'],
    [{ 'PAUT-8': 'yes', 'CONN-6': 'yes', 'CSUP-2': 'yes' }, 'partial'],
    [{ 'PAUT-8': 'yes', 'CONN-6': 'not_applicable', 'CSUP-2': 'blank' }, 'yes'],
    [{ 'PAUT-8': 'not_applicable', 'CONN-6': 'not_applicable', 'CSUP-2': 'yes' }, 'not_applicable'],
    [{ 'PAUT-8': 'see_note', 'CONN-6': 'no', 'CSUP-2': 'yes' }, null],
    [{ 'PAUT-8': 'blank', 'CONN-6': 'no', 'CSUP-2': 'yes' }, null],
    [{ 'PAUT-8': 'text', 'CONN-6': 'no', 'CSUP-2': 'yes' }, null],
    [{ 'CONN-6': 'no', 'CSUP-2': 'yes' }, null],
  ])('%j suggests %s (domain.md 3, polarity)', (given, suggestion) => {
    expect(declaredFor(control(GOOD), answers(given), null)?.suggestion).toBe(suggestion);
  });

  it('is nothing where it has no row, no choice for a figure, and the day of the statement where that is asked', () => {
    expect(declaredFor(control({}), answers({ 'PAUT-8': 'yes' }), null)).toBeNull();
    expect(declaredFor(control({ 'CSUP-2': 'info' }), answers({ 'CSUP-2': 'yes' }), null)?.suggestion).toBeNull();
    expect(
      declaredFor(control(GOOD, 'number'), answers({ 'PAUT-8': 'yes', 'CONN-6': 'no' }), null)?.suggestion,
    ).toBeNull();
    expect(declaredFor(control({ 'DOC-7': 'info' }, 'date'), new Map(), '2019-10-09' as never)?.suggestion).toBe(
      '2019-10-09',
    );
  });

  it('is that of story 21: AM-01 no, BR-01 partial', () => {
    const { lines } = readMds2File(xlsx([standardLayout(vendorStatement())]), null);
    const of = (code: string) => {
      const found = controls.controls.find((one) => one.code === code);
      return declaredFor(found as never, new Map(lines.map((one) => [one.identifier, one])), null);
    };
    expect([of('AM-01')?.suggestion, of('BR-01')?.suggestion]).toEqual(['no', 'partial']);
    const rows = of('BR-01');
    expect(rows && declaredLine(rows)).toBe('DTBK-3 No, DTBK-4 No, DTBK-5 Yes');
  });
});
