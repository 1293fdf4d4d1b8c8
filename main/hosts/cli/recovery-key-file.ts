import type { AppClient } from '../../app/create-app.ts';
import type { Words } from '../../words/words.ts';
import { type Target, targetFor } from './files.ts';
import type { Options } from './options.ts';
import { keepSecret } from './secret-files.ts';

/** What stands below a recovery key that is printed. */
export const RECOVERY_KEY_ONCE =
  'Write the recovery key down and keep it apart from this computer. It is not shown again.';

/** Where the recovery key goes; null prints it. @throws AppError `file_exists`, `input_refused` */
export function recoveryTarget(options: Options): Target | null {
  const file = options.text('recovery-file');
  return file === null ? null : targetFor(file, false);
}

/**
 * Writes a new recovery key into its file and confirms it: written down is what typing it back is to prove. False when it is
 * to be printed.
 */
export async function keepRecoveryKey(
  { vault }: AppClient,
  target: Target | null,
  recoveryKey: string,
  words: Words,
): Promise<boolean> {
  if (target === null || !(await keepSecret(target, `${recoveryKey}\n`, words))) return false;
  await vault.confirmRecoveryKey({ recoveryKey });
  return true;
}
