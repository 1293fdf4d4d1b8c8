import barcodes from 'bwip-js/node';
import type { LabelCode } from '../domain/label.ts';
import type { UdiElement } from '../domain/udi/udi.ts';

/** What a code holds: a text, or the parts of GS1, which have their own separators. */
export type CodeContent = { readonly text: string } | { readonly gs1: readonly UdiElement[] };

/** A code as dark areas in modules, the smallest being one module wide; a code of lines is one module high. */
export interface CodeDrawing {
  readonly width: number;
  readonly height: number;
  /** `x`, `y`, `width` and `height` of each dark area. */
  readonly areas: readonly (readonly [number, number, number, number])[];
  /** Modules that have to stay empty around it, on each side. */
  readonly quiet: number;
}

const PLAIN: Readonly<Record<LabelCode, string>> = { qr: 'qrcode', datamatrix: 'datamatrix', code128: 'code128' };
const GS1: Readonly<Record<LabelCode, string>> = { qr: 'gs1qrcode', datamatrix: 'gs1datamatrix', code128: 'gs1-128' };
/** Empty modules that readers need around a code (ISO/IEC 18004, 16022 and 15417). */
const QUIET: Readonly<Record<LabelCode, number>> = { qr: 4, datamatrix: 1, code128: 10 };

/** Draws a code; null for a text that a code of this kind cannot hold. */
export function drawCode(code: LabelCode, content: CodeContent): CodeDrawing | null {
  const drawn = encoded(code, content);
  if (drawn === null) return null;
  const quiet = QUIET[code];
  if ('pixs' in drawn) {
    const { pixs, pixx: width, pixy: height } = drawn;
    return { width, height, areas: darkRuns(pixs, width), quiet };
  }
  const areas: [number, number, number, number][] = [];
  let x = 0;
  drawn.sbs.forEach((run, place) => {
    // Lines and spaces take turns, a line first.
    if (place % 2 === 0) areas.push([x, 0, run, 1]);
    x += run;
  });
  return { width: x, height: 1, areas, quiet };
}

type Encoded =
  | { readonly pixs: readonly number[]; readonly pixx: number; readonly pixy: number }
  | { readonly sbs: readonly number[] };

function encoded(code: LabelCode, content: CodeContent): Encoded | null {
  if ('text' in content && content.text === '') return null;
  try {
    const options =
      'gs1' in content
        ? // A wrong check digit is printed as it is: the label says what the device says.
          { bcid: GS1[code], text: content.gs1.map(gs1Text).join(''), parse: true, dontlint: true }
        : { bcid: PLAIN[code], text: content.text, ...(code === 'qr' ? { eclevel: 'M' } : {}) };
    return (barcodes.raw(options) as Encoded[])[0] ?? null;
  } catch {
    return null;
  }
}

/** In `parse` mode `^NNN` stands for a character, so that brackets of a value are none of the syntax. */
function gs1Text({ code, value }: UdiElement): string {
  return `(${code})${value.replace(/[()^\\]/g, (sign) => `^${String(sign.charCodeAt(0)).padStart(3, '0')}`)}`;
}

/** Dark modules that lie beside one another, as one area each. */
function darkRuns(pixels: readonly number[], width: number): [number, number, number, number][] {
  const runs: [number, number, number, number][] = [];
  for (let at = 0; at < pixels.length; at += 1) {
    if (!pixels[at]) continue;
    const from = at % width;
    let to = from;
    while (to + 1 < width && pixels[at + 1]) {
      at += 1;
      to += 1;
    }
    runs.push([from, Math.floor(at / width), to - from + 1, 1]);
  }
  return runs;
}

/** The dark areas as one path of SVG, in modules. */
export function codePath({ areas }: CodeDrawing): string {
  return areas.map(([x, y, width, height]) => `M${x} ${y}h${width}v${height}h-${width}z`).join('');
}
