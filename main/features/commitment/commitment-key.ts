import type { CommitmentScope } from '../../domain/commitment.ts';

/** What makes two commitments the same promise: everything but its figures, its clause and its words. */
export interface CommitmentIdentity {
  /** Number of the contract. */
  readonly contract: string | null;
  /** Null for what the organisation demands of itself. */
  readonly vendorId: string | null;
  readonly kind: string;
  readonly severity: string;
  readonly clockStart: string;
  readonly direction: string;
  /** What it is about, where that is not everything: identifiers, or the names of components. */
  readonly about?: { readonly scope: CommitmentScope; readonly members: readonly string[] };
}

/** The identity of a commitment as one word. */
export function commitmentKey(commitment: CommitmentIdentity): string {
  const { contract, vendorId, kind, severity, clockStart, direction, about } = commitment;
  const key = [contract ?? '', vendorId ?? '', kind, severity, clockStart, direction];
  if (about === undefined || about.scope === 'all') return key.join('|');
  return [...key, about.scope, ...about.members.map((member) => member.toLowerCase()).sort()].join('|');
}
