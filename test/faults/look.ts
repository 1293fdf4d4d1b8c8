import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../../main/app/create-app.ts';
import { AppError } from '../../main/domain/error.ts';
import { filesBelow, PASSPHRASE, startProgram, TestClock } from '../support/program.ts';

/** A vault as the program finds it when it opens it, with everything that it can check. */
export interface Seen {
  /** `missing` where there is none; otherwise that of the open vault. */
  readonly state: string;
  /** Code and facts with which opening was refused. */
  readonly refused: string | null;
  /** Of {@link lookWithEither}, which passphrase opens it: `old`, `new`, both or none. */
  readonly opens: string;
  /** What the check of pages, references and log found, and `alarm` where the log lacks what was known of it. */
  readonly findings: readonly string[];
  /** Tags of all devices. */
  readonly tags: readonly string[];
  /** Notes of the device `FIRST`, which tests change. */
  readonly first: string | null;
  readonly cipher: string;
  /** The backups in the vault's folder, each read back to its end. */
  readonly backups: readonly { readonly fileName: string; readonly ok: boolean }[];
  readonly recoveryKeyConfirmed: boolean;
  /** Files of the vault's folder; of a {@link look} after it was locked again. */
  readonly files: readonly string[];
  /** Those of them that lie open: each begins as a database does that is not encrypted. */
  readonly plain: readonly string[];
}

const NOTHING = {
  opens: '',
  findings: [],
  tags: [],
  first: null,
  cipher: '',
  backups: [],
  recoveryKeyConfirmed: false,
};

/** The passphrase that takes the place of the tests' own where one is changed. */
export const OTHER_PASSPHRASE = 'another passphrase for the tests';

/** Opens, checks, reads and locks a vault as a person would, with {@link PASSPHRASE} or another one. */
export async function look(folder: string, passphrase = PASSPHRASE): Promise<Seen> {
  const app = startProgram(folder, new TestClock());
  try {
    const { state } = await app.client.vault.status();
    if (state === 'missing') return { state, refused: null, ...NOTHING, ...filesOf(folder) };
    await app.client.vault.unlock({ passphrase });
    const seen = await see(app);
    await app.close();
    return { ...seen, ...filesOf(folder) };
  } catch (error) {
    return { state: 'refused', refused: nameOf(error), ...NOTHING, ...filesOf(folder) };
  } finally {
    await app.close();
  }
}

/** A look at a vault whose passphrase may have been changed: exactly one of the two has to open it. */
export async function lookWithEither(folder: string): Promise<Seen> {
  const seen = await look(folder);
  // Who tried a wrong passphrase has to wait, and this is no trial of patience.
  rmSync(join(folder, 'vault.attempts'), { force: true });
  const other = await look(folder, OTHER_PASSPHRASE);
  rmSync(join(folder, 'vault.attempts'), { force: true });
  const opens = [...(seen.refused ? [] : ['old']), ...(other.refused ? [] : ['new'])].join(' and ');
  return { ...(seen.refused ? other : seen), opens };
}

function filesOf(folder: string): Pick<Seen, 'files' | 'plain'> {
  const files = filesBelow(folder);
  const start = (name: string) => readFileSync(join(folder, name)).subarray(0, 15).toString('latin1');
  return { files, plain: files.filter((name) => start(name) === 'SQLite format 3') };
}

/** What an open vault holds. */
export async function see({ client }: App): Promise<Seen> {
  const { state, alarm, recoveryKeyUnconfirmed, folder } = await client.vault.status();
  const { cipher } = await client.vault.info();
  const { findings } = await client.vault.verify();
  const tags: string[] = [];
  for (let total = 1; tags.length < total; ) {
    const page = await client.device.list({ offset: tags.length, limit: 1000 });
    total = page.total;
    tags.push(...page.rows.map(({ assetTag }) => assetTag ?? ''));
  }
  return {
    state,
    refused: null,
    opens: '',
    findings: [...findings.map(({ code, where }) => `${code} ${where}`), ...(alarm ? ['alarm'] : [])],
    tags,
    first: tags.includes('FIRST') ? (await client.device.get({ assetTag: 'FIRST' })).notes : null,
    cipher,
    backups: await readBackups(client),
    recoveryKeyConfirmed: !recoveryKeyUnconfirmed,
    ...filesOf(folder),
  };
}

async function readBackups(client: App['client']): Promise<Seen['backups']> {
  const read: { fileName: string; ok: boolean }[] = [];
  for (const { fileName } of (await client.backup.list()).backups) {
    const { test } = await client.backup.check({ source: { fileName } });
    read.push({ fileName, ok: test.ok });
  }
  return read;
}

/** A failure as one word: the code with its facts, or what nobody foresaw with its place. */
export function nameOf(error: unknown): string {
  if (!(error instanceof AppError)) return `untyped ${error instanceof Error ? error.stack : String(error)}`;
  if (error.code !== 'unforeseen') return [error.code, ...Object.values(error.details)].join(' ');
  const cause = error.cause instanceof Error ? error.cause : null;
  const code = cause && 'code' in cause ? String(cause.code) : '';
  return `unforeseen ${code} ${cause?.stack?.split('\n').slice(0, 6).join(' ') ?? ''}`;
}

/** The names that a vault's files have; every other one is half a file, or one that belongs to nobody. */
const FINAL_NAMES = [
  /^vault\.json(\.bak)?$/,
  /^vault\.(head|attempts|lock)$/,
  /^steward\.db(-wal|-shm)?$/,
  /^backups\/[^/]+$/,
];

/** What lay in the folder before a restore, which can be undone; whatever that was. */
const KEPT = /^(backups\/)?before-(restore|undo)-[^/.]+\/[^/]+$/;

/** Files that are not part of a locked vault. */
export function strayFiles(seen: Seen): string[] {
  const isFinal = (name: string) => !/\.new/.test(name) && FINAL_NAMES.some((pattern) => pattern.test(name));
  return seen.files.filter((name) => !KEPT.test(name) && !isFinal(name));
}
