import { statement } from '../../data/connection.ts';
import { AppError } from '../../domain/error.ts';
import type { ModelId, VendorId } from '../../domain/ids.ts';
import type { VendorRole } from '../../domain/model.ts';
import { vendorKey } from '../../domain/name.ts';
import type { CommandContext, CommandHandlers, QueryHandlers, Source } from '../context.ts';
import { identifiersOf, presentId } from '../duplicate/merged.store.ts';
import { historyOf } from '../history/history.store.ts';
import { found, nextRevision, stamp } from '../records.ts';

interface ListRow {
  readonly id: string;
  readonly name: string;
  readonly securityContact: string | null;
  readonly aliases: string | null;
  readonly roles: string | null;
  readonly models: number;
  readonly devices: number;
  readonly contracts: number;
}

export const vendorQueries = {
  list: ({ search, sort, descending, offset, limit }, { sql }) => {
    const like = `%${search.trim().replace(/[\\%_]/g, '\\$&')}%`;
    const where = `FROM "Vendor" v WHERE v."name" LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM "VendorAlias" a WHERE a."vendorId" = v."id" AND a."alias" LIKE ? ESCAPE '\\')`;
    const total = statement<string[], { n: number }>(sql, `SELECT count(*) AS n ${where}`).get(like, like)?.n ?? 0;
    const rows = statement<(string | number)[], ListRow>(
      sql,
      `SELECT v."id", v."name", v."securityContact",
         (SELECT json_group_array(a."alias") FROM "VendorAlias" a WHERE a."vendorId" = v."id") AS "aliases",
         (SELECT json_group_array(r."role") FROM "VendorRole" r WHERE r."vendorId" = v."id") AS "roles",
         (SELECT count(*) FROM "DeviceModel" m WHERE m."vendorId" = v."id") AS "models",
         (SELECT count(*) FROM "Device" d JOIN "DeviceModel" m ON m."id" = d."modelId" WHERE m."vendorId" = v."id") AS "devices",
         (SELECT count(*) FROM "Contract" c WHERE c."vendorId" = v."id") AS "contracts"
       ${where} ORDER BY ${sort === 'devices' ? '"devices"' : 'v."name" COLLATE NOCASE'} ${descending ? 'DESC' : 'ASC'}, v."name", v."id" LIMIT ? OFFSET ?`,
    ).all(like, like, limit, offset);
    return {
      total,
      rows: rows.map(({ aliases, roles, ...row }) => ({
        ...row,
        id: row.id as VendorId,
        aliases: JSON.parse(aliases ?? '[]') as string[],
        roles: JSON.parse(roles ?? '[]') as VendorRole[],
      })),
    };
  },

  get: async ({ id: asked }, { db, sql }) => {
    const id = presentId(sql, 'vendor', asked);
    const fields = await vendorFields({ db }, id);
    const [models, devices, contracts] = await Promise.all([
      db.deviceModel.count({ where: { vendorId: id } }),
      db.device.count({ where: { model: { vendorId: id } } }),
      db.contract.count({ where: { vendorId: id } }),
    ]);
    return { id, ...fields, models, devices, contracts };
  },

  history: async ({ id }, { db, sql }) => {
    const vendor = found(await db.vendor.findUnique({ where: { id }, select: { importId: true } }), 'vendor', id);
    return historyOf(sql, identifiersOf(sql, id), { noun: 'vendor', id, ...vendor });
  },
} satisfies QueryHandlers<'vendor', 'list' | 'get' | 'history'>;

export const vendorCommands = {
  create: async ({ aliases, roles, contacts, ...fields }, context) => {
    await requireFreeNames(context, [fields.name, ...aliases], null);
    const id = context.newId<'vendor'>();
    await context.db.vendor.create({ data: { id, ...fields, nameKey: vendorKey(fields.name), ...stamp(context) } });
    await writeParts(context, id, { aliases, roles, contacts });
    context.record('vendor', id, null, {
      ...fields,
      aliases: aliases.join('; ') || null,
      roles: roles.join('; ') || null,
    });
    return { id, revision: 1 };
  },

  update: async ({ id, revision, changes }, context) => {
    const before = await vendorFields(context, id);
    const next = nextRevision(context, 'vendor', before.revision, revision);
    const { aliases, roles, contacts, name, website, securityContact, notes } = {
      ...before,
      ...changes,
    } as typeof before;
    await requireFreeNames(context, [name, ...aliases], id);
    const data = { name, website, securityContact, notes };
    await context.db.vendor.update({ where: { id }, data: { ...data, nameKey: vendorKey(name), ...next } });
    await writeParts(context, id, { aliases, roles, contacts });
    const summary = (
      fields: Pick<typeof before, 'name' | 'website' | 'securityContact' | 'notes' | 'aliases' | 'roles'>,
    ) => ({
      name: fields.name,
      website: fields.website,
      securityContact: fields.securityContact,
      notes: fields.notes,
      aliases: fields.aliases.join('; ') || null,
      roles: fields.roles.join('; ') || null,
    });
    context.record('vendor', id, summary(before), summary({ ...data, aliases, roles }));
    if (name !== before.name) {
      const models = await context.db.deviceModel.findMany({ where: { vendorId: id }, select: { id: true } });
      context.relist.models(models.map((model) => model.id as ModelId));
    }
    return { id, revision: next.revision };
  },
} satisfies CommandHandlers<'vendor', 'create' | 'update'>;

async function vendorFields({ db }: Pick<Source, 'db'>, id: VendorId) {
  const vendor = found(
    await db.vendor.findUnique({
      where: { id },
      include: { aliases: { orderBy: { alias: 'asc' } }, roles: true, contacts: { orderBy: { name: 'asc' } } },
    }),
    'vendor',
    id,
  );
  return {
    revision: vendor.revision,
    name: vendor.name,
    aliases: vendor.aliases.map(({ alias }) => alias),
    roles: vendor.roles.map(({ role }) => role as VendorRole),
    website: vendor.website,
    securityContact: vendor.securityContact,
    contacts: vendor.contacts.map(({ name, role, email, phone }) => ({ name, role, email, phone })),
    notes: vendor.notes,
  };
}

/** No name or alias may belong to another vendor, or files would name two at once. @throws AppError `already_exists` */
async function requireFreeNames({ db }: CommandContext, names: readonly string[], own: VendorId | null): Promise<void> {
  for (const name of names) {
    const key = vendorKey(name);
    const owner =
      (await db.vendor.findUnique({ where: { nameKey: key }, select: { id: true } }))?.id ??
      (await db.vendorAlias.findUnique({ where: { aliasKey: key }, select: { vendorId: true } }))?.vendorId;
    if (owner !== undefined && owner !== own)
      throw new AppError('already_exists', { noun: 'vendor', field: 'name', value: name });
  }
}

interface Parts {
  readonly aliases: readonly string[];
  readonly roles: readonly VendorRole[];
  readonly contacts: readonly {
    readonly name: string;
    readonly role: string | null;
    readonly email: string | null;
    readonly phone: string | null;
  }[];
}

async function writeParts(
  context: CommandContext,
  vendorId: VendorId,
  { aliases, roles, contacts }: Parts,
): Promise<void> {
  const { db } = context;
  await Promise.all([
    db.vendorAlias.deleteMany({ where: { vendorId } }),
    db.vendorRole.deleteMany({ where: { vendorId } }),
    db.vendorContact.deleteMany({ where: { vendorId } }),
  ]);
  const unique = new Map(aliases.map((alias) => [vendorKey(alias), alias]));
  await db.vendorAlias.createMany({ data: [...unique].map(([aliasKey, alias]) => ({ aliasKey, alias, vendorId })) });
  await db.vendorRole.createMany({ data: [...new Set(roles)].map((role) => ({ vendorId, role })) });
  await db.vendorContact.createMany({
    data: contacts.map((contact) => ({ id: context.newId<'contact'>(), vendorId, ...contact })),
  });
}
