import { AppError } from '../../domain/error.ts';
import type { en } from '../../words/en.ts';

export type UsageProblem = keyof typeof en.usage;

/** Wrong use of the command line: exit code 2. The words stand in main/words under `usage`. */
export function usageError(problem: UsageProblem, details: Readonly<Record<string, string | number>> = {}): AppError {
  return new AppError('usage', { problem, ...details });
}
