import type { Program } from '../../app/program.ts';
import { allowedMethods, ownerOf, pathOf, plainSegments } from '../request-path.ts';
import { plainResponse, type WindowFiles, withDataHeaders } from '../window-files.ts';
import { APP_ORIGIN, isOwnAddress } from './navigation.ts';

/** What answers the requests of the window. */
export interface AppProtocolOptions {
  readonly program: Pick<Program, 'fetch'>;
  readonly windowFiles: WindowFiles;
}

/**
 * The handler of the `app:` scheme. Only our own window can reach it, and only with our own origin: a page without an
 * origin of its own, such as a sandboxed frame, says `null` and is refused.
 */
export function createAppProtocol({
  program,
  windowFiles,
}: AppProtocolOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const origin = request.headers.get('origin');
    if (!isOwnAddress(request.url) || (origin !== null && origin !== APP_ORIGIN)) return plainResponse(403, 'Refused');
    const target = request.url.slice(APP_ORIGIN.length) || '/';
    const segments = plainSegments(pathOf(target));
    if (segments === null) return plainResponse(400, 'Refused');
    const owner = ownerOf(segments);
    if (!allowedMethods(owner).includes(request.method)) return plainResponse(405, 'Refused');
    if (owner === 'window') return windowFiles.respond(target, request.method);
    try {
      return withDataHeaders(await program.fetch(request));
    } catch {
      // What went wrong is the program's to log; to the window it is a number.
      return plainResponse(500, 'Something unforeseen happened.');
    }
  };
}
