import { statement } from '../../data/connection.ts';
import { addDays } from '../../domain/day.ts';
import type { ExceptionKind } from '../../domain/exception.ts';
import { HANDOVER_ITEMS, type HandoverItem, type HandoverItemState } from '../../domain/handover.ts';
import type { CommandContext } from '../context.ts';
import { madeBy, stamp } from '../records.ts';

/** An exception for devices of one model; days are counted from the day on which the hospital is made. */
interface SampleException {
  readonly kind: ExceptionKind;
  readonly title: string;
  readonly model: string;
  /** Only devices that run this. */
  readonly system?: string;
  /** Devices that are left out, so that somebody still has to decide about them. */
  readonly without?: number;
  readonly reason: string;
  readonly owner: string;
  readonly decided: number;
  readonly ends: number;
  readonly withdrawn?: { readonly on: number; readonly reason: string };
}

const EXCEPTIONS: readonly SampleException[] = [
  {
    kind: 'risk_acceptance',
    title: 'CM-40 until the new monitors are here',
    model: 'CM-40',
    system: 'Windows 10 22H2',
    without: 3,
    reason:
      'The monitors are ordered. Until they are delivered the old ones stay in a network of their own, without a way to the internet.',
    owner: 'Helena Brandt, medical director',
    decided: -38,
    ends: 130,
  },
  {
    kind: 'risk_acceptance',
    title: 'Gateway without a newer server',
    model: 'InfuSmart Gateway',
    system: 'Windows Server 2016',
    reason:
      'The maker has announced the version for the newer server; both gateways are behind the firewall of the ICU.',
    owner: 'Jonas Weber, biomedical engineering',
    decided: -170,
    ends: 12,
  },
  {
    kind: 'compensating_control',
    title: 'Analysers behind a gateway of their own',
    model: 'Hemat 1',
    reason: 'Only the laboratory system can reach them, and only over one port; USB is switched off.',
    owner: 'Jonas Weber, biomedical engineering',
    decided: -300,
    ends: 240,
  },
  {
    kind: 'compensating_control',
    title: 'Remote service of the linac by appointment',
    model: 'Linac S',
    reason: 'The tunnel is opened by hand for each visit of the maker.',
    owner: 'Ines Costa, radiotherapy',
    decided: -400,
    ends: -35,
    withdrawn: { on: -30, reason: 'The maker replaced its tunnel' },
  },
];

const JUDGEMENTS = [
  {
    model: 'Hemat 1',
    legacy: true,
    judged: -300,
    reason: 'Its system gets no updates, and the maker offers no newer one. It can only be kept apart.',
  },
  {
    model: 'AirVent 3',
    legacy: false,
    judged: -90,
    reason: 'Old, but without a network and with signed firmware. It can still be protected reasonably.',
  },
] as const;

const HANDOVER = {
  model: 'Q5',
  owner: 'Jonas Weber',
  started: -60,
  due: 120,
  items: {
    last_updates: ['received', 'Version 3.8.2 on the maker’s medium, in the safe'],
    ports_and_addresses: ['received', null],
    upgrade_options: ['not_available', 'The maker has no successor; it recommends another vendor'],
  } as Partial<Record<HandoverItem, readonly [HandoverItemState, string | null]>>,
};

/** Models whose retired devices still wait for the erasure of their data. */
const UNERASED = ['CM-40', 'WardView'];

/** What was decided about risks, judged of models and begun with a maker; and old devices of which the data are erased. */
export async function makeExceptions(context: CommandContext, models: ReadonlyMap<string, string>): Promise<void> {
  const { db, sql, today } = context;
  const devices = statement<(string | number)[], string>(
    sql,
    `SELECT d."id" FROM "Device" d WHERE d."modelId" = ? AND d."status" = 'in_service'
       AND (? = '' OR EXISTS (SELECT 1 FROM "Component" c WHERE c."deviceId" = d."id" AND c."label" = ?)) ORDER BY d."id" LIMIT -1 OFFSET ?`,
  ).pluck();
  for (const { model, system = '', without = 0, decided, ends, withdrawn, ...fields } of EXCEPTIONS) {
    const of = devices.all(models.get(model) ?? '', system, system, without);
    if (of.length === 0) continue;
    await db.riskException.create({
      data: {
        id: context.newId<'exception'>(),
        ...fields,
        decidedOn: addDays(today, decided),
        endsOn: addDays(today, ends),
        withdrawnOn: withdrawn ? addDays(today, withdrawn.on) : null,
        withdrawnReason: withdrawn?.reason ?? null,
        ...stamp(context),
        devices: { create: of.map((deviceId) => ({ deviceId })) },
      },
    });
  }
  for (const { model, legacy, judged, reason } of JUDGEMENTS) {
    const modelId = models.get(model);
    if (modelId === undefined) continue;
    const data = { id: context.newId<'judgement'>(), modelId, legacy, judgedOn: addDays(today, judged), reason };
    await db.legacyJudgement.create({ data: { ...data, ...madeBy(context) } });
  }
  await makeHandover(context, models);
  const erased = UNERASED.map((model) => models.get(model) ?? '');
  statement<[string]>(
    sql,
    `UPDATE "Device" SET "dataErasedOn" = "retiredOn" WHERE "status" = 'retired' AND "modelId" NOT IN (SELECT value FROM json_each(?))`,
  ).run(JSON.stringify(erased));
}

async function makeHandover(context: CommandContext, models: ReadonlyMap<string, string>): Promise<void> {
  const { today, now, actor } = context;
  const modelId = models.get(HANDOVER.model);
  if (modelId === undefined) return;
  await context.db.handover.create({
    data: {
      id: context.newId<'handover'>(),
      modelId,
      owner: HANDOVER.owner,
      startedOn: addDays(today, HANDOVER.started),
      dueOn: addDays(today, HANDOVER.due),
      ...stamp(context),
      items: {
        create: HANDOVER_ITEMS.map((item) => {
          const [state = 'open', note = null] = HANDOVER.items[item] ?? [];
          return { id: context.newId<'handoverItem'>(), item, state, note, updatedAt: now, updatedBy: actor };
        }),
      },
    },
  });
}
