import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openSql, type SqlConnection } from '../../main/data/connection.ts';
import { createVault } from '../../main/data/create-vault.ts';
import { deviceFields } from '../support/builders.ts';
import { appOn, copyVault, databaseKeyOf, identityOf, PASSPHRASE, temporaryFolder } from '../support/vault.ts';
import type { Job, Line } from './driver.ts';
import { CONTROL_LENGTH, CONTROL_VARIABLE, FOLDER_VARIABLE } from './faults.ts';

const DRIVER = join(import.meta.dirname, 'driver.ts');
const PATCH = join(import.meta.dirname, 'patched-files.ts');
const CLOCK = join(import.meta.dirname, 'moved-clock.ts');
const SHIM = join(import.meta.dirname, 'shim.c');
/** How the program is started: what opens the copies of one vault derives its key once. */
const PROGRAM = ['--import', join(import.meta.dirname, '../support/remember-derived.ts'), DRIVER];

/** How files are made to fail in a program: by functions of Node that count, by a shim below it, or by a limit of their size. */
export type HowToFail =
  | { readonly by: 'node'; readonly folder: string }
  | { readonly by: 'shim'; readonly folder: string; readonly shim: string }
  | { readonly by: 'limit'; readonly bytes: number }
  /** Nothing fails, but the computer's clock stands at an instant, in a time zone. */
  | { readonly by: 'clock'; readonly now: string; readonly zone: string };

/** The program in a process of its own, at work on a job (driver.ts). */
export class Child {
  readonly #process: ChildProcess;
  readonly #lines: Line[] = [];
  readonly #waiting: { readonly is: (line: Line) => boolean; readonly resolve: (line: Line) => void }[] = [];
  readonly #errors: Buffer[] = [];
  /** Resolves when the process is gone and all that it said was read. */
  readonly ended: Promise<void>;

  constructor(job: Job, how: HowToFail | null = null) {
    const { command, words, environment } = commandLine(JSON.stringify(job), how);
    this.#process = spawn(command, words, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { stdout, stderr } = this.#process;
    if (!stdout || !stderr) throw new Error('the process has no pipes');
    stderr.on('data', (chunk: Buffer) => this.#errors.push(chunk));
    createInterface({ input: stdout }).on('line', (text) => this.#take(JSON.parse(text) as Line));
    this.ended = once(this.#process, 'close').then(() => undefined);
  }

  /** All that the process said so far. */
  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** What it wrote to standard error, for a failing test to show. */
  get errors(): string {
    return Buffer.concat(this.#errors).toString('utf8');
  }

  /** The first line of a kind, now or later. @throws Error when the process ends without having said it */
  async said<Kind extends Line['kind']>(kind: Kind): Promise<Extract<Line, { kind: Kind }>> {
    const is = (line: Line): line is Extract<Line, { kind: Kind }> => line.kind === kind;
    const known = this.#lines.find(is);
    if (known) return known;
    const line = await Promise.race([
      new Promise<Line>((resolve) => this.#waiting.push({ is, resolve })),
      this.ended.then(() => this.#lines.find(is)),
    ]);
    if (line && is(line)) return line;
    throw new Error(`the process ended before it said ${kind}: ${this.errors}`);
  }

  /** The lines of a kind. */
  all<Kind extends Line['kind']>(kind: Kind): Extract<Line, { kind: Kind }>[] {
    return this.#lines.filter((line): line is Extract<Line, { kind: Kind }> => line.kind === kind);
  }

  /** Waits for a process that ends by itself. @throws Error when it did not end well */
  async finished(): Promise<this> {
    await this.ended;
    const { exitCode, signalCode } = this.#process;
    if (exitCode !== 0) throw new Error(`the process ended with ${exitCode ?? signalCode}: ${this.errors}`);
    return this;
  }

  /** kill -9, and waits until nothing of it is left. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.ended;
  }

  #take(line: Line): void {
    this.#lines.push(line);
    for (const { is, resolve } of this.#waiting) if (is(line)) resolve(line);
  }
}

/** Only what the program itself does with files is to fail; what Node keeps of our code is no part of it. */
const WITHOUT_CACHE = { NODE_DISABLE_COMPILE_CACHE: '1' };

function commandLine(job: string, how: HowToFail | null) {
  const node = process.execPath;
  switch (how?.by) {
    case 'node':
      return {
        command: node,
        words: ['--import', PATCH, ...PROGRAM, job],
        environment: { [FOLDER_VARIABLE]: how.folder },
      };
    case 'shim': {
      const control = join(temporaryFolder(), 'control');
      writeFileSync(control, Buffer.alloc(CONTROL_LENGTH));
      const environment = { LD_PRELOAD: how.shim, [FOLDER_VARIABLE]: how.folder, [CONTROL_VARIABLE]: control };
      return { command: node, words: [...PROGRAM, job], environment };
    }
    case 'limit': {
      // A shell counts in blocks of 512 bytes.
      const limited = `ulimit -f ${Math.floor(how.bytes / 512)} && exec "$@"`;
      return { command: 'sh', words: ['-c', limited, 'sh', node, ...PROGRAM, job], environment: WITHOUT_CACHE };
    }
    case 'clock': {
      const environment = { MEDSTEWARD_FAULT_NOW: how.now, TZ: how.zone };
      return { command: node, words: ['--import', CLOCK, ...PROGRAM, job], environment };
    }
    default:
      return { command: node, words: [...PROGRAM, job], environment: {} };
  }
}

let shim: string | null | undefined;
/** The shim, compiled; null where there is no compiler or the system is not Linux. */
export function compiledShim(): string | null {
  if (shim !== undefined) return shim;
  const target = join(temporaryFolder('file'), 'shim.so');
  const made =
    process.platform === 'linux' && spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', target, SHIM]).status === 0;
  if (!made) console.warn('skipped: there is no C compiler here, so nothing below Node is made to fail');
  shim = made ? target : null;
  return shim;
}

/** The vaults that operations begin with. */
export interface Vaults {
  readonly filled: string;
  readonly exchanging: string;
  readonly older: string;
  readonly recoveryKey: string;
}

/** Makes the vaults that operations begin with; they live until the end of the file. */
export async function makeVaults(): Promise<Vaults> {
  const { folder: filled, recoveryKey } = await filledVault();
  const [exchanging, exchanged] = ['exchanging', 'exchanged'].map((name) => join(temporaryFolder('file'), name));
  if (!exchanging || !exchanged) throw new Error('no folders');
  for (const folder of [exchanging, exchanged]) cpSync(filled, folder, { recursive: true });
  const { client, app } = appOn(exchanged, undefined, 'file');
  await client.vault.unlock({ passphrase: PASSPHRASE });
  await client.vault.rotateKey({ cipher: 'chacha20', current: { passphrase: PASSPHRASE, keyFile: null } });
  await app.close();
  for (const name of ['vault.json', 'vault.json.bak']) cpSync(join(exchanged, name), join(exchanging, name));
  cpSync(join(exchanged, 'steward.db'), join(exchanging, 'steward.db.new'));
  return { filled, exchanging, older: await olderVault(filled, 1), recoveryKey };
}

/**
 * A vault with the records of another one, as a program left it that knew only the first migrations up to `version`. Its log
 * begins anew: hashes are under a key of each vault.
 */
export async function olderVault(of: string, version: number): Promise<string> {
  const folder = join(temporaryFolder('file'), 'vault');
  const identity = identityOf(folder);
  const from = openSql(join(of, 'steward.db'), await databaseKeyOf(of));
  try {
    const user = from.prepare<[], { id: string; name: string }>('SELECT "id", "name" FROM "User"').get();
    if (!user) throw new Error('the vault has no user');
    await createVault(
      { ...identity, migrations: identity.migrations.slice(0, version) },
      { userId: user.id, userName: user.name, passphrase: PASSPHRASE, secondFactor: null },
      'sqlcipher',
      (sql) => copyRecords(from, sql),
    );
  } finally {
    from.close();
  }
  return folder;
}

/** Copies the rows of all tables that both databases have, but the log and what migrations note. */
function copyRecords(from: SqlConnection, to: SqlConnection): void {
  to.pragma('defer_foreign_keys = ON');
  for (const table of recordTables(to)) {
    const columns = to.pragma(`table_info("${table}")`) as { name: string }[];
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    const insert = to.prepare(`INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`);
    for (const row of from.prepare(`SELECT ${names} FROM "${table}"`).raw().iterate()) insert.run(row);
  }
}

/**
 * Tables of records: not the log, not the word that ties a database to its vault file, not the register, which each release computes
 * anew from the others, nor what SQLite and its search keep.
 */
export function recordTables(sql: SqlConnection): string[] {
  return sql
    .prepare<[], { name: string }>(
      `SELECT "name" FROM sqlite_master WHERE "type" = 'table' AND "name" NOT LIKE 'sqlite_%' AND "name" NOT LIKE 'DeviceSearch%'
       AND "name" NOT IN ('AuditEntry', 'AuditChange', 'Migration', 'Setting', 'Backup', 'DeviceListing', 'ListingState') ORDER BY "name"`,
    )
    .all()
    .map(({ name }) => name);
}

/** A locked vault with the device `FIRST`, whose notes are `notes`, and thirty others. */
export async function filledVault(notes = 'before'): Promise<{ folder: string; recoveryKey: string }> {
  const copy = await copyVault('file');
  const { app, client } = appOn(copy.folder, undefined, 'file');
  await client.vault.unlock({ passphrase: PASSPHRASE });
  await client.device.create(deviceFields({ assetTag: 'FIRST', notes }));
  for (let n = 0; n < 30; n += 1) {
    await client.device.create(
      deviceFields({ assetTag: `OLD-${n}`, model: `Model ${n % 5}`, notes: `${n} `.repeat(200) }),
    );
  }
  await app.close();
  return copy;
}
