import type { AppClient } from '../../app/create-app.ts';
import { AppError } from '../../domain/error.ts';
import type { CaseId } from '../../domain/ids.ts';
import { obstacleText, stepText } from '../../words/procurement.ts';
import type { Words } from '../../words/words.ts';
import type { Answer, Call } from './command.ts';
import { facts, table } from './table.ts';
import { withVault } from './vault-call.ts';

type Case = Awaited<ReturnType<AppClient['procurement']['get']>>;
type Candidate = Case['candidates'][number];

/** `procurement list`: purchases, those under way by the day of delivery first. */
export async function listCases(call: Call): Promise<Answer> {
  const { options, words } = call;
  const limit = options.whole('limit', { least: 1, most: 1000 }) ?? 100;
  const offset = options.whole('offset', { least: 0, most: 100_000_000 }) ?? 0;
  const search = options.text('filter') ?? '';
  const { total, rows } = await withVault(call, ({ client }) => client.procurement.list({ search, limit, offset }));
  return {
    value: { total, rows },
    text: () =>
      rows.length === 0
        ? `${words.t('procurement.noCases')}\n`
        : table(rows, [
            { heading: words.t('procurement.list.number'), value: ({ number }) => number },
            { heading: words.t('procurement.list.title'), value: ({ title }) => title },
            { heading: words.t('procurement.list.department'), value: ({ department }) => department },
            { heading: words.t('procurement.list.stage'), value: ({ stage }) => words.t(`procurement.stage.${stage}`) },
            { heading: words.t('procurement.list.candidates'), value: ({ candidates }) => candidates, right: true },
            {
              heading: words.t('procurement.list.delivery'),
              value: ({ plannedDeliveryOn: on }) => on && words.day(on),
              right: true,
            },
            { heading: words.t('procurement.list.next'), value: ({ next }) => stepText(next, words) },
          ]),
  };
}

/** `procurement show CASE`: one purchase with its candidates and their gates. */
export async function showCase(call: Call): Promise<Answer> {
  const [wanted = ''] = call.operands;
  const one = await withVault(call, async ({ client }) =>
    client.procurement.get({ id: await caseMeant(client, wanted) }),
  );
  return { value: one, text: () => caseText(one, call.words) };
}

const IDENTIFIER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The case by its identifier, its number, or a title that only one has. @throws AppError `not_found`, `input_refused` with `case_not_unique` */
async function caseMeant(client: AppClient, wanted: string): Promise<CaseId> {
  if (IDENTIFIER.test(wanted)) return wanted as CaseId;
  const { rows } = await client.procurement.list({ search: wanted, limit: 1000 });
  const numbered = rows.find(({ number }) => number === wanted);
  if (numbered) return numbered.id;
  const [one, other] = rows.filter(({ title }) => title === wanted);
  if (one === undefined) throw new AppError('not_found', { noun: 'procurement', id: wanted });
  if (other !== undefined) throw new AppError('input_refused', { problem: 'case_not_unique', title: wanted });
  return one.id;
}

function caseText(one: Case, words: Words): string {
  const open = one.candidates.filter(({ withdrawnOn }) => withdrawnOn === null);
  const chosen = one.candidates.find(({ id }) => id === one.chosenCandidateId);
  const head = facts([
    [words.t('procurement.list.number'), one.number],
    [words.t('procurement.list.title'), one.title],
    [words.t('procurement.list.department'), one.department],
    [words.t('procurement.list.stage'), words.t(`procurement.stage.${one.stage}`)],
    [words.t('procurement.list.delivery'), one.plannedDeliveryOn && words.day(one.plannedDeliveryOn)],
    [words.t('procurement.list.next'), stepText(one.next, words)],
    [words.t('procurement.chosen'), chosen ? nameOf(chosen) : null],
  ]);
  if (open.length === 0) return `${head}\n${words.t('procurement.noCandidates')}\n`;
  const candidates = table(open, [
    { heading: words.t('procurement.candidate'), value: nameOf },
    {
      heading: words.t('procurement.percentage'),
      value: ({ checklist }) => checklist && `${checklist.percentage} %`,
      right: true,
    },
    {
      heading: words.t('procurement.critical'),
      value: ({ checklist }) => checklist?.criticalFlags.length ?? null,
      right: true,
    },
    {
      heading: words.t('procurement.price'),
      value: ({ totals }) => totals.map(({ total, currency }) => `${total} ${currency}`).join(', '),
      right: true,
    },
    {
      heading: words.t('procurement.supportEnds'),
      value: ({ support }) => support && words.t(`band.${support.band}`),
    },
  ]);
  return [head, candidates, ...open.map((candidate) => gatesText(candidate, words))].join('\n');
}

function nameOf({ vendor, model, softwareVersion }: Candidate): string {
  return [`${vendor} ${model}`, softwareVersion].filter(Boolean).join(', ');
}

function gatesText(candidate: Candidate, words: Words): string {
  const lines = candidate.gates.flatMap(({ gate, holds, reasons }) => [
    `  ${words.t(`procurement.gate.${gate}`)}: ${words.t(holds ? 'procurement.gateHolds' : 'procurement.gateClosed')}`,
    ...reasons.map(
      (reason) =>
        `    ${obstacleText(reason, words)}${reason.exceptionId === null ? '' : ` (${words.t('procurement.accepted')})`}`,
    ),
  ]);
  return `${nameOf(candidate)}\n${lines.join('\n')}\n`;
}
