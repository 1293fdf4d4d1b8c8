import type { LabelCode, LabelLayout } from '../domain/label.ts';
import { type CodeContent, codePath, drawCode } from './label-code.ts';

/** A device as its label tells of it. */
export interface Label {
  /** Large, for people; null where the device has no tag. */
  readonly tag: string | null;
  readonly model: string;
  readonly department: string | null;
  readonly serial: string | null;
  readonly code: CodeContent;
}

/** A line of a label. Places and sizes are in millimetres from its upper left corner; `y` is the upper edge of the line. */
export interface LabelLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly bold: boolean;
}

/** A label that is laid out. */
export interface LabelDrawing {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly LabelLine[];
  /** The code, stretched from modules to its place; null for a text that this kind of code cannot hold. */
  readonly code: {
    readonly path: string;
    /** In modules. */
    readonly columns: number;
    readonly rows: number;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    /** Millimetres of one module. */
    readonly module: number;
  } | null;
}

/** Narrower modules are not read reliably from what an office printer makes (300 dots an inch, three dots). */
export const SMALLEST_MODULE = 0.25;
/** A module needs no more than this; a larger code only takes room from the text. */
const LARGEST_MODULE = 1;
const PADDING = 2;
/** How wide a character is on average, by its size; of the bold capitals and digits of tags. */
const CHARACTER = { bold: 0.66, normal: 0.56 } as const;
const LINE = 1.25;

/** Lays a label out: a square code stands on the left of the text, lines of a code below it. */
export function drawLabel(
  label: Label,
  { width, height }: Pick<LabelLayout, 'width' | 'height'>,
  code: LabelCode,
): LabelDrawing {
  const drawing = drawCode(code, label.code);
  const room = { x: PADDING, y: PADDING, width: width - 2 * PADDING, height: height - 2 * PADDING };
  if (drawing === null) return { width, height, lines: linesOf(label, room), code: null };
  const path = codePath(drawing);
  const { width: columns, height: rows, quiet } = drawing;
  if (code === 'code128') {
    const module = Math.min(LARGEST_MODULE / 2, (width - 1) / (columns + 2 * quiet));
    const [wide, high] = [module * columns, room.height * 0.36];
    const place = { x: (width - wide) / 2, y: height - PADDING - high, width: wide, height: high };
    const above = { ...room, height: room.height - high - 1 };
    return { width, height, lines: linesOf(label, above), code: { path, columns, rows, ...place, module } };
  }
  const side = Math.min(room.height, width * 0.45);
  const module = Math.min(LARGEST_MODULE, side / (Math.max(columns, rows) + 2 * quiet - 2));
  const [wide, high] = [module * columns, module * rows];
  const margin = Math.max(PADDING, module * quiet);
  const place = { x: margin, y: (height - high) / 2, width: wide, height: high };
  const right = margin + wide + margin;
  const beside = { x: right, y: PADDING, width: width - right - PADDING, height: room.height };
  return { width, height, lines: linesOf(label, beside), code: { path, columns, rows, ...place, module } };
}

interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The tag as large as it fits, and below it what fits of the rest, most important first. */
function linesOf({ tag, model, department, serial }: Label, room: Room): LabelLine[] {
  const rest = [model, department ?? '', serial === null ? '' : `SN ${serial}`].filter((text) => text !== '');
  const small = Math.min(3.2, Math.max(1.8, room.height / 9));
  const head = tag ?? rest.shift() ?? '';
  const largest = Math.min(9, room.height * 0.42);
  const size = Math.max(small, Math.min(largest, room.width / (Math.max(1, head.length) * CHARACTER.bold)));
  const fitting = Math.max(0, Math.floor((room.height - size * LINE) / (small * LINE)));
  const shown = rest.slice(0, fitting);
  const total = size * LINE + shown.length * small * LINE;
  let y = room.y + Math.max(0, (room.height - total) / 2);
  const lines: LabelLine[] = [{ text: shortened(head, room.width, size, 'bold'), x: room.x, y, size, bold: true }];
  y += size * LINE;
  for (const text of shown) {
    lines.push({ text: shortened(text, room.width, small, 'normal'), x: room.x, y, size: small, bold: false });
    y += small * LINE;
  }
  return lines;
}

/** As much of a text as fits, with a sign that there is more. */
function shortened(text: string, width: number, size: number, weight: keyof typeof CHARACTER): string {
  const most = Math.max(1, Math.floor(width / (size * CHARACTER[weight]) + 0.001));
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, Math.max(1, most - 1)).join('')}…`;
}
