import { type SqlConnection, statement } from '../../data/connection.ts';
import { modelKey, vendorKey } from '../../domain/name.ts';
import { freeTags, parsePattern, ruleFor, type TagRule } from '../../domain/tag.ts';

/** Setting that holds by which patterns tags are made, as JSON with its revision. */
const TAG_RULES = 'device.tags';

/** The rules and how often they were written; 0 for never. */
export interface StoredTagRules {
  readonly revision: number;
  readonly rules: readonly TagRule[];
}

export function tagRules(sql: SqlConnection): StoredTagRules {
  const select = statement<[string], { value: string }>(sql, 'SELECT "value" FROM "Setting" WHERE "key" = ?');
  const row = select.get(TAG_RULES);
  return row === undefined ? { revision: 0, rules: [] } : (JSON.parse(row.value) as StoredTagRules);
}

export function writeTagRules(sql: SqlConnection, rules: StoredTagRules, now: string): void {
  statement<[string, string, string]>(
    sql,
    `INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES (?, ?, ?)
     ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value", "updatedAt" = excluded."updatedAt"`,
  ).run(TAG_RULES, JSON.stringify(rules), now);
}

/** Every tag, for a suggestion. */
export function allTags(sql: SqlConnection): Iterable<string> {
  return statement<[], { tag: string }>(sql, `SELECT "assetTag" AS "tag" FROM "Device" WHERE "assetTag" IS NOT NULL`)
    .all()
    .map(({ tag }) => tag);
}

/** The tags that begin so, of devices and of those in the trash, which want theirs back. */
function tagsBeginning(sql: SqlConnection, before: string): string[] {
  const devices = statement<[string, string], { tag: string }>(
    sql,
    'SELECT "assetTag" AS "tag" FROM "Device" WHERE "assetTag" >= ? AND "assetTag" < ?',
  ).all(before, `${before}:`);
  const removed = statement<[], { tag: string }>(
    sql,
    `SELECT substr("title", 1, instr("title" || ', ', ', ') - 1) AS "tag" FROM "TrashedRecord" WHERE "noun" = 'device'`,
  ).all();
  return [...devices, ...removed].map(({ tag }) => tag);
}

/** The type of the model of that name; null where it has none, or there is no such model yet. */
export function typeOfModel(sql: SqlConnection, manufacturer: string | null, model: string | null): string | null {
  if (!manufacturer || !model) return null;
  const select = statement<[string, string, string], { deviceType: string | null }>(
    sql,
    `SELECT m."deviceType" FROM "DeviceModel" m WHERE m."nameKey" = ? AND m."vendorId" IN
       (SELECT "id" FROM "Vendor" WHERE "nameKey" = ? UNION SELECT "vendorId" FROM "VendorAlias" WHERE "aliasKey" = ?)`,
  );
  return select.get(modelKey(model), vendorKey(manufacturer), vendorKey(manufacturer))?.deviceType ?? null;
}

/** Tags that are fetched ahead for one rule. */
const AHEAD = 500;

/**
 * Gives tags one after another, none twice. The rules and the tags that are used are read once, so it belongs to one command,
 * in which nobody else writes; tags that the command gives by itself are told to `taken`.
 */
export class TagGiver {
  readonly #sql: SqlConnection;
  readonly #rules: readonly TagRule[];
  readonly #used = new Map<string, string[]>();
  readonly #ahead = new Map<TagRule, string[]>();
  readonly #given = new Set<string>();

  constructor(sql: SqlConnection) {
    this.#sql = sql;
    this.#rules = tagRules(sql).rules;
  }

  /** Never gives this tag. */
  taken(assetTag: string): void {
    this.#given.add(assetTag);
  }

  /** The next free tag for a device; null where no rule fits it. */
  next(device: { readonly department: string | null; readonly deviceType: string | null }): string | null {
    const rule = ruleFor(this.#rules, device);
    const pattern = rule && parsePattern(rule.pattern);
    if (!rule || !pattern) return null;
    const ahead = this.#ahead.get(rule) ?? [];
    this.#ahead.set(rule, ahead);
    for (;;) {
      if (ahead.length === 0) {
        const used = this.#used.get(pattern.before) ?? tagsBeginning(this.#sql, pattern.before);
        this.#used.set(pattern.before, used);
        ahead.push(...freeTags(pattern, rule.from, [...used, ...this.#given], AHEAD));
      }
      const tag = ahead.shift();
      if (tag === undefined) return null;
      if (this.#given.has(tag)) continue;
      this.#given.add(tag);
      return tag;
    }
  }
}
