import { statement } from '../../data/connection.ts';
import type { NamedNoun } from '../../domain/duplicate.ts';
import { AppError } from '../../domain/error.ts';
import type { ModelId } from '../../domain/ids.ts';
import { modelKey, vendorKey } from '../../domain/name.ts';
import { productName } from '../../domain/product-name.ts';
import type { CommandContext } from '../context.ts';
import { proposeFindings } from '../finding/finding.store.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { Absorption } from './absorb.ts';
import { type Choice, FIELDS, fieldsOf, heldValues, TABLES } from './fields.ts';
import { signableReferences } from './merged.store.ts';

/** A record that goes up in another. */
export interface Pair {
  readonly noun: NamedNoun;
  readonly from: string;
  readonly into: string;
}

/**
 * Makes two records one: whatever refers to the first is led to the second, its name is remembered as another name, and everything
 * that is computed follows. Returns how many models went up in others. Part of the command that calls it.
 *
 * @throws AppError `already_exists` where the name that was chosen is that of a third model; `input_refused` with `promises_differ`
 */
export async function mergeRecords(
  context: CommandContext,
  { noun, from, into }: Pair,
  choices: Readonly<Record<string, Choice>>,
): Promise<{ models: number }> {
  const { sql } = context;
  const [going, staying] = [fieldsOf(sql, noun, from), fieldsOf(sql, noun, into)];
  const held = heldValues(noun, going.values, staying.values, choices);
  const models: { from: string; into: string }[] = [];
  const names: { id: string; name: string; vendor: string; into: string }[] = [];
  const work = new Absorption(context, (table, one, other) => {
    const of = table === 'Vendor' ? 'vendor' : 'model';
    const { values, maker } = fieldsOf(sql, of, one);
    const name = String(values.name);
    const target = fieldsOf(sql, of, other);
    statement<(string | null)[]>(
      sql,
      `INSERT INTO "MergedRecord" ("id", "noun", "name", "vendorId", "intoId", "moved", "mergedAt", "mergedBy") VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      one,
      of,
      name,
      maker?.id ?? null,
      other,
      JSON.stringify(signableReferences(sql, of, one, other)),
      context.now,
      context.actor,
    );
    context.record(of, one, { name, mergedInto: null }, { name: null, mergedInto: String(target.values.name) });
    if (of === 'model') names.push({ id: one, name, vendor: maker?.name ?? '', into: other });
    if (of === 'model' && one !== from) models.push({ from: one, into: other });
  });
  work.absorb(TABLES[noun], from, into);
  write(context, noun, into, staying.values, held);
  if (noun === 'vendor')
    rememberVendor(context, into, String(held.name), [String(going.values.name), String(staying.values.name)]);
  else names.push({ id: into, name: String(staying.values.name), vendor: staying.maker?.name ?? '', into });
  for (const { name, vendor, into: model } of names) rememberModel(context, model, name, vendor);
  await follow(context, noun, into);
  return { models: models.length };
}

function write(
  context: CommandContext,
  noun: NamedNoun,
  into: string,
  before: Readonly<Record<string, string | number | null>>,
  held: Readonly<Record<string, string | number | null>>,
): void {
  const { sql } = context;
  const name = String(held.name);
  const nameKey = noun === 'vendor' ? vendorKey(name) : modelKey(name);
  const other = statement<string[], { id: string }>(
    sql,
    noun === 'vendor'
      ? 'SELECT "id" FROM "Vendor" WHERE "nameKey" = ? AND "id" <> ?'
      : `SELECT "id" FROM "DeviceModel" WHERE "nameKey" = ? AND "id" <> ?
           AND "vendorId" = (SELECT o."vendorId" FROM "DeviceModel" o WHERE o."id" = ?)`,
  ).get(...(noun === 'vendor' ? [nameKey, into] : [nameKey, into, into]));
  if (other !== undefined) throw new AppError('already_exists', { noun, field: 'name', value: name });
  const columns = FIELDS[noun].flatMap(({ columns: own }) => own);
  statement<(string | number | null)[]>(
    sql,
    `UPDATE "${TABLES[noun]}" SET ${columns.map((column) => `"${column}" = ?`).join(', ')}, "nameKey" = ?,
       "revision" = "revision" + 1, "updatedAt" = ?, "updatedBy" = ? WHERE "id" = ?`,
  ).run(...columns.map((column) => held[column] ?? null), nameKey, context.now, context.actor, into);
  context.record(noun, into, before, held);
}

/** Files that name the vendor in the other way mean it too. */
function rememberVendor({ sql }: CommandContext, id: string, name: string, spellings: readonly string[]): void {
  statement<string[]>(sql, 'DELETE FROM "VendorAlias" WHERE "aliasKey" = ?').run(vendorKey(name));
  const insert = statement<string[]>(
    sql,
    'INSERT OR IGNORE INTO "VendorAlias" ("aliasKey", "alias", "vendorId") VALUES (?, ?, ?)',
  );
  for (const alias of spellings) if (vendorKey(alias) !== vendorKey(name)) insert.run(vendorKey(alias), alias, id);
}

/** Advisories that name the model in the other way mean it too; files do by the record that went up in it. */
function rememberModel(context: CommandContext, id: string, alias: string, vendor: string): void {
  const { key } = productName(alias, vendor);
  const own = statement<[string], { name: string; vendor: string }>(
    context.sql,
    'SELECT m."name", v."name" AS "vendor" FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId" WHERE m."id" = ?',
  ).get(id);
  if (own === undefined || productName(own.name, own.vendor).key === key) return;
  statement<string[]>(
    context.sql,
    'INSERT OR IGNORE INTO "ModelAlias" ("id", "modelId", "alias", "aliasKey") VALUES (?, ?, ?, ?)',
  ).run(context.newId(), id, alias, key);
}

/** Register, matches and obligations follow from what refers to the record now. */
async function follow(context: CommandContext, noun: NamedNoun, into: string): Promise<void> {
  const modelIds =
    noun === 'model'
      ? [into as ModelId]
      : statement<[string], { id: ModelId }>(context.sql, 'SELECT "id" FROM "DeviceModel" WHERE "vendorId" = ?')
          .all(into)
          .map(({ id }) => id);
  context.relist.models(modelIds);
  context.touch('vendor', 'model', 'device', 'contract', 'finding', 'obligation');
  await proposeFindings(context, { modelIds });
  await refreshObligations(context, 'all');
}
