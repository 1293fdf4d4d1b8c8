import type { CanvasElement, Content } from 'pdfmake/interfaces';
import { axisFor } from '../domain/axis.ts';
import { COLOURS, cleanLine, TONE_LOOK, type Tone } from './document-look.ts';
import { shape, TABULAR } from './pdf-drawing.ts';
import type { ReportPicture } from './report-table.ts';

const TITLE = 9.5;
const LABEL = 7;
const UP = { height: 104, left: 32, top: 4, under: 13 } as const;
const ACROSS = { row: 13, bar: 8.5, label: 170, figure: 66 } as const;

/** A picture with its title and its legend, `width` points wide. Every tone has a pattern, so that it reads without colour. */
export function pictureContent(picture: ReportPicture, width: number, number: (value: number) => string): Content[] {
  if (picture.bars.every(({ parts }) => parts.every(({ value }) => value === 0))) return [];
  const drawn = picture.direction === 'up' ? columns(picture, width, number) : rows(picture, width);
  return [
    {
      unbreakable: true,
      stack: [
        { text: cleanLine(picture.title, 120), bold: true, fontSize: TITLE, margin: [0, 0, 0, 5] },
        ...drawn,
        legend(picture),
      ],
      margin: [0, 0, 0, 12],
    },
  ];
}

/** A text that stands in a drawing above it, `x` and `y` points from the lower left corner of the drawing. */
function inDrawing(text: string, x: number, y: number, width: number, alignment: 'left' | 'center' | 'right'): Content {
  return {
    columns: [{ text, width, alignment, fontSize: LABEL, color: COLOURS.muted, fontFeatures: [...TABULAR] }],
    relativePosition: { x, y },
  };
}

function columns({ bars }: ReportPicture, width: number, number: (value: number) => string): Content[] {
  const totals = bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const { top, step } = axisFor(Math.max(...totals), 4);
  const { height, left, top: above, under } = UP;
  const y = (value: number) => height - (value / top) * (height - above);
  const slot = (width - left) / bars.length;
  const bar = slot * 0.8;
  const canvas: CanvasElement[] = [];
  const texts: Content[] = [];
  for (let value = 0; value <= top; value += step) {
    canvas.push({
      type: 'line',
      x1: left,
      y1: y(value),
      x2: width,
      y2: y(value),
      lineWidth: 0.5,
      lineColor: value === 0 ? COLOURS.lineStrong : COLOURS.line,
    });
    texts.push(inDrawing(number(value), 0, y(value) - height - 4.5, left - 5, 'right'));
  }
  bars.forEach(({ label, parts }, place) => {
    const x = left + place * slot + (slot - bar) / 2;
    let rise = 0;
    for (const { tone, value } of parts) {
      const [from, to] = [y(rise), y(rise + value)];
      rise += value;
      if (value > 0) canvas.push(...part(tone, { x, y: to + 0.5, w: bar, h: Math.max(0.6, from - to - 0.5) }));
    }
    if (label !== '') texts.push(inDrawing(cleanLine(label, 20), x + bar / 2 - 25, 3, 50, 'center'));
  });
  // The empty line below keeps the room of the labels.
  return [{ canvas }, ...texts, { text: '', margin: [0, 0, 0, under] }];
}

function rows({ bars }: ReportPicture, width: number): Content[] {
  const room = width - ACROSS.label - ACROSS.figure - 16;
  const most = Math.max(1, ...bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)));
  return bars.map(({ label, figure, parts }): Content => {
    const canvas: CanvasElement[] = [];
    let x = 0;
    for (const { tone, value } of parts) {
      const wide = (value / most) * room;
      if (value > 0) canvas.push(...part(tone, { x, y: 0, w: Math.max(0.8, wide - 0.6), h: ACROSS.bar }));
      x += wide;
    }
    return {
      columns: [
        { text: cleanLine(label, 44), width: ACROSS.label, fontSize: 8 },
        canvas.length === 0 ? { text: '', width: room } : { canvas, width: room, margin: [0, 0.8, 0, 0] },
        { text: figure ?? '', width: ACROSS.figure, alignment: 'right', fontSize: 8, fontFeatures: [...TABULAR] },
      ],
      columnGap: 8,
      margin: [0, 0, 0, ACROSS.row - 9.6],
    };
  });
}

function legend({ legend: entries }: ReportPicture): Content {
  return {
    columns: entries.map(({ tone, label }) => ({
      width: 'auto',
      columns: [
        { canvas: part(tone, { x: 0, y: 1, w: 13, h: 7.5 }), width: 13 },
        { canvas: shape(tone, 6.5), width: 6.5, margin: [0, 1.5, 0, 0] as [number, number, number, number] },
        { text: cleanLine(label, 60), width: 'auto', fontSize: 8, bold: true, color: TONE_LOOK[tone].colour },
      ],
      columnGap: 4,
    })),
    columnGap: 16,
    margin: [0, 4, 0, 0],
  };
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A part of a bar: solid, close stripes, dots, wide stripes the other way, or a light ground; the same as in the window. */
function part(tone: Tone, area: Area): CanvasElement[] {
  const { colour, tint } = TONE_LOOK[tone];
  const { x, y, w, h } = area;
  const ground = (color: string): CanvasElement => ({ type: 'rect', x, y, w, h, color });
  const outline: CanvasElement = { type: 'rect', x, y, w, h, lineWidth: 0.5, lineColor: colour };
  switch (tone) {
    case 'end':
      return [ground(colour)];
    case 'near':
      return [ground(tint), ...stripes(area, colour, 2.9, 1.2, false), outline];
    case 'plan':
      return [ground(COLOURS.white), ...stripes(area, colour, 4.2, 0.6, true), outline];
    case 'unknown':
      return [ground(COLOURS.white), ...dots(area, colour), outline];
    case 'ok':
      return [ground(tint), outline];
  }
}

/** Diagonal lines, each cut where it leaves the area. */
function stripes({ x, y, w, h }: Area, lineColor: string, apart: number, lineWidth: number, falling: boolean) {
  const lines: CanvasElement[] = [];
  for (let at = apart / 2; at < w + h; at += apart) {
    const [x1, y1, x2, y2] = [Math.max(0, at - h), Math.min(at, h), Math.min(at, w), Math.max(0, at - w)];
    const across = (value: number) => x + (falling ? w - value : value);
    lines.push({ type: 'line', x1: across(x1), y1: y + y1, x2: across(x2), y2: y + y2, lineWidth, lineColor });
  }
  return lines;
}

function dots({ x, y, w, h }: Area, lineColor: string): CanvasElement[] {
  const lines: CanvasElement[] = [];
  for (let at = 1.4; at < h; at += 2.4) {
    const dash = { length: 0.8, space: 1.8 };
    lines.push({ type: 'line', x1: x + 0.8, y1: y + at, x2: x + w - 0.4, y2: y + at, lineWidth: 0.8, lineColor, dash });
  }
  return lines;
}
