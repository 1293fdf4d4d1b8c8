import type { AdvisoryDocument, AdvisoryProblem, KevCatalogue } from '../../domain/advisory.ts';
import { ImportFileError, type ImportFileErrorCode } from '../../domain/import/problems.ts';
import { isCsaf, readCsaf } from '../../formats/csaf/read.ts';
import { CSV_LIMITS, readDelimited } from '../../formats/csv.ts';
import { JSON_LIMITS, JsonObject, parseJsonText } from '../../formats/json.ts';
import { isKev, isKevTable, readKevJson, readKevTable } from '../../formats/kev.ts';
import { looksLikeJson } from '../../formats/openeox.ts';
import { decodeUnicode } from '../../formats/unicode.ts';

/** Files to be read one after the other, as plain data, so that they can be handed to another thread. */
export interface AdvisoriesJob {
  readonly kind: 'advisories';
  readonly files: readonly Uint8Array[];
}

/** What became of one file, in the order of the job. */
export type AdvisoryReading =
  | {
      readonly kind: 'csaf';
      readonly advisory: AdvisoryDocument;
      readonly problems: readonly AdvisoryProblem[];
    }
  | { readonly kind: 'kev'; readonly catalogue: KevCatalogue; readonly problems: readonly AdvisoryProblem[] }
  | {
      readonly kind: 'refused';
      readonly code: ImportFileErrorCode;
      readonly details: Readonly<Record<string, string | number>>;
    };

/** Reads a CSAF advisory or a KEV catalogue by what stands in it, not by its name. A file that cannot be read says why. */
export function readAdvisoryFile(bytes: Uint8Array): AdvisoryReading {
  try {
    return looksLikeJson(bytes) ? readJson(bytes) : readTable(bytes);
  } catch (error) {
    if (!(error instanceof ImportFileError)) throw error;
    return { kind: 'refused', code: error.code, details: error.details };
  }
}

function readJson(bytes: Uint8Array): AdvisoryReading {
  if (bytes.length > JSON_LIMITS.bytes)
    throw new ImportFileError('file_too_large', { limit: JSON_LIMITS.bytes, size: bytes.length });
  const root = new JsonObject(parseJsonText(decodeUnicode(bytes)));
  if (isCsaf(root)) return { kind: 'csaf', ...readCsaf(root) };
  if (isKev(root)) return { kind: 'kev', ...readKevJson(root) };
  throw new ImportFileError('advisory_not_recognised');
}

function readTable(bytes: Uint8Array): AdvisoryReading {
  if (bytes.length > CSV_LIMITS.bytes)
    throw new ImportFileError('file_too_large', { limit: CSV_LIMITS.bytes, size: bytes.length });
  const table = readDelimited(bytes);
  if (!isKevTable(table)) throw new ImportFileError('advisory_not_recognised');
  return { kind: 'kev', ...readKevTable(table) };
}
