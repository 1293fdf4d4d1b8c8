import { existsSync, readFileSync } from 'node:fs';
import { Workbook } from '@cj-tech-master/excelts';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../main/domain/day.ts';
import { CHECKLIST_CSV_COLUMNS, checklistToCsv } from '../../main/formats/checklist-csv.ts';
import {
  type ChecklistDocument,
  checklistToJson,
  type DocumentControl,
  type DocumentSection,
  referencesText,
} from '../../main/formats/checklist-document.ts';
import { checklistToPdf } from '../../main/formats/checklist-pdf.ts';
import {
  CHECKLIST_KEY_COLUMN,
  CHECKLIST_NAMES,
  CHECKLIST_SHEET_COLUMNS,
  checklistToXlsx,
} from '../../main/formats/checklist-xlsx.ts';
import { readDelimited } from '../../main/formats/csv.ts';
import { cleanText } from '../../main/formats/document-look.ts';
import { createPdfPrinter } from '../../main/formats/pdf-printer.ts';
import { createWords } from '../../main/words/words.ts';
import { buildChecklist, withFirstControl } from '../support/checklist-builder.ts';
import { activeContent, FORMULA_PAYLOADS, readPdf, workbookParts } from '../support/document-reader.ts';

const options = {
  words: createWords(),
  printer: createPdfPrinter(),
  createdAt: '2026-11-21T20:15:00.000Z' as Instant,
};
const controlsOf = (checklist: ChecklistDocument) => checklist.sections.flatMap(({ controls }) => controls);
const ANSWER = CHECKLIST_SHEET_COLUMNS.findIndex(({ key }) => key === 'answer') + 1;

async function openBook(bytes: Uint8Array): Promise<Workbook> {
  const book = new Workbook();
  await book.xlsx.load(bytes);
  return book;
}

async function checklistSheet(checklist: ChecklistDocument) {
  const sheet = (await openBook(await checklistToXlsx(checklist, options))).getWorksheet('Checklist');
  if (sheet === undefined) throw new Error('no sheet Checklist');
  return sheet;
}

/** The rows of the sheet by the code in its hidden column. */
async function rowsByCode(checklist: ChecklistDocument) {
  const sheet = await checklistSheet(checklist);
  const rows = new Map<string, number>();
  sheet.eachRow((row, number) => {
    const code = row.getCell(CHECKLIST_KEY_COLUMN).value;
    if (typeof code === 'string' && code !== '') rows.set(code, number);
  });
  return { sheet, rows };
}

function control(checklist: ChecklistDocument, wanted: (each: DocumentControl) => boolean): DocumentControl {
  const found = controlsOf(checklist).find(wanted);
  if (found === undefined) throw new Error('the builder makes no such control');
  return found;
}

describe('a checklist as PDF', () => {
  it.each([true, false])('holds all 90 controls in 21 sections, filled: %s', async (filled) => {
    const checklist = buildChecklist({ filled });
    const { pages, annotations, information } = await readPdf(await checklistToPdf(checklist, options));
    const all = pages.join(' ');
    expect(checklist.sections).toHaveLength(21);
    expect(controlsOf(checklist)).toHaveLength(90);
    for (const section of checklist.sections) expect(all).toContain(section.title);
    for (const { code, title } of controlsOf(checklist)) expect(all).toContain(`${code} ${title}`);
    pages.forEach((page, index) => {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    });
    expect(pages.length).toBeGreaterThan(12);
    expect(pages.length).toBeLessThan(26);
    expect(annotations.filter(({ url }) => url !== undefined)).toEqual([]);
    expect(information).toMatchObject({ Title: checklist.title, CreationDate: 'D:20261121201500Z' });
  });

  it('has hospital, device, vendor, version, date and catalogue on its cover, and signatures at its end', async () => {
    const { pages } = await readPdf(await checklistToPdf(buildChecklist(), options));
    for (const text of ['St. Invented Hospital', 'PulseLine', 'CM-60', '4.2.1', '21 Nov 2026', 'catalogue version 1'])
      expect(pages[0]).toContain(text);
    expect(pages.at(-1)).toContain('For the vendor');
    expect(pages.at(-1)).toContain('For the hospital');
  });

  it('shows percentage and critical red flags together, and each flag where it arises', async () => {
    const checklist = buildChecklist();
    const { pages } = await readPdf(await checklistToPdf(checklist, options));
    const critical = controlsOf(checklist).filter(({ redFlag, weight }) => redFlag && weight === 'critical');
    expect(critical.length).toBeGreaterThan(0);
    expect(pages[0]).toContain('72.7 %');
    expect(pages[0]).toContain('400.5 of 551 points');
    expect(pages[0]).toContain('not without a signed exception');
    for (const { redFlagRule } of critical) {
      expect(pages[0]).toContain(redFlagRule);
      expect(pages.slice(1).join(' ')).toContain(`Critical red flag: ${redFlagRule}`);
    }
  });

  it('tells how to answer when blank, and shows neither result nor answers', async () => {
    const all = (await readPdf(await checklistToPdf(buildChecklist({ filled: false }), options))).pages.join(' ');
    expect(all).toContain('How to answer');
    for (const text of ['Result', 'ed flag:', 'No answer, counts as No']) expect(all).not.toContain(text);
  });

  it('marks what does not apply and what has no answer', async () => {
    const all = (await readPdf(await checklistToPdf(buildChecklist(), options))).pages.join(' ');
    expect(all).toContain('Does not apply to this device; not scored.');
    expect(all).toContain('No answer, counts as No');
  });

  it('marks references that were not confirmed', async () => {
    const { references } = control(buildChecklist(), () => true);
    expect(referencesText(references)).toBe('MDS2 TEST-1; CSF 2.0 PR.TT-01 [s]; 800-53r5 TT-9 [u]');
    const all = (await readPdf(await checklistToPdf(buildChecklist(), options))).pages.join(' ');
    expect(all).toContain('CSF 2.0 PR.TT-01 [s]');
    expect(all).toContain('[u] unconfirmed');
  });

  it('keeps a control on one page, heading included', async () => {
    const checklist = buildChecklist();
    const { pages } = await readPdf(await checklistToPdf(checklist, options));
    for (const { code, question, applies } of controlsOf(checklist)) {
      const page = pages.slice(1).find((text) => text.includes(`${code} Invented`));
      if (applies) expect(page).toContain(question);
    }
    for (const { title, controls } of checklist.sections)
      expect(pages.slice(1).find((text) => text.includes(title))).toContain(`${controls[0]?.code} Invented`);
  });

  it('loses nothing of a remark that is longer than a page', async () => {
    const remark = `${'a very long remark '.repeat(350)}END-OF-REMARK`;
    const checklist = withFirstControl(buildChecklist(), { applies: true, remark });
    const all = (await readPdf(await checklistToPdf(checklist, options))).pages.join(' ');
    expect(all.match(/\blong\b/g)).toHaveLength(350);
    expect(all).toContain('END-OF-REMARK');
  });

  it('keeps letters of other languages', async () => {
    const checklist = withFirstControl(buildChecklist({ organisation: 'Szpital Łódź' }), {
      applies: true,
      remark: 'Prüfung bei 5 Ω durch Яна',
    });
    const all = (await readPdf(await checklistToPdf(checklist, options))).pages.join(' ');
    for (const text of ['Szpital Łódź', 'Prüfung bei 5 Ω durch Яна']) expect(all).toContain(text);
  });
});

describe('a checklist as workbook', () => {
  it('has a row a control, grouped by section rows, with the code in a hidden column', async () => {
    const checklist = buildChecklist();
    const { sheet, rows } = await rowsByCode(checklist);
    expect([...rows.keys()]).toEqual(controlsOf(checklist).map(({ code }) => code));
    expect(sheet.rowCount).toBe(1 + 21 + 90);
    expect(sheet.getColumn(CHECKLIST_KEY_COLUMN).hidden).toBe(true);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    const heads = CHECKLIST_SHEET_COLUMNS.map((_, index) => sheet.getCell(1, index + 1).value);
    expect(heads).toEqual([
      'Control',
      'Section',
      'Title',
      'Question',
      'Weight',
      'Answer',
      'Remark',
      'Evidence',
      'Red flag',
      'Evidence wanted',
      'References',
    ]);
  });

  it('offers the answers by type and keeps days and numbers as such', async () => {
    const checklist = buildChecklist();
    const { sheet, rows } = await rowsByCode(checklist);
    const cellOf = ({ code }: DocumentControl) => sheet.getCell(rows.get(code) ?? 0, ANSWER);
    const choice = cellOf(control(checklist, ({ answer }) => answer === 'partial'));
    expect(choice.value).toBe('Partly');
    expect(choice.dataValidation).toMatchObject({ type: 'list', formulae: ['"Yes,Partly,No,n/a"'] });
    const number = cellOf(control(checklist, ({ answer }) => answer === '30'));
    expect(number.value).toBe(30);
    expect(number.dataValidation?.type).toBe('decimal');
    const date = cellOf(control(checklist, ({ answer }) => answer === '2030-06-30'));
    expect(date.value).toEqual(new Date('2030-06-30T00:00:00.000Z'));
    expect(date.dataValidation?.type).toBe('date');
    expect(cellOf(control(checklist, ({ answer }) => answer === '2031-06')).value).toBe('Jun 2031');
  });

  it('lets only answer, remark and evidence be changed, without a password', async () => {
    const bytes = await checklistToXlsx(buildChecklist({ filled: false }), options);
    const xml = workbookParts(bytes).get('xl/worksheets/sheet1.xml') ?? '';
    const protection = /<sheetProtection[^>]*>/.exec(xml)?.[0] ?? '';
    expect(protection).toContain('sheet="1"');
    expect(protection).not.toMatch(/password|hashValue|saltValue/);
    const sheet = (await openBook(bytes)).getWorksheet('Checklist');
    const open = CHECKLIST_SHEET_COLUMNS.filter(
      (_, index) => sheet?.getCell(3, index + 1).protection?.locked === false,
    ).map(({ key }) => key);
    expect(open).toEqual(['answer', 'remark', 'evidence']);
  });

  it('can be read back: named cells tell catalogue, hospital and vendor', async () => {
    const checklist = buildChecklist();
    const book = await openBook(await checklistToXlsx(checklist, options));
    const named = (name: string) => {
      const address = book.definedNames.getRanges(name).ranges[0] ?? '';
      return book.getWorksheet('About')?.getCell(address.replace(/^.*!/, '').replaceAll('$', '')).value;
    };
    expect(named(CHECKLIST_NAMES.schema)).toBe('medsteward.checklist/1');
    expect(named(CHECKLIST_NAMES.templateId)).toBe('template-invented');
    expect(named(CHECKLIST_NAMES.templateVersion)).toBe('1');
    expect(named(CHECKLIST_NAMES.organisation)).toBe(checklist.organisation);
    expect(named(CHECKLIST_NAMES.vendor)).toBe('PulseLine');
  });

  it('has a result only when filled', async () => {
    const sheets = async (filled: boolean) =>
      (await openBook(await checklistToXlsx(buildChecklist({ filled }), options))).worksheets.map(({ name }) => name);
    expect(await sheets(true)).toEqual(['Checklist', 'Result', 'About']);
    expect(await sheets(false)).toEqual(['Checklist', 'About']);
  });

  it('runs nothing, whatever is in the texts', async () => {
    for (const payload of FORMULA_PAYLOADS) {
      const texts = { answer: payload, remark: payload, evidence: payload, title: payload, redFlagRule: payload };
      const hostile = withFirstControl(buildChecklist({ title: payload, vendor: payload, organisation: payload }), {
        ...texts,
        answerType: 'text',
        unit: payload,
        applies: true,
        redFlag: true,
      });
      const small = { ...hostile, sections: hostile.sections.slice(0, 1) };
      const bytes = await checklistToXlsx(small, options);
      expect(activeContent(bytes)).toEqual([]);
      const sheet = (await openBook(bytes)).getWorksheet('Checklist');
      expect(sheet?.getCell(3, ANSWER).value).toBe(cleanText(payload));
    }
  });
});

describe('a checklist as CSV', () => {
  it('has the promised columns and a line a control', async () => {
    const checklist = buildChecklist();
    const { rows } = readDelimited(await checklistToCsv(checklist));
    expect(rows[0]).toEqual([...CHECKLIST_CSV_COLUMNS]);
    const lines = rows.slice(1).filter((row) => row.length > 1);
    expect(lines).toHaveLength(90);
    expect(lines.map(([code]) => code)).toEqual(controlsOf(checklist).map(({ code }) => code));
    expect(lines.map((line) => line[5])).toEqual(controlsOf(checklist).map(({ answer }) => answer ?? ''));
  });

  it('guards what a spreadsheet would run', async () => {
    for (const payload of FORMULA_PAYLOADS) {
      const hostile = withFirstControl(buildChecklist(), { answer: payload, remark: payload, evidence: payload });
      const { rows } = readDelimited(await checklistToCsv(hostile));
      expect(rows[1]?.slice(5, 8)).toEqual([payload, payload, payload]);
      const text = new TextDecoder().decode(await checklistToCsv(hostile));
      for (const field of text.match(/"(?:[^"]|"")*"/g) ?? []) expect(field).not.toMatch(/^"\s*[=+\-@＝＋－＠]/);
    }
  });
});

describe('a checklist as JSON', () => {
  it('names its schema and holds everything', async () => {
    const checklist = buildChecklist();
    const read: unknown = JSON.parse(new TextDecoder().decode(await checklistToJson(checklist)));
    expect(read).toMatchObject({
      schema: 'medsteward.checklist/1',
      organisation: checklist.organisation,
      template: { id: 'template-invented', version: '1', controls: 90 },
      score: checklist.score,
      sections: checklist.sections.map(({ code, controls }) => ({
        code,
        controls: controls.map((each) => ({ control: each.code, answer: each.answer, redFlag: each.redFlag })),
      })),
    });
  });
});

describe('equal input', () => {
  it('gives equal bytes in every time zone', async () => {
    const before = process.env.TZ;
    const inZone = async (zone: string) => {
      process.env.TZ = zone;
      expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
      return [await checklistToXlsx(buildChecklist(), options), await checklistToPdf(buildChecklist(), options)];
    };
    try {
      expect(await inZone('Asia/Tokyo')).toEqual(await inZone('America/New_York'));
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  it('gives equal bytes', async () => {
    const checklist = buildChecklist();
    expect(await checklistToPdf(checklist, options)).toEqual(await checklistToPdf(checklist, options));
    expect(await checklistToXlsx(checklist, options)).toEqual(await checklistToXlsx(checklist, options));
    expect(await checklistToCsv(checklist)).toEqual(await checklistToCsv(checklist));
    expect(await checklistToJson(checklist)).toEqual(await checklistToJson(checklist));
  });
});

interface PublishedControl {
  readonly id: string;
  readonly section: string;
  readonly sectionTitle: string;
  readonly title: string;
  readonly question: string;
  readonly answerType: DocumentControl['answerType'];
  readonly unit: string | null;
  readonly weight: DocumentControl['weight'];
  readonly tier: DocumentControl['tier'];
  readonly acceptableEvidence: string[];
  readonly redFlag: { rule: string };
  readonly crossReferences: DocumentControl['references'];
}

/** The catalogue as it is laid beside the project; a clone elsewhere has none. */
const PUBLISHED = new URL('../../../shared/data/checklist.json', import.meta.url);
const hasCatalogue = existsSync(PUBLISHED);

describe(`the published catalogue${hasCatalogue ? '' : ' (SKIPPED: ../shared/data is not here)'}`, () => {
  it.skipIf(!hasCatalogue)('fits the documents: 90 controls, 21 sections, no text lost', async () => {
    const published: PublishedControl[] = JSON.parse(readFileSync(PUBLISHED, 'utf8'));
    const sections = Map.groupBy(published, ({ section }) => section);
    const checklist = buildChecklist({
      filled: false,
      sections: [...sections].map(
        ([code, controls]): DocumentSection => ({
          code,
          title: controls[0]?.sectionTitle ?? '',
          controls: controls.map((each) => ({
            ...each,
            code: each.id,
            applies: true,
            evidenceHints: each.acceptableEvidence,
            redFlagRule: each.redFlag.rule,
            redFlag: false,
            references: each.crossReferences,
            answer: null,
            remark: null,
            evidence: null,
          })),
        }),
      ),
    });
    expect(checklist.sections).toHaveLength(21);
    const { pages } = await readPdf(await checklistToPdf(checklist, options));
    const all = pages.join(' ').replace(/\s/g, '');
    for (const { code, title, question } of controlsOf(checklist)) {
      expect(all).toContain(`${code}${title}`.replace(/\s/g, ''));
      expect(all).toContain(question.replace(/\s/g, ''));
    }
    const { rows } = await rowsByCode(checklist);
    expect(rows.size).toBe(90);
  });
});
