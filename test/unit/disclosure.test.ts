import { describe, expect, it } from 'vitest';
import { pseudonymsOf } from '../../main/data/pseudonyms.ts';
import { newSigningKey, signBytes } from '../../main/data/signing.ts';
import { day, type Instant } from '../../main/domain/day.ts';
import { type Disclosure, disclosed, sensitiveCounts } from '../../main/domain/disclosure.ts';
import { checklistContents, disclosedChecklist, disclosedTable } from '../../main/features/export/disclosing.ts';
import { checklistToCsv } from '../../main/formats/checklist-csv.ts';
import { checklistToJson } from '../../main/formats/checklist-document.ts';
import { checklistToDocx } from '../../main/formats/checklist-docx.ts';
import { checklistToPdf } from '../../main/formats/checklist-pdf.ts';
import { checklistToXlsx } from '../../main/formats/checklist-xlsx.ts';
import { createPdfPrinter } from '../../main/formats/pdf-printer.ts';
import type { ReportTable } from '../../main/formats/report-table.ts';
import { disclosureLines } from '../../main/words/disclosure.ts';
import { createWords } from '../../main/words/words.ts';
import { buildChecklist } from '../support/checklist-builder.ts';
import { readPdf, workbookParts } from '../support/document-reader.ts';

const words = createWords();
const signer = () => {
  const key = newSigningKey();
  return { publicKey: key.publicKey, sign: (bytes: Uint8Array) => signBytes(key.privateKey, bytes) };
};
const ALL: Disclosure = { serials: 'leave_out', locations: 'leave_out', people: 'leave_out', prices: 'leave_out' };

const REPORT = {
  asOf: '2026-11-21',
  rows: [
    { assetTag: 'GW-01', serialNumber: 'S-4711', department: 'ICU', devices: 3, model: 'Gateway' },
    {
      assetTag: 'GW-02',
      serialNumber: '',
      department: 'ICU',
      devices: ['GW-03', 'GW-04'],
      atStake: [{ amount: '10.00', currency: 'EUR' }],
    },
  ],
  departments: ['ICU', 'OR'],
  price: { amount: '2350.00', currency: 'EUR' },
  owner: 'Ada Novak',
};

describe('pseudonyms', () => {
  it('are the same for the same value in a vault, and others in another vault', () => {
    const vault = signer();
    const [one, other] = [pseudonymsOf(vault), pseudonymsOf(signer())];
    expect(one('serials', 'S-4711')).toMatch(/^SN-[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(pseudonymsOf(vault)('serials', ' S-4711 ')).toBe(one('serials', 'S-4711'));
    expect(other('serials', 'S-4711')).not.toBe(one('serials', 'S-4711'));
    expect(one('locations', 'S-4711').slice(4)).not.toBe(one('serials', 'S-4711').slice(3));
  });

  it('tell ten thousand serial numbers apart', () => {
    const pseudonym = pseudonymsOf(signer());
    const made = new Set(Array.from({ length: 10_000 }, (_, index) => pseudonym('serials', `SN-${index}`)));
    expect(made.size).toBe(10_000);
  });
});

describe('what is held back', () => {
  const pseudonym = pseudonymsOf(signer());

  it('is nothing as long as nobody asks for it', () => {
    expect(disclosed(REPORT, {}, pseudonym)).toBe(REPORT);
    expect(disclosed(REPORT, { serials: 'keep' }, pseudonym)).toBe(REPORT);
  });

  it('leaves no value of any kind anywhere, and all else as it was', () => {
    const rest = disclosed(REPORT, ALL, pseudonym);
    const text = JSON.stringify(rest);
    for (const secret of ['GW-0', 'S-4711', 'ICU', 'OR"', '2350', '10.00', 'Ada']) expect(text).not.toContain(secret);
    expect(rest).toMatchObject({ asOf: '2026-11-21', departments: [], price: null, owner: '' });
    expect(rest.rows[0]).toMatchObject({ model: 'Gateway', devices: 3, assetTag: '' });
    expect(rest.rows[1]).toMatchObject({ devices: [], atStake: [] });
  });

  it('keeps equal values equal under a pseudonym, and blank ones blank', () => {
    const { rows, departments } = disclosed(REPORT, { locations: 'pseudonym', serials: 'pseudonym' }, pseudonym);
    expect(rows[0]?.department).toBe(rows[1]?.department);
    expect(departments[0]).toBe(rows[0]?.department);
    expect(departments[1]).not.toBe(departments[0]);
    expect(rows[1]?.serialNumber).toBe('');
    expect(JSON.stringify(rows)).not.toContain('S-4711');
  });

  it('is counted by different values', () => {
    expect(sensitiveCounts(REPORT)).toEqual({ serials: 5, locations: 2, people: 1, prices: 2 });
  });

  it('takes its column along, and the report says so', () => {
    const table: ReportTable = {
      title: 'T',
      subtitle: '',
      organisation: 'O',
      asOf: day('2026-11-21'),
      notes: ['one'],
      summary: [],
      columns: [
        { key: 'tag', heading: 'Tag', width: 1, align: 'left', kind: 'text', holds: 'serials' },
        { key: 'model', heading: 'Model', width: 1, align: 'left', kind: 'text' },
      ],
      rows: [['', 'Gateway']],
      footer: [],
    };
    const rest = disclosedTable(table, { serials: 'leave_out' }, words);
    expect(rest.columns.map(({ key }) => key)).toEqual(['model']);
    expect(rest.rows).toEqual([['Gateway']]);
    expect(rest.notes).toEqual(['one', ...disclosureLines({ serials: 'leave_out' }, words)]);
    expect(disclosedTable(table, { serials: 'pseudonym' }, words).columns).toHaveLength(2);
  });
});

describe('a checklist that holds back its department and its signers', () => {
  const options = { words, printer: createPdfPrinter(), createdAt: '2026-11-21T20:15:00.000Z' as Instant };
  const rest = disclosedChecklist(
    buildChecklist(),
    { people: 'leave_out', locations: 'pseudonym' },
    pseudonymsOf(signer()),
  );

  it('says so and names them in no format', async () => {
    const pdf = (await readPdf(await checklistToPdf(rest, options))).pages.join(' ');
    const zipped = [await checklistToXlsx(rest, options), await checklistToDocx(rest, options)].map((bytes) =>
      [...workbookParts(bytes).values()].join(' '),
    );
    const plain = [await checklistToCsv(rest), await checklistToJson(rest)].map((bytes) =>
      new TextDecoder().decode(bytes),
    );
    for (const text of [pdf, ...zipped, ...plain]) {
      expect(text).not.toContain('Ada Novak');
      expect(text).not.toContain('Intensive care');
    }
    const [line = ''] = disclosureLines(rest.withheld, words);
    for (const text of [pdf, ...zipped]) expect(text).toContain(line);
    expect(pdf).toMatch(/LOC-[0-9A-Z]{8}/);
    expect(pdf).toContain('(name left out)');
  });

  it('is counted before it leaves, with the texts that nobody searches', () => {
    const { values, freeTexts } = checklistContents(buildChecklist());
    expect(values).toEqual({ serials: 0, locations: 1, people: 1, prices: 0 });
    expect(freeTexts).toBeGreaterThan(100);
  });
});
