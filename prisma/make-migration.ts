/**
 * Writes the next migration: `npm run migration -- NAME`.
 *
 * It compares schema.prisma with the copy that lies beside the newest migration and writes the SQL between the two, to be
 * read and completed by hand (full-text tables and triggers, moving of data). Applied by main/data/migrate.ts.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { bindSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';

const folder = join(import.meta.dirname, 'migrations');
const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Give the migration a name of small letters, digits and underscores.');
  process.exit(2);
}

const previous = readdirSync(folder)
  .filter((entry) => /^\d{4}_/.test(entry))
  .sort()
  .at(-1);
const schemaPath = join(import.meta.dirname, 'schema.prisma');
const schema = (path: string) => ({
  tag: 'schemaDatamodel' as const,
  files: [{ path: 'schema.prisma', content: readFileSync(path, 'utf8') }],
  configDir: '.',
});
const engine = await SchemaEngine.new(
  { datamodels: [['schema.prisma', readFileSync(schemaPath, 'utf8')]] },
  () => undefined,
  bindSqlAdapterFactory(new PrismaBetterSqlite3({ url: ':memory:' })),
);
const { stdout } = await engine.diff({
  from: previous ? schema(join(folder, previous, 'schema.prisma')) : { tag: 'empty' },
  to: schema(schemaPath),
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
});
if (!stdout?.trim() || stdout.includes('This is an empty migration')) {
  console.error('The schema has not changed since the newest migration.');
  process.exit(1);
}
const number = String(previous ? Number(previous.slice(0, 4)) + 1 : 1).padStart(4, '0');
const target = join(folder, `${number}_${name}`);
if (!existsSync(target)) mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'migration.sql'), stdout);
copyFileSync(schemaPath, join(target, 'schema.prisma'));
console.error(
  `Wrote ${join('prisma', 'migrations', `${number}_${name}`, 'migration.sql')}. Read it before you commit it.`,
);
