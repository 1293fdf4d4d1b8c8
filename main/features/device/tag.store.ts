import { type SqlConnection, statement } from '../../data/connection.ts';
import { modelKey, vendorKey } from '../../domain/name.ts';
import {
  freeTags,
  numberOf,
  numbersIn,
  parsePattern,
  ruleFor,
  type TagPattern,
  type TagRule,
} from '../../domain/tag.ts';

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

/** The tags of one rule. */
interface Counter {
  readonly pattern: TagPattern;
  readonly taken: Set<number>;
  readonly free: Generator<string, void>;
}

/**
 * Gives tags one after another, none twice. The rules and the tags that are used are read once, so it belongs to one command,
 * in which nobody else writes.
 */
export class TagGiver {
  readonly #sql: SqlConnection;
  readonly #rules: readonly TagRule[];
  readonly #counters = new Map<TagRule, Counter | null>();
  readonly #given: Set<string>;

  /** @param reserved tags that are never given */
  constructor(sql: SqlConnection, reserved: Iterable<string> = []) {
    this.#sql = sql;
    this.#rules = tagRules(sql).rules;
    this.#given = new Set(reserved);
  }

  /** The next free tag for a device; null where no rule fits it. */
  next(device: { readonly department: string | null; readonly deviceType: string | null }): string | null {
    const rule = ruleFor(this.#rules, device);
    if (rule === null) return null;
    const counter = this.#counters.get(rule) ?? this.#counterOf(rule);
    this.#counters.set(rule, counter);
    const tag = counter?.free.next().value ?? null;
    if (tag === null) return null;
    this.#given.add(tag);
    // Two rules may write the same numbers.
    for (const other of this.#counters.values()) {
      const number = other && numberOf(other.pattern, tag);
      if (other && number !== null) other.taken.add(number);
    }
    return tag;
  }

  #counterOf({ pattern: text, from }: TagRule): Counter | null {
    const pattern = parsePattern(text);
    if (pattern === null) return null;
    const taken = numbersIn(pattern, [...tagsBeginning(this.#sql, pattern.before), ...this.#given]);
    return { pattern, taken, free: freeTags(pattern, from, taken) };
  }
}
