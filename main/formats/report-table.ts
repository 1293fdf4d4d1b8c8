import { type Day, exactly, type PartialDay } from '../domain/day.ts';
import type { SensitiveKind } from '../domain/disclosure.ts';
import type { Money } from '../domain/money.ts';
import type { Tone } from './document-look.ts';

/** A day with as much precision as is known. `text` replaces the written date, for example "after 2032". */
export interface DayCell {
  readonly kind: 'day';
  readonly on: Day | PartialDay;
  readonly text?: string;
}

/** An amount of money. */
export interface MoneyCell extends Money {
  readonly kind: 'money';
}

/** A status: its tone gives colour and shape, its text the words. */
export interface StatusCell {
  readonly kind: 'status';
  readonly tone: Tone;
  readonly text: string;
}

/** One value of a report. A bare string is never read as a formula, a date or a number. */
export type Cell = string | number | null | DayCell | MoneyCell | StatusCell;

/** A column of a report. `width` is relative to the other columns. */
export interface ReportColumn {
  readonly key: string;
  readonly heading: string;
  readonly width: number;
  readonly align: 'left' | 'right';
  readonly kind: 'text' | 'day' | 'number' | 'money' | 'status';
  /** False for what a sheet of paper has no room for, or says elsewhere; other forms have it. */
  readonly onPaper?: boolean;
  /** What it holds that not everybody may see; when that is left out, so is the column. */
  readonly holds?: SensitiveKind;
}

/** A figure above the table. Without a tone it is a plain count. */
export interface ReportFigure {
  readonly label: string;
  readonly value: string;
  readonly tone: Tone | null;
}

/** One bar of a picture, its parts one after another. */
export interface PictureBar {
  readonly label: string;
  /** At the end of a bar that lies. */
  readonly figure?: string;
  readonly parts: readonly { readonly tone: Tone; readonly value: number }[];
}

/** Bars over time that stand, or bars of groups that lie. Only paper shows them: other forms have the figures in their rows. */
export interface ReportPicture {
  readonly title: string;
  readonly direction: 'up' | 'across';
  readonly bars: readonly PictureBar[];
  readonly legend: readonly { readonly tone: Tone; readonly label: string }[];
}

/** One table of a report with a heading of its own. */
export interface ReportSection {
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A report that is ready to be written: every reason has become words, every row is in its order. */
export interface ReportTable {
  readonly title: string;
  readonly subtitle: string;
  readonly organisation: string;
  readonly asOf: Day;
  /** A sheet of one record stands upright; tables lie. */
  readonly upright?: boolean;
  /** What is filtered, how it is sorted, what was left out: a line each. */
  readonly notes: readonly string[];
  readonly summary: readonly ReportFigure[];
  /** Between the figures and the table. */
  readonly picture?: ReportPicture;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Tables behind the first: sheets of their own in a workbook, set below it on paper. A CSV file holds the first alone. */
  readonly further?: readonly ReportSection[];
  /** Remarks below the table: a line each. */
  readonly footer: readonly string[];
}

/** The day of a cell with its precision. */
export function cellDay(cell: DayCell): PartialDay {
  return typeof cell.on === 'string' ? exactly(cell.on) : cell.on;
}
