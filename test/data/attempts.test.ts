import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attemptsLeftToWait, clearFailures, noteFailure } from '../../main/data/attempts.ts';
import { temporaryFolder } from '../support/vault.ts';

const VAULT = '01940000-0000-7000-8000-000000000001';
const isRoot = process.getuid?.() === 0;

/** A vault's folder and a computer whose time since its start the test sets. */
function bench(seconds = 5000) {
  const folder = temporaryFolder();
  const computer = { seconds };
  const uptime = () => computer.seconds;
  return {
    folder,
    file: join(folder, 'vault.attempts'),
    computer,
    fail: () => noteFailure(folder, VAULT, uptime),
    left: (vault = VAULT) => attemptsLeftToWait(folder, vault, uptime),
  };
}

describe('failed attempts', () => {
  it('make the next one wait 1, 2, 4 … 300 seconds, also after 100 in a row (reliability.md T18)', () => {
    const { computer, fail, left } = bench();
    expect(left()).toBe(0);
    const waits: number[] = [];
    for (let count = 0; count < 120; count += 1) {
      const wait = fail();
      expect(left()).toBe(wait);
      computer.seconds += wait - 0.5;
      expect(left()).toBeCloseTo(0.5);
      computer.seconds += 0.5;
      expect(left()).toBe(0);
      waits.push(wait);
    }
    expect(waits.slice(0, 10)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
    expect(new Set(waits.slice(10))).toEqual(new Set([300]));
  });

  it('are forgotten after the right secret', () => {
    const { folder, fail, left, file } = bench();
    for (let count = 0; count < 5; count += 1) fail();
    expect(left()).toBe(16);
    clearFailures(folder);
    expect(left()).toBe(0);
    expect(existsSync(file)).toBe(false);
    expect(fail()).toBe(1);
    clearFailures(folder);
    clearFailures(folder);
  });

  it('count by the time since the computer was started, and after a restart from there on (reliability.md T18)', () => {
    const { computer, fail, left } = bench(5000);
    for (let count = 0; count < 12; count += 1) fail();
    computer.seconds = 20;
    expect(left()).toBe(280);
    computer.seconds = 299;
    expect(left()).toBe(1);
    computer.seconds = 300;
    expect(left()).toBe(0);
    expect(fail()).toBe(300);
    expect(left()).toBe(300);
  });

  it('in a damaged file, or in one of another vault, count as the worst, from when that is seen', () => {
    const { computer, fail, left, file } = bench();
    fail();
    const good = readFileSync(file, 'utf8');
    const damaged = [
      '',
      'noise',
      '{}',
      good.slice(0, -10),
      good.replace('"failures":1', '"failures":2'),
      good.replace('5000', '1'),
      good.replace('"failures":1', '"failures":-1'),
    ];
    for (const text of damaged) {
      writeFileSync(file, text);
      expect(left(), text).toBe(300);
      computer.seconds += 100;
      expect(left(), text).toBe(200);
      computer.seconds += 200;
      expect(left(), text).toBe(0);
      expect(fail(), text).toBe(300);
    }
    writeFileSync(file, 'noise');
    expect(fail()).toBe(300);
    writeFileSync(file, good);
    expect(left('01940000-0000-7000-8000-000000000002')).toBe(300);
  });

  it('changed by one bit, of which every seventh is tried, are seen as damage', () => {
    const { fail, left, file } = bench();
    fail();
    const good = readFileSync(file);
    // The line break at the end says nothing.
    for (let bit = 0; bit < (good.length - 1) * 8; bit += 7) {
      const altered = Buffer.from(good);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      writeFileSync(file, altered);
      expect(left(), `bit ${bit}`).toBe(300);
    }
  });

  it('are written for the owner alone', () => {
    const { fail, file } = bench();
    fail();
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('that cannot be written down keep nobody out', () => {
    const { folder, fail, left, file } = bench();
    // A folder where the file should be: it can be neither read nor replaced nor removed, by nobody.
    mkdirSync(join(file, 'inside'), { recursive: true });
    expect(fail()).toBe(0);
    expect(left()).toBe(0);
    clearFailures(folder);
    expect(existsSync(file)).toBe(true);

    rmSync(folder, { recursive: true });
    expect(fail()).toBe(0);
    expect(left()).toBe(0);
    clearFailures(folder);
    expect(existsSync(folder)).toBe(false);
  });

  it.skipIf(isRoot || process.platform === 'win32')('in a folder that takes no writes keep nobody out', () => {
    const { folder, fail, left, computer } = bench();
    fail();
    chmodSync(folder, 0o500);
    try {
      expect(fail()).toBe(0);
      clearFailures(folder);
      computer.seconds += 1;
      expect(left()).toBe(0);
    } finally {
      chmodSync(folder, 0o700);
    }
  });
});
