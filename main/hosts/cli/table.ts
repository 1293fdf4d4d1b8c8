import { printable } from './output.ts';

export interface Column<Row> {
  readonly heading: string;
  readonly value: (row: Row) => string | number | null;
  /** Figures stand at the right, so that they can be compared. */
  readonly right?: boolean;
}

/** Longest text in a column; the whole of it is in the JSON form. */
const WIDEST = 48;
const GAP = '  ';

/** Rows as aligned columns under their headings. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = [
    columns.map(({ heading }) => heading),
    ...rows.map((row) => columns.map(({ value }) => cell(value(row)))),
  ];
  const widths = columns.map((_column, index) =>
    lines.reduce((widest, line) => Math.max(widest, size(line[index] ?? '')), 0),
  );
  const text = lines.map((line) =>
    line
      .map((content, index) => {
        const room = ' '.repeat((widths[index] ?? 0) - size(content));
        return columns[index]?.right ? room + content : content + room;
      })
      .join(GAP)
      .trimEnd(),
  );
  return `${text.join('\n')}\n`;
}

/** Names with their values, a line each; lines without a value are left out. */
export function facts(entries: readonly (readonly [name: string, value: string | number | null])[]): string {
  const known = entries.filter(([, value]) => value !== null && value !== '');
  const width = known.reduce((widest, [name]) => Math.max(widest, size(name)), 0);
  return known
    .map(([name, value]) => `${name}${' '.repeat(width - size(name))}${GAP}${printable(String(value))}\n`)
    .join('');
}

function cell(value: string | number | null): string {
  const text = value === null ? '' : printable(String(value)).replaceAll('\n', ' ');
  const characters = [...text];
  return characters.length > WIDEST ? `${characters.slice(0, WIDEST - 1).join('')}…` : text;
}

function size(text: string): number {
  return [...text].length;
}
