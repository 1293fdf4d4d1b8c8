import { type SqlConnection, statement } from '../../data/connection.ts';
import type { KevCatalogue, KevEntry } from '../../domain/advisory.ts';
import { type Day, daysBetween } from '../../domain/day.ts';
import { modelKey, vendorKey } from '../../domain/name.ts';
import type { CommandContext } from '../context.ts';

/** The setting that says which catalogue is in. */
const SETTING = 'kevCatalogue';

/** Which catalogue is in. */
interface KevStanding {
  readonly asOf: Day;
  readonly version: string | null;
  readonly importedOn: Day;
}

/** What a catalogue would change. */
interface KevPlan {
  /** It is older than the one that is in, and changes nothing. */
  readonly older: boolean;
  readonly created: readonly KevEntry[];
  readonly updated: readonly KevEntry[];
  readonly unchanged: number;
  /** Entries that are in and that it no longer has. They stay: a file that was cut off must not say that all is well. */
  readonly vanished: readonly string[];
}

type Row = Omit<KevEntry, 'ransomware'> & { readonly ransomware: number };

const FIELDS = `"cve", "vendor", "product", "name", "description", "requiredAction", "notes", "cwes", "addedOn", "dueOn", "ransomware"`;

/** Which catalogue is in; null while there is none. */
function kevStanding(sql: SqlConnection): KevStanding | null {
  const row = statement<[string], { value: string }>(sql, 'SELECT "value" FROM "Setting" WHERE "key" = ?').get(SETTING);
  return row === undefined ? null : (JSON.parse(row.value) as KevStanding);
}

/** What a catalogue would change of what is in. */
export function planKev(sql: SqlConnection, { asOf, entries }: KevCatalogue): KevPlan {
  const standing = kevStanding(sql);
  const known = new Map(
    statement<[], Row>(sql, `SELECT ${FIELDS} FROM "KevEntry"`)
      .all()
      .map((row) => [row.cve, JSON.stringify({ ...row, ransomware: row.ransomware === 1 })]),
  );
  if (standing !== null && asOf < standing.asOf)
    return { older: true, created: [], updated: [], unchanged: entries.length, vanished: [] };
  const created = entries.filter(({ cve }) => !known.has(cve));
  const updated = entries.filter((entry) => known.has(entry.cve) && known.get(entry.cve) !== told(entry));
  const named = new Set(entries.map(({ cve }) => cve));
  return {
    older: false,
    created,
    updated,
    unchanged: entries.length - created.length - updated.length,
    vanished: [...known.keys()].filter((cve) => !named.has(cve)),
  };
}

/** In the order of {@link FIELDS}, as a row gives them. */
function told({
  cve,
  vendor,
  product,
  name,
  description,
  requiredAction,
  notes,
  cwes,
  addedOn,
  dueOn,
  ransomware,
}: KevEntry) {
  return JSON.stringify({
    ...{ cve, vendor, product, name, description, requiredAction, notes, cwes, addedOn, dueOn, ransomware },
  });
}

/** Writes what a catalogue changes, and that it is the one that is in. */
export function writeKev(
  context: CommandContext,
  { asOf, version }: KevCatalogue,
  plan: KevPlan,
  importId: string,
): void {
  const { sql, now, today } = context;
  const write = statement<unknown[]>(
    sql,
    `INSERT INTO "KevEntry" (${FIELDS}, "vendorKey", "productKey", "importId", "updatedAt")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT ("cve") DO UPDATE SET "vendor" = excluded."vendor", "product" = excluded."product", "name" = excluded."name",
       "description" = excluded."description", "requiredAction" = excluded."requiredAction", "notes" = excluded."notes",
       "cwes" = excluded."cwes", "addedOn" = excluded."addedOn", "dueOn" = excluded."dueOn", "ransomware" = excluded."ransomware",
       "vendorKey" = excluded."vendorKey", "productKey" = excluded."productKey", "updatedAt" = excluded."updatedAt"`,
  );
  for (const entry of [...plan.created, ...plan.updated]) {
    const { cve, vendor, product, name, description, requiredAction, notes, cwes, addedOn, dueOn, ransomware } = entry;
    write.run(
      ...[cve, vendor, product, name, description, requiredAction, notes, cwes, addedOn, dueOn, Number(ransomware)],
      ...[vendorKey(vendor), modelKey(product), importId, now],
    );
  }
  const known = kevStanding(sql);
  const same = known !== null && known.asOf === asOf;
  const standing: KevStanding = {
    asOf,
    // The table of a catalogue does not say its version: what the other file of the same day said stays.
    version: version ?? (same ? known.version : null),
    importedOn: today,
  };
  statement<unknown[]>(
    sql,
    `INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES (?, ?, ?)
     ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value", "updatedAt" = excluded."updatedAt"`,
  ).run(SETTING, JSON.stringify(standing), now);
}

/** Concerns something that the organisation has, or may: found and not rejected, by itself or through an advisory. */
const OURS = `(EXISTS (SELECT 1 FROM "Finding" f WHERE f."cve" = k."cve" AND f."state" <> 'rejected')
  OR EXISTS (SELECT 1 FROM "AdvisoryVulnerability" v JOIN "Finding" f ON f."advisoryId" = v."advisoryId"
    WHERE v."cve" = k."cve" AND f."cve" IS NULL AND f."state" <> 'rejected'))`;

/** The entries that a search keeps, the latest first, and which catalogue they are of. */
export function listKev(
  sql: SqlConnection,
  {
    search,
    ransomware,
    ours,
  }: {
    readonly search?: string | undefined;
    readonly ransomware?: boolean | undefined;
    readonly ours?: boolean | undefined;
  },
  { offset, limit }: { readonly offset: number; readonly limit: number },
  today: Day,
) {
  const parts: string[] = ['1'];
  const parameters: string[] = [];
  const words = search?.trim();
  if (words) {
    const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
    const fields = ['cve', 'vendor', 'product', 'name'].map((field) => `k."${field}" LIKE ? ESCAPE '\\'`);
    parts.push(`(${fields.join(' OR ')})`);
    parameters.push(like, like, like, like);
  }
  if (ransomware !== undefined) parts.push(`k."ransomware" = ${ransomware ? 1 : 0}`);
  if (ours) parts.push(OURS);
  const where = parts.join(' AND ');
  const total = statement<string[], { n: number }>(sql, `SELECT count(*) AS n FROM "KevEntry" k WHERE ${where}`).get(
    ...parameters,
  );
  const rows = statement<(string | number)[], Omit<Row, 'cwes'> & { ours: number; advisories: number }>(
    sql,
    `SELECT k."cve", k."vendor", k."product", k."name", k."description", k."requiredAction", k."notes", k."addedOn", k."dueOn",
       k."ransomware", ${OURS} AS "ours",
       (SELECT count(DISTINCT v."advisoryId") FROM "AdvisoryVulnerability" v WHERE v."cve" = k."cve") AS "advisories"
     FROM "KevEntry" k WHERE ${where} ORDER BY k."addedOn" DESC, k."cve" DESC LIMIT ? OFFSET ?`,
  ).all(...parameters, limit, offset);
  return {
    total: total?.n ?? 0,
    rows: rows.map((row) => ({ ...row, ransomware: row.ransomware === 1, ours: row.ours === 1 })),
    catalogue: kevFigures(sql, today),
  };
}

function kevFigures(sql: SqlConnection, today: Day) {
  const standing = kevStanding(sql);
  if (standing === null) return null;
  const figures = statement<[], { entries: number; ransomware: number | null; ours: number | null }>(
    sql,
    `SELECT count(*) AS "entries", sum("ransomware") AS "ransomware", sum(${OURS}) AS "ours" FROM "KevEntry" k`,
  ).get();
  return {
    ...standing,
    entries: figures?.entries ?? 0,
    ransomware: figures?.ransomware ?? 0,
    ours: figures?.ours ?? 0,
    age: daysBetween(standing.asOf, today),
  };
}
