import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { SEED } from '../support/chances.ts';

/** The short form is part of `npm test`; the full one has the numbers of reliability.md 11. */
const FULL = process.env.MEDSTEWARD_FAULTS === 'full';

/** How often something is tried: the one place that knows the short from the full form. */
export function rounds(short: number, full: number): number {
  return FULL ? full : short;
}

/** How long a test of faults may take, in milliseconds: so long that only a hang is cut off. Give it to `describe`. */
export const PATIENCE = rounds(900_000, 6 * 3_600_000);

/** Random numbers that depend on the seed and on who asks, so that a test gets the same ones when it runs alone. */
export class Chance {
  #state = SEED;

  constructor(name: string) {
    for (const letter of name) this.#state = Math.imul(this.#state ^ letter.charCodeAt(0), 0x01000193);
  }

  /** At least 0, below 1 (mulberry32). */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, at least 0 and below `end`. */
  below(end: number): number {
    return Math.floor(this.fraction() * end);
  }

  pick<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  }
}

/** What a test counts while it runs; `npm run test:faults` adds them up and prints them. */
export interface Figures {
  /** Kills, flips, failed calls, inputs. */
  tried: number;
  /** Said so: a typed failure, a finding of the check, an alarm. */
  reported: number;
  /** Everything was there as it should be. */
  whole: number;
  /** Neither: other data without a word, or a failure that nobody foresaw. Must be 0. */
  wrong: number;
  /** Rows that were looked for afterwards. */
  rows: number;
  /** Rows that were acknowledged and are gone. Must be 0. */
  lost: number;
}

/** One line of the table. */
export interface FigureLine extends Figures {
  /** Numbers of reliability.md 11: `T01`. */
  readonly test: string;
  readonly what: string;
}

const lines: FigureLine[] = [];
const folder = process.env.MEDSTEWARD_FAULT_FIGURES;
process.stdout.write(`faults: MEDSTEWARD_FAULT_SEED=${SEED}\n`);
afterAll(() => {
  const counted = lines.filter(({ tried }) => tried > 0);
  if (folder === undefined || counted.length === 0) return;
  appendFileSync(
    join(folder, `${process.pid}.jsonl`),
    counted
      .splice(0)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  );
  lines.length = 0;
});

/** The counters of one line of the table, for a test to raise. */
export function figures(test: string, what: string): Figures {
  const known = lines.find((line) => line.test === test && line.what === what);
  if (known) return known;
  const line = { test, what, tried: 0, reported: 0, whole: 0, wrong: 0, rows: 0, lost: 0 };
  lines.push(line);
  return line;
}
