import type { App } from '../../main/app/create-app.ts';
import { AppError } from '../../main/domain/error.ts';
import { filesBelow, PASSPHRASE, startProgram, TestClock } from '../support/program.ts';

/** A vault as the program finds it when it opens it, with everything that it can check. */
export interface Seen {
  /** `missing` where there is none; otherwise that of the open vault. */
  readonly state: string;
  /** Code and facts with which opening was refused. */
  readonly refused: string | null;
  /** What the check of pages, references and log found. */
  readonly findings: readonly string[];
  /** Tags of all devices. */
  readonly tags: readonly string[];
  /** Notes of the device `FIRST`, which tests change. */
  readonly first: string | null;
  readonly recoveryKeyConfirmed: boolean;
  /** Files of the vault's folder; of a {@link look} after it was locked again. */
  readonly files: readonly string[];
}

const NOTHING = { findings: [], tags: [], first: null, recoveryKeyConfirmed: false };

/** Opens, checks, reads and locks a vault as a person would. */
export async function look(folder: string): Promise<Seen> {
  const app = startProgram(folder, new TestClock());
  try {
    const { state } = await app.client.vault.status();
    if (state === 'missing') return { state, refused: null, ...NOTHING, files: filesBelow(folder) };
    await app.client.vault.unlock({ passphrase: PASSPHRASE });
    const seen = await see(app);
    await app.close();
    return { ...seen, files: filesBelow(folder) };
  } catch (error) {
    return { state: 'refused', refused: nameOf(error), ...NOTHING, files: filesBelow(folder) };
  } finally {
    await app.close();
  }
}

/** What an open vault holds. */
export async function see({ client }: App): Promise<Seen> {
  const { state, recoveryKeyUnconfirmed, folder } = await client.vault.status();
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
    findings: findings.map(({ code, where }) => `${code} ${where}`),
    tags,
    first: tags.includes('FIRST') ? (await client.device.get({ assetTag: 'FIRST' })).notes : null,
    recoveryKeyConfirmed: !recoveryKeyUnconfirmed,
    files: filesBelow(folder),
  };
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
const FINAL_NAMES = [/^vault\.json(\.bak)?$/, /^vault\.head$/, /^steward\.db(-wal|-shm)?$/, /^backups\/[^/]+$/];

/** Files that are not part of a locked vault. */
export function strayFiles(seen: Seen): string[] {
  return seen.files.filter((name) => name.endsWith('.new') || !FINAL_NAMES.some((pattern) => pattern.test(name)));
}
