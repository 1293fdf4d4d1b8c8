import { ORPCError } from '@orpc/client';

/**
 * Hands a file to the program, as it is. The answer names it in an import or as a document.
 * @throws ORPCError with the program's code when the file is refused.
 */
export async function uploadFile(
  file: File,
  { to = '/files', signal }: { readonly to?: '/files' | '/files/backup'; readonly signal?: AbortSignal } = {},
): Promise<string> {
  const response = await fetch(to, {
    method: 'POST',
    body: file,
    headers: { 'x-file-name': encodeURIComponent(file.name), 'x-medsteward': 'window' },
    signal: signal ?? null,
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && hasText(answer, 'uploadId')) return answer.uploadId;
  const refusal: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'error') : null;
  const code = hasText(refusal, 'code') ? refusal.code : response.status === 413 ? 'file_refused' : 'unforeseen';
  const data: unknown = hasText(refusal, 'code') ? Reflect.get(refusal, 'details') : undefined;
  throw new ORPCError(code, { status: response.status >= 400 ? response.status : 500, data });
}

/** Saves a file that the program has made ready. A ticket holds once. */
export function downloadFile({ ticket, fileName }: { ticket: string; fileName: string }): void {
  const anchor = document.createElement('a');
  anchor.href = `/files/${encodeURIComponent(ticket)}`;
  anchor.download = fileName;
  anchor.rel = 'noopener';
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
}

/** An export that was saved; `saveSignature` saves what proves it, when that is a file of its own. */
export interface SavedExport {
  readonly fileName: string;
  readonly saveSignature: (() => void) | null;
}

/** The options of a call that may be stopped. */
export function given(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}

/** Saves an export. */
export function saveExport({
  signatureTicket,
  ...file
}: {
  ticket: string;
  fileName: string;
  signatureTicket: string | null;
}): SavedExport {
  downloadFile(file);
  const { fileName } = file;
  return {
    fileName,
    saveSignature:
      signatureTicket === null ? null : () => downloadFile({ ticket: signatureTicket, fileName: `${fileName}.sig` }),
  };
}

function hasText<Key extends string>(value: unknown, key: Key): value is Record<Key, string> {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, key) === 'string';
}
