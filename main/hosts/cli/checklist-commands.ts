import type { AppClient } from '../../app/create-app.ts';
import { CHECKLIST_FORMATS } from '../../contract/export.ts';
import { AppError } from '../../domain/error.ts';
import type { AssessmentId, TemplateId } from '../../domain/ids.ts';
import { en } from '../../words/en.ts';
import type { WordKey, Words } from '../../words/words.ts';
import type { Answer, Call, Result } from './command.ts';
import { disclosureInput } from './disclosure-options.ts';
import { deliver, planExport } from './export-target.ts';
import { ManyProblems } from './failure.ts';
import { readInput } from './files.ts';
import { facts, table } from './table.ts';
import { usageError } from './usage.ts';
import { withVault } from './vault-call.ts';

type Assessment = Awaited<ReturnType<AppClient['checklist']['get']>>;
type AnswerType = Assessment['controls'][number]['answerType'];

/** `checklist templates`: the catalogues of questions. */
export function listTemplates(call: Call): Promise<Answer> {
  return withVault(call, async ({ client }) => {
    const templates = (await client.checklist.templates()).map(({ id, title, version, controls }) => ({
      id,
      title,
      version,
      controls,
    }));
    return {
      value: { templates },
      text: () =>
        table(templates, [
          { heading: 'ID', value: ({ id }) => id },
          { heading: 'Title', value: ({ title }) => title },
          { heading: 'Version', value: ({ version }) => version, right: true },
          { heading: 'Controls', value: ({ controls }) => controls, right: true },
        ]),
    };
  });
}

/** `checklist new`: an assessment without answers. */
export function newAssessment(call: Call): Promise<Answer> {
  const { options } = call;
  const [template, title] = [options.required('template'), options.required('title')];
  const plannedDeliveryOn = options.day('planned-delivery');
  const plannedReplacementOn = options.day('planned-replacement');
  return withVault(call, async ({ client }) => {
    const made = await client.checklist.create({
      templateId: await templateId(client, template),
      title,
      vendor: options.text('vendor'),
      model: options.text('model'),
      softwareVersion: options.text('software-version'),
    });
    const changes = {
      ...(plannedDeliveryOn === null ? {} : { plannedDeliveryOn }),
      ...(plannedReplacementOn === null ? {} : { plannedReplacementOn }),
    };
    if (Object.keys(changes).length > 0) await client.checklist.update({ ...made, changes });
    return { value: { assessmentId: made.id }, text: () => `${made.id}\n` };
  });
}

/** The template of that identifier, or the newest of that key. @throws AppError `not_found`, `input_refused` for a draft or a retired one */
async function templateId(client: AppClient, given: string): Promise<TemplateId> {
  const templates = await client.checklist.templates();
  const byKey = templates.filter(({ key }) => key === given).sort((a, b) => b.version - a.version);
  const found = templates.find(({ id }) => id === given) ?? byKey[0];
  if (found !== undefined) return found.id;
  const others = (await client.template.list()).flatMap(({ key, editions }) => [key, ...editions.map(({ id }) => id)]);
  throw others.includes(given as TemplateId)
    ? new AppError('input_refused', { problem: 'template_not_released' })
    : new AppError('not_found', { noun: 'template', id: given });
}

/** `checklist answer`: many answers at once; all of them or, when one does not fit, none. */
export async function answerChecklist(call: Call): Promise<Answer> {
  const id = call.operands[0] as AssessmentId;
  const bytes = await readInput(call.options.required('file'));
  const { readAnswersFile } = await import('../../app/answers-file.ts');
  const given = readAnswersFile(bytes);
  return withVault(call, async ({ client }) => {
    const { controls } = await client.checklist.get({ id });
    const known = new Map(controls.map((control) => [control.code.toUpperCase(), control]));
    const answers = given.map(({ control, answer, remark, evidence }) => {
      const before = known.get(control.trim().toUpperCase());
      return {
        control,
        answer: answer ?? before?.answer ?? '',
        remark: (remark ?? before?.remark) || null,
        evidence: (evidence ?? before?.evidence) || null,
      };
    });
    const { problems, ...counts } = await client.checklist.answerAll({ id, answers });
    const [first] = problems;
    if (first !== undefined) {
      throw new ManyProblems(
        {
          problem: 'answers_do_not_fit',
          count: problems.length,
          control: first.control,
          why: problemText(first.code, call.words),
        },
        problems,
      );
    }
    return { value: counts, text: () => `${counts.answered} answered, ${counts.unchanged} unchanged\n` };
  });
}

function problemText(code: string, words: Words): string {
  const key = code in en.answerProblem ? `answerProblem.${code}` : `refused.${code}`;
  return words.t(key as WordKey).replace(/\.$/, '');
}

/** `checklist show`: score, red flags and the answers that were given. */
export function showAssessment(call: Call): Promise<Answer> {
  const id = call.operands[0] as AssessmentId;
  return withVault(call, async ({ client }) => {
    const assessment = await client.checklist.get({ id });
    const { score, controls } = assessment;
    const types = new Map(controls.map(({ code, answerType }) => [code, answerType]));
    const redFlags = score.redFlags.map(({ control, weight, answer, rule }) => ({
      control,
      weight,
      answer: answerValue(answer, types.get(control)),
      rule,
    }));
    const answers = controls
      .filter(({ answer }) => answer !== null)
      .map(({ code, answerType, answer, remark, evidence }) => ({
        control: code,
        answer: answerValue(answer, answerType),
        remark,
        evidence,
      }));
    // What the vendor declares and nobody accepted: beside the answers, because it counts for nothing yet.
    const declared = controls.flatMap(({ code, answerType, answer, declared: said }) =>
      answer !== null || said === null || said.suggestion === null
        ? []
        : [
            {
              control: code,
              suggestion: answerValue(said.suggestion, answerType),
              rows: said.rows.map(({ identifier, answer: word }) => ({ identifier, answer: word })),
            },
          ],
    );
    const { points, possible, percentage } = score;
    return {
      // cli.md names the other keys; this one is there only where a vendor's statement waits to be accepted.
      value: { points, possible, percentage, redFlags, answers, ...(declared.length > 0 ? { declared } : {}) },
      text: () => showText(assessment, redFlags, answers),
    };
  });
}

/** An answer as answers are read: `NA` in short, and figures as figures. */
function answerValue(answer: string | null, type: AnswerType | undefined): string | number | null {
  if (answer === 'not_applicable') return 'NA';
  return answer !== null && type === 'number' ? Number(answer) : answer;
}

function showText(
  { title, vendor, model, score }: Assessment,
  redFlags: readonly { control: string; weight: string; answer: string | number | null; rule: string }[],
  answers: readonly { control: string; answer: string | number | null; remark: string | null }[],
): string {
  const critical = redFlags.filter(({ weight }) => weight === 'critical').length;
  return `${facts([
    ['Title', title],
    ['Vendor', vendor],
    ['Model', model],
    ['Score', `${score.points} of ${score.possible} points, ${score.percentage} %`],
    ['Answered', `${score.answered} of ${score.applicable}`],
    ['Red flags', `${redFlags.length}, ${critical} of them critical`],
  ])}\n${table(redFlags, [
    { heading: 'Red flag', value: ({ control }) => control },
    { heading: 'Weight', value: ({ weight }) => weight },
    { heading: 'Answer', value: ({ answer }) => answer ?? '-' },
    { heading: 'Rule', value: ({ rule }) => rule },
  ])}\n${table(answers, [
    { heading: 'Control', value: ({ control }) => control },
    { heading: 'Answer', value: ({ answer }) => answer },
    { heading: 'Remark', value: ({ remark }) => remark },
  ])}`;
}

/** `checklist export`: an assessment filled in, or a template blank. */
export async function exportChecklist(call: Call): Promise<Result> {
  const [assessment] = call.operands;
  const template = call.options.text('template');
  if ((assessment === undefined) === (template === null)) {
    throw usageError('one_of', { one: 'ASSESSMENT_ID', other: '--template ID' });
  }
  const plan = planExport(call, CHECKLIST_FORMATS);
  if (plan === null) throw usageError('format_needed');
  const disclosure = disclosureInput(call, plan);
  return withVault(call, async (app) => {
    const { client } = app;
    const subject =
      template === null
        ? { assessmentId: assessment as AssessmentId }
        : { templateId: await templateId(client, template) };
    return deliver(app, await client.exports.checklist({ format: plan.format, ...subject, ...disclosure }), plan);
  });
}
