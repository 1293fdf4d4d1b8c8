import { AppError } from '../../domain/error.ts';

/**
 * Lets a command change a checklist that nobody has signed; an answer must not change under a signature. A later change makes
 * the next issue. @throws AppError `input_refused` with `checklist_locked`
 */
export function requireOpen({ status }: { readonly status: string }): void {
  if (status !== 'draft') throw new AppError('input_refused', { problem: 'checklist_locked' });
}
