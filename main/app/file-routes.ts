import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { AppError, ERRORS } from '../domain/error.ts';
import type { BackupUploads } from './backup-uploads.ts';
import { appError } from './errors.ts';
import type { MemoryFileDesk } from './file-desk.ts';
import type { Session } from './session.ts';

/** Largest upload in bytes: a little more than the largest file that anything takes in, so that its own limit refuses what is larger. */
export const UPLOAD_BYTES = 110_000_000;

/**
 * `POST /files` takes a file in, `GET /files/TICKET` hands one out, once. Both need an open vault. `POST /files/backup` takes a
 * backup in to be restored, which is what somebody does who cannot open the vault.
 */
export async function answerFiles(
  request: Request,
  url: URL,
  files: MemoryFileDesk,
  uploads: BackupUploads,
  session: Session,
): Promise<Response> {
  if (request.method === 'POST' && url.pathname === '/files/backup') return takeBackup(request, uploads);
  if (session.current === null) return failure('vault_locked');
  if (request.method === 'POST' && url.pathname === '/files') {
    const bytes = await readBody(request);
    if (bytes === null) return failure('file_refused', { problem: 'file_too_large', limit: UPLOAD_BYTES });
    return Response.json({ uploadId: files.take(request.headers.get('x-file-name') ?? '', bytes) });
  }
  const ticket = /^\/files\/([0-9a-f]{32})$/.exec(url.pathname)?.[1];
  if (request.method !== 'GET' || ticket === undefined) return failure('upload_missing');
  const file = files.collect(ticket);
  if (file !== null) return download(file, Uint8Array.from(file.bytes), file.bytes.length);
  const kept = files.collectFile(ticket);
  return kept === null ? failure('upload_missing') : downloadFrom(kept);
}

/** A file of any size, read as fast as it is taken. */
async function downloadFrom(file: { readonly name: string; readonly mediaType: string; readonly path: string }) {
  try {
    const handle = await open(file.path);
    const { size } = await handle.stat();
    const stream = Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array>;
    return download(file, stream, size);
  } catch {
    return failure('upload_missing');
  }
}

function download(
  { name, mediaType }: { readonly name: string; readonly mediaType: string },
  body: BodyInit,
  length: number,
): Response {
  return new Response(body, {
    headers: {
      'content-type': mediaType,
      'content-length': String(length),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
}

async function takeBackup(request: Request, uploads: BackupUploads): Promise<Response> {
  try {
    return Response.json({ uploadId: await uploads.take(request.body) });
  } catch (error) {
    const { code, details } = appError(error);
    return failure(code, details);
  }
}

async function readBody(request: Request): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > UPLOAD_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function failure(code: keyof typeof ERRORS, details = {}): Response {
  const error = new AppError(code, details);
  return Response.json({ error: { code: error.code, details: error.details } }, { status: ERRORS[code].status });
}
