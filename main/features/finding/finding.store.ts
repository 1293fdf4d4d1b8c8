import type { AdvisoryId, ModelId } from '../../domain/ids.ts';
import type { CommandContext } from '../context.ts';

/** What is matched anew: what some advisories say, the whole KEV catalogue, or what is new about some models. */
export type Matched =
  | { readonly advisoryIds: readonly AdvisoryId[] }
  | { readonly kev: true }
  | { readonly modelIds: readonly ModelId[] };

/**
 * Proposes where what a source says may concern what the organisation has. The same facts propose nothing twice; a finding that
 * was decided on other facts is opened again. Part of the command that calls it.
 */
export async function proposeFindings(
  _context: CommandContext,
  _about: Matched,
): Promise<{ proposed: number; reopened: number }> {
  return { proposed: 0, reopened: 0 };
}
