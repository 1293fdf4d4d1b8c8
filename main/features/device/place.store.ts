import { placeKey } from '../../domain/name.ts';
import type { CommandContext } from '../context.ts';
import { madeBy } from '../records.ts';

/** The department of that name, made when there is none; null for no name. */
export async function ensureDepartment(context: CommandContext, name: string | null): Promise<string | null> {
  if (!name?.trim()) return null;
  const nameKey = placeKey(name);
  const known = await context.db.department.findUnique({ where: { nameKey }, select: { id: true } });
  if (known) return known.id;
  const id = context.newId<'department'>();
  await context.db.department.create({ data: { id, name: name.trim(), nameKey, ...madeBy(context) } });
  return id;
}

/** The location of that name, made when there is none; null for no name. */
export async function ensureLocation(context: CommandContext, name: string | null): Promise<string | null> {
  if (!name?.trim()) return null;
  const nameKey = placeKey(name);
  const known = await context.db.location.findUnique({ where: { nameKey }, select: { id: true } });
  if (known) return known.id;
  const id = context.newId<'location'>();
  await context.db.location.create({ data: { id, name: name.trim(), nameKey, ...madeBy(context) } });
  return id;
}
