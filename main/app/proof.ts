import { readSecondFactor } from '../data/second-factor.ts';
import type { Proof } from '../data/slots.ts';
import { AppError } from '../domain/error.ts';
import type { OpenSession } from './session.ts';

/** A passphrase, and the text of a key file, as a window sends them. */
export interface GivenPassphrase {
  readonly passphrase: string;
  readonly keyFile: string | null;
}

/** @throws AppError `key_file_refused` */
export function passphraseProof({ passphrase, keyFile }: GivenPassphrase): Proof {
  const secondFactor = keyFile === null ? null : keyOf(keyFile);
  return { kind: secondFactor ? 'passphrase_key_file' : 'passphrase', secret: passphrase, secondFactor };
}

/** The 32 bytes of a key file's text. @throws AppError `key_file_refused` */
export function keyOf(text: string): Uint8Array {
  return readSecondFactor(Buffer.from(text, 'utf8'));
}

/**
 * Asks the passphrase of whoever is signed in again. A key file that the person does not need is not looked at.
 * @throws AppError `wrong_credentials`, `key_file_refused`
 */
export async function proveAgain({ vault, user }: OpenSession, given: GivenPassphrase): Promise<Proof> {
  const proof = passphraseProof(given);
  try {
    await vault.prove(proof, { userName: user });
    return proof;
  } catch (error) {
    if (proof.secondFactor === null || !(error instanceof AppError) || error.code !== 'wrong_credentials') throw error;
    const plain = passphraseProof({ ...given, keyFile: null });
    await vault.prove(plain, { userName: user });
    return plain;
  }
}
