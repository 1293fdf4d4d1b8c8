import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { AssessmentId } from '../../main/domain/ids.ts';
import { CHECKLIST_SHEET_COLUMNS } from '../../main/formats/checklist-xlsx.ts';
import { FORM_SHEET } from '../../main/formats/vendor-form.ts';
import { readWorkbook } from '../../main/formats/workbook.ts';
import type { TestApp } from './vault.ts';

/** What a vendor writes into one row. A `formula` stands in the answer's cell, with the answer as its saved result. */
export interface FilledRow {
  readonly answer?: string | number;
  readonly remark?: string;
  readonly evidence?: string;
  readonly formula?: string;
  /** Another text in the cell of the question. */
  readonly question?: string;
}

const COLUMNS = { question: 'C', answer: 'F', remark: 'G', evidence: 'H' } as const;

/** Writes into a workbook of ours as another program would: straight into the cells of its XML. */
export function fillWorkbook(bytes: Uint8Array, rows: Readonly<Record<string, FilledRow>>): Uint8Array {
  const lines = rowNumbers(bytes);
  return editParts(bytes, (path, xml) => {
    if (path !== 'xl/worksheets/sheet2.xml') return xml;
    let edited = xml;
    for (const [code, row] of Object.entries(rows)) {
      const line = lines.get(code);
      if (line === undefined) throw new Error(`the workbook has no row ${code}`);
      for (const [key, column] of Object.entries(COLUMNS)) {
        const value = row[key as keyof typeof COLUMNS];
        if (value === undefined) continue;
        edited = setCell(edited, `${column}${line}`, value, key === 'answer' ? row.formula : undefined);
      }
    }
    return edited;
  });
}

/** Answers into a checklist that was exported as a workbook. */
export function fillExport(bytes: Uint8Array, answers: Readonly<Record<string, string | number>>): Uint8Array {
  const [sheet] = readWorkbook(bytes).sheets;
  const column = String.fromCharCode(65 + CHECKLIST_SHEET_COLUMNS.findIndex(({ key }) => key === 'answer'));
  return editParts(bytes, (path, xml) => {
    if (path !== 'xl/worksheets/sheet1.xml') return xml;
    return Object.entries(answers).reduce((edited, [code, answer]) => {
      const line = (sheet?.rows.findIndex(([first]) => first === code) ?? -1) + 1;
      return setCell(edited, `${column}${line}`, answer, undefined);
    }, xml);
  });
}

/** Changes the texts of the parts of an archive. */
export function editParts(bytes: Uint8Array, edit: (path: string, text: string) => string): Uint8Array {
  const parts = Object.entries(unzipSync(bytes)).map(
    ([path, content]) => [path, strToU8(edit(path, strFromU8(content)))] as const,
  );
  return zipSync(Object.fromEntries(parts), { mtime: new Date(2026, 10, 21) });
}

/** A whole row of the sheet of questions taken out, or put there once more. */
export function withRow(bytes: Uint8Array, code: string, how: 'without' | 'twice'): Uint8Array {
  const line = rowNumbers(bytes).get(code);
  return editParts(bytes, (path, xml) => {
    if (path !== 'xl/worksheets/sheet2.xml') return xml;
    return xml.replace(new RegExp(`<row r="${line}" .*?</row>`), (row) => {
      return how === 'without' ? '' : `${row}${row.replaceAll(/r="([A-Z]*)\d+"/g, 'r="$1900"')}`;
    });
  });
}

/** Where the rows of the questions are, counted from 1. */
function rowNumbers(bytes: Uint8Array): ReadonlyMap<string, number> {
  const sheet = readWorkbook(bytes).sheets.filter(({ name }) => name !== FORM_SHEET)[1];
  return new Map(sheet?.rows.map(([code = ''], index) => [code, index + 1] as const));
}

function setCell(xml: string, at: string, value: string | number, formula: string | undefined): string {
  const cell = new RegExp(`<c r="${at}"([^>]*?)(?:/>|>.*?</c>)`);
  if (!cell.test(xml)) throw new Error(`there is no cell ${at}`);
  const escaped = String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return xml.replace(cell, (_all, attributes: string) => {
    const style = attributes.replace(/ t="[^"]*"/, '');
    if (formula !== undefined) return `<c r="${at}"${style} t="str"><f>${formula}</f><v>${escaped}</v></c>`;
    if (typeof value === 'number') return `<c r="${at}"${style}><v>${escaped}</v></c>`;
    return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`;
  });
}

/** The block of answers of an HTML form, as its script would write it. */
interface AnswerBlock {
  readonly [fact: string]: unknown;
  readonly answers: readonly { readonly control: string; readonly question: string; readonly answer: string }[];
}

/** Answers an HTML form without a browser: what its script would put into the block of answers, for all its questions. */
export function answersOf(html: string, rows: Readonly<Record<string, FilledRow>>): AnswerBlock {
  const block = JSON.parse(/id="answers">(.*?)<\/script>/s.exec(html)?.[1] ?? '') as object;
  const questions = html.matchAll(/data-code="([^"]*)" data-hash="([^"]*)".*?data-asked>(.*?)<\/p>/gs);
  const answers = [...questions].map(([, code = '', hash = '', question = '']) => {
    const plain = question.replace(/&#(\d+);/g, (_all, number: string) => String.fromCharCode(Number(number)));
    const row = rows[code] ?? {};
    const { answer = '', remark = '', evidence = '' } = row;
    return { control: code, hash, question: row.question ?? plain, answer: String(answer), remark, evidence };
  });
  return { ...block, savedAt: '2026-11-20T10:00:00.000Z', answers };
}

/** A filled form, as "Save a copy" makes it. */
export function filledHtml(html: string, block: object): string {
  const json = JSON.stringify(block).replace(/</g, '\\u003c');
  return html.replace(/(id="answers">)(.*?)(<\/script>)/s, (_all, open: string, _old: string, close: string) => {
    return `${open}${json}${close}`;
  });
}

/** Sends the questions of a checklist; answers the form and its file. */
export async function sendForm(
  { client, app }: Pick<TestApp, 'client' | 'app'>,
  assessmentId: AssessmentId,
  format: 'xlsx' | 'html' = 'xlsx',
) {
  const { formId, file } = await client.vendorForm.issue({ assessmentId, format, dueOn: null });
  const bytes = app.files.collect(file.ticket)?.bytes;
  if (bytes === undefined) throw new Error('the form was not made');
  return { formId, bytes, fileName: file.fileName, text: new TextDecoder().decode(bytes) };
}
