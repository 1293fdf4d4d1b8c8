/**
 * The tables of docs/open-folder.md, made from prisma/schema.prisma and its comments: `node main/scripts/open-folder-reference.ts`
 * writes them between the two marks of the document.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ColumnKind, kindOf, moneyOf } from '../features/folder/columns.ts';
import { FOLDER_TABLES, OTHER_TABLES, OWN_SETTINGS } from '../features/folder/tables.ts';
import { keyOf } from '../features/folder/values.ts';
import { VOCABULARIES } from '../features/folder/vocabulary.ts';

const ROOT = join(import.meta.dirname, '../..');
const DOCUMENT = join(ROOT, 'docs/open-folder.md');
const [START, END] = [
  '<!-- reference: made by main/scripts/open-folder-reference.ts -->',
  '<!-- end of the reference -->',
];

interface Column {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly remark: string;
}

interface Model {
  readonly remark: string;
  readonly columns: readonly Column[];
  readonly references: ReadonlyMap<string, string>;
}

const SQL_TYPES: Readonly<Record<string, string>> = {
  Boolean: 'BOOLEAN',
  Int: 'INTEGER',
  BigInt: 'BIGINT',
  Bytes: 'BLOB',
};
const FORMS: Readonly<Record<ColumnKind, string>> = {
  id: 'identifier',
  text: 'text',
  word: 'word',
  day: 'day',
  instant: 'instant',
  integer: 'whole number',
  boolean: 'true or false',
  amount: 'amount',
  currency: 'currency',
  sha256: 'SHA-256',
  json: 'JSON',
  person: 'name of a person',
};

/** What the schema says of each table, comments included. */
function readSchema(text: string): ReadonlyMap<string, Model> {
  const models = new Map<string, Model>();
  for (const [, above = '', name = '', body = ''] of text.matchAll(
    /((?:^\/\/\/.*\n)*)^model (\w+) \{\n([\s\S]*?)^\}/gm,
  )) {
    const columns: Column[] = [];
    const references = new Map<string, string>();
    let remark = '';
    for (const line of body.split('\n')) {
      const comment = /^\s*\/\/\/ (.*)$/.exec(line)?.[1];
      if (comment !== undefined) {
        remark += `${remark === '' ? '' : ' '}${comment}`;
        continue;
      }
      const [, field = '', type = '', mark = ''] = /^\s+(\w+)\s+(\w+)(\??|\[\])/.exec(line) ?? [];
      const of = /@relation\([^)]*fields: \[(\w+)\]/.exec(line)?.[1];
      if (of !== undefined) references.set(of, type);
      else if (
        field !== '' &&
        !line.includes('@relation') &&
        ['String', 'Int', 'Boolean', 'BigInt', 'Bytes'].includes(type)
      )
        columns.push({ name: field, type: SQL_TYPES[type] ?? 'TEXT', optional: mark === '?', remark });
      remark = '';
    }
    models.set(name, {
      remark: above
        .replaceAll(/^\/\/\/ ?/gm, '')
        .trim()
        .replaceAll('\n', ' '),
      columns,
      references,
    });
  }
  return models;
}

/** The reference of every file, as Markdown. */
export function reference(schema: string): string {
  const models = readSchema(schema);
  const paths = new Map(FOLDER_TABLES.map(({ table, path }) => [table, path]));
  const parts = FOLDER_TABLES.map(({ table, path }) => {
    const model = models.get(table);
    if (model === undefined) throw new Error(`the schema has no ${table}`);
    const money = moneyOf(table);
    const rows = model.columns.flatMap(({ name, type, optional, remark }) => {
      if (money.some(({ currency }) => currency === name)) return [];
      const kind = kindOf(table, name, type);
      const pair = money.find(({ amount }) => amount === name);
      const other = model.references.get(name);
      const words = VOCABULARIES[table]?.[name]?.map((word) => `\`${word}\``).join(' ');
      const target = other === undefined ? '' : ` of \`${paths.get(other) ?? other}\``;
      const form = pair ? 'amount and currency' : `${FORMS[kind]}${target}`;
      const told = [words, remark].filter((text) => text).join('. ');
      return [
        `| \`${pair?.key ?? keyOf(name, kind)}\` | ${form}${optional ? ' or null' : ''} | ${told.replaceAll('|', '\\|')} |`,
      ];
    });
    const extra =
      table === 'Document' ? ['| `file` | path or null | The file in `documents/` that holds its bytes. |'] : [];
    return [
      `### \`${path}\``,
      '',
      ...(model.remark ? [model.remark, ''] : []),
      '| field | holds | |',
      '| --- | --- | --- |',
      ...rows,
      ...extra,
    ].join('\n');
  });
  const left = Object.entries(OTHER_TABLES).map(([table, why]) => `| \`${table}\` | ${WHY[why]} |`);
  return [
    ...parts,
    [
      '### What has no file',
      '',
      '| table | why |',
      '| --- | --- |',
      ...left,
      `| settings ${OWN_SETTINGS.map((key) => `\`${key}\``).join(', ')} | ${WHY.computed} |`,
    ].join('\n'),
  ].join('\n\n');
}

const WHY: Readonly<Record<(typeof OTHER_TABLES)[string], string>> = {
  computed: 'The program makes it again from the rest.',
  this_computer: 'It says something of this computer, or of who sits at it.',
  people: 'Names and roles are in `records/people.json`; ways in stay behind.',
  history: 'It is in `history/`.',
  bytes: 'They are the files in `documents/`.',
  manifest: 'They are in `manifest.json`.',
};

/** The document with the reference in its place. */
export function withReference(document: string, schema: string): string {
  const [start, end] = [document.indexOf(START), document.indexOf(END)];
  if (start < 0 || end < 0) throw new Error('the marks of the reference are missing');
  return `${document.slice(0, start + START.length)}\n\n${reference(schema)}\n\n${document.slice(end)}`;
}

if (import.meta.main) {
  const schema = readFileSync(join(ROOT, 'prisma/schema.prisma'), 'utf8');
  writeFileSync(DOCUMENT, withReference(readFileSync(DOCUMENT, 'utf8'), schema));
}
