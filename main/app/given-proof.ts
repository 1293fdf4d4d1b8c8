import { readRecoveryKey } from '../data/recovery-key.ts';
import { joinShares } from '../data/recovery-shares.ts';
import { belongsTo, type Proof, type SlotChoice } from '../data/slots.ts';
import type { SealedVaultFile } from '../data/vault-file.ts';
import { AppError } from '../domain/error.ts';
import type { KeyStore } from '../ports/key-store.ts';
import { givenPassphraseProof } from './proof.ts';

/** What somebody offers, as a window sends it. */
export type GivenWayIn =
  | { readonly user: string | null; readonly passphrase: string; readonly keyFile: string | null }
  | { readonly recoveryKey: string }
  | { readonly shares: readonly string[] }
  | { readonly keyStore: true };

/**
 * What somebody offers, as a proof and the slots of the vault file to try it on.
 * @throws AppError `key_file_refused`, `recovery_key_mistyped`, `share_refused`, `key_store_unavailable`
 */
export async function proofOf(
  given: GivenWayIn,
  file: SealedVaultFile | null,
  keyStore: KeyStore,
): Promise<{ readonly proof: Proof; readonly choice: SlotChoice }> {
  if ('passphrase' in given) {
    const { user: userName } = given;
    const slots = file?.slots.filter(({ kind }) => kind === 'passphrase_key_file') ?? [];
    // A key file that the person does not need does no harm.
    const needed = slots.some((slot) => userName === null || belongsTo(file?.vaultId ?? '', slot, userName));
    const proof = givenPassphraseProof(needed ? given : { ...given, keyFile: null });
    return { proof, choice: { userName } };
  }
  if ('recoveryKey' in given) {
    const secret = readRecoveryKey(given.recoveryKey);
    if (secret === null) throw new AppError('recovery_key_mistyped');
    return { proof: secretProof('recovery_key', secret), choice: {} };
  }
  if ('shares' in given) return { proof: secretProof('recovery_shares', await joinShares(given.shares)), choice: {} };
  const kept = file && (await keyStore.fetch(file.vaultId));
  const [slotId = '', secret] = kept?.split(' ') ?? [];
  // The vault may have forgotten this computer meanwhile; that is no wrong guess, and nobody has to wait for it.
  if (!secret || !file?.slots.some(({ id }) => id === slotId)) throw new AppError('key_store_unavailable');
  return { proof: secretProof('key_store', secret), choice: { slotId } };
}

function secretProof(kind: Proof['kind'], secret: string): Proof {
  return { kind, secret, secondFactor: null };
}
