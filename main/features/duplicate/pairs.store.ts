import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Instant } from '../../domain/day.ts';
import {
  alikePairs,
  type Likeness,
  type ModelName,
  modelBlocks,
  modelLikeness,
  modelName,
  type NamedNoun,
  type VendorName,
  vendorBlocks,
  vendorLikeness,
  vendorName,
} from '../../domain/duplicate.ts';
import type { Id } from '../../domain/ids.ts';

/** Names that are taken apart between two pauses for other calls. */
const PORTION = 500;

interface Thing {
  readonly id: string;
  readonly name: string;
  readonly devices: number;
}
interface Model extends Thing {
  readonly vendorId: string;
  readonly vendor: string;
}
/** A thing under one of its names: it stands there once for each. */
type Read<T, Name> = T & { readonly read: Name };

/** Two records whose names are alike; `into` is the one with more devices. */
interface FoundPair {
  readonly likeness: Likeness;
  readonly into: Thing;
  readonly from: Thing;
}

/** All pairs of a noun that nobody told apart, the surest and those with most devices first. */
export async function pairsOf(sql: SqlConnection, noun: NamedNoun): Promise<readonly FoundPair[]> {
  const vendors = await readAll(
    vendorsOf(sql),
    otherNames(sql, 'SELECT "vendorId" AS "id", "alias" FROM "VendorAlias" ORDER BY "aliasKey"'),
    (name) => vendorName(name),
  );
  const vendorPairs = pairsOfNames(vendors, ({ read }) => vendorBlocks(read), vendorLikeness);
  const pairs = noun === 'vendor' ? vendorPairs : await modelPairs(sql, vendors, vendorPairs);
  const apart = new Set(
    statement<[string], { pair: string }>(
      sql,
      `SELECT "firstId" || ' ' || "secondId" AS "pair" FROM "DistinctNames" WHERE "noun" = ?`,
    )
      .all(noun)
      .map(({ pair }) => pair),
  );
  return pairs
    .filter(({ one, other }) => !apart.has([one.id, other.id].sort().join(' ')))
    .map(({ one, other, likeness }): FoundPair => {
      const first = one.devices > other.devices || (one.devices === other.devices && one.id < other.id);
      return first ? { likeness, into: one, from: other } : { likeness, into: other, from: one };
    })
    .sort(
      (a, b) =>
        Number(b.likeness.likelihood === 'likely') - Number(a.likeness.likelihood === 'likely') ||
        b.from.devices - a.from.devices ||
        b.into.devices - a.into.devices ||
        (a.into.name < b.into.name ? -1 : a.into.name > b.into.name ? 1 : a.from.id < b.from.id ? -1 : 1),
    );
}

type Pairs<T> = ReturnType<typeof alikePairs<T>>;

/** Models are compared with those of the same vendor and of vendors that are likely one. */
async function modelPairs(
  sql: SqlConnection,
  vendors: readonly Read<Thing, VendorName>[],
  vendorPairs: Pairs<Read<Thing, VendorName>>,
): Promise<Pairs<Read<Model, ModelName>>> {
  const houses = new Map<string, string>(vendors.map(({ id }) => [id, id]));
  const houseOf = (id: string): string => {
    const next = houses.get(id) ?? id;
    return next === id ? id : houseOf(next);
  };
  for (const { one, other, likeness } of vendorPairs)
    if (likeness.likelihood === 'likely') houses.set(houseOf(one.id), houseOf(other.id));
  const models = await readAll(
    modelsOf(sql),
    otherNames(sql, 'SELECT "modelId" AS "id", "alias" FROM "ModelAlias" ORDER BY "id"'),
    (name, { vendor }) => modelName(name, vendor),
  );
  return pairsOfNames(
    models,
    ({ read, vendorId }) => {
      const house = houseOf(vendorId);
      return modelBlocks(read).map((block) => `${house} ${block}`);
    },
    modelLikeness,
  );
}

/** Pairs of which any two names are alike, each once, by the two that are alike most surely. */
function pairsOfNames<Name, T extends Read<Thing, Name>>(
  named: readonly T[],
  blocksOf: (one: T) => readonly string[],
  likenessOf: (a: Name, b: Name) => Likeness | null,
): Pairs<T> {
  const found = new Map<string, Pairs<T>[number]>();
  for (const pair of alikePairs(named, blocksOf, (a, b) => (a.id === b.id ? null : likenessOf(a.read, b.read)))) {
    const key = [pair.one.id, pair.other.id].sort().join(' ');
    const before = found.get(key);
    if (before === undefined || (before.likeness.likelihood === 'possible' && pair.likeness.likelihood === 'likely'))
      found.set(key, pair);
  }
  return [...found.values()];
}

/** The other names of records, by their identifier. */
function otherNames(sql: SqlConnection, query: string): ReadonlyMap<string, readonly { readonly alias: string }[]> {
  return Map.groupBy(statement<[], { id: string; alias: string }>(sql, query).all(), ({ id }) => id);
}

async function readAll<T extends Thing, Name>(
  things: readonly T[],
  others: ReadonlyMap<string, readonly { readonly alias: string }[]>,
  read: (name: string, thing: T) => Name,
): Promise<readonly Read<T, Name>[]> {
  const result: Read<T, Name>[] = [];
  for (const [index, thing] of things.entries()) {
    result.push({ ...thing, read: read(thing.name, thing) });
    for (const { alias } of others.get(thing.id) ?? []) result.push({ ...thing, read: read(alias, thing) });
    if (index % PORTION === PORTION - 1) await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return result;
}

function vendorsOf(sql: SqlConnection): readonly Thing[] {
  return statement<[], Thing>(
    sql,
    `SELECT v."id", v."name", (SELECT count(*) FROM "Device" d JOIN "DeviceModel" m ON m."id" = d."modelId" WHERE m."vendorId" = v."id") AS "devices"
     FROM "Vendor" v ORDER BY v."id"`,
  ).all();
}

function modelsOf(sql: SqlConnection): readonly Model[] {
  return statement<[], Model>(
    sql,
    `SELECT m."id", m."name", m."vendorId", v."name" AS "vendor", (SELECT count(*) FROM "Device" d WHERE d."modelId" = m."id") AS "devices"
     FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId" ORDER BY m."id"`,
  ).all();
}

interface SideRow {
  readonly id: Id<'named'>;
  readonly revision: number;
  readonly name: string;
  readonly manufacturer: string | null;
  readonly aliases: string;
  readonly devices: number;
  readonly models: number | null;
  readonly contracts: number | null;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly file: string | null;
}

const ORIGIN =
  't."createdAt", t."createdBy", (SELECT r."fileName" FROM "ImportRun" r WHERE r."id" = t."importId") AS "file"';
const SIDES: Readonly<Record<NamedNoun, string>> = {
  vendor: `SELECT t."id", t."revision", t."name", NULL AS "manufacturer",
      (SELECT json_group_array(a."alias") FROM "VendorAlias" a WHERE a."vendorId" = t."id") AS "aliases",
      (SELECT count(*) FROM "Device" d JOIN "DeviceModel" m ON m."id" = d."modelId" WHERE m."vendorId" = t."id") AS "devices",
      (SELECT count(*) FROM "DeviceModel" m WHERE m."vendorId" = t."id") AS "models",
      (SELECT count(*) FROM "Contract" c WHERE c."vendorId" = t."id") AS "contracts", ${ORIGIN}
    FROM "Vendor" t WHERE t."id" IN (SELECT value FROM json_each(?))`,
  model: `SELECT t."id", t."revision", t."name", v."name" AS "manufacturer",
      (SELECT json_group_array(a."alias") FROM "ModelAlias" a WHERE a."modelId" = t."id") AS "aliases",
      (SELECT count(*) FROM "Device" d WHERE d."modelId" = t."id") AS "devices", NULL AS "models", NULL AS "contracts", ${ORIGIN}
    FROM "DeviceModel" t JOIN "Vendor" v ON v."id" = t."vendorId" WHERE t."id" IN (SELECT value FROM json_each(?))`,
};

/** What people see of records before they say whether two are one, by identifier. */
export function sidesOf(sql: SqlConnection, noun: NamedNoun, ids: readonly string[]) {
  const rows = statement<[string], SideRow>(sql, SIDES[noun]).all(JSON.stringify(ids));
  return new Map(
    rows.map(({ createdAt, createdBy, file, aliases, ...row }) => [
      row.id as string,
      { ...row, aliases: JSON.parse(aliases) as string[], origin: { at: createdAt, by: createdBy, file } },
    ]),
  );
}
