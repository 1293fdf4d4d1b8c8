/** Ways into a vault (docs/vault-format.md). */
export const WAYS_IN = ['passphrase', 'passphrase_key_file', 'recovery_key', 'recovery_shares', 'key_store'] as const;
export type WayIn = (typeof WAYS_IN)[number];

/** Ways that belong to the hospital and not to a person: for who lost a passphrase. */
export const RECOVERY_WAYS = ['recovery_key', 'recovery_shares'] as const satisfies readonly WayIn[];
export type RecoveryWay = (typeof RECOVERY_WAYS)[number];

/** True for what a person signs in with, as against recovery and this computer. */
export function isPassphrase(way: WayIn): boolean {
  return way === 'passphrase' || way === 'passphrase_key_file';
}

/** True for a recovery key and for recovery shares. */
export function isRecovery(way: WayIn): way is RecoveryWay {
  return RECOVERY_WAYS.some((one) => one === way);
}
