import { addDays } from '../../domain/day.ts';
import { ANSWERS_SCHEMA, formHead, questionHash, questionsHash } from '../../formats/vendor-form.ts';
import { loadAssessment } from '../checklist/checklist.store.ts';
import type { CommandContext } from '../context.ts';
import { keepDocument } from '../document/document.store.ts';
import { formDocument } from '../vendor-form/issue.ts';
import { replaceDeclared } from '../vendor-form/vendor-form.store.ts';

/** What the made-up vendor answers; the rest of its questions it leaves open. */
const ANSWERS: Readonly<
  Record<string, { readonly value: string; readonly remark?: string; readonly evidence?: string }>
> = {
  'AS-01': { value: 'yes', evidence: 'Network guide 4.1, chapter 2' },
  'AS-02': { value: 'partial', remark: 'By mail to registered customers; an interface is planned.' },
  'RM-01': { value: 'yes', evidence: 'Security risk summary, revision C' },
  'TP-02': { value: 'yes', remark: 'Under a confidentiality agreement.' },
  'LC-02': { value: '24', remark: 'For all three stages.' },
  'LC-03': { value: 'no', remark: 'Offered at the list price.' },
  'LC-06': { value: 'yes', evidence: 'Draft contract, annex 3' },
};

/**
 * The questions of an open checklist, sent twice: the form that came back differs from what was written here and leaves things open,
 * the second one is still with the vendor.
 */
export async function makeVendorForms(context: CommandContext): Promise<void> {
  const open = await context.db.assessment.findFirst({
    where: { title: 'Bedside monitors', vendor: { name: 'Norvia Medical' }, status: 'draft' },
    select: { id: true },
  });
  if (open === null) return;
  const loaded = await loadAssessment(context.db, open.id);
  const { today, organisation, now, actor } = context;
  const send = async (format: 'html' | 'xlsx', daysAgo: number, daysToAnswer: number) => {
    const id = context.newId<'vendorForm'>();
    const [issuedOn, dueOn] = [addDays(today, -daysAgo), addDays(today, daysToAnswer - daysAgo)];
    const form = formDocument(id, loaded, { organisation, issuedOn, dueOn });
    await context.db.vendorForm.create({
      data: {
        id,
        assessmentId: open.id,
        templateId: loaded.assessment.templateId,
        format,
        questionsHash: questionsHash(form.questions),
        issuedAt: `${issuedOn}T09:20:00.000Z`,
        issuedBy: actor,
        dueOn,
      },
    });
    return { id, form };
  };
  const { id, form } = await send('html', 24, 14);
  const said = form.questions.map((question) => ({ question, answer: ANSWERS[question.code] }));
  // The file as the form would have saved it.
  const file = {
    schema: ANSWERS_SCHEMA,
    ...formHead(form),
    savedAt: now,
    answers: said.map(({ question, answer }) => ({
      control: question.code,
      hash: questionHash(question),
      question: question.question,
      answer: answer?.value ?? '',
      remark: answer?.remark ?? '',
      evidence: answer?.evidence ?? '',
    })),
  };
  const documentId = await keepDocument(context, new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`), {
    fileName: 'answers-norvia-medical.json',
    title: context.words.t('vendorForm.documentTitle', { title: form.title }),
    kind: 'evidence',
    datedOn: null,
    receivedOn: addDays(today, -12),
  });
  const returnedAt = `${addDays(today, -12)}T13:05:00.000Z`;
  await context.db.vendorForm.update({ where: { id }, data: { returnedAt, returnedBy: actor, documentId } });
  const declared = said.flatMap(({ question, answer }) =>
    answer === undefined
      ? []
      : [
          {
            control: question.code,
            value: answer.value,
            remark: answer.remark ?? null,
            evidence: answer.evidence ?? null,
          },
        ],
  );
  replaceDeclared(context.sql, id, declared);
  await send('xlsx', 4, 14);
}
