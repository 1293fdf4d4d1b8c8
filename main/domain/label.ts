/** Paper that labels are printed on; `roll` has one label a page. Sizes are in millimetres. */
export const LABEL_PAPERS = { a4: { width: 210, height: 297 }, letter: { width: 215.9, height: 279.4 } } as const;
export type LabelPaper = keyof typeof LABEL_PAPERS | 'roll';

/** What the code on a label looks like. */
export const LABEL_CODES = ['qr', 'datamatrix', 'code128'] as const;
export type LabelCode = (typeof LABEL_CODES)[number];

/** What the code says: the tag of the house, or the identifier of the device (domain.md 5.4). */
export const LABEL_CONTENTS = ['tag', 'udi'] as const;
export type LabelContent = (typeof LABEL_CONTENTS)[number];

/** How labels lie on their paper. Measures are in millimetres, from edge to edge. */
export interface LabelLayout {
  readonly paper: LabelPaper;
  readonly columns: number;
  readonly rows: number;
  /** Of one label. */
  readonly width: number;
  readonly height: number;
  /** From the left and the upper edge of the paper to the first label. */
  readonly left: number;
  readonly top: number;
  /** Between two labels beside and below one another. */
  readonly gapX: number;
  readonly gapY: number;
}

const sheet = (
  paper: 'a4' | 'letter',
  [columns, rows]: readonly [number, number],
  [width, height]: readonly [number, number],
  [left, top]: readonly [number, number],
  [gapX, gapY]: readonly [number, number] = [0, 0],
): LabelLayout => ({ paper, columns, rows, width, height, left, top, gapX, gapY });
const roll = (width: number, height: number): LabelLayout => ({
  ...{ paper: 'roll', columns: 1, rows: 1, width, height, left: 0, top: 0, gapX: 0, gapY: 0 },
});

/** Usual sizes, named by their measures. */
export const LABEL_LAYOUTS = {
  a4_70x37: sheet('a4', [3, 8], [70, 37], [0, 0.5]),
  a4_63x38: sheet('a4', [3, 7], [63.5, 38.1], [7.2, 15.1], [2.5, 0]),
  a4_99x38: sheet('a4', [2, 7], [99.1, 38.1], [4.7, 15.1], [2.5, 0]),
  a4_48x25: sheet('a4', [4, 10], [48.5, 25.4], [8, 21.5]),
  a4_38x21: sheet('a4', [5, 13], [38.1, 21.2], [4.7, 10.7], [2.5, 0]),
  letter_67x25: sheet('letter', [3, 10], [66.7, 25.4], [4.8, 12.7], [3.2, 0]),
  letter_102x51: sheet('letter', [2, 5], [101.6, 50.8], [4, 12.7], [4.7, 0]),
  roll_50x25: roll(50, 25),
  roll_62x29: roll(62, 29),
  roll_100x50: roll(100, 50),
} as const satisfies Readonly<Record<string, LabelLayout>>;
export type LabelLayoutName = keyof typeof LABEL_LAYOUTS;

/** Labels that one file may have; nobody sticks more in one go, and each costs a few milliseconds. */
export const MAX_LABELS = 2000;

/** The size of a page in millimetres. */
export function pageSize({ paper, width, height }: LabelLayout): { readonly width: number; readonly height: number } {
  return paper === 'roll' ? { width, height } : LABEL_PAPERS[paper];
}

/** Labels that fit on a page. */
export function labelsPerPage({ columns, rows }: LabelLayout): number {
  return columns * rows;
}

/** Why a layout cannot be printed; null when it can. A hair of a millimetre is left to what printers round. */
export function layoutProblem(layout: LabelLayout): 'too_small' | 'off_the_page' | null {
  const { columns, rows, width, height, left, top, gapX, gapY } = layout;
  if (width < 20 || height < 10) return 'too_small';
  const page = pageSize(layout);
  const [right, bottom] = [left + columns * width + (columns - 1) * gapX, top + rows * height + (rows - 1) * gapY];
  return right > page.width + 0.5 || bottom > page.height + 0.5 ? 'off_the_page' : null;
}

/**
 * Where each of `count` labels lies: its page from 0, and its upper left corner in millimetres. `start` is the place of the first
 * one on a sheet that was begun, from 1, row by row.
 */
export function labelPlaces(layout: LabelLayout, count: number, start: number) {
  const { columns, width, height, left, top, gapX, gapY } = layout;
  const onPage = labelsPerPage(layout);
  return Array.from({ length: count }, (_, index) => {
    const place = index + (start - 1);
    const own = place % onPage;
    return {
      page: Math.floor(place / onPage),
      x: left + (own % columns) * (width + gapX),
      y: top + Math.floor(own / columns) * (height + gapY),
    };
  });
}
