import { AppError, ERRORS } from '../domain/error.ts';
import type { MemoryFileDesk } from './file-desk.ts';
import type { Session } from './session.ts';

/** Largest upload in bytes; imports and documents have lower limits of their own. */
export const UPLOAD_BYTES = 64_000_000;

/** `POST /files` takes a file in, `GET /files/TICKET` hands one out, once. Both need an open vault. */
export async function answerFiles(
  request: Request,
  url: URL,
  files: MemoryFileDesk,
  session: Session,
): Promise<Response> {
  if (session.current === null) return failure('vault_locked');
  if (request.method === 'POST' && url.pathname === '/files') {
    const bytes = await readBody(request);
    if (bytes === null) return failure('file_refused', { problem: 'file_too_large', limit: UPLOAD_BYTES });
    return Response.json({ uploadId: files.take(request.headers.get('x-file-name') ?? '', bytes) });
  }
  const ticket = /^\/files\/([0-9a-f]{32})$/.exec(url.pathname)?.[1];
  const file = request.method === 'GET' && ticket !== undefined ? files.collect(ticket) : null;
  if (file === null) return failure('upload_missing');
  return new Response(Uint8Array.from(file.bytes), {
    headers: {
      'content-type': file.mediaType,
      'content-length': String(file.bytes.length),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    },
  });
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
