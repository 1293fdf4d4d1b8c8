/**
 * The program at its hardest work, for a test that looks at what it leaves on the disk meanwhile: sorting, temporary tables,
 * taken back writes, packing, copying, importing, printing. It stands still in the middle of each and waits for a line.
 *
 *     node busy.ts VAULT CANARY MEGABYTES [careless]
 *
 * `careless` lets the database keep its temporary data in files, which is what it does unless it is told not to.
 */
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openVault } from '../../main/data/vault.ts';
import { identityOf, PASSPHRASE, PROOF, startProgram, TestClock } from '../support/program.ts';

const [vaultFolder = '', canary = '', megabytes = '1', manner = ''] = process.argv.slice(2);
const careless = manner === 'careless';
const app = startProgram(vaultFolder, new TestClock());
await app.client.vault.unlock({ passphrase: PASSPHRASE });
const vault = await openVault(identityOf(vaultFolder), PROOF, {});
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { sql } = vault.writer;
// With little memory, whatever can be put aside is.
sql.pragma('cache_size = -500');
if (careless) sql.pragma('temp_store = FILE');

async function hold(what: string): Promise<void> {
  process.stdout.write(`${what}\n`);
  await lines.next();
}

const rows = Number(megabytes) * 1000;
sql.exec('BEGIN');
sql
  .prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
     INSERT INTO "Setting" ("key", "value", "updatedAt") SELECT 'busy' || i, ? || hex(randomblob(490)) || i, '' FROM n`,
  )
  .run(canary);
await hold('a transaction that was not committed');
sql.exec('COMMIT');

const sorted = sql.prepare('SELECT "value" || "key" AS "all" FROM "Setting" ORDER BY 1 DESC').iterate();
sorted.next();
await hold('a sort');
sorted.return?.();
if (careless) process.exit(0);

sql.exec('CREATE TEMP TABLE "aside" AS SELECT * FROM "Setting"; CREATE INDEX temp."order" ON "aside" ("value")');
await hold('a temporary table');
sql.exec('DROP TABLE temp."aside"');

sql.exec(
  `BEGIN; SAVEPOINT a; UPDATE "Setting" SET "value" = "value" || ' changed'; SAVEPOINT b; DELETE FROM "Setting"`,
);
await hold('writes that can be taken back');
sql.exec('ROLLBACK TO b; ROLLBACK TO a; COMMIT');

sql.exec('VACUUM');
await hold('a database that was packed');
sql.exec(`VACUUM INTO '${join(vaultFolder, 'copy.db').replaceAll("'", "''")}'`);
await hold('a copy');

const csv = Array.from({ length: Number(megabytes) * 100 }, (_, n) => `T-${n},${canary},${canary},${canary} ${n}`);
const uploadId = app.files.take('devices.csv', Buffer.from(`asset_tag,manufacturer,model,notes\n${csv.join('\n')}\n`));
const importing = app.client.imports.run({ noun: 'devices', uploadId, fileName: `${canary}.csv` });
await hold('an import');
await importing;
const printing = (['pdf', 'xlsx'] as const).map((format) => app.client.exports.devices({ format, filter: {} }));
await hold('printing');
await Promise.all(printing);
await hold('rest');
