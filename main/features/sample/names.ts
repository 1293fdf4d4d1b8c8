import { modelKey, vendorKey } from '../../domain/name.ts';
import type { CommandContext } from '../context.ts';
import { stamp } from '../records.ts';

/** A maker and a model as somebody misspelt them on a delivery note; both look like ones that are there. */
const MISSPELT = { vendor: 'Acme Imagng', model: 'UltraVeiw 7', type: 'Ultrasound system' } as const;

/** Brings names that want cleaning, without a device of theirs. */
export async function makeNames(context: CommandContext): Promise<void> {
  const { vendor, model, type } = MISSPELT;
  const vendorId = context.newId<'vendor'>();
  await context.db.vendor.create({
    data: { id: vendorId, name: vendor, nameKey: vendorKey(vendor), ...stamp(context) },
  });
  await context.db.deviceModel.create({
    data: {
      id: context.newId<'model'>(),
      vendorId,
      name: model,
      nameKey: modelKey(model),
      deviceType: type,
      ...stamp(context),
    },
  });
}
