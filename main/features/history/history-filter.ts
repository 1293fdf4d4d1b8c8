import type { z } from 'zod';
import type { historyFilterSchema } from '../../contract/history.ts';
import type { Day } from '../../domain/day.ts';
import { actionsSaying, plainDays } from '../../words/history.ts';
import type { Words } from '../../words/words.ts';
import { NAMED_LIKE } from './record-titles.ts';

export type HistoryFilter = z.output<typeof historyFilterSchema>;

/** A condition in SQL with its parameters. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** Words of a search that count; more are left out. */
const WORDS = 6;

/** Which entries (`e`) the filter lets through. What is searched for is also looked for in the words of actions. */
export function entryCondition(filter: HistoryFilter, words: Words): Condition {
  const among = (column: string, values: readonly string[] | undefined) =>
    values && values.length > 0
      ? [{ sql: `e."${column}" IN (SELECT "value" FROM json_each(?))`, parameters: [JSON.stringify(values)] }]
      : [];
  const { noun, recordId } = filter;
  const ofRecord = all([...changeNoun(noun), ...changeRecord(recordId)]);
  return (
    all([
      ...among('actor', filter.actor),
      ...among('action', filter.action),
      ...(filter.from ? [{ sql: 'e."at" >= ?', parameters: [startOf(filter.from, 0)] }] : []),
      ...(filter.to ? [{ sql: 'e."at" < ?', parameters: [startOf(filter.to, 1)] }] : []),
      ...(ofRecord ? [inChanges(ofRecord)] : []),
      ...searchWords(filter).map((word) => {
        const { sql, parameters } = inChanges(changeSays(word));
        return {
          sql: `(e."actor" LIKE ? ESCAPE '\\' OR e."summary" LIKE ? ESCAPE '\\' OR e."action" LIKE ? ESCAPE '\\'
            OR e."action" IN (SELECT "value" FROM json_each(?)) OR ${sql})`,
          parameters: [like(word), like(word), like(word), JSON.stringify(actionsSaying(word, words)), ...parameters],
        };
      }),
    ]) ?? { sql: 'TRUE', parameters: [] }
  );
}

/** Which changes (`c`) of an entry are those that the filter asks for; null when it asks for no record. */
export function changeCondition(filter: HistoryFilter): Condition | null {
  const words = searchWords(filter).map(changeSays);
  return all([
    ...changeNoun(filter.noun),
    ...changeRecord(filter.recordId),
    ...(words.length === 0
      ? []
      : [
          {
            sql: `(${words.map(({ sql }) => sql).join(' OR ')})`,
            parameters: words.flatMap(({ parameters }) => parameters),
          },
        ]),
  ]);
}

function searchWords({ search }: HistoryFilter): string[] {
  return plainDays(search ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, WORDS);
}

function changeSays(word: string): Condition {
  // Values stand in JSON, where a quotation mark or a backslash has another one before it.
  const inJson = like(JSON.stringify(word).slice(1, -1));
  return {
    sql: `(c."before" LIKE ? ESCAPE '\\' OR c."after" LIKE ? ESCAPE '\\' OR c."recordId" IN (${NAMED_LIKE}))`,
    parameters: [inJson, inJson, like(word)],
  };
}

function changeNoun(nouns: readonly string[] | undefined): Condition[] {
  return nouns && nouns.length > 0
    ? [{ sql: 'c."noun" IN (SELECT "value" FROM json_each(?))', parameters: [JSON.stringify(nouns)] }]
    : [];
}

function changeRecord(recordId: string | undefined): Condition[] {
  return recordId === undefined ? [] : [{ sql: 'c."recordId" = ?', parameters: [recordId] }];
}

function inChanges({ sql, parameters }: Condition): Condition {
  return { sql: `e."seq" IN (SELECT c."seq" FROM "AuditChange" c WHERE ${sql})`, parameters };
}

function all(conditions: readonly Condition[]): Condition | null {
  if (conditions.length === 0) return null;
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** The moment at which a day begins where the hospital is: entries tell moments, people ask for days. */
function startOf(on: Day, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = on.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}
