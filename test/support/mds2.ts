import { strToU8, zipSync } from 'fflate';
import { MDS2_IDENTIFIERS, mds2SectionOf } from '../../main/domain/mds2/form.ts';

/** One row of a statement as a vendor fills it in. */
export interface VendorRow {
  readonly identifier: string;
  readonly question: string;
  readonly answer: string;
  readonly note: string;
}

/** A made-up statement: its rows in the order of the form and the notes below. */
export interface VendorStatement {
  readonly rows: readonly VendorRow[];
  readonly notes: readonly string[];
}

const DESCRIPTION: Readonly<Record<string, string>> = {
  'DOC-1': 'Norvia Medical',
  'DOC-2': 'Gateway between infusion pumps and the ward',
  'DOC-3': 'InfuSmart Gateway',
  'DOC-4': 'MDS2-GW-5',
  'DOC-5': 'security@norvia.example',
  'DOC-6': 'Sends alarms of pumps to the ward, "as is"; gets drug libraries',
  'DOC-7': '2019-10-09',
};

/** What stories 11 and 21 need of single rows. */
const FIXED: Readonly<Record<string, string>> = {
  'DOC-10': '',
  'PAUT-8': 'No',
  'PAUT-12': 'No',
  'DTBK-3': 'No',
  'DTBK-4': 'No',
  'DTBK-5': 'Yes',
  'SAHD-2': 'See Notes',
  'SAHD-15': 'No',
};
/** So many rows of each answer (domain.md 4.1, story 11). */
const COUNTS = { Yes: 29, No: 112, 'N/A': 90 } as const;
/** Rows that point to the notes 1 to 8. */
const NOTED = ['DOC-10', 'SAHD-2', 'AUDT-1', 'CSUP-2.1', 'CONN-1.2', 'MLDP-2', 'RMOT-1', 'TXCF-5'];

/** The statement of story 11: 29 Yes, 112 No, 90 N/A, a note, a blank, 7 texts, 8 notes. `changes` go before it; null leaves a row out. */
export function vendorStatement(changes: Readonly<Record<string, string | null>> = {}): VendorStatement {
  const open = MDS2_IDENTIFIERS.filter((identifier) => !(identifier in DESCRIPTION) && !(identifier in FIXED));
  const left = new Map(
    Object.entries(COUNTS).map(([word, count]) => [
      word,
      count - Object.values(FIXED).filter((one) => one === word).length,
    ]),
  );
  const answers = new Map(Object.entries({ ...DESCRIPTION, ...FIXED }));
  open.forEach((identifier, index) => {
    const order =
      index % 8 === 0 ? ['Yes', 'No', 'N/A'] : index % 2 === 0 ? ['N/A', 'No', 'Yes'] : ['No', 'N/A', 'Yes'];
    const word = order.find((one) => (left.get(one) ?? 0) > 0) ?? '';
    left.set(word, (left.get(word) ?? 0) - 1);
    answers.set(identifier, word);
  });
  const rows = MDS2_IDENTIFIERS.flatMap((identifier): VendorRow[] => {
    const answer = identifier in changes ? changes[identifier] : (answers.get(identifier) ?? '');
    if (answer === null || answer === undefined) return [];
    const note = NOTED.indexOf(identifier);
    return [
      {
        identifier: identifier === 'SAHD-15' ? 'SHAD-15' : identifier,
        question: questionOf(identifier),
        answer,
        note: note < 0 ? '' : `See Note ${note + 1}`,
      },
    ];
  });
  return { rows, notes: NOTED.map((identifier) => `What the vendor adds to ${identifier}.`) };
}

function questionOf(identifier: string): string {
  if (identifier in DESCRIPTION) return `Description of the product, field ${identifier.slice(4)}`;
  return `Question of section ${mds2SectionOf(identifier)} with the number ${identifier.replace(/^.*-/, '')}, long enough to be one?`;
}

// --- XLSX ----------------------------------------------------------------------------------------------------------------

/** A cell: a text, a day as the serial number of Excel, or a formula with the value that was saved with it. */
export type CellInput =
  | string
  | { readonly serial: number }
  | { readonly formula: string; readonly cached: string }
  | null;

export interface SheetInput {
  readonly name: string;
  readonly rows: readonly (readonly CellInput[])[];
  readonly merged?: readonly string[];
  readonly hiddenRows?: readonly number[];
}

interface BookOptions {
  /** Parts beside those that the sheets need, such as an external link. */
  readonly extra?: Readonly<Record<string, string>>;
  /** Texts in the cells themselves instead of in the shared table. */
  readonly inline?: boolean;
  readonly contentTypes?: string;
  readonly prolog?: string;
  /** Days count from 1904, as older programs for the Macintosh wrote them. */
  readonly from1904?: boolean;
}

/** A workbook in XLSX with one style for days. */
export function xlsx(sheets: readonly SheetInput[], options: BookOptions = {}): Uint8Array {
  const strings: string[] = [];
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${options.contentTypes ?? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'}"/></Types>`,
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${options.from1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${sheets
      .map(({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets
      .map(
        (_sheet, index) =>
          `<Relationship Id="rId${index + 1}" Type="worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
      )
      .join('')}</Relationships>`,
    'xl/styles.xml':
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="164" formatCode="d\\-mmm\\-yyyy"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
  };
  sheets.forEach((sheet, index) => {
    parts[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(sheet, strings, options);
  });
  parts['xl/sharedStrings.xml'] =
    `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`;
  return zip({ ...parts, ...options.extra });
}

function sheetXml({ rows, merged = [], hiddenRows = [] }: SheetInput, strings: string[], options: BookOptions): string {
  const body = rows
    .map((cells, row) => {
      const hidden = hiddenRows.includes(row + 1) ? ' hidden="1"' : '';
      const inside = cells
        .map((cell, column) => cellXml(cell, `${letters(column)}${row + 1}`, strings, options.inline))
        .join('');
      return `<row r="${row + 1}"${hidden}>${inside}</row>`;
    })
    .join('');
  const ranges =
    merged.length === 0 ? '' : `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${options.prolog ?? ''}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:AMH349"/><sheetData>${body}</sheetData>${ranges}</worksheet>`;
}

function cellXml(cell: CellInput, at: string, strings: string[], inline: boolean | undefined): string {
  if (cell === null || cell === '') return `<c r="${at}" s="0"/>`;
  if (typeof cell === 'string') {
    if (inline) return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
    strings.push(cell);
    return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`;
  }
  if ('serial' in cell) return `<c r="${at}" s="1"><v>${cell.serial}</v></c>`;
  return `<c r="${at}" t="str"><f>${escapeXml(cell.formula)}</f><v>${escapeXml(cell.cached)}</v></c>`;
}

/** An archive of texts; equal texts give equal bytes, whenever it is made. */
export function zip(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content]),
    ),
    { mtime: new Date(2026, 10, 21) },
  );
}

function letters(column: number): string {
  return (
    (column >= 26 ? String.fromCharCode(64 + Math.floor(column / 26)) : '') + String.fromCharCode(65 + (column % 26))
  );
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

// --- layouts -------------------------------------------------------------------------------------------------------------

/** The layout of the standard's own example (domain.md 4.1): headings in row 5, answers under an empty heading, mappings at the right. */
export function standardLayout({ rows, notes }: VendorStatement): SheetInput {
  const text = (identifier: string) => rows.find((row) => row.identifier === identifier)?.answer ?? '';
  const lines: CellInput[][] = [
    ['This statement is for information only.'],
    ['Manufacturer Disclosure Statement for Medical Device Security -- MDS2'],
    [
      { formula: 'C6', cached: text('DOC-1') },
      { formula: 'C8', cached: text('DOC-3') },
      { formula: 'C9', cached: text('DOC-4') },
    ],
    [],
    ['Question ID', 'Question', '', 'See note', 'IEC TR 80001-2-2:2012', 'NIST SP 800-53 Rev. 4', 'ISO 27002:2013'],
  ];
  let section = 'DOC';
  for (const { identifier, question, answer, note } of rows) {
    const own = mds2SectionOf(identifier === 'SHAD-15' ? 'SAHD-15' : identifier);
    if (own !== section) {
      section = own;
      lines.push(
        [],
        [
          '',
          `HEADING OF ${own}`,
          'Yes, No, N/A, or See Note',
          'Note #',
          'IEC TR 80001-2-2:2012',
          'NIST SP 800-53 Rev. 4',
          'ISO 27002:2013',
        ],
      );
      lines.push(['', `What the section ${own} is about.`]);
    }
    const shown: CellInput = identifier === 'DOC-7' && answer === '2019-10-09' ? { serial: 43747 } : answer;
    lines.push([
      identifier,
      question,
      shown,
      note === '' ? '__' : `${note} `,
      'Section 5.2',
      'AU-2, AC-12',
      'A.12.4.1',
    ]);
  }
  lines.push([], ...notes.map((note, index) => [`Note ${index + 1}`, note]));
  // Real files report a thousand columns; here a cell far right stands for them.
  lines.push([...new Array<CellInput>(45).fill(null), 'x']);
  return { name: 'mds2-form', rows: lines, merged: ['A1:E1'], hiddenRows: [12] };
}

const GERMAN: Readonly<Record<string, string>> = {
  Yes: 'Ja',
  No: 'Nein',
  'N/A': 'n.a.',
  'See Notes': 'siehe Anmerkung',
};

/** Columns shifted to the right, two rows of headings, merged cells, a translated sheet and answers, the text of notes beside them. */
export function shiftedLayout({ rows, notes }: VendorStatement): SheetInput {
  const lines: CellInput[][] = [
    [],
    ['', '', 'Herstellererklärung', '', '', ''],
    ['', '', 'Nr.', 'Frage', 'Angaben des Herstellers', ''],
    ['', '', '', '', 'Antwort', 'Anmerkung'],
  ];
  for (const { identifier, question, answer, note } of rows) {
    const number = Number(/\d+/.exec(note)?.[0] ?? 0);
    lines.push([
      '',
      '',
      identifier.replace('-', '\u2011'),
      question,
      GERMAN[answer] ?? answer,
      notes[number - 1] ?? '',
    ]);
  }
  return { name: 'Erklärung', rows: lines, merged: ['C2:F2', 'C3:C4', 'D3:D4', 'E3:F3'] };
}

/** A column for each answer, marked with a cross, and the notes on a sheet of their own. */
export function tickLayout({ rows, notes }: VendorStatement): SheetInput[] {
  const lines: CellInput[][] = [['ID', 'Question', 'Yes', 'No', 'N/A', 'See Note', 'Note #']];
  for (const { identifier, question, answer, note } of rows) {
    const tick = ['Yes', 'No', 'N/A', 'See Notes'].indexOf(answer);
    const marks = tick < 0 ? [answer, '', '', ''] : [0, 1, 2, 3].map((column) => (column === tick ? 'X' : ''));
    lines.push([identifier, question, ...marks, /\d+/.exec(note)?.[0] ?? '']);
  }
  return [
    { name: 'Statement', rows: lines },
    { name: 'Notes', rows: [['No.', 'Text'], ...notes.map((note, index) => [`${index + 1}`, note])] },
  ];
}

/** A sheet a model behind a cover. */
export function severalSheets(statements: Readonly<Record<string, VendorStatement>>): SheetInput[] {
  return [
    { name: 'Cover', rows: [['Statements of the product family'], ['see the sheets of the models']] },
    ...Object.entries(statements).map(([name, statement]) => ({ ...standardLayout(statement), name })),
  ];
}

/** The same as an ODS workbook: a real day, repeated empty cells, and a remark of an editor that is no part of the text. */
export function ods(statement: VendorStatement): Uint8Array {
  const cell = (text: string) =>
    `<table:table-cell office:value-type="string"><text:p>${escapeXml(text)}</text:p></table:table-cell>`;
  const rows = statement.rows.map(({ identifier, question, answer, note }) => {
    const shown =
      identifier === 'DOC-7'
        ? `<table:table-cell office:value-type="date" office:date-value="${answer}T00:00:00"><text:p>09.10.19</text:p></table:table-cell>`
        : answer === ''
          ? '<table:table-cell/>'
          : cell(answer);
    const remark =
      '<table:table-cell><office:annotation><text:p>checked by hand</text:p></office:annotation></table:table-cell>';
    return `<table:table-row>${cell(identifier)}${cell(question)}${shown}${note === '' ? remark : cell(note)}<table:table-cell table:number-columns-repeated="1020"/></table:table-row>`;
  });
  const notes = statement.notes.map(
    (note, index) => `<table:table-row>${cell(`Note ${index + 1}:`)}${cell(note)}</table:table-row>`,
  );
  const head = `<table:table-row><table:table-cell table:number-columns-spanned="3"><text:p>Statement<text:s text:c="2"/>MDS2</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>`;
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="MDS2">${head}${rows.join('')}${notes.join('')}<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`;
  return zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': content });
}

/** A workbook in ODS of any tables; a day is written as one, and shown in another way. */
export function odsTables(
  sheets: readonly {
    readonly name: string;
    readonly rows: readonly (readonly (string | { readonly day: string })[])[];
  }[],
): Uint8Array {
  const cell = (value: string | { readonly day: string }) =>
    typeof value === 'string'
      ? value === ''
        ? '<table:table-cell/>'
        : `<table:table-cell office:value-type="string"><text:p>${escapeXml(value)}</text:p></table:table-cell>`
      : `<table:table-cell office:value-type="date" office:date-value="${value.day}"><text:p>some day</text:p></table:table-cell>`;
  const tables = sheets.map(
    ({ name, rows }) =>
      `<table:table table:name="${escapeXml(name)}">${rows.map((cells) => `<table:table-row>${cells.map(cell).join('')}</table:table-row>`).join('')}</table:table>`,
  );
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>${tables.join('')}</office:spreadsheet></office:body></office:document-content>`;
  return zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': content });
}

/** A CSV file in Windows-1252 with semicolons, in which the page heading comes again and again. */
export function csv({ rows, notes }: VendorStatement): Uint8Array {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const head = ['ID', 'Question – device', '', 'Note'].map(quote).join(';');
  const lines = rows.flatMap(({ identifier, question, answer, note }, index) => [
    ...(index % 40 === 0 ? [head] : []),
    [identifier, `${question} – \u20ac`, answer, note].map(quote).join(';'),
  ]);
  const all = [...lines, ...notes.map((note, index) => [`Note ${index + 1}`, note].map(quote).join(';'))].join('\r\n');
  const bytes = { '\u20ac': 0x80, '–': 0x96 } as const;
  return Uint8Array.from(
    [...all].map((letter) => (letter in bytes ? bytes[letter as keyof typeof bytes] : letter.charCodeAt(0))),
  );
}

/** The lines of a statement as they come when somebody copies them out of a document. */
export function pasted({ rows, notes }: VendorStatement): string {
  const lines = rows.map(({ identifier, question, answer, note }) => {
    if (identifier.startsWith('DOC-') && Number(identifier.slice(4)) <= 7)
      return `${identifier}:Field of the description:"${answer}"`;
    const remark = note === '' ? '' : `, ${note.toLowerCase()}`;
    return answer === ''
      ? `${identifier},"${question}"____${remark}`
      : `${identifier},"${question} ": ${answer}${remark}`;
  });
  return [...lines, '', ...notes.map((note, index) => `Note ${index + 1}: ${note}`)].join('\n');
}

/** A form of 2013, of which only the heading is read. */
export function formOf2013(): SheetInput {
  return {
    name: 'MDS2 2013',
    rows: [
      ['Manufacturer Disclosure Statement for Medical Device Security – MDS2 (HN 1-2013)'],
      ['Manufacturer Name', 'Document ID', 'Document Release Date'],
      ['Norvia Medical', 'MDS2-OLD-7', '2014-03-21'],
      ['Device Model', 'InfuSmart Gateway'],
      ...Array.from({ length: 20 }, (_one, index) => [`${index + 1}-1`, `Question ${index + 1}?`, 'Yes', '__']),
      ['', 'CONFIGURATION OF SECURITY FEATURES (CNFS)'],
    ],
  };
}
