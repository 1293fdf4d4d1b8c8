import type { VendorId } from '../../domain/ids.ts';
import { vendorKey } from '../../domain/name.ts';
import type { CommandContext, Source } from '../context.ts';
import { stamp } from '../records.ts';

/** The vendor behind a name or one of its aliases; null when there is none. */
export async function findVendor(
  { db }: Pick<Source, 'db'>,
  name: string,
): Promise<{ id: VendorId; name: string } | null> {
  const key = vendorKey(name);
  const vendor =
    (await db.vendor.findUnique({ where: { nameKey: key }, select: { id: true, name: true } })) ??
    (
      await db.vendorAlias.findUnique({
        where: { aliasKey: key },
        select: { vendor: { select: { id: true, name: true } } },
      })
    )?.vendor;
  return vendor ? { id: vendor.id as VendorId, name: vendor.name } : null;
}

/** The vendor behind a name; made when there is none. */
export async function ensureVendor(context: CommandContext, name: string): Promise<VendorId> {
  const found = await findVendor(context, name);
  if (found) return found.id;
  const id = context.newId<'vendor'>();
  await context.db.vendor.create({ data: { id, name: name.trim(), nameKey: vendorKey(name), ...stamp(context) } });
  context.record('vendor', id, null, { name: name.trim() });
  context.touch('vendor');
  return id;
}
