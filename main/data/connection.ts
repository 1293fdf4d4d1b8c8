import { closeSync, openSync, readSync } from 'node:fs';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import Database from 'better-sqlite3';
import { AppError } from '../domain/error.ts';
import { errorCode, fileError, makePrivateFile } from './files.ts';
import { PrismaClient } from './prisma/client.ts';

/** A connection of the driver, for prepared statements: bulk work, lists and full-text search. */
export type SqlConnection = Database.Database;

/** A prepared statement with its parameters and rows typed by whoever wrote the SQL. */
export type Statement<Parameters extends unknown[], Row> = Database.Statement<Parameters, Row>;

const prepared = new WeakMap<SqlConnection, Map<string, Statement<unknown[], unknown>>>();

/** The statement for a text, prepared once per connection. Whole numbers come as `number`; Prisma's adapter sets bigint. */
export function statement<Parameters extends unknown[], Row = unknown>(
  sql: SqlConnection,
  text: string,
): Statement<Parameters, Row> {
  const known = prepared.get(sql) ?? new Map<string, Statement<unknown[], unknown>>();
  const found = known.get(text) ?? sql.prepare<unknown[], unknown>(text).safeIntegers(false);
  prepared.set(sql, known.set(text, found));
  return found as Statement<Parameters, Row>;
}

/** One connection, spoken to in two ways: records through Prisma, bulk work through prepared statements. */
export interface Connection {
  readonly prisma: PrismaClient;
  readonly sql: SqlConnection;
  close(): Promise<void>;
}

/** Schemes that authenticate every page; without that a damaged page is read as if it were whole (reliability.md 1.3). */
export const CIPHERS = ['sqlcipher', 'chacha20', 'aegis'] as const;
export type Cipher = (typeof CIPHERS)[number];

/** What a database is encrypted with: the scheme and the raw 32-byte key. */
export interface DatabaseKey {
  readonly cipher: Cipher;
  readonly bytes: Uint8Array;
}

/** Names the scheme; SQLCipher's files are those of its version 4. */
function cipherPragmas(cipher: Cipher): readonly string[] {
  return [`PRAGMA cipher = '${cipher}'`, ...(cipher === 'sqlcipher' ? ['PRAGMA legacy = 4'] : [])];
}

function hexKey(bytes: Uint8Array): string {
  return `"x'${Buffer.from(bytes).toString('hex')}'"`;
}

/**
 * The settings of every connection, in the one order that works: cipher, key, then all else (reliability.md 2.6). WAL with
 * FULL keeps what was acknowledged; temporary tables stay in memory because files would lie there in clear.
 */
function pragmas(key: DatabaseKey, access: 'read' | 'write'): string {
  return [
    ...cipherPragmas(key.cipher),
    `PRAGMA key = ${hexKey(key.bytes)}`,
    'PRAGMA temp_store = MEMORY',
    'PRAGMA foreign_keys = ON',
    'PRAGMA trusted_schema = OFF',
    'PRAGMA cell_size_check = ON',
    'PRAGMA busy_timeout = 5000',
    'PRAGMA cache_size = -24000',
    ...(process.platform === 'darwin' ? ['PRAGMA fullfsync = ON'] : []),
    ...(access === 'write' ? ['PRAGMA journal_mode = WAL', 'PRAGMA synchronous = FULL'] : ['PRAGMA query_only = ON']),
    '',
  ].join(';\n');
}

type SqlDriverAdapter = Awaited<ReturnType<PrismaBetterSqlite3['connect']>>;

/** Prisma's adapter with the key given before anything else is asked. */
class EncryptedAdapter extends PrismaBetterSqlite3 {
  readonly #script: string;
  readonly #writes: boolean;
  sql: SqlConnection | null = null;

  constructor(path: string, script: string, writes: boolean) {
    super({ url: path, fileMustExist: true });
    this.#script = script;
    this.#writes = writes;
  }

  override async connect() {
    const adapter = await super.connect();
    await adapter.executeScript(this.#script);
    // The adapter keeps its driver connection to itself; statements of ours must run on the same one, inside the same
    // transaction (docs/decisions/0003).
    const client: unknown = Reflect.get(adapter, 'client');
    if (!(client instanceof Database)) throw new TypeError('the adapter no longer holds its connection as `client`');
    this.sql = client;
    if (this.#writes) beginToWrite(adapter, client);
    return adapter;
  }
}

/**
 * Lets every transaction take the one right to write before it reads anything. A transaction that reads first fails at once,
 * however long it was told to wait, when another process, such as the command line, wrote in between.
 */
function beginToWrite(adapter: SqlDriverAdapter, client: SqlConnection): void {
  const start = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (level) => {
    const transaction = await start(level);
    try {
      client.exec('COMMIT; BEGIN IMMEDIATE');
      return transaction;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  };
}

/** Opens a database through Prisma under its key. @throws AppError `vault_damaged` when it is not encrypted under this key */
export async function connect(path: string, key: DatabaseKey, access: 'read' | 'write'): Promise<Connection> {
  requireEncrypted(path);
  const adapter = new EncryptedAdapter(path, pragmas(key, access), access === 'write');
  const prisma = new PrismaClient({ adapter });
  try {
    await prisma.$connect();
    const { sql } = adapter;
    if (sql === null) throw new TypeError('the adapter did not connect');
    return { prisma, sql, close: () => prisma.$disconnect() };
  } catch (error) {
    await prisma.$disconnect();
    throw databaseError(error);
  }
}

/** Opens the driver alone, for migrating and checking. The file is made when `create` says so. */
export function openSql(path: string, key: DatabaseKey, options: { create?: boolean } = {}): SqlConnection {
  if (options.create) makePrivateFile(path);
  else requireEncrypted(path);
  let sql: SqlConnection | null = null;
  try {
    sql = new Database(path, { fileMustExist: true });
    sql.exec(pragmas(key, 'write'));
    sql.prepare('SELECT count(*) FROM sqlite_master').get();
    return sql;
  } catch (error) {
    sql?.close();
    throw databaseError(error);
  }
}

/**
 * Encrypts a database under another key or scheme. Only ever for a copy that nobody uses yet: a rekey that is broken off
 * leaves a file that no key opens (reliability.md 1.2). @throws AppError
 */
export function encryptAnew(path: string, from: DatabaseKey, to: DatabaseKey): void {
  const sql = openSql(path, from);
  try {
    // A rekey is not offered in WAL mode.
    sql.pragma('journal_mode = DELETE');
    sql.exec([...cipherPragmas(to.cipher), `PRAGMA rekey = ${hexKey(to.bytes)}`, ''].join(';\n'));
  } catch (error) {
    throw databaseError(error);
  } finally {
    sql.close();
  }
}

/**
 * Refuses a file that lies open: a forgotten or misplaced key makes SQLite write plain text without a word (reliability.md 1.6).
 * @throws AppError `vault_damaged` with `how: 'not_encrypted'` or `'missing'`
 */
export function requireEncrypted(path: string): void {
  const start = Buffer.alloc(16);
  let length = 0;
  try {
    const file = openSync(path, 'r');
    try {
      length = readSync(file, start, 0, 16, 0);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw errorCode(error) === 'ENOENT' ? damaged('missing') : fileError(error);
  }
  if (length < 16) throw damaged('truncated');
  if (start.toString('latin1').startsWith('SQLite format 3')) throw damaged('not_encrypted');
}

/** What the driver says of the file, as something to act on. */
export function databaseError(error: unknown): unknown {
  const code = errorCode(error);
  const text = error instanceof Error ? error.message : '';
  if (code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT') || /file is not a database|malformed/.test(text)) {
    return damaged('unreadable', error);
  }
  if (/database or disk is full/.test(text)) return new AppError('disk_full', {}, { cause: error });
  if (/readonly database/.test(text)) return new AppError('folder_read_only', {}, { cause: error });
  return fileError(error);
}

function damaged(how: 'missing' | 'truncated' | 'not_encrypted' | 'unreadable', cause?: unknown): AppError {
  return new AppError('vault_damaged', { part: 'database', how }, { cause });
}
