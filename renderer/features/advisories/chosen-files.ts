import { client } from '../../bridge/client.ts';
import { uploadFile } from '../../bridge/files.ts';
import type { Outputs } from '../../bridge/types.ts';

/** A file that somebody chose, and the text of the `.sha512` file beside it. */
export interface ChosenFile {
  readonly file: File;
  readonly hash: File | null;
}

export type Taken = Outputs['imports']['advisories'];

const HASH = '.sha512';
const KINDS = /\.(?:json|csv)$/i;
/** What is handed over at a time: the program keeps uploads in memory, and not for ever. */
const BATCH_BYTES = 100_000_000;
const BATCH_FILES = 2000;
const HASH_LENGTH = 2000;

/** What of a selection can be an advisory, each with its `.sha512` file from the same place. */
export function chosenOf(files: readonly File[]): ChosenFile[] {
  const place = (file: File) => file.webkitRelativePath || file.name;
  const hashes = new Map(files.filter(({ name }) => name.endsWith(HASH)).map((file) => [place(file), file]));
  return files
    .filter(({ name }) => KINDS.test(name))
    .map((file) => ({ file, hash: hashes.get(`${place(file)}${HASH}`) ?? null }))
    .sort((a, b) => (place(a.file) < place(b.file) ? -1 : 1));
}

/**
 * Hands files over and asks what would change, or takes them in with a job. As many at a time as the program keeps; mostly that is
 * all of them. `onProgress` hears how many were handed over.
 */
export async function handOver(
  chosen: readonly ChosenFile[],
  { jobId, signal, onProgress }: { jobId: string | null; signal: AbortSignal; onProgress: (done: number) => void },
): Promise<Taken> {
  const whole = { importId: null as Taken['importId'], files: [] as Taken['files'], proposed: 0, reopened: 0 };
  for (let start = 0; start < chosen.length; ) {
    const files = [];
    for (let bytes = 0; start < chosen.length && bytes < BATCH_BYTES && files.length < BATCH_FILES; start += 1) {
      const one = chosen[start];
      if (one === undefined) break;
      bytes += one.file.size;
      const uploadId = await uploadFile(one.file, { signal });
      const sha512 = one.hash === null ? null : await one.hash.slice(0, HASH_LENGTH).text();
      files.push({ uploadId, fileName: one.file.name.slice(-300), sha512 });
      onProgress(start + 1);
    }
    const { importId, proposed, reopened, ...part } =
      jobId === null
        ? await client.imports.previewAdvisories({ files }, { signal })
        : await client.imports.advisories({ files, jobId });
    whole.importId = importId;
    whole.files = [...whole.files, ...part.files];
    whole.proposed += proposed;
    whole.reopened += reopened;
  }
  return whole;
}
