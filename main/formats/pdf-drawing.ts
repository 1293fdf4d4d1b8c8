import type { CanvasElement, Content, CustomTableLayout } from 'pdfmake/interfaces';
import { COLOURS, TONE_LOOK, type Tone } from './document-look.ts';

/** Figures of one width, so that columns of numbers line up. */
export const TABULAR = ['tnum'] as const;

/** The shape of a tone, drawn in a square of `size` points whose upper left corner is at `x`, `y`. */
export function shape(tone: Tone, size: number, x = 0, y = 0): CanvasElement[] {
  const { colour } = TONE_LOOK[tone];
  const radius = size / 2;
  const centre = { x: x + radius, y: y + radius };
  switch (tone) {
    case 'ok':
      return [{ type: 'ellipse', ...centre, r1: radius, r2: radius, color: colour }];
    case 'plan': {
      const ring = radius - size * 0.07;
      // A half disc: the drawing surface knows no arcs, and 16 chords are round enough at this size.
      const points = Array.from({ length: 17 }, (_, step) => {
        const angle = Math.PI / 2 + (Math.PI * step) / 16;
        return { x: centre.x + ring * Math.cos(angle), y: centre.y + ring * Math.sin(angle) };
      });
      return [
        { type: 'ellipse', ...centre, r1: ring, r2: ring, lineWidth: size * 0.14, lineColor: colour },
        { type: 'polyline', points, closePath: true, color: colour },
      ];
    }
    case 'near': {
      const points = [
        { x: centre.x, y: y + size * 0.04 },
        { x: x + size, y: y + size * 0.94 },
        { x, y: y + size * 0.94 },
      ];
      return [{ type: 'polyline', points, closePath: true, color: colour }];
    }
    case 'end': {
      const inset = size * 0.06;
      const side = size - 2 * inset;
      return [{ type: 'rect', x: x + inset, y: y + inset, w: side, h: side, color: colour }];
    }
    case 'unknown': {
      const ring = radius - size * 0.08;
      const dash = (2 * Math.PI * ring) / 16;
      return [
        {
          type: 'ellipse',
          ...centre,
          r1: ring,
          r2: ring,
          lineWidth: size * 0.15,
          lineColor: colour,
          dash: { length: dash, space: dash },
        },
      ];
    }
  }
}

/** A box to tick by hand, or ticked. */
export function tickBox(ticked: boolean, size: number, colour: string): CanvasElement[] {
  if (!ticked) {
    return [
      { type: 'rect', x: 0.4, y: 0.4, w: size - 0.8, h: size - 0.8, r: 1.6, lineWidth: 0.8, lineColor: '#8a959e' },
    ];
  }
  const at = (x: number, y: number) => ({ x: size * x, y: size * y });
  return [
    { type: 'rect', x: 0, y: 0, w: size, h: size, r: 1.8, color: colour },
    {
      type: 'polyline',
      points: [at(0.22, 0.52), at(0.42, 0.72), at(0.79, 0.29)],
      lineWidth: size * 0.15,
      lineColor: COLOURS.white,
      lineCap: 'round',
      lineJoin: 'round',
    },
  ];
}

/** A fine line across `width` points. */
export function rule(width: number, colour: string = COLOURS.line, lineWidth = 0.6): CanvasElement {
  return { type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth, lineColor: colour };
}

/** Content on a tint with a strong bar at its left edge: a red flag, a result. It may break across pages. */
export function barred(content: Content, width: number, tone: Tone): Content {
  const { colour, tint } = TONE_LOOK[tone];
  const layout: CustomTableLayout = {
    hLineWidth: () => 0,
    vLineWidth: (index) => (index === 0 ? 2.4 : 0),
    vLineColor: () => colour,
    paddingLeft: () => 8,
    paddingRight: () => 8,
    paddingTop: () => 4,
    paddingBottom: () => 4,
    fillColor: () => tint,
  };
  return { table: { widths: [width - 18.4], body: [[content]] }, layout };
}

/** The mark of the product, as drawn in the window. */
export function productMark(size: number): CanvasElement[] {
  const thick = size * 0.12;
  const middle = size / 2;
  const arm = size * 0.23;
  return [
    { type: 'rect', x: 0, y: 0, w: size, h: size, r: size * 0.28, color: COLOURS.accent },
    { type: 'rect', x: middle - arm, y: middle - thick / 2, w: 2 * arm, h: thick, color: COLOURS.white },
    { type: 'rect', x: middle - thick / 2, y: middle - arm, w: thick, h: 2 * arm, color: COLOURS.white },
  ];
}

/** The foot of every page: who made it at the left, "Page x of y" at the right, and a small line below. */
export function pageFoot(left: string, right: string, margin: number, below = ''): Content {
  const line: Content = {
    columns: [
      { canvas: productMark(9), width: 9 },
      { text: left, width: '*', margin: [0, 0.2, 0, 0] },
      { text: right, width: 90, alignment: 'right', margin: [0, 0.2, 0, 0] },
    ],
    columnGap: 5,
  };
  const small: Content = { text: below, fontSize: 6.5, margin: [14, 1.5, 0, 0] };
  return {
    margin: [margin, below === '' ? 14 : 11, margin, 0],
    fontSize: 7.5,
    color: COLOURS.faint,
    stack: below === '' ? [line] : [line, small],
  };
}

/**
 * A text in runs that are set apart, so that kerning does not pull a point or comma under a preceding seven: "7.1.1"
 * would read like "71.1". Runs never break the line where the text itself would not.
 */
export function unkerned(text: string): string[] {
  return text.split(/(?<=7)(?=[.,])/);
}
