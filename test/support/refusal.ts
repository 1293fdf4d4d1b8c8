import { AppError, type ErrorCode, type ErrorDetails } from '../../main/domain/error.ts';

/** Code and facts of the failure that a call ends in; anything else than an expected failure goes on. */
export function refusalOf(call: () => unknown): { code: ErrorCode } & ErrorDetails {
  try {
    call();
  } catch (error) {
    if (error instanceof AppError) return { ...error.details, code: error.code };
    throw error;
  }
  throw new Error('expected a failure');
}
