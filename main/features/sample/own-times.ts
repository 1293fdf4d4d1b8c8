import { statement } from '../../data/connection.ts';
import type { CommitmentKind, SeverityBand } from '../../domain/commitment.ts';
import { addDays } from '../../domain/day.ts';
import type { TriggerKey } from '../../domain/obligation.ts';
import { RULE_VERSION, type StartBasis } from '../../domain/obligation-clock.ts';
import { OWN_TIME_BANDS, PROPOSED_DAYS } from '../../domain/own-times.ts';
import { commitmentKey } from '../commitment/commitment-key.ts';
import type { CommandContext } from '../context.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { NOTHING_KNOWN, writeNew } from '../obligation/obligation-row.ts';
import { madeBy, stamp } from '../records.ts';

/** A promise that met an event; days are counted from the day on which the hospital is made. */
interface SampleDuty {
  readonly vendor: string;
  readonly model: string;
  readonly title: string;
  readonly start: number;
  readonly basis: StartBasis;
  /** Day of the evidence; null while nothing came. */
  readonly met: number | null;
}

/** Fixes for what was critical, owed within 30 days of the day on which the vendor knew. */
const FIXES: readonly SampleDuty[] = [
  ['Norvia Medical', 'InfuSmart 300', 'Weak pairing of the pump network', -690, 'stated', -668],
  ['Norvia Medical', 'InfuSmart Gateway', 'Default password of the gateway', -560, 'stated', -535],
  ['Norvia Medical', 'SyringeOne', 'Update without a signature', -470, 'stated', -446],
  ['Norvia Medical', 'InfuSmart 300', 'Overflow in the drug library', -390, 'stated', -352],
  ['Norvia Medical', 'InfuSmart Gateway', 'Old encryption of the log upload', -260, 'stated', -234],
  ['Norvia Medical', 'SyringeOne', 'Open service port', -150, 'published', -124],
  ['Norvia Medical', 'InfuSmart Gateway', 'Session that never ends', -16, 'stated', null],
  ['Acme Imaging', 'Tomo 64', 'Console without a lock', -600, 'assumed', -541],
  ['Acme Imaging', 'UltraView 7', 'Pictures sent without encryption', -505, 'stated', -480],
  ['Acme Imaging', 'CardioScan X', 'Overflow in the viewer', -400, 'assumed', -318],
  ['Acme Imaging', 'UltraView 7', 'Password in the log', -330, 'stated', -303],
  ['Acme Imaging', 'PACS Archive', 'Query that reads too much', -210, 'assumed', -160],
  ['Acme Imaging', 'Tomo 64', 'Outdated library of the reconstruction', -95, 'assumed', null],
].map(([vendor, model, title, start, basis, met]) => ({ vendor, model, title, start, basis, met }) as SampleDuty);

/** Fixes that the hospital installs itself. */
const OWN = [
  { model: 'PACS Archive', title: 'PACS Archive, fix of the query', start: -140, done: -131, left: 0, control: null },
  {
    model: 'WardView',
    title: 'WardView, fix of the login',
    start: -21,
    done: -9,
    left: 2,
    control: 'Viewers on the ward only with a badge',
  },
] as const;

/** Our own times for installing, what they made due, and how vendors kept their promises until now. */
export async function makeOwnTimes(context: CommandContext, models: ReadonlyMap<string, string>): Promise<void> {
  const { sql } = context;
  const times = await makeTimes(context);
  const promised = statement<[string, CommitmentKind, SeverityBand], string>(
    sql,
    `SELECT p."id" FROM "Commitment" p JOIN "Vendor" v ON v."id" = p."vendorId" WHERE v."name" = ? AND p."kind" = ? AND p."severity" = ?`,
  ).pluck();
  for (const { vendor, met, ...duty } of FIXES) {
    const commitmentId = promised.get(vendor, 'REMEDIATE', 'critical');
    const modelId = models.get(duty.model);
    if (commitmentId === undefined || modelId === undefined) continue;
    const id = await makeDuty(context, { ...duty, commitmentId, modelId, event: 'VENDOR_AWARE' });
    if (met !== null) await makeEvidence(context, id, met);
  }
  for (const { model, title, start, done, left, control } of OWN) {
    const modelId = models.get(model);
    if (modelId === undefined) continue;
    const duty = { title, start, basis: 'stated', commitmentId: times.get('critical') ?? '', modelId } as const;
    const id = await makeDuty(context, { ...duty, event: 'FIX_AVAILABLE' });
    await makeInstallations(context, { obligationId: id, modelId, done, left, control });
  }
  await refreshObligations(context, 'all');
}

/** The proposals, as if somebody had saved them. */
async function makeTimes(context: CommandContext): Promise<ReadonlyMap<string, string>> {
  const made = new Map<string, string>();
  for (const severity of OWN_TIME_BANDS) {
    const id = context.newId<'commitment'>();
    const promise = { kind: 'INSTALL', severity, clockStart: 'FIX_AVAILABLE', direction: 'after' };
    await context.db.commitment.create({
      data: {
        id,
        identityKey: commitmentKey({ contract: null, vendorId: null, ...promise }),
        ...promise,
        amount: PROPOSED_DAYS[severity],
        unit: 'calendar_days',
        obligor: 'hospital',
        ...stamp(context),
      },
    });
    made.set(severity, id);
  }
  return made;
}

/** One promise that met an event; when it is due follows when all are made. */
async function makeDuty(
  context: CommandContext,
  duty: Pick<SampleDuty, 'title' | 'start' | 'basis'> & {
    readonly commitmentId: string;
    readonly modelId: string;
    readonly event: string;
  },
): Promise<string> {
  const id = context.newId<'obligation'>();
  const key: TriggerKey = `event:${context.newId<'event'>()}`;
  const { title, start, basis, commitmentId, modelId, event } = duty;
  await context.db.startEvent.create({
    data: {
      id: context.newId<'start_event'>(),
      triggerKey: key,
      event,
      onDay: addDays(context.today, start),
      basis,
      ...madeBy(context),
    },
  });
  writeNew(
    context.sql,
    { id, commitmentId, triggerKind: 'event', triggerKey: key, advisoryId: null, cve: null, modelId },
    { ...NOTHING_KNOWN, title, band: 'critical', ruleVersion: RULE_VERSION },
    stamp(context),
  );
  return id;
}

async function makeEvidence(context: CommandContext, obligationId: string, met: number): Promise<void> {
  await context.db.obligationEvidence.create({
    data: {
      id: context.newId<'evidence'>(),
      obligationId,
      kind: 'mail',
      onDay: addDays(context.today, met),
      note: 'The validated fix came with its instructions',
      ...madeBy(context),
    },
  });
}

/** Notes the fix on all devices of a model but the last few, and what lowers their risk meanwhile. */
async function makeInstallations(
  context: CommandContext,
  {
    obligationId,
    modelId,
    done,
    left,
    control,
  }: {
    readonly obligationId: string;
    readonly modelId: string;
    readonly done: number;
    readonly left: number;
    readonly control: string | null;
  },
): Promise<void> {
  const { db, today } = context;
  const where = { modelId, status: { notIn: ['retired', 'disposed'] } };
  const devices = await db.device.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } });
  const finished = devices.slice(0, Math.max(0, devices.length - left));
  await db.installation.createMany({
    data: finished.map(({ id }) => ({
      obligationId,
      deviceId: id,
      doneOn: addDays(today, done),
      ...madeBy(context),
    })),
  });
  const waiting = devices.slice(finished.length);
  if (control === null || waiting.length === 0) return;
  await db.riskException.create({
    data: {
      id: context.newId<'exception'>(),
      kind: 'compensating_control',
      title: control,
      reason: 'These two hang in the theatres and can only be updated between operations.',
      owner: 'Jonas Weber, biomedical engineering',
      decidedOn: addDays(today, -9),
      endsOn: addDays(today, 60),
      obligationId,
      ...stamp(context),
      devices: { create: waiting.map(({ id }) => ({ deviceId: id })) },
    },
  });
}
