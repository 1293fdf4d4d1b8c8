import { newSecondFactor, readSecondFactor } from '../data/second-factor.ts';
import { type Proof, passphraseProof } from '../data/slots.ts';
import type { Instant } from '../domain/day.ts';
import { AppError } from '../domain/error.ts';
import type { OpenSession } from './session.ts';
import { newId } from './system.ts';

/** A passphrase, and the text of a key file, as a window sends them. */
export interface GivenPassphrase {
  readonly passphrase: string;
  readonly keyFile: string | null;
}

/** @throws AppError `key_file_refused` */
export function givenPassphraseProof({ passphrase, keyFile }: GivenPassphrase): Proof {
  return passphraseProof(passphrase, keyFile === null ? null : keyOf(keyFile));
}

/** A key file to sign in with from now on: a new one, one that is there (its text), or none. */
export type ChosenKeyFile = 'none' | 'new' | { readonly text: string };

/** The second factor of a choice, and the text of the key file where a new one was made. @throws AppError `key_file_refused` */
export function chosenKeyFile(choice: ChosenKeyFile, now: Instant) {
  if (choice === 'none') return { secondFactor: null, text: null };
  if (choice !== 'new') return { secondFactor: keyOf(choice.text), text: null };
  const { key, text } = newSecondFactor(newId(), now);
  return { secondFactor: key, text };
}

/** The 32 bytes of a key file's text. @throws AppError `key_file_refused` */
function keyOf(text: string): Uint8Array {
  return readSecondFactor(Buffer.from(text, 'utf8'));
}

/**
 * Asks the passphrase of whoever is signed in again. A key file that the person does not need is not looked at.
 * @throws AppError `wrong_credentials`, `key_file_refused`
 */
export async function proveAgain({ vault, user }: OpenSession, given: GivenPassphrase): Promise<Proof> {
  const proof = givenPassphraseProof(given);
  try {
    await vault.prove(proof, { userName: user });
    return proof;
  } catch (error) {
    if (proof.secondFactor === null || !(error instanceof AppError) || error.code !== 'wrong_credentials') throw error;
    const plain = passphraseProof(given.passphrase, null);
    await vault.prove(plain, { userName: user });
    return plain;
  }
}
