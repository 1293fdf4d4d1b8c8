import type { VendorId } from '../../domain/ids.ts';
import type { QueryHandlers, Source } from '../context.ts';
import { found } from '../records.ts';
import { compareVendors, scorecardOf, scoredObligations, type Whose } from './scorecard.store.ts';

export const scorecardQueries = {
  get: async ({ vendorId, ...period }, context) =>
    scorecardOf(scoredObligations(context, await whoseOf(context, vendorId), period), context.today),

  compare: (period, context) => compareVendors(context, period),
} satisfies QueryHandlers<'scorecard', 'get' | 'compare'>;

/** @throws AppError `not_found` when there is no such vendor */
async function whoseOf({ db }: Pick<Source, 'db'>, vendorId: VendorId | null): Promise<Whose> {
  if (vendorId === null) return 'own';
  found(await db.vendor.findUnique({ where: { id: vendorId }, select: { id: true } }), 'vendor', vendorId);
  return { vendorId };
}
