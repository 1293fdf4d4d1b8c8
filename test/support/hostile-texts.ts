import type { SqlConnection } from '../../main/data/connection.ts';
import { columnsOf } from '../../main/features/folder/columns.ts';
import { FOLDER_TABLES } from '../../main/features/folder/tables.ts';

/** What a page, a document or a spreadsheet would run, fetch or be dressed by if it took a text for something else. */
export const HOSTILE = [
  `<img src="/x.png" onerror="window.ran='img'">`,
  `"><script>window.ran='script'</script>`,
  `<svg onload="window.ran='svg'">`,
  `javascript:window.ran='link'`,
  `<style>*{background:url(/css.png)}</style>`,
  `[click](javascript:window.ran='markdown')`,
  `{{constructor.constructor("window.ran='template'")()}}`,
  `<iframe srcdoc="<script>parent.ran='frame'</script>">`,
] as const;

/** Texts by which the program itself finds, compares or counts something. They are words of its own, made from nothing that people type. */
const OWN_WORDS =
  /^(?:key|value|kind|code|section|control|controlCode|noun|page|address|calendar|status|cvss\w+|priceShare|escalatorPercent|noteNumbers|questionsHash|contentHash|signature|decidedFacts|productId|recordId|unit|madeAt|headings|lastHash|mediaType|folder|udi|udiDi|language|csafVersion|tlp|version)$|Key$/;
/** Fields that are mostly empty, and are filled where they are. */
const MOSTLY_EMPTY = /^(?:notes?|website|remark|evidence|securityContact)$/;

/** The columns of the vault that hold what people type or files say, by table. */
function filledByPeople(sql: SqlConnection): { readonly table: string; readonly names: readonly string[] }[] {
  return FOLDER_TABLES.map(({ table }) => ({
    table,
    names: columnsOf(sql, table)
      .filter(({ name, kind }) => kind === 'text' && !OWN_WORDS.test(name))
      .map(({ name }) => name),
  })).filter(({ names }) => names.length > 0);
}

/**
 * Puts a hostile text before everything that people typed and files said, in every table and behind the program's back, so that
 * nothing is refused on the way in. @returns how many columns hold one now
 */
export function dressUp(sql: SqlConnection, texts: readonly string[] = HOSTILE): number {
  let columns = 0;
  for (const { table, names } of filledByPeople(sql)) {
    for (const [place, name] of names.entries()) {
      const held = MOSTLY_EMPTY.test(name) ? '1' : `"${name}" <> ''`;
      let changed = 0;
      for (const [number, text] of texts.entries())
        changed += sql
          .prepare(
            `UPDATE "${table}" SET "${name}" = ? || coalesce(' ' || "${name}", '') WHERE ${held} AND (rowid + ?) % ? = ?`,
          )
          .run(text, place, texts.length, number).changes;
      if (changed > 0) columns += 1;
    }
  }
  return columns;
}
