import { useState } from 'react';
import { type Attempt, useAttempt } from './attempt.ts';
import { failureOf } from './failure.ts';
import { uploadFile } from './files.ts';

/** A file that somebody chose, and what the program makes of it. */
export interface ChosenFile extends Omit<Attempt, 'forget'> {
  /** The file as it was chosen; null while there is none. */
  readonly file: File | null;
  /** As calls name it: empty while no file is with the program. */
  readonly input: { readonly uploadId: string; readonly fileName: string };
  /** Hands another file over; nothing happens without one. */
  readonly choose: (file: File | undefined) => void;
}

/** What the program makes of a file now; null while that is not known, and where it was refused after all. */
export function contentOf<Content>(preview: {
  readonly error: unknown;
  readonly data: Content | undefined;
}): Content | null {
  return preview.error ? null : (preview.data ?? null);
}

/**
 * A file that is looked at first and taken in only then. The program forgets what was handed over after a while, and the window
 * still has the file: it is handed over again, and whoever pressed the button looks at it anew.
 */
export function useChosenFile(): ChosenFile {
  const [chosen, setChosen] = useState<{ file: File; uploadId: string } | null>(null);
  const { busy, failure, attempt } = useAttempt();
  const handOver = async (file: File) => setChosen({ file, uploadId: await uploadFile(file) });
  return {
    file: chosen?.file ?? null,
    input: { uploadId: chosen?.uploadId ?? '', fileName: chosen?.file.name ?? '' },
    busy,
    failure,
    choose: (file) => {
      if (file) void attempt(() => handOver(file));
    },
    attempt: (work) =>
      attempt(async () => {
        try {
          await work();
        } catch (error) {
          if (failureOf(error).code !== 'upload_missing' || !chosen) throw error;
          await handOver(chosen.file);
        }
      }),
  };
}
