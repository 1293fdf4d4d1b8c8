import { ORPCError } from '@orpc/client';
import { ERRORS, type ErrorCode, type ErrorDetails } from '../../main/domain/error.ts';

/** What went wrong: a code that someone can act on, with its facts. `unreachable` is ours: the program did not answer. */
export interface Failure {
  readonly code: ErrorCode | 'unreachable';
  readonly details: ErrorDetails;
}

/** Codes of answers that did not come from the program. */
const NOT_THE_PROGRAM: ReadonlySet<unknown> = new Set([
  'MALFORMED_ORPC_ERROR_RESPONSE',
  'SERVICE_UNAVAILABLE',
  'UNAUTHORIZED',
  'FORBIDDEN',
]);

/** Reads any thrown value as a {@link Failure}; what the promise does not name is `unforeseen`. */
export function failureOf(error: unknown): Failure {
  // The host answers for a program that has stopped, or one that was started anew does not know this window.
  if (error instanceof ORPCError && NOT_THE_PROGRAM.has(error.code)) return { code: 'unreachable', details: {} };
  if (error instanceof ORPCError) {
    const details: ErrorDetails = isDetails(error.data) ? error.data : {};
    return { code: isErrorCode(error.code) ? error.code : 'unforeseen', details };
  }
  // fetch reports a program that has ended, or a connection that broke, as a TypeError.
  if (error instanceof TypeError) return { code: 'unreachable', details: {} };
  return { code: 'unforeseen', details: {} };
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}

function isDetails(data: unknown): data is ErrorDetails {
  return typeof data === 'object' && data !== null;
}
