import { ImportFileError } from '../domain/import/problems.ts';
import { type ReadWorkbook, WORKBOOK_LIMITS, type WorkbookLimits } from './workbook-limits.ts';
import { readOds } from './workbook-ods.ts';
import { readXlsx } from './workbook-xlsx.ts';
import { type Archive, looksLikeZip, openArchive } from './zip.ts';

const MACROS = /(?:^|\/)(?:(?:vbaProject\.bin|vbaData\.xml)$|(?:Basic|Scripts)\/.)/is;

/** Whether the bytes are those of a workbook. */
export function looksLikeWorkbook(bytes: Uint8Array): boolean {
  return looksLikeZip(bytes);
}

/**
 * Reads an XLSX or ODS workbook; what the file is counts, not what it is called. One with macros is refused (reliability.md 5).
 * @throws ImportFileError
 */
export function readWorkbook(bytes: Uint8Array, limits: WorkbookLimits = WORKBOOK_LIMITS): ReadWorkbook {
  const archive = openArchive(bytes);
  if (archive.names.some((name) => MACROS.test(name))) throw new ImportFileError('file_has_macros');
  const read = kindOf(archive, limits);
  if (read.sheets.length === 0) throw new ImportFileError('empty_file');
  return read;
}

function kindOf(archive: Archive, limits: WorkbookLimits): ReadWorkbook {
  if (archive.names.includes('[Content_Types].xml')) return readXlsx(archive, limits);
  if (archive.names.includes('content.xml')) return readOds(archive, limits);
  throw new ImportFileError('file_kind_not_supported', { kind: 'archive' });
}
