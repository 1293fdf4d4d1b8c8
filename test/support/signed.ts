import { Workbook } from '@cj-tech-master/excelts';
import { fingerprint, newSigningKey, signBytes, verifyBytes } from '../../main/data/signing.ts';
import { day, type Instant } from '../../main/domain/day.ts';
import { checklistToJson } from '../../main/formats/checklist-document.ts';
import { createPdfPrinter } from '../../main/formats/pdf-printer.ts';
import { reportToCsv } from '../../main/formats/report-csv.ts';
import { reportToPdf } from '../../main/formats/report-pdf.ts';
import type { ReportTable } from '../../main/formats/report-table.ts';
import { reportToXlsx } from '../../main/formats/report-xlsx.ts';
import { type ManifestFacts, type SignatureRules, type Signer, signFile } from '../../main/formats/signed.ts';
import { createWords } from '../../main/words/words.ts';
import { buildChecklist } from './checklist-builder.ts';

export const RULES: SignatureRules = { verifyBytes, fingerprint };

/** A signer with a key of its own. */
export function newSigner(): Signer {
  const { publicKey, privateKey } = newSigningKey();
  return { publicKey, sign: (bytes) => signBytes(privateKey, bytes) };
}

export function facts(fileName: string): ManifestFacts {
  return {
    vaultId: '0190a6b2-0000-7000-8000-000000000001',
    organisation: 'St. Invented Hospital – Zürich',
    export: 'support_report',
    fileName,
    mediaType: 'application/octet-stream',
    createdAt: '2026-11-21T20:15:00.000Z' as Instant,
    asOf: day('2026-11-21'),
    programVersion: '0.0.0',
    counts: { rows: 3 },
    audit: { entries: 4812, head: 'ab'.repeat(32) },
  };
}

const table: ReportTable = {
  title: 'Devices',
  subtitle: '',
  organisation: 'St. Invented Hospital',
  asOf: day('2026-11-21'),
  notes: [],
  summary: [{ label: 'Devices', value: '3', tone: null }],
  columns: [{ key: 'tag', heading: 'Tag', width: 8, align: 'left', kind: 'text' }],
  rows: [['A-1'], ['A-2'], ['A-3 – Öl']],
  footer: [],
};

/** Real exports by the ending of their file, unsigned. */
export async function unsignedExports(): Promise<Readonly<Record<'pdf' | 'xlsx' | 'json' | 'csv', Uint8Array>>> {
  const words = createWords();
  const options = { words, createdAt: '2026-11-21T20:15:00.000Z' as Instant };
  return {
    pdf: await reportToPdf(table, { ...options, printer: createPdfPrinter() }),
    xlsx: await reportToXlsx(table, options),
    json: await checklistToJson({ ...buildChecklist(), sections: buildChecklist().sections.slice(0, 1) }),
    csv: await reportToCsv(table, { words, byteOrderMark: true }),
  };
}

/** The same exports, signed. */
export async function signedExports(signer: Signer) {
  const exports = Object.entries(await unsignedExports());
  return exports.map(([ending, content]) => ({
    ending,
    content,
    ...signFile(content, facts(`export.${ending}`), signer),
  }));
}

/** All texts of a workbook. */
export async function cellTexts(bytes: Uint8Array): Promise<string[]> {
  const book = new Workbook();
  await book.xlsx.load(bytes);
  const texts: string[] = [];
  for (const sheet of book.worksheets) {
    sheet.eachRow((row) => row.eachCell((cell) => texts.push(String(cell.value ?? ''))));
  }
  return texts;
}
