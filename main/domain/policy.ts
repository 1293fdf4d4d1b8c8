import type { Role } from './role.ts';

/** Who must have a key file besides the passphrase. */
export const KEY_FILE_FOR = ['nobody', 'administrators', 'everybody'] as const;
export type KeyFileFor = (typeof KEY_FILE_FOR)[number];

/** What an administrator may ask of everybody who uses the vault (reliability.md 4 and 10). */
export interface Policy {
  /** Fewest characters of a passphrase that is the only factor. */
  readonly passphraseLeast: number;
  /** Fewest characters beside a key file. */
  readonly passphraseLeastWithKeyFile: number;
  readonly keyFileFor: KeyFileFor;
  /** Whether this computer's key store may open the vault. */
  readonly keyStoreAllowed: boolean;
  /** Minutes without anybody at the window after which the vault locks. */
  readonly autoLockMinutes: number;
  /** Hours after which a new backup is made while the vault is open; 0 never. */
  readonly backupEveryHours: number;
  /** Absolute folder for backups; null is `backups` beside the database. */
  readonly backupFolder: string | null;
}

/** Whether the policy asks a key file of somebody. */
export function needsKeyFile({ keyFileFor }: Pick<Policy, 'keyFileFor'>, role: Role | null): boolean {
  return keyFileFor === 'everybody' || (keyFileFor === 'administrators' && role === 'administrator');
}

/** What a policy may ask, both ends included: NIST SP 800-63B-4 for lengths, never no lock. */
export const POLICY_BOUNDS = {
  passphraseLeast: { least: 15, most: 64 },
  passphraseLeastWithKeyFile: { least: 8, most: 64 },
  autoLockMinutes: { least: 1, most: 15 },
  backupEveryHours: { least: 0, most: 720 },
} as const;

/** What holds until somebody decides. */
export const DEFAULT_POLICY: Policy = {
  passphraseLeast: 15,
  passphraseLeastWithKeyFile: 8,
  keyFileFor: 'nobody',
  keyStoreAllowed: true,
  autoLockMinutes: 5,
  backupEveryHours: 24,
  backupFolder: null,
};
