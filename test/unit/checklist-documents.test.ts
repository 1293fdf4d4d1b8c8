import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Instant } from '../../main/domain/day.ts';
import { checklistToCsv } from '../../main/formats/checklist-csv.ts';
import type { ChecklistDocument } from '../../main/formats/checklist-document.ts';
import { checklistToDocx } from '../../main/formats/checklist-docx.ts';
import { checklistToPdf } from '../../main/formats/checklist-pdf.ts';
import { checklistToXlsx } from '../../main/formats/checklist-xlsx.ts';
import { cleanText } from '../../main/formats/document-look.ts';
import { createPdfPrinter } from '../../main/formats/pdf-printer.ts';
import { createWords } from '../../main/words/words.ts';
import { buildChecklist, withFirstControl } from '../support/checklist-builder.ts';
import { activeContent, FORMULA_PAYLOADS, readPdf, workbookParts } from '../support/document-reader.ts';

const options = { words: createWords(), printer: createPdfPrinter(), createdAt: '2026-11-21T20:15:00.000Z' as Instant };
const MARKUP = [
  '<script>alert(1)</script>',
  '</w:t></w:r><w:r><w:fldSimple w:instr="DDEAUTO"/>',
  '{ INCLUDETEXT "C:\\\\secret" }',
  '[link](http://evil.invalid/)',
  'http://evil.invalid/?x=1&y="2"',
] as const;

/** A small checklist with one text in every field that people can fill. */
function full(text: string): ChecklistDocument {
  const plain = buildChecklist();
  const small = { ...plain, sections: plain.sections.slice(0, 1).map((each) => ({ ...each, title: text })) };
  const hostile = withFirstControl(small, {
    applies: true,
    answerType: 'text',
    redFlag: true,
    weight: 'critical',
    title: text,
    question: text,
    unit: text,
    answer: text,
    remark: text,
    evidence: text,
    redFlagRule: text,
    evidenceHints: [text],
    references: [{ framework: text, ref: text, status: 'confirmed' }],
  });
  return {
    ...hostile,
    organisation: text,
    title: text,
    vendor: text,
    model: text,
    softwareVersion: text,
    department: text,
    procurement: { number: text, title: text },
    template: { ...hostile.template, title: text },
    signatures: hostile.signatures.map((signature) => ({ ...signature, name: text, comment: text })),
  };
}

/** What is more in a text document than text and its look: fields of its own are the two of the page number. */
function activeParts(bytes: Uint8Array): string[] {
  const found: string[] = [];
  for (const [path, xml] of workbookParts(bytes)) {
    if (/<w:(hyperlink|fldSimple|object|control|altChunk)\b/.test(xml)) found.push(`${path}: ${RegExp.$1}`);
    for (const [, code = ''] of xml.matchAll(/<w:instrText[^>]*>([^<]*)</g))
      if (!['PAGE', 'NUMPAGES'].includes(code.trim())) found.push(`${path}: ${code}`);
    if (/TargetMode="External"/.test(xml)) found.push(`${path}: link`);
    if (/vba|activeX|embeddings/i.test(path)) found.push(path);
  }
  return found;
}

/** The text of a text document, its paragraphs joined. */
function textOf(bytes: Uint8Array): string {
  const xml = workbookParts(bytes).get('word/document.xml') ?? '';
  const plain = xml.replace(/<w:br\/>/g, ' ').replace(/<[^>]+>/g, '');
  const named: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };
  return plain.replace(/&(?:lt|gt|quot|apos|amp);/g, (whole) => named[whole] ?? whole);
}

describe('hostile text in every field', () => {
  it.each([...FORMULA_PAYLOADS, ...MARKUP])(
    '%j stays text in a workbook, a text document and a CSV file',
    async (payload) => {
      const checklist = full(payload);
      expect(activeContent(await checklistToXlsx(checklist, options))).toEqual([]);
      const docx = await checklistToDocx(checklist, options);
      expect(activeParts(docx)).toEqual([]);
      expect(textOf(docx).replace(/\s+/g, '')).toContain(cleanText(payload).replace(/\s+/g, ''));
      const csv = new TextDecoder().decode(await checklistToCsv(checklist));
      for (const field of csv.match(/"(?:[^"]|"")*"/g) ?? []) expect(field).not.toMatch(/^"\s*[=+\-@＝＋－＠]/);
    },
  );

  it('makes no link, script or field of a PDF', async () => {
    for (const payload of MARKUP) {
      const bytes = await checklistToPdf(full(payload), options);
      const { annotations, pages } = await readPdf(bytes);
      // Those of the contents lead to pages of the document itself.
      expect(annotations.filter(({ url }) => url !== undefined)).toEqual([]);
      expect(pages.join(' ').replace(/\s+/g, '')).toContain(payload.replace(/\s+/g, ''));
      expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/\/(JavaScript|JS|Launch|URI|SubmitForm|AcroForm)\b/);
    }
  });
});

interface Element {
  readonly role?: string;
  readonly type?: string;
  readonly children?: readonly Element[];
}

describe('a tagged PDF', () => {
  it('tells title, sections and controls as headings, and what belongs to no text as decoration', async () => {
    const checklist = buildChecklist();
    const document = await getDocument({ data: (await checklistToPdf(checklist, options)).slice(), verbosity: 0 })
      .promise;
    const roles = new Map<string, number>();
    const count = ({ role, children }: Element) => {
      if (role !== undefined) roles.set(role, (roles.get(role) ?? 0) + 1);
      for (const child of children ?? []) count(child);
    };
    for (let number = 1; number <= document.numPages; number += 1) {
      const tree: Element | null = await (await document.getPage(number)).getStructTree();
      if (tree) count(tree);
    }
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    expect(roles.get('H1')).toBe(1);
    // The sections, the result, the contents and the signatures.
    expect(roles.get('H2')).toBe(21 + 3);
    expect(roles.get('H3') ?? 0).toBeGreaterThanOrEqual(90);
    expect(roles.get('TOCI')).toBe(21 + 1);
    const outline = await document.getOutline();
    expect(outline.map(({ title }) => title)).toHaveLength(21 + 1);
    await document.cleanup();
  });
});

const has = (program: string, argument: string) => {
  try {
    execFileSync(program, [argument], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const poppler = has('pdftotext', '-v') && has('pdfinfo', '-v');
const office = poppler && has('soffice', '--version');
const folder = mkdtempSync(join(tmpdir(), 'documents-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Words of a PDF that reach over the edge of its page. */
function overTheEdge(file: string): string[] {
  const boxes = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' });
  const [, width = '0'] = /<page width="([\d.]+)"/.exec(boxes) ?? [];
  return [...boxes.matchAll(/xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([-\d.]+)" yMax="[-\d.]+">([^<]*)/g)]
    .filter(([, from, to]) => Number(from) < 20 || Number(to) > Number(width) - 20)
    .map(([, , , word = '']) => word);
}

const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const wordy = () =>
  withFirstControl(buildChecklist({ title: LONG, vendor: LONG, model: LONG }), {
    applies: true,
    remark: LONG.repeat(50).slice(0, 4000),
    evidence: 'A remark of many words. '.repeat(166),
    title: LONG.repeat(3),
  });

describe(`poppler${poppler ? '' : ' (SKIPPED: pdftotext and pdfinfo are not installed)'}`, () => {
  it.skipIf(!poppler)('reads every page in order, finds tags, and no word over the edge', async () => {
    for (const [name, checklist] of Object.entries({
      filled: buildChecklist(),
      blank: buildChecklist({ filled: false }),
      wordy: wordy(),
    })) {
      const file = join(folder, `${name}.pdf`);
      writeFileSync(file, await checklistToPdf(checklist, options));
      const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
      expect(info).toMatch(/Tagged:\s+yes/);
      expect(info).toMatch(/JavaScript:\s+no/);
      const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
      const places = checklist.sections
        .flatMap(({ controls }) => controls)
        .map(({ code }) => text.indexOf(`${code} `, text.indexOf('\f')));
      expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
      expect(overTheEdge(file)).toEqual([]);
    }
  });
});

describe(`LibreOffice${office ? '' : ' (SKIPPED: soffice is not installed)'}`, () => {
  it.skipIf(!office)('opens workbook and text document and prints them whole', { timeout: 240_000 }, async () => {
    const checklist = wordy();
    const files = {
      docx: await checklistToDocx(checklist, options),
      xlsx: await checklistToXlsx(checklist, options),
    };
    for (const [kind, bytes] of Object.entries(files)) {
      const source = join(folder, `${kind}.${kind}`);
      writeFileSync(source, bytes);
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      const run = execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, source], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      // Without its part for texts it opens workbooks only.
      if (kind === 'docx' && !run.includes('convert')) continue;
      const printed = join(folder, `${kind}.pdf`);
      expect(readFileSync(printed).length).toBeGreaterThan(10_000);
      const text = execFileSync('pdftotext', ['-layout', printed, '-'], { encoding: 'utf8' });
      for (const { code } of checklist.sections.flatMap(({ controls }) => controls)) expect(text).toContain(code);
      expect(text).toMatch(/Page 1 of \d+/);
      expect(overTheEdge(printed)).toEqual([]);
    }
  });
});
