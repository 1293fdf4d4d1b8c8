import type { AppClient } from '../../main/app/create-app.ts';
import type { Control } from '../../main/domain/checklist.ts';
import { day } from '../../main/domain/day.ts';
import type { AssessmentId, CandidateId, CaseId } from '../../main/domain/ids.ts';
import catalogue from '../../main/features/checklist/controls.json' with { type: 'json' };
import { recordDate } from './builders.ts';
import { TODAY } from './facts.ts';
import { caseFields, costLine, offerFields } from './procurement.ts';

const controls = catalogue.controls as unknown as readonly Control[];

/** An answer to every control that brings full marks: yes, and figures and days that raise no flag. */
const FULL_MARKS: readonly { readonly control: string; readonly answer: string }[] = controls.map(
  ({ code, answerType, redFlag: { threshold } }) => ({
    control: code,
    answer: {
      yes_no_partial_na: 'yes',
      text: 'as agreed',
      number: threshold?.op === '<' ? '48' : '1',
      date: threshold?.op === 'older_than' || threshold?.op === 'later_than_or_blank' ? TODAY : '2045-12-31',
    }[answerType],
  }),
);

interface Bidder {
  readonly candidateId: CandidateId;
  readonly assessmentId: AssessmentId;
}

/** Answers every control with full marks, but for those that are named. */
export async function answerAll(
  client: AppClient,
  id: AssessmentId,
  changes: Readonly<Record<string, string>> = {},
): Promise<void> {
  const answers = FULL_MARKS.map(({ control, answer }) => ({
    control,
    answer: changes[control] ?? answer,
    remark: null,
    evidence: null,
  }));
  await client.checklist.answerAll({ id, answers });
}

/**
 * The two bidders of story 19 for two pumps: Norvia Medical with full marks, supported longer; PulseLine the same except AM-02, and
 * cheaper.
 * @param answers those of PulseLine that bring no full marks
 */
export async function twoBidders(
  client: AppClient,
  answers: Readonly<Record<string, string>> = { 'AM-02': 'no' },
): Promise<{
  readonly caseId: CaseId;
  readonly norvia: Bidder;
  readonly pulseLine: Bidder;
}> {
  const [template] = await client.checklist.templates();
  if (template === undefined) throw new Error('the vault has no checklist');
  const { id: caseId } = await client.procurement.create(caseFields({ templateId: template.id, number: 'P-2026-7' }));
  const bid = async (
    vendor: string,
    model: string,
    { endsOn, amount, given }: { endsOn: string; amount: string; given: Readonly<Record<string, string>> },
  ): Promise<Bidder> => {
    const offer = offerFields({ vendor, model, softwareVersion: null, quoteNumber: null });
    const added = await client.procurement.addCandidate({ id: caseId, offer });
    const priced = await client.procurement.saveCosts({ ...added, costs: [costLine({ amount })] });
    const { assessmentId } = await client.procurement.startChecklist(priced);
    await answerAll(client, assessmentId, given);
    const { modelId } = await client.checklist.get({ id: assessmentId });
    if (modelId === null) throw new Error(`${model} has no model`);
    await recordDate(client, modelId, day(endsOn));
    return { candidateId: added.candidateId, assessmentId };
  };
  return {
    caseId,
    norvia: await bid('Norvia Medical', 'InfuSmart 7', { endsOn: '2031-06-30', amount: '45000.00', given: {} }),
    pulseLine: await bid('PulseLine', 'PL-300', {
      endsOn: '2030-12-31',
      amount: '42000.00',
      given: answers,
    }),
  };
}
