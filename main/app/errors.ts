import { ORPCError, ValidationError } from '@orpc/server';
import { databaseError } from '../data/connection.ts';
import { errorCode } from '../data/files.ts';
import { AppError, ERRORS, type ErrorCode } from '../domain/error.ts';
import { ImportFileError } from '../domain/import/problems.ts';
import { traceOf } from './trace.ts';

/** Any failure as one that can be acted on. Logged are only the kind and place of what nobody foresaw, never a value. */
export function appError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  // The caller left before the answer was there.
  if (error instanceof Error && error.name === 'AbortError') return new AppError('cancelled', {}, { cause: error });
  if (error instanceof ImportFileError)
    return new AppError('file_refused', { problem: error.code, ...error.details }, { cause: error });
  if (error instanceof ORPCError) {
    // An output that breaks the promise has the same cause; that is our fault and not the caller's.
    if (error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) return refusedInput(error.cause);
    if (error.code in ERRORS) return new AppError(error.code as ErrorCode, error.data ?? {}, { cause: error });
  }
  const known = databaseError(rootCause(error));
  if (known instanceof AppError) return known;
  // A record that the input names is not there.
  if (errorCode(error) === 'P2003') return new AppError('not_found', { noun: 'record', id: '' }, { cause: error });
  logUnforeseen(error);
  return new AppError('unforeseen', {}, { cause: error });
}

/** Prisma wraps what the driver says, sometimes twice. */
function rootCause(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? rootCause(error.cause) : error;
}

function refusedInput(error: ValidationError): AppError {
  const [issue] = error.issues;
  const path = issue?.path?.map((part) => String(typeof part === 'object' ? part.key : part)).join('.') ?? '';
  // Our own checks name themselves by a code; what the library says is a sentence and stays inside.
  const why = issue && /^[a-z_]+$/.test(issue.message) ? { why: issue.message } : {};
  return new AppError('input_refused', { problem: 'invalid', field: path, ...why }, { cause: error });
}

function logUnforeseen(error: unknown): void {
  process.stderr.write(`medsteward: ${traceOf(error)}\n`);
}
