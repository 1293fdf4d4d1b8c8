import type { z } from 'zod';
import type { legacyFieldsSchema, legacySchema } from '../../contract/legacy.ts';
import type { Day, Instant } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { DocumentId } from '../../domain/ids.ts';
import type { CommandContext, Source } from '../context.ts';
import { madeBy } from '../records.ts';

type Legacy = z.input<typeof legacySchema>;
type Owner = { readonly modelId: string } | { readonly deviceId: string };

/**
 * What people judged: whether a model, or one device of it, cannot reasonably be protected any more (domain.md 1.1). What was
 * said of the device goes before what was said of its model, and the newest before the older. Nothing is ever derived.
 */
export async function legacyOf(db: Source['db'], modelId: string, deviceId: string | null): Promise<Legacy> {
  const rows = await db.legacyJudgement.findMany({
    where: { OR: [{ modelId }, ...(deviceId === null ? [] : [{ deviceId }])] },
    include: { document: { select: { title: true } } },
    orderBy: { id: 'desc' },
  });
  const judgements = rows.map((row) => ({
    legacy: row.legacy,
    owner: row.deviceId === null ? ('model' as const) : ('device' as const),
    judgedOn: row.judgedOn as Day,
    reason: row.reason,
    documentId: row.documentId as DocumentId | null,
    document: row.document?.title ?? null,
    recordedAt: row.createdAt as Instant,
    recordedBy: row.createdBy,
  }));
  const current = judgements.find(({ owner }) => owner === 'device') ?? judgements[0] ?? null;
  return { current, judgements };
}

/** Adds a judgement; earlier ones stay. @throws AppError `input_refused` with `judged_in_future` */
export async function judgeLegacy(
  context: CommandContext,
  owner: Owner,
  { legacy, judgedOn, reason, documentId }: z.output<typeof legacyFieldsSchema>,
): Promise<void> {
  if (judgedOn > context.today) throw new AppError('input_refused', { problem: 'judged_in_future', field: 'judgedOn' });
  const before = await context.db.legacyJudgement.findFirst({ where: owner, orderBy: { id: 'desc' } });
  await context.db.legacyJudgement.create({
    data: { id: context.newId<'judgement'>(), ...owner, legacy, judgedOn, reason, documentId, ...madeBy(context) },
  });
  const [noun, id] = 'deviceId' in owner ? (['device', owner.deviceId] as const) : (['model', owner.modelId] as const);
  context.record(
    noun,
    id,
    { legacy: before?.legacy ?? null, judgedOn: before?.judgedOn ?? null, reason: null, documentId: null },
    { legacy, judgedOn, reason, documentId },
  );
}
