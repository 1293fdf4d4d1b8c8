import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../main/domain/day.ts';
import {
  LABEL_CODES,
  LABEL_LAYOUTS,
  type LabelCode,
  type LabelLayout,
  labelPlaces,
  labelsPerPage,
  layoutProblem,
  pageSize,
} from '../../main/domain/label.ts';
import type { CodeContent } from '../../main/formats/label-code.ts';
import { drawCode } from '../../main/formats/label-code.ts';
import { drawLabel, type Label } from '../../main/formats/label-drawing.ts';
import { labelsToPdf } from '../../main/formats/labels-pdf.ts';
import { createPdfPrinter } from '../../main/formats/pdf-printer.ts';
import { createWords } from '../../main/words/words.ts';

const NAMES = Object.keys(LABEL_LAYOUTS) as (keyof typeof LABEL_LAYOUTS)[];
const GS = String.fromCharCode(29);
const LABEL: Label = {
  tag: '000417',
  model: 'InfuSmart 300',
  department: 'ICU 2',
  serial: 'NS30-00417',
  code: { text: '000417' },
};
const UDI: CodeContent = {
  gs1: [
    { code: '01', value: '51022222233336' },
    { code: '21', value: 'A(21)B' },
    { code: '17', value: '270600' },
  ],
};

describe('labels on paper', () => {
  it.each(NAMES)('of the size %s lie on the page, beside and below one another', (name) => {
    const layout: LabelLayout = LABEL_LAYOUTS[name];
    expect(layoutProblem(layout)).toBeNull();
    const page = pageSize(layout);
    const places = labelPlaces(layout, labelsPerPage(layout), 1);
    for (const { x, y } of places) {
      expect(x + layout.width).toBeLessThanOrEqual(page.width + 0.5);
      expect(y + layout.height).toBeLessThanOrEqual(page.height + 0.5);
    }
    for (const [index, a] of places.entries())
      for (const b of places.slice(index + 1)) {
        const apart = Math.abs(a.x - b.x) >= layout.width - 1e-9 || Math.abs(a.y - b.y) >= layout.height - 1e-9;
        expect([name, apart]).toEqual([name, true]);
      }
  });

  it('begin at the first free place and go on over pages', () => {
    const layout = LABEL_LAYOUTS.a4_70x37;
    expect(labelPlaces(layout, 3, 23)).toEqual([
      { page: 0, x: 70, y: 0.5 + 7 * 37 },
      { page: 0, x: 140, y: 0.5 + 7 * 37 },
      { page: 1, x: 0, y: 0.5 },
    ]);
    expect(labelPlaces(LABEL_LAYOUTS.roll_50x25, 2, 1)).toEqual([
      { page: 0, x: 0, y: 0 },
      { page: 1, x: 0, y: 0 },
    ]);
  });

  it.each(NAMES)('of the size %s hold their text and their code inside', (name) => {
    const layout = LABEL_LAYOUTS[name];
    const word = fc.string({ maxLength: 60 });
    fc.assert(
      fc.property(
        fc.constantFrom(...LABEL_CODES),
        word,
        word,
        fc.option(word, { nil: null }),
        (code, tag, model, serial) => {
          const { lines, code: drawn } = drawLabel({ ...LABEL, tag, model, serial }, layout, code);
          for (const { x, y, size } of lines) {
            expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
            expect(y + size).toBeLessThanOrEqual(layout.height);
          }
          expect(drawn).not.toBeNull();
          if (drawn === null) return;
          expect(Math.min(drawn.x, drawn.y)).toBeGreaterThanOrEqual(0);
          expect(drawn.x + drawn.width).toBeLessThanOrEqual(layout.width);
          expect(drawn.y + drawn.height).toBeLessThanOrEqual(layout.height);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('have no code where there is nothing to encode', () => {
    for (const code of LABEL_CODES) expect(drawCode(code, { text: '' })).toBeNull();
    expect(drawLabel({ ...LABEL, code: { text: '' } }, LABEL_LAYOUTS.roll_50x25, 'qr').code).toBeNull();
  });

  it('print a wrong check digit as it is', () => {
    for (const code of LABEL_CODES)
      expect(drawCode(code, { gs1: [{ code: '01', value: '51022222233337' }] })).not.toBeNull();
  });
});

/** Whether programs of others are here that draw a page and read its codes. */
const readers = ['pdftoppm', 'zbarimg', 'dmtxread'].every((name) => spawnSync(name, ['--version']).error === undefined);
if (!readers) console.warn('SKIPPED: pdftoppm, zbarimg and dmtxread are not here to read the printed codes');

/** What another program reads from the first page of a PDF. */
async function readBack(code: LabelCode, content: CodeContent): Promise<string> {
  const words = createWords('en');
  const bytes = await labelsToPdf(
    {
      ...{ title: 'Labels', organisation: 'St. Anne', layout: LABEL_LAYOUTS.roll_62x29, code, start: 1 },
      labels: [{ ...LABEL, code: content }],
    },
    { words, createdAt: '2026-11-21T08:00:00.000Z' as Instant, printer: createPdfPrinter() },
  );
  const folder = mkdtempSync(join(tmpdir(), 'steward-label-'));
  try {
    writeFileSync(join(folder, 'label.pdf'), bytes);
    spawnSync('pdftoppm', ['-r', '600', '-png', '-singlefile', join(folder, 'label.pdf'), join(folder, 'label')]);
    const image = join(folder, 'label.png');
    const read =
      code === 'datamatrix'
        ? spawnSync('dmtxread', ['-N', '1', '-G', '29', image])
        : spawnSync('zbarimg', ['-q', '--raw', image]);
    return read.stdout.toString().replace(/\n$/, '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!readers)('printed codes, read by programs of others', () => {
  it.each(LABEL_CODES)('say the tag: %s', async (code) => {
    expect(await readBack(code, { text: '000417' })).toBe('000417');
  });

  it.each(LABEL_CODES)('say the identifier, with the separator between its parts: %s', async (code) => {
    // Some readers say the sign with which a code of GS1 begins.
    expect((await readBack(code, UDI)).replace(new RegExp(`^${GS}`), '')).toBe(`015102222223333621A(21)B${GS}17270600`);
  });

  it.each(['qr', 'datamatrix', 'code128'] as const)('say an identifier of HIBCC: %s', async (code) => {
    expect(await readBack(code, { text: '+A999ABC123DE0/$+1234567Y' })).toBe('+A999ABC123DE0/$+1234567Y');
  });
});
