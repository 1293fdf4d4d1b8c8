import { basename, extname } from 'node:path';
import type { readChecklistFile } from '../../app/answers-file.ts';
import type { AppClient } from '../../app/create-app.ts';
import { AppError } from '../../domain/error.ts';
import type { AssessmentId } from '../../domain/ids.ts';
import { checkReturned, FORM_FORMATS } from '../../domain/vendor-form.ts';
import type { Words } from '../../words/words.ts';
import type { Answer, Call } from './command.ts';
import { readInput, targetFor, writeTarget } from './files.ts';
import { note } from './output.ts';
import { facts, table } from './table.ts';
import { usageError } from './usage.ts';
import { withVault } from './vault-call.ts';

type Read = Awaited<ReturnType<AppClient['vendorForm']['take']>>;
type Row = Read['rows'][number];

/** `checklist send ID --out FILE`: the questions of a checklist for its vendor, as a workbook or an offline form. */
export async function sendQuestions(call: Call): Promise<Answer> {
  const { options } = call;
  const out = options.required('out');
  const ending = extname(out).slice(1).toLowerCase();
  const format = options.choice('format', FORM_FORMATS) ?? FORM_FORMATS.find((one) => one === ending);
  if (format === undefined) throw usageError('format_needed');
  const target = targetFor(out, options.has('force'));
  const dueOn = options.day('due');
  const assessmentId = call.operands[0] as AssessmentId;
  return withVault(call, async ({ client, files }) => {
    const { formId, file } = await client.vendorForm.issue({ assessmentId, format, dueOn });
    const made = files.collect(file.ticket);
    if (made === null) throw new AppError('upload_missing');
    await writeTarget(target, made.bytes);
    note(`Written: ${target.file} (${made.bytes.length} bytes)`);
    return {
      value: { assessmentId, formId, file: target.path, format, byteSize: made.bytes.length },
      text: () => `${formId}\n`,
    };
  });
}

/**
 * `checklist import FILE`: what came back from a vendor, as a workbook, an HTML form or its file of answers. The form says which
 * checklist it belongs to; what has no problem becomes the answer.
 */
export async function importAnswers(call: Call): Promise<Answer> {
  const [file = ''] = call.operands;
  const dryRun = call.options.has('dry-run');
  const bytes = await readInput(file);
  const { readChecklistFile } = await import('../../app/answers-file.ts');
  const exported = readChecklistFile(bytes);
  if (exported !== null) return withVault(call, ({ client }) => importExported(client, exported, dryRun));
  return withVault(call, async ({ client, files }) => {
    const fileName = basename(file);
    const input = { uploadId: files.take(fileName, bytes), fileName, assessmentId: null };
    const result = dryRun ? await client.vendorForm.preview(input) : await client.vendorForm.take(input);
    const wanted = result.rows.filter(({ state }) => state === 'new' || state === 'changed');
    const answers = wanted.map(({ control, answerRevision, value }) => ({
      control,
      answerRevision,
      value: value ?? '',
    }));
    if (!dryRun && answers.length > 0) await client.vendorForm.accept({ formId: result.form.id, answers });
    const problems = result.rows.flatMap((row) => problemOf(row));
    const value = {
      assessmentId: result.form.assessmentId,
      formId: result.form.id,
      read: result.read,
      answered: answers.length,
      unchanged: result.rows.filter(({ state }) => state === 'same').length,
      problems,
    };
    return { value, text: () => importedText(result, value, dryRun, call.words) };
  });
}

/** A checklist that was exported as a workbook: blank cells leave what is there, and only what applies is answered. */
async function importExported(
  client: AppClient,
  { assessmentId, rows }: NonNullable<ReturnType<typeof readChecklistFile>>,
  dryRun: boolean,
): Promise<Answer> {
  const id = assessmentId as AssessmentId;
  const { controls } = await client.checklist.get({ id });
  const questions = new Map(controls.map(({ code, question }) => [code, question]));
  const checked = checkReturned(
    rows.map((row) => {
      // Below a question that does not apply the export says so.
      const question = questions.get(row.control) ?? '';
      return row.question?.startsWith(question) ? { ...row, question } : row;
    }),
    {
      controls,
      asked: new Set(controls.filter(({ applies }) => applies).map(({ code }) => code)),
      hashes: null,
      standing: new Map(
        controls.map(({ code, answer, remark, evidence }) => [code, { value: answer, remark, evidence }]),
      ),
    },
  ).filter(({ problem }) => problem !== 'row_missing');
  const given = checked.filter(({ state }) => state === 'new' || state === 'changed');
  const answers = given.map(({ control, value, remark, evidence }) => {
    const before = controls.find(({ code }) => code === control);
    return {
      control,
      answer: value ?? '',
      remark: remark ?? before?.remark ?? null,
      evidence: evidence ?? before?.evidence ?? null,
    };
  });
  if (!dryRun && answers.length > 0) await client.checklist.answerAll({ id, answers });
  const problems = checked.flatMap((row) => problemOf(row));
  const value = {
    assessmentId,
    formId: null,
    read: rows.length,
    answered: answers.length,
    unchanged: checked.filter(({ state }) => state === 'same').length,
    problems,
  };
  const told = `${dryRun ? 'Dry run: nothing was written.\n' : ''}${value.answered} answered, ${value.unchanged} unchanged\n`;
  return { value, text: () => told + problems.map(({ control, code }) => `${control}: ${code}\n`).join('') };
}

function problemOf({
  control,
  problem,
  given,
}: Pick<Row, 'control' | 'problem' | 'given'>): readonly { control: string; code: string; value?: string }[] {
  if (problem === null) return [];
  return [{ control, code: problem, ...(given === '' ? {} : { value: given }) }];
}

function importedText(
  { form, findings, rows }: Read,
  { answered, unchanged, problems }: { answered: number; unchanged: number; problems: readonly object[] },
  dryRun: boolean,
  words: Words,
): string {
  const about = facts([
    ['Checklist', form.title],
    ['Vendor', form.vendor],
    [dryRun ? 'Would be answered' : 'Answered', answered],
    ['Unchanged', unchanged],
    ['Without an answer', rows.filter(({ state }) => state === 'blank').length],
    ['Problems', problems.length],
  ]);
  const wrong = rows.filter(({ problem }) => problem !== null);
  const told = findings.map(({ code, value }) => words.t(`vendorForm.finding.${code}`, { value: value ?? '' }));
  return [
    ...(dryRun ? ['Dry run: nothing was written.'] : []),
    about.trimEnd(),
    ...told,
    ...(wrong.length === 0
      ? []
      : [
          '',
          table(wrong, [
            { heading: 'Control', value: ({ control }) => control },
            { heading: 'Problem', value: ({ problem }) => words.t(`vendorForm.problem.${problem ?? 'row_missing'}`) },
            { heading: 'In the file', value: ({ given }) => given },
          ]).trimEnd(),
        ]),
    '',
  ].join('\n');
}
