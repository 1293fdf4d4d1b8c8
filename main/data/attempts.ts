import { createHmac } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCode, parseJson, replaceFile } from './files.ts';

/**
 * Failed attempts to open a vault make the next one wait: 1, 2, 4 … 300 seconds (reliability.md 4, T18). This slows who sits
 * at the keyboard; whoever has carried the folder away is slowed by the derivation of the key alone. NIST SP 800-63B-4
 * wants an end after 100 failures in a row; a vault that locks its owner out for good would be a harm of its own, so the
 * wait stays at 300 seconds, which leaves no more than 288 guesses in a day.
 */
const ATTEMPTS_FILE = 'vault.attempts';

/** Seconds. */
const LONGEST_WAIT = 300;
/** So many failures give the longest wait. */
const WORST = Math.ceil(Math.log2(LONGEST_WAIT)) + 1;

/** Seconds since the computer was started: no setting of the clock changes them, as `os.uptime()` gives them. */
export type Uptime = () => number;

const contentSchema = z.strictObject({
  failures: z.number().int().min(1).max(1_000_000),
  /** Uptime at the last failure, in seconds. */
  at: z.number().min(0),
});
type Failures = z.infer<typeof contentSchema>;

/**
 * The checksum is keyed by the vault's id, which stands in the vault file: it tells damage and a file of another vault,
 * and no more. Who can write to the folder can make the file anew, or remove it.
 */
const fileSchema = contentSchema.extend({ checksum: z.string() });

/**
 * Seconds until the vault may be tried again; 0 when it may be tried now. After a restart of the computer only the time
 * since then counts. A damaged file counts as the worst, from now on.
 */
export function attemptsLeftToWait(folder: string, vaultId: string, uptime: Uptime): number {
  const known = read(folder, vaultId);
  if (known === null) return 0;
  if (known === 'damaged') return keep(folder, vaultId, { failures: WORST, at: uptime() });
  const now = uptime();
  // A smaller uptime than the noted one means that the computer was started anew meanwhile.
  const passed = now >= known.at ? now - known.at : now;
  return Math.max(0, waitAfter(known.failures) - passed);
}

/**
 * Counts a failed attempt. Returns the seconds to wait for the next. Best called before the secret is tried, and cleared
 * when it was right: then ending the program in between gains nothing.
 */
export function noteFailure(folder: string, vaultId: string, uptime: Uptime): number {
  const known = read(folder, vaultId);
  const before = known === 'damaged' ? WORST : (known?.failures ?? 0);
  return keep(folder, vaultId, { failures: Math.min(before + 1, 1_000_000), at: uptime() });
}

/** Forgets the failures, after the right secret. */
export function clearFailures(folder: string): void {
  try {
    rmSync(join(folder, ATTEMPTS_FILE), { force: true });
  } catch {
    // Who holds the right secret is let in, also where nothing can be written.
  }
}

/** 1, 2, 4 … 256, then 300 seconds. */
function waitAfter(failures: number): number {
  return Math.min(LONGEST_WAIT, 2 ** (failures - 1));
}

/** Writes the failures down and returns the wait; 0 where nothing can be written: nobody is kept out for that. */
function keep(folder: string, vaultId: string, failures: Failures): number {
  const file = { ...failures, checksum: checksum(failures, vaultId) };
  try {
    replaceFile(join(folder, ATTEMPTS_FILE), `${JSON.stringify(file)}\n`);
    return waitAfter(failures.failures);
  } catch {
    return 0;
  }
}

function read(folder: string, vaultId: string): Failures | 'damaged' | null {
  let text: string;
  try {
    text = readFileSync(join(folder, ATTEMPTS_FILE), 'utf8');
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? null : 'damaged';
  }
  const file = fileSchema.safeParse(parseJson(text));
  if (!file.success) return 'damaged';
  const { checksum: expected, ...failures } = file.data;
  return checksum(failures, vaultId) === expected ? failures : 'damaged';
}

function checksum({ failures, at }: Failures, vaultId: string): string {
  return createHmac('sha256', vaultId).update(JSON.stringify({ failures, at })).digest('hex');
}
