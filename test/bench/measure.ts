/** Times in milliseconds of one kind of work, by our program and by the raw driver. */
export interface Times {
  readonly program: number[];
  readonly raw: number[];
}

type Work = () => unknown;

/** Runs both in turn, so that whatever else the computer does falls on both. The first rounds do not count. */
export async function compare(
  program: Work,
  raw: Work | null,
  { rounds, warmUp = 1 }: { readonly rounds: number; readonly warmUp?: number },
): Promise<Times> {
  const times: Times = { program: [], raw: [] };
  for (let round = -warmUp; round < rounds; round += 1) {
    const own = await timed(program);
    const other = raw === null ? null : await timed(raw);
    if (round < 0) continue;
    times.program.push(own);
    if (other !== null) times.raw.push(other);
  }
  return times;
}

/** Milliseconds that some work takes. */
export async function timed(work: Work): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Half of the times are at most this long; with 0.95, nineteen of twenty. */
export function quantile(times: readonly number[], share = 0.5): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export interface Line {
  readonly devices: number;
  readonly what: string;
  readonly median: string;
  readonly p95: string;
  readonly raw: string;
  readonly ratio: string;
}

/** A line of the table. p95 is given where single waits matter, as when typing. */
export function line(devices: number, what: string, times: Times, withP95 = false): Line {
  const [own, raw] = [quantile(times.program), quantile(times.raw)];
  return {
    devices,
    what,
    median: milliseconds(own),
    p95: withP95 ? milliseconds(quantile(times.program, 0.95)) : '',
    raw: times.raw.length === 0 ? '' : milliseconds(raw),
    ratio: times.raw.length === 0 ? '' : (own / raw).toFixed(1),
  };
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ms`;
}

/** The lines as one table in Markdown. */
export function table(lines: readonly Line[]): string {
  const head = ['devices', 'what', 'median', 'p95', 'raw driver', 'ratio'];
  const body = lines.map(({ devices, what, median, p95, raw, ratio }) => [
    devices.toLocaleString('en'),
    what,
    median,
    p95,
    raw,
    ratio,
  ]);
  const widths = head.map((title, index) => Math.max(title.length, ...body.map((cells) => cells[index]?.length ?? 0)));
  const left = (index: number) => index === 1;
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => (left(index) ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, index) => (left(index) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [row(head), row(rule), ...body.map(row)].join('\n');
}
