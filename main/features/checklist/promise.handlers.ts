import { type SqlConnection, statement } from '../../data/connection.ts';
import { applies } from '../../domain/checklist.ts';
import type { DurationUnit } from '../../domain/commitment.ts';
import { type Day, parseDay } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { ContractId, ModelId } from '../../domain/ids.ts';
import { versionKey } from '../../domain/name.ts';
import { milestoneTrigger } from '../../domain/obligation.ts';
import { type PromisedFigures, promisedBy } from '../../domain/promise.ts';
import { addCommitments, contractNamed, knownCommitment } from '../clause/clause-commitments.ts';
import { commitmentKey } from '../commitment/commitment-key.ts';
import type { CommandContext, CommandHandlers, QueryHandlers, Records } from '../context.ts';
import { appendMilestone, datesOf } from '../model/milestone.store.ts';
import { ensureVersion } from '../model/model.store.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { loadAssessment } from './checklist.store.ts';

/** The date that a promise of support until a day is. */
const SUPPORT_DATE = 'end_of_security_support';

export const promiseQueries = {
  promises: async ({ id, contractId }, { db, sql }) => {
    const { assessment, lines, supportUntil } = await promisesOf(db, id);
    if (contractId !== null) requireVendor(sql, contractId, assessment.vendorId);
    const contracts = statement<[string | null], { id: ContractId; number: string }>(
      sql,
      'SELECT "id", "number" FROM "Contract" WHERE "vendorId" = ? ORDER BY "startsOn" DESC, "number"',
    ).all(assessment.vendorId);
    return {
      contracts,
      lines: lines.map(({ control, ...figures }) => ({
        ...figures,
        control: control.code,
        title: control.title,
        question: control.question,
        known: contractId === null ? null : knownPromise(sql, contractId, control.code, figures),
      })),
      supportUntil: supportUntil && {
        ...supportUntil,
        recorded: await recordedEnd(db, sql, supportUntil),
      },
    };
  },
} satisfies QueryHandlers<'checklist', 'promises'>;

export const promiseCommands = {
  addPromises: async ({ id, contractId, lines: wanted, supportUntil: withDate }, context) => {
    const { assessment, lines, supportUntil } = await promisesOf(context.db, id);
    if (assessment.status !== 'final') throw new AppError('input_refused', { problem: 'checklist_not_signed' });
    requireVendor(context.sql, contractId, assessment.vendorId);
    const promised = new Map(lines.map((line) => [line.control.code, line]));
    const fresh = wanted.filter(({ control, ...figures }) => {
      const line = promised.get(control);
      if (line === undefined || line.kind !== figures.kind)
        throw new AppError('input_refused', { problem: 'not_promised', control });
      return knownPromise(context.sql, contractId, control, figures) === null;
    });
    const { added } = await addCommitments(
      context,
      contractId,
      fresh.map(({ control, ...figures }) => ({ ...figures, clauseId: null, assessmentId: id, controlCode: control })),
    );
    const dateRecorded =
      withDate && supportUntil !== null && (await recordDate(context, assessment.title, supportUntil));
    return { added, left: wanted.length - added, dateRecorded };
  },
} satisfies CommandHandlers<'checklist', 'addPromises'>;

/** What a checklist promises: durations, and the day until which security updates come. */
async function promisesOf(db: Records, id: string) {
  const { assessment, controls, answers, facts } = await loadAssessment(db, id);
  const asked = controls.filter((control) => applies(control, facts));
  const lines = asked.flatMap((control) => {
    const { value = null, remark = null } = answers.get(control.code) ?? {};
    const figures = promisedBy(control, value);
    return figures === null ? [] : [{ ...figures, control, answer: value ?? '', remark }];
  });
  const date = asked.find(({ commitmentKind }) => commitmentKind === 'SUPPORT_UNTIL');
  const on = parseDay(answers.get(date?.code ?? '')?.value ?? '');
  const { modelId, model, softwareVersion } = assessment;
  const supportUntil =
    date === undefined || on === null || modelId === null || model === null
      ? null
      : { control: date.code, on, modelId: modelId as ModelId, model: model.name, softwareVersion };
  return { assessment, lines, supportUntil };
}

type SupportUntil = NonNullable<Awaited<ReturnType<typeof promisesOf>>['supportUntil']>;

/** What the contract has of a promise: the same one, or what was made of the same question before. */
function knownPromise(
  sql: SqlConnection,
  contractId: ContractId,
  control: string,
  figures: Pick<PromisedFigures, 'kind' | 'severity' | 'clockStart' | 'direction'>,
): { amount: number; unit: DurationUnit } | null {
  const { number, vendorId } = contractNamed(sql, contractId);
  const { kind, severity, clockStart, direction } = figures;
  const key =
    clockStart === null ? null : commitmentKey({ contract: number, vendorId, kind, severity, clockStart, direction });
  const same = key === null ? undefined : knownCommitment(sql, key);
  const earlier = statement<[string, string, string], { amount: number; unit: DurationUnit }>(
    sql,
    `SELECT "amount", "unit" FROM "Commitment" WHERE "contractId" = ? AND "controlCode" = ? AND "kind" = ? AND "assessmentId" IS NOT NULL`,
  );
  const known = same ?? earlier.get(contractId, control, kind);
  return known === undefined ? null : { amount: known.amount, unit: known.unit };
}

/** Records the day as a date of the version that was offered, else of the model; false when that is recorded already. */
async function recordDate(context: CommandContext, title: string, promised: SupportUntil): Promise<boolean> {
  const { modelId, softwareVersion, on, control } = promised;
  if ((await recordedEnd(context.db, context.sql, promised)) === on) return false;
  const softwareVersionId = await ensureVersion(context, modelId, softwareVersion);
  appendMilestone(context, {
    modelId,
    softwareVersionId,
    deviceId: null,
    kind: SUPPORT_DATE,
    on: { on, precision: 'day' },
    vendorTerm: null,
    source: context.words.t('signOff.promiseSource', { title, control }),
    documentId: null,
    announcedOn: null,
    receivedOn: context.today,
    confidence: 'stated',
  });
  context.relist.models([modelId]);
  await refreshObligations(context, [milestoneTrigger(modelId, softwareVersionId, SUPPORT_DATE)]);
  context.touch('model', 'obligation');
  return true;
}

async function recordedEnd(
  db: Records,
  sql: SqlConnection,
  { modelId, softwareVersion }: SupportUntil,
): Promise<Day | null> {
  const versions = await db.softwareVersion.findMany({ where: { modelId }, select: { id: true, nameKey: true } });
  const key = softwareVersion === null ? null : versionKey(softwareVersion);
  const softwareVersionId = versions.find(({ nameKey }) => nameKey === key)?.id ?? null;
  if (key !== null && softwareVersionId === null) return null;
  return datesOf(sql, { modelId, softwareVersionId, deviceId: null, kind: SUPPORT_DATE }).at(-1)?.on ?? null;
}

/** @throws AppError `not_found`, `input_refused` with `other_vendor` */
function requireVendor(sql: SqlConnection, contractId: ContractId, vendorId: string | null): void {
  if (contractNamed(sql, contractId).vendorId !== vendorId)
    throw new AppError('input_refused', { problem: 'other_vendor', field: 'contractId' });
}
