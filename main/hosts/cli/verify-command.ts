import { verifyFile } from '../../app/verify-file.ts';
import type { Answer, Call } from './command.ts';
import { fileThere, readInput } from './files.ts';
import { facts } from './table.ts';

/** Largest file that is checked; the program writes none that is larger. */
const MOST_BYTES = 400_000_000;
const EXIT = { signed: 0, not_signed: 4, content_changed: 6, signature_wrong: 6, malformed: 6, other_key: 6 } as const;

/**
 * `verify`: checks a signed export, without a vault. A `.sig` beside the file is used by itself. Exit code 6 when it is not
 * as it was signed, 4 when it is not signed at all.
 */
export async function verifyExport({ operands, options, words }: Call): Promise<Answer> {
  const expected = options.text('fingerprint');
  const found = await readSigned(operands[0] ?? '');
  const wrongKey = found.ok && expected !== null && letters(expected) !== letters(found.fingerprint ?? '');
  const reason = wrongKey ? 'other_key' : found.reason;
  const { manifest, fingerprint } = found;
  return {
    value: { ok: found.ok && !wrongKey, reason, manifest, fingerprint },
    exit: EXIT[reason],
    text: () =>
      `${words.t(`verify.${reason}`)}\n${facts([
        [words.t('verify.key'), fingerprint],
        [words.t('verify.organisation'), manifest?.organisation ?? null],
        [words.t('verify.file'), manifest?.fileName ?? null],
        [words.t('verify.createdAt'), manifest?.createdAt ?? null],
        [words.t('verify.asOf'), manifest?.asOf ?? null],
        [words.t('verify.vault'), manifest?.vaultId ?? null],
        [words.t('verify.history'), manifest && `${manifest.audit.entries}, ${manifest.audit.head.slice(0, 12)}`],
      ])}${reason === 'signed' && expected === null ? `${words.t('verify.compare')}\n` : ''}`,
  };
}

/** Checks an export with the `.sig` beside it, where there is one. @throws AppError `file_refused` */
export async function readSigned(file: string) {
  const bytes = await readInput(file, MOST_BYTES);
  const sidecarFile = `${file}.sig`;
  return verifyFile(bytes, fileThere(sidecarFile) ? await readInput(sidecarFile) : null);
}

/** A fingerprint as people type it: any case, with or without hyphens and spaces. */
function letters(fingerprint: string): string {
  return fingerprint.toUpperCase().replace(/[\s\p{Dash}]/gu, '');
}
