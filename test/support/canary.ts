import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SqlConnection } from '../../main/data/connection.ts';
import { filesBelow } from './program.ts';

/** A word that nothing else on this computer holds. Small letters and figures, so that no folding of names changes it. */
export function newCanary(): string {
  return `canary${randomBytes(6).toString('hex')}`;
}

/** What is looked for, in one of the forms in which it could lie somewhere. */
interface Needle {
  readonly form: string;
  readonly bytes: Buffer;
}

/** A text in every form that a program writes texts in. */
export function textNeedles(text: string): Needle[] {
  const bytes = Buffer.from(text, 'utf8');
  return [
    { form: 'text', bytes },
    { form: 'capitals', bytes: Buffer.from(text.toUpperCase(), 'utf8') },
    { form: 'UTF-16', bytes: Buffer.from(text, 'utf16le') },
    { form: 'UTF-16, big end first', bytes: Buffer.from(text, 'utf16le').swap16() },
    { form: 'hex', bytes: Buffer.from(bytes.toString('hex')) },
    { form: 'hex in capitals', bytes: Buffer.from(bytes.toString('hex').toUpperCase()) },
    ...base64Needles(bytes),
  ];
}

/** A key as bytes, and in every form of a text that spells it. */
export function keyNeedles(key: Uint8Array): Needle[] {
  const bytes = Buffer.from(key);
  const hex = bytes.toString('hex');
  const spelt = [hex, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')];
  return [
    { form: 'key', bytes },
    ...spelt.flatMap((text) =>
      textNeedles(text).map(({ form, bytes: own }) => ({ form: `key as ${form}`, bytes: own })),
    ),
    ...base64Needles(bytes),
  ];
}

/** Base64 takes three bytes together, so a text in the middle of others is spelt in one of three ways. */
function base64Needles(bytes: Buffer): Needle[] {
  return [0, 1, 2].map((before) => {
    const spelt = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor(((before + bytes.length) * 8) / 6);
    return { form: 'base64', bytes: Buffer.from(spelt.slice(from, to)) };
  });
}

export interface Scan {
  readonly files: number;
  readonly bytes: number;
  /** Where something was found that must not be there. */
  readonly hits: readonly string[];
}

/** Looks through every file below the folders, names included. */
export function scanFolders(folders: readonly string[], needles: readonly Needle[]): Scan {
  return scan(
    folders.flatMap((folder) => filesBelow(folder).map((name) => [name, join(folder, name)] as const)),
    needles,
  );
}

/** Looks through every file that a process holds open: also those that have lost their names already. Linux only. */
export function scanDescriptors(pid: number, needles: readonly Needle[]): Scan {
  const folder = `/proc/${pid}/fd`;
  const held: [string, string][] = [];
  for (const name of listed(folder)) {
    const path = join(folder, name);
    const target = attempt(() => readlinkSync(path));
    if (target !== null && attempt(() => statSync(path))?.isFile()) held.push([`${target} (open)`, path]);
  }
  return scan(held, needles);
}

function scan(files: readonly (readonly [name: string, path: string])[], needles: readonly Needle[]): Scan {
  let bytes = 0;
  const hits: string[] = [];
  for (const [name, path] of files) {
    const named = Buffer.from(basename(name));
    const content = attempt(() => readFileSync(path)) ?? Buffer.alloc(0);
    bytes += content.length;
    for (const needle of needles) {
      if (named.includes(needle.bytes)) hits.push(`${name}: ${needle.form} in its name`);
      if (content.includes(needle.bytes)) hits.push(`${name}: ${needle.form}`);
    }
  }
  return { files: files.length, bytes, hits };
}

/** What another process has at the moment may be gone at the next. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function listed(folder: string): string[] {
  return attempt(() => readdirSync(folder)) ?? [];
}

/** Bits of information per byte: 8 for noise, about 4 for texts. */
export function entropy(bytes: Uint8Array): number {
  const counts = new Array<number>(256).fill(0);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  return counts.reduce(
    (sum, count) => (count === 0 ? sum : sum - (count / bytes.length) * Math.log2(count / bytes.length)),
    0,
  );
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly pk: number | bigint;
}

/** The tables of a vault with their columns, as the schema has them today. */
function tablesOf(sql: SqlConnection): Map<string, Column[]> {
  const tables = sql.pragma('table_list') as { name: string; type: string; schema: string }[];
  const own = tables.filter(
    ({ name, type, schema }) => schema === 'main' && type === 'table' && !name.startsWith('sqlite_'),
  );
  return new Map(own.map(({ name }) => [name, sql.pragma(`table_info("${name}")`) as Column[]]));
}

/** The columns that hold text and no canary yet, as `Table.column`. */
export function columnsWithout(sql: SqlConnection, canary: string): string[] {
  return [...tablesOf(sql)].flatMap(([table, columns]) =>
    columns
      .filter(({ type }) => type === 'TEXT')
      .filter(({ name }) => {
        const found = sql.prepare(`SELECT count(*) AS n FROM "${table}" WHERE instr("${name}", ?) > 0`).get(canary);
        return (found as { n: number | bigint }).n.toString() === '0';
      })
      .map(({ name }) => `${table}.${name}`),
  );
}

/** Columns of which a row has exactly one; the schema insists on it. */
const ONE_OF: Readonly<Record<string, readonly string[]>> = { Component: ['modelId', 'softwareVersionId', 'deviceId'] };

/**
 * Adds a row to every table whose text columns all hold the canary, whatever they are for. Rows that nobody could have made:
 * what the program does with them is not of interest, only where they turn up.
 */
export function plantEverywhere(sql: SqlConnection, canary: string): void {
  sql.pragma('foreign_keys = OFF');
  for (const [table, columns] of tablesOf(sql)) {
    const oneOf = ONE_OF[table] ?? [];
    for (const only of oneOf.length > 0 ? oneOf : [null]) {
      // The database gives the numbers of its rows itself.
      const filled = columns
        .filter(({ type, pk }) => !(Number(pk) === 1 && type === 'INTEGER'))
        .filter(({ name }) => name === only || !oneOf.includes(name));
      const values = filled.map(({ name, type }) => {
        if (type === 'TEXT') return `${canary} ${table}.${name} ${only ?? ''}`;
        return type === 'BLOB' ? Buffer.from(canary.repeat(100)) : 1;
      });
      const names = filled.map(({ name }) => `"${name}"`).join(', ');
      sql.prepare(`INSERT INTO "${table}" (${names}) VALUES (${filled.map(() => '?').join(', ')})`).run(...values);
    }
  }
}
