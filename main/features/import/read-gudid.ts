import type { GudidDevice } from '../../domain/gudid.ts';
import { ImportFileError, type ImportFileErrorCode } from '../../domain/import/problems.ts';
import { readGudid } from '../../formats/gudid.ts';

/** Answers of AccessGUDID to be read, as plain data, so that they can be handed to another thread. */
export interface GudidJob {
  readonly kind: 'gudid';
  readonly files: readonly Uint8Array[];
}

/** What became of each file, in the order of the job. */
export interface GudidHead {
  readonly refused: readonly ({
    readonly code: ImportFileErrorCode;
    readonly details: ImportFileError['details'];
  } | null)[];
}

/** A device with the place of its file. */
export type GudidRow = GudidDevice & { readonly file: number };

export interface GudidReading {
  readonly head: GudidHead;
  readonly rows: AsyncIterable<GudidRow>;
}

/** Reads each file; one that is refused keeps no other one out. */
export function readGudidFiles({ files }: GudidJob): { head: GudidHead; rows: readonly GudidRow[] } {
  const rows: GudidRow[] = [];
  const refused = files.map((bytes, file) => {
    try {
      for (const device of readGudid(bytes)) rows.push({ ...device, file });
      return null;
    } catch (error) {
      if (!(error instanceof ImportFileError)) throw error;
      return { code: error.code, details: error.details };
    }
  });
  return { head: { refused }, rows };
}
