import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Control } from '../../main/domain/checklist.ts';
import { day, type Instant } from '../../main/domain/day.ts';
import { ImportFileError } from '../../main/domain/import/problems.ts';
import { checkReturned, FORM_STATES, formQuestion, type ReturnedRow, sameText } from '../../main/domain/vendor-form.ts';
import catalogue from '../../main/features/checklist/controls.json' with { type: 'json' };
import { questionHash, type VendorFormDocument } from '../../main/formats/vendor-form.ts';
import { vendorFormToHtml } from '../../main/formats/vendor-form-html.ts';
import { readVendorForm } from '../../main/formats/vendor-form-read.ts';
import { vendorFormToXlsx } from '../../main/formats/vendor-form-xlsx.ts';
import { createWords } from '../../main/words/words.ts';
import { activeContent, FORMULA_PAYLOADS } from '../support/document-reader.ts';
import { answersOf, filledHtml, fillWorkbook } from '../support/vendor-form.ts';

const words = createWords();
const CONTROLS = catalogue.controls as unknown as readonly Control[];
const HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)"> \' \u2028 & =1+1 {{total}}';

function formOf(changes: Partial<VendorFormDocument> = {}): VendorFormDocument {
  return {
    formId: '019aa000-0000-7000-8000-000000000001',
    assessmentId: '019aa000-0000-7000-8000-000000000002',
    organisation: 'St. Anne Hospital',
    title: 'Bedside monitors',
    vendor: 'Norvia Medical',
    model: 'PM-5',
    softwareVersion: '5.2',
    issuedOn: day('2026-11-21'),
    dueOn: null,
    template: { key: 'procurement-security', edition: 1 },
    questions: CONTROLS.map(formQuestion),
    ...changes,
  };
}
const html = (form = formOf()) => new TextDecoder().decode(vendorFormToHtml(form, words, 'answers'));
const xlsx = (form = formOf()) => vendorFormToXlsx(form, { words, createdAt: '2026-11-21T10:00:00.000Z' as Instant });
const bytes = (text: string) => new TextEncoder().encode(text);

const GROUND = {
  controls: CONTROLS,
  asked: new Set(CONTROLS.map(({ code }) => code)),
  hashes: new Map(CONTROLS.map((control) => [control.code, questionHash(formQuestion(control))])),
  standing: new Map(),
};

function row(code: string, answer: string, changes: Partial<ReturnedRow> = {}): ReturnedRow {
  const question = CONTROLS.find((control) => control.code === code)?.question ?? null;
  const hash = GROUND.hashes.get(code) ?? null;
  return { control: code, question, hash, answer, remark: '', evidence: '', formula: false, ...changes };
}
const checked = (one: ReturnedRow) => checkReturned([one], GROUND).find(({ control }) => control === one.control);

describe('a row that came back', () => {
  it.each([
    ['BR-01', 'Yes', 'yes'],
    ['BR-01', ' partly ', 'partial'],
    ['BR-02', '4', '4'],
    ['BR-02', '4.0', '4'],
    ['BR-02', '0.30000000000000004', '0.3'],
    ['BR-02', '100000', '100000'],
    ['LC-01', '2000-01-01', '2000-01-01'],
    ['LC-01', '2099-12-31', '2099-12-31'],
    ['LC-04', '=1+1', '=1+1'],
  ])('to %s, %j, is read as %j', (code, answer, value) => {
    expect(checked(row(code, answer))).toMatchObject({ state: 'new', value, problem: null });
  });

  it.each([
    ['BR-01', 'perhaps', {}, 'choice_not_known'],
    ['BR-01', 'n/a', {}, 'reason_needed'],
    ['BR-02', 'soon', {}, 'number_expected'],
    ['BR-02', '4,5', {}, 'number_expected'],
    ['BR-02', '-1', {}, 'number_out_of_range'],
    ['BR-02', '100000.5', {}, 'number_out_of_range'],
    ['LC-01', '2027-02-30', {}, 'date_expected'],
    ['LC-01', '1999-12-31', {}, 'date_out_of_range'],
    ['LC-01', '2100-01-01', {}, 'date_out_of_range'],
    ['LC-04', 'x'.repeat(4001), {}, 'too_long'],
    ['BR-01', 'Yes', { evidence: 'x'.repeat(4001) }, 'too_long'],
    ['BR-01', 'Yes', { formula: true }, 'formula'],
    ['BR-01', 'Yes', { question: 'Is there a backup?' }, 'question_altered'],
    ['BR-01', 'Yes', { question: null }, 'question_altered'],
    ['BR-01', 'Yes', { hash: '00' }, 'question_outdated'],
    ['BR-01', 'Yes', { hash: null }, 'question_outdated'],
    ['ZZ-01', 'Yes', {}, 'control_not_known'],
  ] as const)('to %s, %j %j, is refused as %s and has no value', (code, answer, changes, problem) => {
    expect(checked(row(code, answer, changes))).toMatchObject({ state: 'problem', problem, value: null, remark: null });
  });

  it('is the same question whatever blanks and line ends became on the way', () => {
    const text = 'Can staff back it\u00a0up,\r\nand\t how?';
    expect(sameText(text)).toBe(sameText('Can  staff back it up, and how? \u200b'));
    expect(sameText(text)).not.toBe(sameText('Can staff back it up and how?'));
  });
});

describe('the offline form', () => {
  it('keeps markup in every text as text, and lets nothing run that it does not name (reliability.md T41)', () => {
    const questions = CONTROLS.slice(0, 6).map((control) => ({
      ...formQuestion(control),
      title: HOSTILE,
      question: HOSTILE,
      sectionTitle: HOSTILE,
      unit: HOSTILE,
      evidenceHints: [HOSTILE],
    }));
    const text = html(formOf({ title: HOSTILE, vendor: HOSTILE, model: HOSTILE, organisation: HOSTILE, questions }));
    // Three elements of our own: the answers, the words, the script.
    expect(text.match(/<script/g)).toHaveLength(3);
    expect(text.match(/<\/script/g)).toHaveLength(3);
    const tags = text.replace(/<(script|style)>.*?<\/\1>/gs, '').match(/<[^>]+>/g) ?? [];
    expect(tags.length).toBeGreaterThan(100);
    expect(
      tags.filter((tag) => /<(img|link|iframe|base|object)|\s(on\w+|src|style|href)\s*=(?!"#)/i.test(tag)),
    ).toEqual([]);
    expect(text).not.toContain('\u2028');
    expect(text).toMatch(/default-src &#39;none&#39;; script-src &#39;sha256-[^;]{44}&#39;; style-src/);
    const { head, rows } = readVendorForm(bytes(text));
    expect(head.vendor).toBe(HOSTILE.replace('\u2028', ' ').replace(/ +/g, ' '));
    expect(rows).toHaveLength(6);
  });

  it('comes back as it was filled in, in full or as its answers', () => {
    const block = answersOf(html(), { 'BR-01': { answer: 'yes', remark: HOSTILE }, 'BR-02': { answer: 4 } });
    const [one, other] = [filledHtml(html(), block), JSON.stringify(block)].map((text) => readVendorForm(bytes(text)));
    expect(one?.rows).toEqual(other?.rows);
    expect(one?.head).toMatchObject({ format: 'html', vendor: 'Norvia Medical', templateKey: 'procurement-security' });
    const states = checkReturned(one?.rows ?? [], GROUND).map(({ state }) => state);
    expect(
      Object.fromEntries(FORM_STATES.map((state) => [state, states.filter((one) => one === state).length])),
    ).toEqual({
      new: 2,
      changed: 0,
      same: 0,
      blank: 88,
      problem: 0,
    });
  });
});

describe('the workbook', () => {
  it('holds forty injections as text, and nothing that runs (reliability.md T56)', async () => {
    const [base] = CONTROLS.map(formQuestion);
    const questions = FORMULA_PAYLOADS.map((payload, index) => ({
      ...(base as NonNullable<typeof base>),
      code: `X-${index}`,
      title: payload,
      question: payload,
      evidenceHints: [payload],
    }));
    expect(questions.length).toBeGreaterThanOrEqual(40);
    const file = await xlsx(formOf({ title: '=1+1', vendor: '@SUM(A1)', questions }));
    expect(activeContent(file)).toEqual([]);
    const { rows } = readVendorForm(file);
    expect(rows.map(({ question }) => sameText(question ?? ''))).toEqual(
      questions.map(({ question }) => sameText(question)),
    );
  });

  it('says which cells come from a formula, whatever was saved with it', async () => {
    const filled = fillWorkbook(await xlsx(), {
      'BR-01': { answer: 'Yes', formula: 'A1' },
      'BR-02': { answer: 4 },
      'LC-01': { answer: 49_490 },
    });
    const rows = new Map(readVendorForm(filled).rows.map((one) => [one.control, one]));
    expect([rows.get('BR-01')?.formula, rows.get('BR-02')?.formula]).toEqual([true, false]);
    expect([rows.get('BR-02')?.answer, rows.get('LC-01')?.answer]).toEqual(['4', '2035-06-30']);
  });

  it('reads every mutilation of what may come back without a crash (reliability.md T36)', async () => {
    const block = answersOf(html(), { 'BR-01': { answer: 'yes', remark: 'r' } });
    const seeds = [
      fillWorkbook(await xlsx(), { 'BR-01': { answer: 'Yes' } }),
      bytes(filledHtml(html(), block)),
      bytes(JSON.stringify(block)),
    ];
    const pieces = ['"', '\\', '<', '{', '[', 'null', '1e999', '__proto__', '\u0000', 'answers', '</script>'].map(
      bytes,
    );
    const cut = fc.record({
      seed: fc.nat(seeds.length - 1),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(400),
      piece: fc.nat(pieces.length - 1),
    });
    let read = 0;
    fc.assert(
      fc.property(cut, ({ seed, at, length, piece }) => {
        const file = seeds[seed] as Uint8Array;
        const place = Math.floor(at * file.length);
        const parts = [file.subarray(0, place), pieces[piece] as Uint8Array, file.subarray(place + length)];
        try {
          const { rows } = readVendorForm(Buffer.concat(parts));
          const taken = checkReturned(rows, GROUND).filter(({ problem }) => problem === null);
          // What still fits its question is an answer that a person could have given.
          for (const { value, remark } of taken) expect(value !== 'not_applicable' || remark !== null).toBe(true);
          read += 1;
        } catch (error) {
          expect(error).toBeInstanceOf(ImportFileError);
        }
      }),
      { numRuns: 300 },
    );
    expect(read, 'some of them can still be read').toBeGreaterThan(10);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
