import { Workbook } from '@cj-tech-master/excelts';
import { describe, expect, it } from 'vitest';
import { day, type Instant } from '../../main/domain/day.ts';
import { readDelimited } from '../../main/formats/csv.ts';
import { cleanText, clip } from '../../main/formats/document-look.ts';
import { createPdfPrinter } from '../../main/formats/pdf-printer.ts';
import { reportToCsv } from '../../main/formats/report-csv.ts';
import { reportToPdf } from '../../main/formats/report-pdf.ts';
import type { Cell, ReportTable } from '../../main/formats/report-table.ts';
import { reportToXlsx } from '../../main/formats/report-xlsx.ts';
import { sheetName } from '../../main/formats/xlsx-book.ts';
import { createWords } from '../../main/words/words.ts';
import { activeContent, FORMULA_PAYLOADS, readPdf, workbookParts } from '../support/document-reader.ts';

const words = createWords();
const printer = createPdfPrinter();
const options = { words, printer, createdAt: '2026-11-21T20:15:00.000Z' as Instant };

function row(number: number): Cell[] {
  return [
    String(number).padStart(6, '0'),
    `Invented monitor ${number}`,
    { kind: 'status', tone: number % 2 === 0 ? 'ok' : 'end', text: number % 2 === 0 ? 'Supported' : 'Unsupported' },
    { kind: 'day', on: day('2029-06-30') },
    number * 1000,
    { kind: 'money', amount: `${1000 + number}.50`, currency: 'EUR' },
  ];
}

function report(changes: Partial<ReportTable> = {}): ReportTable {
  return {
    title: 'Devices by end of support',
    subtitle: 'Invented devices',
    organisation: 'St. Invented Hospital',
    asOf: day('2026-11-21'),
    notes: ['Shown: in service only.'],
    summary: [
      { label: 'Devices', value: '1204', tone: null },
      { label: 'Supported', value: '812', tone: 'ok' },
      { label: 'Unknown', value: '36', tone: 'unknown' },
    ],
    columns: [
      { key: 'tag', heading: 'Tag', width: 8, align: 'left', kind: 'text' },
      { key: 'name', heading: 'Name', width: 20, align: 'left', kind: 'text' },
      { key: 'status', heading: 'Support', width: 14, align: 'left', kind: 'status' },
      { key: 'until', heading: 'Until', width: 10, align: 'right', kind: 'day' },
      { key: 'days', heading: 'Days left', width: 8, align: 'right', kind: 'number' },
      { key: 'cost', heading: 'Cost', width: 12, align: 'right', kind: 'money' },
    ],
    rows: [row(1), row(2), row(3)],
    footer: ['A date is the last supported day.'],
    ...changes,
  };
}

const texts = (values: readonly string[]) =>
  report({
    columns: [{ key: 'text', heading: 'Text', width: 1, align: 'left', kind: 'text' }],
    rows: values.map((value) => [value]),
  });

async function openBook(bytes: Uint8Array): Promise<Workbook> {
  const book = new Workbook();
  await book.xlsx.load(bytes);
  return book;
}

async function dataSheet(bytes: Uint8Array) {
  const sheet = (await openBook(bytes)).worksheets[1];
  if (sheet === undefined) throw new Error('no data sheet');
  return sheet;
}

describe('a report as PDF', () => {
  it('holds title, organisation, day, figures, rows and page numbers', async () => {
    const { pages, information, annotations } = await readPdf(await reportToPdf(report(), options));
    expect(pages).toHaveLength(1);
    for (const text of ['Devices by end of support', 'St. Invented Hospital', 'As of 21 Nov 2026', '812', 'Unknown'])
      expect(pages[0]).toContain(text);
    for (const text of ['000001', 'Unsupported', '30 Jun 2029', '3,000', '1,001.50', 'EUR', 'Page 1 of 1'])
      expect(pages[0]).toContain(text);
    expect(pages[0]).toContain('A date is the last supported day.');
    expect(annotations).toEqual([]);
    expect(information).toMatchObject({ Title: 'Devices by end of support', Creator: 'MedSteward' });
    expect(information.CreationDate).toBe('D:20261121201500Z');
  });

  it('shows a picture between its figures and its rows, with what its patterns mean', async () => {
    const bar = (label: string, ...values: readonly [number, number]) => ({
      label,
      figure: String(values[0]),
      parts: [
        { tone: 'end' as const, value: values[0] },
        { tone: 'near' as const, value: values[1] },
      ],
    });
    const legend = [
      { tone: 'end' as const, label: 'already over' },
      { tone: 'near' as const, label: 'over by then' },
    ];
    for (const direction of ['up', 'across'] as const) {
      const drawn = {
        title: 'The fleet ahead',
        direction,
        bars: [bar('Mar 27', 12, 7), bar('Jun 27', 940, 0)],
        legend,
      };
      const { pages } = await readPdf(await reportToPdf(report({ picture: drawn }), options));
      for (const text of ['The fleet ahead', 'Mar 27', 'Jun 27', 'already over', 'over by then', '000001'])
        expect(pages[0]).toContain(text);
      expect(pages[0]).toContain(direction === 'up' ? '1,000' : '940');
      const nothing = { ...drawn, bars: [bar('Mar 27', 0, 0)] };
      const empty = await readPdf(await reportToPdf(report({ picture: nothing }), options));
      expect(empty.pages[0]).not.toContain('The fleet ahead');
    }
  });

  it('repeats the heading on every page of a long report and loses no row', async () => {
    const rows = Array.from({ length: 200 }, (_, index) => row(index));
    const { pages } = await readPdf(await reportToPdf(report({ rows }), options));
    expect(pages.length).toBeGreaterThan(4);
    // The last page may hold no more than the remarks below the table.
    for (const page of pages.slice(0, -1)) expect(page).toContain('Days left');
    const all = pages.join(' ');
    for (let number = 0; number < rows.length; number += 1) expect(all).toContain(String(number).padStart(6, '0'));
  });

  it('keeps letters of other languages', async () => {
    const [page] = (await readPdf(await reportToPdf(texts(['Łódź, Zürich, Ω 5 k, Якутск, ≥ 3 °C, ½']), options))).pages;
    for (const text of ['Łódź', 'Zürich', 'Ω', 'Якутск', '≥', '°C', '½']) expect(page).toContain(text);
  });

  it('wraps a text without a space and prints a row that is taller than a page', async () => {
    const end = 'END-OF-TEXT';
    const tall = `${'a tall text of many words '.repeat(120)}${end}`;
    const bytes = await reportToPdf(texts(['x'.repeat(900), tall, 'the last row']), options);
    const all = (await readPdf(bytes)).pages.join(' ');
    expect(all.match(/x/g)?.length).toBeGreaterThanOrEqual(900);
    expect(all).toContain(end);
    expect(all).toContain('the last row');
  });

  it('says so when no row matches', async () => {
    const { pages } = await readPdf(await reportToPdf(report({ rows: [] }), options));
    expect(pages.join(' ')).toContain('No row matches.');
  });

  it('makes no link or image of hostile text', async () => {
    const hostile = ['http://evil.invalid/', 'file:///etc/passwd', '<a href="http://evil.invalid">x</a>'];
    const { annotations, pages } = await readPdf(await reportToPdf(texts(hostile), options));
    expect(annotations).toEqual([]);
    expect(pages.join(' ')).toContain('file:///etc/passwd');
  });

  it('refuses a folder without fonts before it prints', () => {
    expect(() => createPdfPrinter({ fontsDir: 'no-such-folder' })).toThrow('font');
  });
});

describe('a report as workbook', () => {
  it('has figures on the first sheet and typed rows on the second', async () => {
    const book = await openBook(await reportToXlsx(report(), options));
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['Summary', 'Devices by end of support']);
    const [summary, data] = book.worksheets;
    expect(summary?.getCell('A2').value).toBe('Devices by end of support');
    expect(summary?.getCell('B6').value).toBe(1204);
    expect(summary?.getCell('A7').value).toBe('● Supported');
    const cells = data?.getRow(2);
    expect(cells?.getCell(1).value).toBe('000001');
    expect(cells?.getCell(3).value).toBe('■ Unsupported');
    expect(cells?.getCell(4).value).toEqual(new Date('2029-06-30T00:00:00.000Z'));
    expect(cells?.getCell(4).numFmt).toBe('yyyy-mm-dd');
    expect(cells?.getCell(5).value).toBe(1000);
    expect(cells?.getCell(6).value).toBe(1001.5);
    expect(cells?.getCell(6).numFmt).toContain('EUR');
    expect(data?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(data?.autoFilter).toBeTruthy();
    expect(data?.pageSetup).toMatchObject({ orientation: 'landscape', fitToWidth: 1, printTitlesRow: '1:1' });
  });

  it('writes a month as text, so that nobody takes its first day for the end', async () => {
    const on = { on: day('2027-06-01'), precision: 'month' } as const;
    const columns = [{ key: 'd', heading: 'Until', width: 1, align: 'right', kind: 'day' }] as const;
    const rows: Cell[][] = [[{ kind: 'day', on }], [{ kind: 'day', on: day('2032-01-01'), text: 'after 2032' }]];
    const sheet = await dataSheet(await reportToXlsx(report({ columns, rows }), options));
    expect([sheet.getCell('A2').value, sheet.getCell('A3').value]).toEqual(['Jun 2027', 'after 2032']);
    const csv = readDelimited(await reportToCsv(report({ columns, rows }), { words }));
    expect(csv.rows.slice(1, 3)).toEqual([['2027-06'], ['2032-01-01']]);
  });

  it('prints a title that begins with a digit or holds an ampersand as it is', async () => {
    const book = await openBook(await reportToXlsx(report({ title: '24 h & more' }), options));
    expect(book.worksheets[1]?.headerFooter.oddFooter).toBe(
      '&L&8 24 h && more · St. Invented Hospital&R&8 Page &P of &N',
    );
  });

  it('keeps within what Excel can hold', async () => {
    const sheet = await dataSheet(await reportToXlsx(texts(['y'.repeat(40_000)]), options));
    expect(String(sheet.getCell('A2').value)).toHaveLength(32_767);
    expect(sheetName('A/B: [long] * name? of a report that goes on', 'Data')).toMatch(/^[^[\]:*?/\\]{1,31}$/);
    expect(['', 'History', 'summary', "''", '///'].map((name) => sheetName(name, 'Data', ['Summary']))).toEqual(
      Array.from({ length: 5 }, () => 'Data'),
    );
  });
});

describe('text that a spreadsheet would run', () => {
  it('stays text in the workbook', async () => {
    expect(FORMULA_PAYLOADS.length).toBeGreaterThanOrEqual(40);
    const bytes = await reportToXlsx(texts(FORMULA_PAYLOADS), options);
    expect(activeContent(bytes)).toEqual([]);
    const sheet = await dataSheet(bytes);
    FORMULA_PAYLOADS.forEach((payload, index) => {
      const { value } = sheet.getCell(index + 2, 1);
      expect(value).toBe(cleanText(payload));
    });
  });

  it('stays text in title, organisation, headings, notes and figures of the workbook', async () => {
    for (const payload of ['=1+1', '+1', '@SUM(A1)', '-2+3']) {
      const hostile = report({
        title: payload,
        subtitle: payload,
        organisation: payload,
        notes: [payload],
        footer: [payload],
        summary: [{ label: payload, value: payload, tone: 'near' }],
        columns: [{ key: 'a', heading: payload, width: 1, align: 'left', kind: 'status' }],
        rows: [[{ kind: 'status', tone: 'plan', text: payload }]],
      });
      expect(activeContent(await reportToXlsx(hostile, options))).toEqual([]);
    }
  });

  it('is guarded in CSV and read back unchanged', async () => {
    const bytes = await reportToCsv(texts(FORMULA_PAYLOADS), { words });
    const fields = new TextDecoder().decode(bytes).match(/"(?:[^"]|"")*"/g) ?? [];
    for (const field of fields) expect(field).not.toMatch(/^"\s*[=+\-@＝＋－＠]/);
    const { rows } = readDelimited(bytes);
    expect(rows.slice(1, FORMULA_PAYLOADS.length + 1).map(([value]) => value)).toEqual(FORMULA_PAYLOADS);
  });
});

describe('characters that deceive', () => {
  const hostile = 'abc\u202Efdp.exe\u2066x\u2069\u0000\u0007\u001B[31m end';
  it('are not in PDF or workbook', async () => {
    expect(cleanText(hostile)).toBe('abcfdp.exex[31m end');
    const pages = (await readPdf(await reportToPdf(texts([hostile]), options))).pages.join(' ');
    expect(pages).toContain('abcfdp.exex[31m end');
    const xml = [...workbookParts(await reportToXlsx(texts([hostile]), options)).values()].join('');
    expect(xml).toContain('abcfdp.exex[31m end');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not be there
    expect(xml).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  });

  it('are cut between characters only', () => {
    expect(clip('ab😀', 3)).toBe('ab…');
    expect(cleanText('a\ud800b')).toBe('ab');
    expect(cleanText('a😀b\r\nc')).toBe('a😀b\nc');
  });
});

describe('equal input', () => {
  it('gives equal bytes', async () => {
    expect(await reportToPdf(report(), options)).toEqual(await reportToPdf(report(), options));
    expect(await reportToXlsx(report(), options)).toEqual(await reportToXlsx(report(), options));
    expect(await reportToCsv(report(), options)).toEqual(await reportToCsv(report(), options));
  });

  it('names no user and no folder', async () => {
    const pdf = new TextDecoder('latin1').decode(await reportToPdf(report(), options));
    const xml = [...workbookParts(await reportToXlsx(report(), options)).values()].join('');
    for (const text of [pdf, xml]) {
      expect(text).not.toContain(process.cwd());
      expect(text).not.toContain('node_modules');
    }
    expect(xml).toContain('<dc:creator>MedSteward</dc:creator>');
  });
});

describe('a report as CSV', () => {
  it('has a heading, ISO days, plain numbers and the currency apart', async () => {
    const { rows } = readDelimited(await reportToCsv(report(), { words, delimiter: ';' }));
    expect(rows[0]).toEqual(['Tag', 'Name', 'Support', 'Until', 'Days left', 'Cost', 'Cost, currency']);
    expect(rows[1]).toEqual(['000001', 'Invented monitor 1', 'Unsupported', '2029-06-30', '1000', '1001.50', 'EUR']);
  });
});
