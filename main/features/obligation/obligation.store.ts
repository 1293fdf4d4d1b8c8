import type { TriggerKey } from '../../domain/obligation.ts';
import type { CommandContext } from '../context.ts';

/**
 * Creates what is owed because of these events and computes anew what is owed already: the one place where obligations come
 * from. Cheap where nothing changed. Returns how many were made or changed.
 */
export async function refreshObligations(
  _context: CommandContext,
  _triggers: readonly TriggerKey[] | 'all',
): Promise<number> {
  return 0;
}
