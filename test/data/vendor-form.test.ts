import { describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import type { AssessmentId, TemplateId } from '../../main/domain/ids.ts';
import { failureOf, openApp, PASSPHRASE, type TestApp } from '../support/vault.ts';
import {
  answersOf,
  editParts,
  type FilledRow,
  filledHtml,
  fillWorkbook,
  sendForm,
  withRow,
} from '../support/vendor-form.ts';

let shared: Promise<TestApp> | null = null;
/** One vault for the file; every test has a checklist of its own. */
const program = () => {
  shared ??= openApp('file');
  return shared;
};

let bidders = 0;
async function bidder(vendor?: string) {
  const test = await program();
  bidders += 1;
  const [template] = await test.client.checklist.templates();
  const { id } = await test.client.checklist.create({
    templateId: template?.id as TemplateId,
    title: `Infusion pumps ${bidders}`,
    vendor: vendor ?? `Bidder ${bidders}`,
    model: 'Pump 9',
    softwareVersion: '4.1',
  });
  const back = (bytes: Uint8Array | string, assessmentId: AssessmentId | null = id, fileName = 'back.xlsx') => ({
    uploadId: test.upload(bytes),
    fileName,
    assessmentId,
  });
  const control = async (code: string) =>
    (await test.client.checklist.get({ id })).controls.find((one) => one.code === code);
  return { ...test, id, back, control, send: (format?: 'xlsx' | 'html') => sendForm(test, id, format) };
}

const FILLED: Readonly<Record<string, FilledRow>> = {
  'BR-01': { answer: 'Yes', evidence: 'Service manual 3.2, page 44' },
  'BR-02': { answer: 4, remark: 'measured in 2026' },
  'BR-03': { answer: 'n/a', remark: 'no backup target' },
  'LC-01': { answer: 49_490 },
  'LC-04': { answer: 'Twelve months, tacit, three months of notice' },
};

const rowOf = <Row extends { control: string }>(rows: readonly Row[], code: string) =>
  rows.find(({ control }) => control === code);

describe('questions that go to a vendor and come back', () => {
  it('are looked at, kept as declared, and count for nothing until somebody accepts them (story 19)', async () => {
    const { client, send, back, control, id, app } = await bidder();
    const { bytes, formId } = await send();
    const input = back(fillWorkbook(bytes, FILLED));
    const preview = await client.vendorForm.preview(input);
    expect(preview).toMatchObject({ format: 'xlsx', outcome: 'created', findings: [], read: 90, form: { id: formId } });
    const given = preview.rows.filter(({ value }) => value !== null);
    expect(given.map(({ control, state, value }) => [control, state, value])).toEqual([
      ['BR-01', 'new', 'yes'],
      ['BR-02', 'new', '4'],
      ['BR-03', 'new', 'not_applicable'],
      ['LC-01', 'new', '2035-06-30'],
      ['LC-04', 'new', 'Twelve months, tacit, three months of notice'],
    ]);
    expect(new Set(preview.rows.map(({ state }) => state))).toEqual(new Set(['new', 'blank']));
    expect((await client.vendorForm.list({ assessmentId: id }))[0]).toMatchObject({ returnedAt: null, declared: 0 });

    const taken = await client.vendorForm.take(input);
    expect(taken.form).toMatchObject({ declared: 5, returnedAt: expect.any(String) });
    const before = await client.checklist.get({ id });
    expect(before.score.answered).toBe(0);
    expect(before.form?.id).toBe(formId);
    expect(await control('BR-01')).toMatchObject({
      answer: null,
      formAnswer: { value: 'yes', remark: null, evidence: 'Service manual 3.2, page 44' },
      acceptedFrom: null,
    });

    const answers = given.map(({ control, answerRevision, value }) => ({
      control,
      answerRevision,
      value: value ?? '',
    }));
    const { accepted, score } = await client.vendorForm.accept({ formId, answers });
    expect([accepted, score.answered]).toEqual([5, 5]);
    expect(await control('BR-03')).toMatchObject({
      answer: 'not_applicable',
      remark: 'no backup target',
      acceptedFrom: 'form',
    });
    // Another answer is the person's own; words beside it leave it the vendor's.
    const change = { id, control: 'BR-01', answerRevision: 1, remark: 'seen', evidence: null };
    await client.checklist.answer({ ...change, answer: 'yes' });
    expect((await control('BR-01'))?.acceptedFrom).toBe('form');
    await client.checklist.answer({ ...change, answerRevision: 2, answer: 'partial' });
    expect((await control('BR-01'))?.acceptedFrom).toBeNull();
    const document = await client.document.open({ id: taken.form.documentId as never });
    expect(app.files.collect(document.ticket)?.bytes).toEqual(app.files.upload(input.uploadId));
  });

  it('are told apart: new, changed against what stands there, same, blank; the same file changes nothing', async () => {
    const { client, send, back, id } = await bidder();
    const { bytes, formId } = await send();
    await client.checklist.answerAll({
      id,
      answers: [
        { control: 'BR-01', answer: 'yes', remark: 'ours', evidence: 'Service manual 3.2, page 44' },
        { control: 'BR-02', answer: '12', remark: null, evidence: null },
      ],
    });
    const file = fillWorkbook(bytes, FILLED);
    const { rows } = await client.vendorForm.take(back(file));
    expect(['BR-01', 'BR-02', 'BR-03', 'BR-04'].map((code) => rowOf(rows, code)?.state)).toEqual([
      'same',
      'changed',
      'new',
      'blank',
    ]);
    expect(rowOf(rows, 'BR-02')?.before).toEqual({ value: '12', remark: null, evidence: null });
    const again = await client.vendorForm.take(back(file));
    expect([again.outcome, again.form.returnedAt]).toEqual(['unchanged', again.form.returnedAt]);
    // A corrected file of the same form takes the place of the first.
    const corrected = await client.vendorForm.take(back(fillWorkbook(bytes, { 'BR-02': { answer: 6 } })));
    expect(corrected).toMatchObject({
      outcome: 'corrected',
      findings: [{ code: 'answered_before' }],
      form: { declared: 1 },
    });
    const gone = { formId, answers: [{ control: 'BR-03', answerRevision: 0, value: 'not_applicable' }] };
    expect(await failureOf(client.vendorForm.accept(gone))).toMatchObject({ problem: 'form_declares_otherwise' });
    // A person's own words stay beside the vendor's.
    await client.vendorForm.accept({ formId, answers: [{ control: 'BR-02', answerRevision: 1, value: '6' }] });
    expect(await client.vendorForm.discard({ formId })).toEqual({ discarded: 1 });
    const after = await client.checklist.get({ id });
    expect([
      after.form,
      rowOf(
        after.controls.map((one) => ({ ...one, control: one.code })),
        'BR-02',
      )?.answer,
    ]).toEqual([null, '6']);
  });

  it('come back as the HTML form or as its answers, and mean the same', async () => {
    const { client, send, back } = await bidder();
    const { text, formId, fileName } = await send('html');
    expect(fileName).toMatch(/^questions-bidder-\d+-pump-9\.html$/);
    const block = answersOf(text, {
      ...FILLED,
      'LC-01': { answer: '2035-06-30' },
      'BR-03': { answer: 'not_applicable', remark: 'no target' },
    });
    const values = async (content: string) => {
      const { rows, format } = await client.vendorForm.preview(back(content));
      return [
        format,
        rows.filter(({ value }) => value !== null).map(({ control, value }) => [control, value]),
      ] as const;
    };
    const [html, fromHtml] = await values(filledHtml(text, block));
    const [json, fromJson] = await values(JSON.stringify(block));
    expect([html, json]).toEqual(['html', 'json']);
    expect(fromHtml).toEqual([
      ['BR-01', 'yes'],
      ['BR-02', '4'],
      ['BR-03', 'not_applicable'],
      ['LC-01', '2035-06-30'],
      ['LC-04', 'Twelve months, tacit, three months of notice'],
    ]);
    expect(fromJson).toEqual(fromHtml);
    // As it was sent, without an answer.
    expect((await client.vendorForm.preview(back(text))).form.id).toBe(formId);
  });
});

describe('what is not as it was sent', () => {
  it('is refused whole: unknown forms, those of another vendor, those that say something else of themselves', async () => {
    const [one, other] = [await bidder(), await bidder('Other vendor')];
    const { bytes, text } = { ...(await one.send('html')), bytes: (await one.send()).bytes };
    const { client } = one;
    expect(await failureOf(client.vendorForm.take(other.back(bytes)))).toMatchObject({
      problem: 'form_of_another_checklist',
      title: expect.stringContaining('Infusion pumps'),
    });
    const swap = (from: RegExp, to: string) => text.replace(from, to);
    expect(await failureOf(client.vendorForm.preview(one.back(swap(/"form":"[^"]*"/, '"form":"none"'))))).toMatchObject(
      {
        code: 'file_refused',
        problem: 'form_not_known',
        form: 'none',
      },
    );
    for (const altered of [
      swap(/"checklist":"[^"]*"/, `"checklist":"${other.id}"`),
      swap(/"questions":"[^"]*"/, '"questions":"00"'),
    ]) {
      expect(await failureOf(client.vendorForm.take(one.back(altered)))).toMatchObject({ problem: 'form_altered' });
    }
    const strange = { problem: 'vendor_form_not_recognised' };
    for (const file of [
      'plain text',
      '{"schema":"other/1","answers":[]}',
      '<html></html>',
      swap(/vendor-answers\/1/, 'vendor-answers/2'),
    ]) {
      expect(await failureOf(client.vendorForm.preview(one.back(file)))).toMatchObject(strange);
    }
    const { sheets } = {
      sheets: editParts(bytes, (path, xml) => (path === 'xl/workbook.xml' ? xml.replace('"medsteward"', '"x"') : xml)),
    };
    expect(await failureOf(client.vendorForm.preview(one.back(sheets)))).toMatchObject(strange);
  });

  it('is told row by row, and never taken', async () => {
    const { client, send, back, id } = await bidder();
    const { bytes } = await send();
    const bad = withRow(
      withRow(
        fillWorkbook(bytes, {
          'BR-01': { answer: 'Yes', formula: 'IF(1,&quot;Yes&quot;)' },
          'BR-02': { answer: -4 },
          'BR-03': { answer: 'n/a' },
          'BR-04': { answer: 'perhaps' },
          'AM-01': { answer: 'Yes', question: 'Is there a second factor for anybody?' },
          'AM-03': { answer: 'Yes', remark: 'x'.repeat(4001) },
          'PM-02': { answer: 200_000 },
          'LC-01': { answer: 'some day' },
          'CA-03': { answer: 100_000 },
          'PW-01': { answer: 'Yes' },
        }),
        'AM-05',
        'without',
      ),
      'PW-01',
      'twice',
    );
    const { rows, form } = await client.vendorForm.take(back(bad));
    const problems = Object.fromEntries(rows.filter(({ problem }) => problem).map((row) => [row.control, row.problem]));
    expect(problems).toEqual({
      'BR-01': 'formula',
      'BR-02': 'number_out_of_range',
      'BR-03': 'reason_needed',
      'BR-04': 'choice_not_known',
      'AM-01': 'question_altered',
      'AM-03': 'too_long',
      'AM-05': 'row_missing',
      'PM-02': 'number_out_of_range',
      'LC-01': 'date_expected',
      'CA-03': 'date_out_of_range',
      'PW-01': 'control_twice',
    });
    expect(form.declared).toBe(0);
    expect((await client.checklist.get({ id })).score.answered).toBe(0);
  });

  it('tells of questions that are not asked any more, of strange ones, of a late return and of a newer form', async () => {
    const { client, send, back, id, clock } = await bidder();
    const { formId } = await client.vendorForm.issue({ assessmentId: id, format: 'html', dueOn: day('2026-11-22') });
    const { text } = await send('html');
    const later = answersOf(text, { 'RG-03': { answer: 'yes' }, 'BR-01': { answer: 'yes' } });
    const { revision } = await client.checklist.get({ id });
    await client.checklist.update({
      id,
      revision,
      changes: { applicability: { us_phi: false }, vendor: undefined } as never,
    });
    const strange = { ...later, answers: [...later.answers, { control: 'ZZ-99', question: 'Why?', answer: 'yes' }] };
    const { rows, findings } = await client.vendorForm.preview(back(JSON.stringify(strange)));
    expect(rowOf(rows, 'ZZ-99')).toMatchObject({ state: 'problem', problem: 'control_not_known', given: 'yes' });
    expect(rowOf(rows, 'BR-01')?.state).toBe('new');
    expect(rows.filter(({ problem }) => problem === 'not_asked').length).toBeGreaterThan(0);
    expect(findings).toEqual([]);
    const first = { ...later, form: formId };
    clock.set('2026-11-23');
    const late = await client.vendorForm.preview(back(JSON.stringify(first)));
    clock.set('2026-11-21');
    expect(late.findings.map(({ code }) => code)).toEqual(['returned_late', 'newer_form']);
  });
});

describe('what leaves the house', () => {
  it('holds the questions that are asked, and nothing of weights, rules, answers and people (minimal disclosure)', async () => {
    const { client, id, send } = await bidder();
    await client.checklist.answerAll({
      id,
      answers: [{ control: 'BR-01', answer: 'no', remark: 'internal-remark', evidence: 'internal-evidence' }],
    });
    const { revision } = await client.checklist.get({ id });
    const changes = { applicability: { uses_ml: false }, department: 'internal-department', maxDowntimeHours: 7_777 };
    await client.checklist.update({ id, revision, changes });
    const { controls } = await client.checklist.get({ id });
    const xlsx = await send();
    const parts: string[] = [];
    editParts(xlsx.bytes, (path, xml) => {
      if (!path.startsWith('docProps')) parts.push(xml);
      return xml;
    });
    for (const content of [(await send('html')).text, parts.join('\n')]) {
      const decoded = content.replace(/&#(\d+);/g, (_all, number: string) => String.fromCharCode(Number(number)));
      const plain = decoded.replaceAll('&amp;', '&').replaceAll('&apos;', "'").replaceAll('&quot;', '"');
      for (const { applies, question, redFlagRule, code } of controls) {
        expect(plain.includes(question), code).toBe(applies);
        expect(plain.includes(redFlagRule), code).toBe(false);
      }
      for (const internal of ['internal-', '7777', 'Ines Costa', 'REMEDIATE', 'redFlag', 'weight"']) {
        expect(plain.includes(internal), internal).toBe(false);
      }
    }
  });

  it('refuses days that are over, and everything once the checklist is signed', async () => {
    const { client, id, send, back } = await bidder();
    const issue = (dueOn: string | null) =>
      client.vendorForm.issue({ assessmentId: id, format: 'xlsx', dueOn: dueOn as never });
    expect(await failureOf(issue('2026-11-20'))).toMatchObject({ problem: 'due_before_today' });
    const { bytes, formId } = await send();
    await client.vendorForm.take(back(fillWorkbook(bytes, FILLED)));
    const { contentHash } = await client.signOff.of({ noun: 'checklist', recordId: id as never });
    const current = { passphrase: PASSPHRASE, keyFile: null };
    const duty = 'engineering_review';
    await client.signOff.sign({ noun: 'checklist', recordId: id as never, duty, comment: null, contentHash, current });
    const again = back(fillWorkbook(bytes, { 'BR-01': { answer: 'No' } }));
    const accepting = { formId, answers: [{ control: 'BR-01', answerRevision: 0, value: 'yes' }] };
    for (const refused of [
      issue(null),
      client.vendorForm.take(again),
      client.vendorForm.accept(accepting),
      client.vendorForm.discard({ formId }),
    ]) {
      expect(await failureOf(refused)).toMatchObject({ problem: 'checklist_locked' });
    }
    expect((await client.checklist.get({ id })).score.answered).toBe(0);
  });
});
