import { type SqlConnection, statement } from '../../data/connection.ts';
import { type ReadyPart, readyPart } from '../../domain/known-exploited.ts';
import { type ProductName, productName, readyVendor, type VendorRelation } from '../../domain/product-name.ts';
import { vaultCatalogue } from '../catalogue/catalogue.store.ts';

/** Devices that still matter: findings are about these. */
export const WATCHED_DEVICE = `d."status" NOT IN ('retired', 'disposed')`;

/** A model of ours, taken apart for being compared. */
export interface ModelTarget {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly parsed: ProductName;
  readonly aliases: ReadonlySet<string>;
  /** Software versions that its devices run; null stands for devices of which nobody knows it, or for a model without devices. */
  readonly versions: readonly { readonly id: string | null; readonly name: string | null }[];
  vendorIs(theirs: string | null, product: string): VendorRelation;
}

/** A part that devices of a model have. The same part of several devices is one. */
export interface PartTarget {
  readonly modelId: string;
  /** One row of the register that stands for all of the same part. */
  readonly componentId: string;
  /** The only version of the software that has it, where it is one. */
  readonly softwareVersionId: string | null;
  readonly key: string;
  readonly label: string;
  readonly version: string | null;
  readonly ready: ReadyPart;
}

/** What is matched against: models and parts with words that lead to them. */
export interface Targets {
  readonly models: readonly ModelTarget[];
  readonly parts: readonly PartTarget[];
  /** Models that share a word, a key or an alias with a product's name. */
  modelsLike(product: ProductName): readonly ModelTarget[];
  partsLike(words: readonly string[]): readonly PartTarget[];
}

/** Reads what findings can be about: everything, or some models with their parts. */
export function readTargets(sql: SqlConnection, modelIds: readonly string[] | null): Targets {
  const models = readModels(sql, modelIds);
  const parts = readParts(sql, modelIds);
  const byWord = new Map<string, ModelTarget[]>();
  for (const model of models) {
    const { parsed, aliases } = model;
    const numbered = parsed.telling.flatMap((word) => /^(\p{L}+)\d{1,6}$/u.exec(word)?.[1] ?? []);
    for (const word of new Set([
      ...parsed.telling,
      ...numbered.map((prefix) => `${prefix}#`),
      `=${parsed.key}`,
      `=${parsed.short}`,
    ]))
      push(byWord, word, model);
    for (const alias of aliases) push(byWord, `=${alias}`, model);
  }
  const partsByWord = new Map<string, PartTarget[]>();
  for (const part of parts) for (const word of part.ready.words) push(partsByWord, word, part);
  return {
    models,
    parts,
    modelsLike: ({ telling, spans, key, short }) =>
      union(
        [...telling, ...spans.map(({ prefix }) => `${prefix}#`), `=${key}`, ...(short ? [`=${short}`] : [])].map(
          (word) => byWord.get(word),
        ),
      ),
    partsLike: (words) => union(words.map((word) => partsByWord.get(word))),
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function union<T>(lists: readonly (readonly T[] | undefined)[]): readonly T[] {
  return [...new Set(lists.flatMap((list) => list ?? []))];
}

/** `AND x IN (...)` for some models, nothing for all. */
function only(column: string, modelIds: readonly string[] | null): string {
  return modelIds === null ? '' : `AND ${column} IN (SELECT value FROM json_each(?))`;
}

function readModels(sql: SqlConnection, modelIds: readonly string[] | null): ModelTarget[] {
  const asked = modelIds === null ? [] : [JSON.stringify(modelIds)];
  const vendors = new Map<string, ReturnType<typeof readyVendor>>();
  const spellings = Map.groupBy(
    statement<[], { vendorId: string; alias: string }>(sql, 'SELECT "vendorId", "alias" FROM "VendorAlias"').all(),
    ({ vendorId }) => vendorId,
  );
  const aliases = Map.groupBy(
    statement<[], { modelId: string; aliasKey: string }>(sql, 'SELECT "modelId", "aliasKey" FROM "ModelAlias"').all(),
    ({ modelId }) => modelId,
  );
  const versions = Map.groupBy(
    statement<string[], { modelId: string; id: string | null; name: string | null }>(
      sql,
      `SELECT d."modelId", d."softwareVersionId" AS "id", s."name" FROM "Device" d LEFT JOIN "SoftwareVersion" s ON s."id" = d."softwareVersionId"
       WHERE ${WATCHED_DEVICE} ${only('d."modelId"', modelIds)} GROUP BY 1, 2 ORDER BY 1, 3`,
    ).all(...asked),
    ({ modelId }) => modelId,
  );
  // A model of which every device is gone concerns nobody; one that has no device yet may be bought.
  const rows = statement<string[], { id: string; name: string; vendorId: string; vendor: string; devices: number }>(
    sql,
    `SELECT m."id", m."name", v."id" AS "vendorId", v."name" AS "vendor", EXISTS (SELECT 1 FROM "Device" d WHERE d."modelId" = m."id") AS "devices"
     FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId" WHERE 1 ${only('m."id"', modelIds)} ORDER BY m."id"`,
  ).all(...asked);
  return rows.flatMap(({ id, name, vendorId, vendor, devices }): ModelTarget[] => {
    const used = versions.get(id);
    if (used === undefined && devices) return [];
    const ready =
      vendors.get(vendorId) ??
      readyVendor({ name: vendor, aliases: (spellings.get(vendorId) ?? []).map(({ alias }) => alias) });
    vendors.set(vendorId, ready);
    return [
      {
        id,
        name,
        vendor,
        parsed: productName(name, vendor),
        aliases: new Set((aliases.get(id) ?? []).map(({ aliasKey }) => aliasKey)),
        versions: used ?? [{ id: null, name: null }],
        vendorIs: ready,
      },
    ];
  });
}

interface PartRow {
  readonly modelId: string;
  readonly id: string;
  readonly versionId: string | null;
  readonly versions: number;
  readonly label: string;
  readonly edition: string | null;
  readonly version: string | null;
  readonly supplier: string | null;
  readonly purl: string | null;
  readonly cpe: string | null;
  readonly releaseKey: string | null;
}

/** The parts of models, of their versions and of single devices; what several devices of a model share is one row. */
function readParts(sql: SqlConnection, modelIds: readonly string[] | null): PartTarget[] {
  const asked = modelIds === null ? [] : [JSON.stringify(modelIds)];
  const columns = 'c."label", c."edition", c."version", c."supplier", c."purl", c."cpe", c."releaseKey"';
  const owned = (owner: string, join: string, versionId: string, where: string) =>
    `SELECT ${owner} AS "modelId", min(c."id") AS "id", min(${versionId}) AS "versionId", count(DISTINCT ${versionId}) AS "versions", ${columns}
     FROM "Component" c ${join} WHERE ${where} ${only(owner, modelIds)} GROUP BY ${owner}, ${columns}`;
  const rows = [
    owned('c."modelId"', '', 'NULL', 'c."modelId" IS NOT NULL'),
    owned('s."modelId"', 'JOIN "SoftwareVersion" s ON s."id" = c."softwareVersionId"', 's."id"', '1'),
    owned('d."modelId"', 'JOIN "Device" d ON d."id" = c."deviceId"', 'NULL', WATCHED_DEVICE),
  ].flatMap((text) => statement<string[], PartRow>(sql, text).all(...asked));
  const catalogue = vaultCatalogue(sql);
  const ready = new Map<string, ReadyPart>();
  const parts = new Map<string, PartTarget>();
  for (const { modelId, id, versionId, versions, edition, ...row } of rows) {
    const match = catalogue.identify({ name: row.label, edition, releaseKey: row.releaseKey });
    const releaseKey =
      match.kind === 'release'
        ? match.release.key
        : match.kind === 'ambiguous'
          ? (match.candidates[0]?.key ?? null)
          : null;
    const key = match.kind === 'release' ? match.release.key : row.label.trim().toLowerCase();
    // The rows of a model come first: they stand for all of its devices and are removed last.
    if (parts.has(`${modelId}|${key}`)) continue;
    const name = JSON.stringify([row.label, row.version, row.supplier, row.purl, row.cpe, releaseKey]);
    const known = ready.get(name) ?? readyPart({ ...row, releaseKey });
    ready.set(name, known);
    const softwareVersionId = versions === 1 ? versionId : null;
    parts.set(`${modelId}|${key}`, {
      modelId,
      componentId: id,
      softwareVersionId,
      key,
      label: row.label,
      version: row.version,
      ready: known,
    });
  }
  return [...parts.values()];
}
