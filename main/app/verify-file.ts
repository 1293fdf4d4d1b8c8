import { fingerprint, verifyBytes } from '../data/signing.ts';
import { checkSigned, type SignatureFinding } from '../formats/signed.ts';

/**
 * Checks a signed export; no vault is needed. `ok` says that every byte is as the holder of the key signed it. Whose key it
 * is, only the fingerprint tells: it has to be compared with the recovery sheet of the vault.
 * @param sidecar content of `FILE.sig`, null when there is none
 */
export function verifyFile(bytes: Uint8Array, sidecar: Uint8Array | null): SignatureFinding {
  return checkSigned(bytes, sidecar, { verifyBytes, fingerprint });
}
