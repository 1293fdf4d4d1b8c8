import { describe, expect, it } from 'vitest';
import { READING_LIMITS, type ReadingLimits, ROWS_PER_MESSAGE, readAside } from '../../main/app/reading.ts';
import { AppError } from '../../main/domain/error.ts';
import type { ReadJob } from '../../main/features/import/read-file.ts';
import { figures } from './figures.ts';

/** A register of so many devices. */
function register(count: number): Buffer {
  const rows = Array.from({ length: count }, (_, n) => `T-${n},Acme,Model ${n % 97},S${n},"a note, of row ${n}"\n`);
  return Buffer.from(`asset_tag,manufacturer,model,serial_number,notes\n${rows.join('')}`);
}

function jobOf(bytes: Uint8Array): ReadJob {
  return { bytes, noun: 'devices', mapping: {}, sheet: null, dateOrder: null };
}

/** What reading a file within these limits ends in; null when it is read whole. */
async function endOf(count: number, limits: ReadingLimits, signal?: AbortSignal): Promise<unknown> {
  try {
    const { rows } = await readAside(jobOf(register(count)), signal, limits);
    for await (const row of rows) expect(row.row).toBeGreaterThan(1);
    return null;
  } catch (error) {
    return error;
  }
}

describe('the thread that reads a file', () => {
  it('is ended at its limit of memory, and the reason says so (issue 7; reliability.md 5)', async () => {
    expect(await endOf(150_000, { ...READING_LIMITS, memory: 64 })).toMatchObject({
      code: 'takes_too_much_memory',
      details: { limit: 64 },
    });
    figures('T36', 'reading threads ended at a limit').tried += 1;
    figures('T36', 'reading threads ended at a limit').reported += 1;
  });

  it('is ended when nothing is heard of it, and the reason says so (issue 7; reliability.md T36)', async () => {
    // A thread cannot even be started in a thousandth of a second.
    expect(await endOf(150_000, { ...READING_LIMITS, silence: 0.001 })).toMatchObject({
      code: 'takes_too_long',
      details: { limit: 0.001 },
    });
    figures('T36', 'reading threads ended at a limit').tried += 1;
    figures('T36', 'reading threads ended at a limit').reported += 1;
  });

  it('is ended with whoever asked for it (reliability.md T42)', async () => {
    const leaving = new AbortController();
    setImmediate(() => leaving.abort());
    const end = await endOf(150_000, READING_LIMITS, leaving.signal);
    expect(end).toBeInstanceOf(AppError);
    expect(end).toMatchObject({ code: 'cancelled' });
  });

  it('waits for whoever takes its rows, and leaves none out', async () => {
    const count = ROWS_PER_MESSAGE * 12 + 5;
    const { rows } = await readAside(jobOf(register(count)), undefined);
    const seen: number[] = [];
    for await (const { row } of rows) {
      seen.push(row);
      if (row % ROWS_PER_MESSAGE === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(seen).toEqual(Array.from({ length: count }, (_, n) => n + 2));
  });
});
