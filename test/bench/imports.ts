import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Day } from '../../main/domain/day.ts';
import type { ImportId } from '../../main/domain/ids.ts';
import { devicesFile, surroundings } from './files.ts';
import { type Line, line, type Times, timed } from './measure.ts';
import { RawDatabase, type Rows } from './raw-driver.ts';
import { BenchVault } from './vault.ts';

/** What is measured of a file of devices with twenty columns, in the order in which it is done. */
const STEPS = ['dryRun', 'run', 'again', 'undo'] as const;
type Step = (typeof STEPS)[number];

const NAMES: Readonly<Record<Step, string>> = {
  dryRun: 'dry run of a file with 20 columns (raw: the file read, parsed, and the same look-ups)',
  run: 'import of it (raw: the same rows in every table)',
  again: 'dry run into the register that it filled (raw: as above)',
  undo: 'import taken back (raw: the same rows removed from every table)',
};

interface Measured {
  /** Milliseconds by the clock. */
  readonly clock: Times;
  /** Milliseconds of processor time, of all threads. */
  readonly processor: Times;
  /** Longest that another call had to wait meanwhile. */
  readonly wait: Times;
}

/** Takes a large file in and back, each round in a vault of its own, beside the raw driver with the same rows. */
export async function measureImports(folder: string, devices: number, today: Day, rounds: number): Promise<Line[]> {
  const file = devicesFile(devices);
  const empty = (): Times => ({ program: [], raw: [] });
  const found = new Map(STEPS.map((step) => [step, { clock: empty(), processor: empty(), wait: empty() }]));
  const deviceAlone = empty();
  for (let round = 0; round < rounds; round += 1) {
    const vault = await emptyVault(join(folder, 'import'), today);
    const note = async (step: Step, work: () => Promise<unknown>) => {
      const of = found.get(step) as Measured;
      const waits = new Waits(vault);
      const { clock, processor } = await spent(work);
      of.clock.program.push(clock);
      of.processor.program.push(processor);
      of.wait.program.push(await waits.longest());
    };
    const { preview, run, undo } = vault.app.client.imports;
    const input = () => ({
      noun: 'devices' as const,
      fileName: 'devices.csv',
      uploadId: vault.app.files.take('devices.csv', file),
    });
    let importId: ImportId | null = null;
    await note('dryRun', () => preview(input()));
    await note('run', async () => {
      importId = (await run(input())).importId;
    });
    await note('again', () => preview(input()));
    const rows = await vault.rows();
    await note('undo', () => undo({ id: importId as unknown as ImportId }));
    await vault.remove();
    await measureRaw(join(folder, 'raw-import.db'), file, rows, async (step, work) => {
      const of = found.get(step) as Measured;
      const { clock, processor } = await spent(work);
      of.clock.raw.push(clock);
      of.processor.raw.push(processor);
    });
    deviceAlone.raw.push(await rawDeviceAlone(join(folder, 'raw-import.db'), rows));
  }
  deviceAlone.program.push(...(found.get('run')?.clock.program ?? []));
  return [
    ...STEPS.flatMap((step) => {
      const { clock, processor, wait } = found.get(step) as Measured;
      return [
        line(devices, NAMES[step], clock),
        line(devices, 'its processor time, of all threads', processor),
        line(devices, 'longest wait of another call meanwhile', wait),
      ];
    }),
    line(devices, 'import of a CSV file (raw: the rows of Device alone)', deviceAlone),
  ];
}

/** A vault with the models, dates and contracts that stand before the devices. */
export async function emptyVault(path: string, today: Day): Promise<BenchVault> {
  const vault = new BenchVault(path, today);
  await vault.create();
  const before = surroundings();
  await vault.import('models', before.models);
  await vault.import('milestones', before.milestones);
  await vault.import('contracts', before.contracts);
  return vault;
}

type Note = (step: Step, work: () => void) => Promise<void>;

async function measureRaw(path: string, file: Uint8Array, rows: Rows, note: Note): Promise<void> {
  const raw = new RawDatabase(path);
  try {
    raw.fillBefore(rows);
    await note('dryRun', () => raw.lookUp(parse(file)));
    await note('run', () => raw.insertDevices(rows));
    await note('again', () => raw.lookUp(parse(file)));
    await note('undo', () => raw.removeDevices(rows));
  } finally {
    raw.remove();
  }
}

async function rawDeviceAlone(path: string, rows: Rows): Promise<number> {
  const raw = new RawDatabase(path);
  raw.fillBefore(rows);
  const time = await timed(() => raw.insertDevices(rows, ['Device']));
  raw.remove();
  return time;
}

/** The least that it takes to read a file in which every text stands in quotes: its bytes as text, and that as cells. */
function parse(file: Uint8Array): string[][] {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(file);
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    let end: number;
    if (text.charCodeAt(at) === 34) {
      end = text.indexOf('"', at + 1);
      row.push(text.slice(at + 1, end));
      end += 1;
    } else {
      end = at;
      while (text.charCodeAt(end) !== 44 && text.charCodeAt(end) !== 13) end += 1;
      row.push(text.slice(at, end));
    }
    if (text.charCodeAt(end) === 44) at = end + 1;
    else {
      rows.push(row);
      row = [];
      at = end + 2;
    }
  }
  return rows;
}

async function spent(work: () => unknown): Promise<{ readonly clock: number; readonly processor: number }> {
  const before = process.cpuUsage();
  const clock = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { clock, processor: (user + system) / 1000 };
}

/** How long another call had to wait at the longest while something else runs. */
class Waits {
  #running = true;
  readonly #watch: Promise<number>;

  constructor(vault: BenchVault) {
    this.#watch = this.#look(vault);
  }

  /** Ends the watch. */
  longest(): Promise<number> {
    this.#running = false;
    return this.#watch;
  }

  async #look({ app }: BenchVault): Promise<number> {
    let longest = 0;
    while (this.#running) {
      longest = Math.max(longest, await timed(() => app.client.vault.status()));
      longest = Math.max(longest, await timed(() => setImmediate()));
    }
    return longest;
  }
}
