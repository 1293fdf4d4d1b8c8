import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CommandVault } from '../support/cli-vault.ts';
import { answersOf, fillExport, fillWorkbook } from '../support/vendor-form.ts';

const desk = new CommandVault();
let assessmentId = '';

interface Shown {
  readonly answers: readonly { readonly control: string; readonly answer: unknown; readonly remark: string | null }[];
}

beforeAll(async () => {
  await desk.document('vault', 'create', '--recovery-file', desk.at('recovery.txt'));
  const [template] = (await desk.document<{ templates: { id: string }[] }>('checklist', 'templates')).templates;
  const made = await desk.document<{ assessmentId: string }>(
    ...['checklist', 'new', '--template', template?.id ?? '', '--title', 'Monitors'],
    ...['--vendor', 'Norvia Medical', '--model', 'PM-5'],
  );
  assessmentId = made.assessmentId;
});

/** Sends the questions into a file; that it was written is told beside the one document. */
async function send(name: string, ...options: string[]): Promise<{ formId: string }> {
  const run = await desk.run('checklist', 'send', assessmentId, '--out', desk.at(name), ...options, '--json');
  expect([run.err, run.exit]).toEqual([expect.stringMatching(/^Written: .* bytes\)\n$/), 0]);
  return run.json<{ formId: string }>();
}

describe('checklist send and checklist import', () => {
  it('send the questions, take in what came back, and leave out what does not fit (cli.md)', async () => {
    const sent = await send('questions.xlsx', '--due', '2027-01-31', '--as-of', '2026-11-21');
    expect(sent).toMatchObject({ assessmentId, format: 'xlsx' });
    const filled = fillWorkbook(readFileSync(desk.at('questions.xlsx')), {
      'BR-01': { answer: 'Partly', remark: 'without the licences' },
      'BR-02': { answer: 4 },
      'BR-03': { answer: 'perhaps' },
      'LC-01': { answer: 'Yes', formula: '1+1' },
    });
    writeFileSync(desk.at('back.xlsx'), filled);
    const expected = {
      assessmentId,
      formId: sent.formId,
      read: 90,
      answered: 2,
      unchanged: 0,
      problems: [
        { control: 'BR-03', code: 'choice_not_known', value: 'perhaps' },
        { control: 'LC-01', code: 'formula', value: 'Yes' },
      ],
    };
    expect(await desk.document('checklist', 'import', desk.at('back.xlsx'), '--dry-run')).toEqual(expected);
    expect((await desk.document<Shown>('checklist', 'show', assessmentId)).answers).toEqual([]);
    expect(await desk.document('checklist', 'import', desk.at('back.xlsx'))).toEqual(expected);
    const { answers } = await desk.document<Shown>('checklist', 'show', assessmentId);
    expect(answers.map(({ control, answer, remark }) => [control, answer, remark])).toEqual([
      ['BR-01', 'partial', 'without the licences'],
      ['BR-02', 4, null],
    ]);
    expect(await desk.document('checklist', 'import', desk.at('back.xlsx'))).toMatchObject({
      answered: 0,
      unchanged: 2,
    });
  });

  it('take a checklist in that was exported as a workbook and filled in (cli.md)', async () => {
    const run = await desk.run('checklist', 'export', assessmentId, '--format', 'xlsx', '--out', desk.at('list.xlsx'));
    expect(run.exit).toBe(0);
    const filled = fillExport(readFileSync(desk.at('list.xlsx')), { 'AM-01': 'Yes', 'AM-03': 'perhaps', 'PM-02': 30 });
    writeFileSync(desk.at('list-back.xlsx'), filled);
    expect(await desk.document('checklist', 'import', desk.at('list-back.xlsx'))).toEqual({
      assessmentId,
      formId: null,
      read: 5,
      answered: 2,
      unchanged: 2,
      problems: [{ control: 'AM-03', code: 'choice_not_known', value: 'perhaps' }],
    });
    const { answers } = await desk.document<Shown>('checklist', 'show', assessmentId);
    expect(answers.map(({ control, answer }) => [control, answer])).toEqual([
      ['BR-01', 'partial'],
      ['BR-02', 4],
      ['AM-01', 'yes'],
      ['PM-02', 30],
    ]);
  });

  it('take the answers of the HTML form, and refuse what no form sent', async () => {
    expect(await send('form.html')).toMatchObject({ format: 'html' });
    const block = answersOf(desk.read('form.html'), { 'BR-02': { answer: '6' } });
    writeFileSync(desk.at('answers.json'), JSON.stringify(block));
    expect(await desk.document('checklist', 'import', desk.at('answers.json'))).toMatchObject({
      answered: 1,
      problems: [],
    });
    writeFileSync(desk.at('other.json'), JSON.stringify({ ...block, form: 'none' }));
    expect(await desk.failure('checklist', 'import', desk.at('other.json'))).toEqual([
      4,
      'file_refused',
      'form_not_known',
    ]);
  });
});
