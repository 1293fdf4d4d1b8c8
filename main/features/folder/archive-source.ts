import type { FolderSource } from '../../data/open-folder.ts';
import { ImportFileError } from '../../domain/import/problems.ts';
import { type Archive, openArchive, ZIP_LIMITS } from '../../formats/zip.ts';
import { ARCHIVE_BYTES } from '../../formats/zip-writer.ts';
import { MANIFEST_PATH, refused } from './manifest.ts';

/** Limits of a folder in an archive. What a vault of 100,000 devices holds grows some twentyfold. */
const FOLDER_ZIP_LIMITS = { ...ZIP_LIMITS, bytes: ARCHIVE_BYTES, inflated: 2_000_000_000, entries: 65_000 };

/**
 * Reads a folder out of an archive, also one that somebody packed with the folder's own name before its files.
 * @throws AppError `file_refused`
 */
export function archiveSource(bytes: Uint8Array): FolderSource {
  const archive = opened(bytes);
  const lists = archive.names.filter((name) => name === MANIFEST_PATH || /^[^/]+\/manifest\.json$/.test(name));
  const start = (lists.includes(MANIFEST_PATH) ? MANIFEST_PATH : (lists[0] ?? MANIFEST_PATH)).slice(
    0,
    -MANIFEST_PATH.length,
  );
  return {
    read: (path) => {
      const part = asRefusal(() => archive.part(`${start}${path}`));
      return part && [part];
    },
  };
}

function opened(bytes: Uint8Array): Archive {
  return asRefusal(() => openArchive(bytes, FOLDER_ZIP_LIMITS));
}

function asRefusal<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ImportFileError) throw refused(error.code, error.details);
    throw error;
  }
}
