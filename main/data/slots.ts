import { createHmac } from 'node:crypto';
import { AppError } from '../domain/error.ts';
import type { WayIn } from '../domain/way-in.ts';
import {
  deriveKey,
  isWeaker,
  type KdfStrength,
  type KeyDerivation,
  newKeyDerivation,
  newKeyPair,
  openSealedKey,
  sealKey,
  unwrapKey,
  wrapKey,
} from './keys.ts';
import { type AnySlot, isSlot1, requireSeal, type SealedVaultFile, type Slot } from './vault-file.ts';

/** What somebody offers to get in. */
export interface Proof {
  readonly kind: WayIn;
  readonly secret: string;
  /** 32 bytes of a key file. */
  readonly secondFactor: Uint8Array | null;
}

/** A passphrase, with the 32 bytes of a key file or without one. */
export function passphraseProof(secret: string, secondFactor: Uint8Array | null): Proof {
  return { kind: secondFactor ? 'passphrase_key_file' : 'passphrase', secret, secondFactor };
}

/** Whose slot it is going to be, and what for. */
export interface SlotIdentity {
  readonly id: string;
  readonly vaultId: string;
  readonly userId: string;
  readonly userName: string;
  readonly createdAt: string;
  readonly temporary?: boolean;
  readonly shares?: Slot['shares'];
}

/** Which slots a proof is tried on: a named user's, one slot, or all of its kind. */
export interface SlotChoice {
  readonly userName?: string | null;
  readonly slotId?: string | null;
}

/** A slot that was opened, with what it gave. */
export interface OpenedSlot {
  readonly dataKey: Uint8Array;
  readonly slot: AnySlot;
}

/**
 * Tells a user's slots to who knows the name, without the name standing in the file. It can be guessed by trying names: it
 * keeps a list of the staff out of plain sight and is no secret.
 */
export function nameTag(vaultId: string, userName: string): string {
  const folded = userName.normalize('NFKC').trim().toLocaleLowerCase('und');
  return createHmac('sha256', vaultId).update(`medsteward/name/${folded}`).digest().subarray(0, 16).toString('base64');
}

/** A new way in: a key pair of its own, its private half under the secret, and the data key sealed for it. */
export async function newSlot(
  identity: SlotIdentity,
  proof: Proof,
  dataKey: Uint8Array,
  strength: KdfStrength,
): Promise<Slot> {
  const { vaultId, userName, temporary = false, shares = null, ...rest } = identity;
  const kdf = newKeyDerivation(strength);
  const under = await deriveKey(proof.secret, kdf, proof.secondFactor);
  const { publicKey, privateKey } = newKeyPair();
  const slot = {
    ...rest,
    kind: proof.kind,
    nameTag: nameTag(vaultId, userName),
    temporary,
    shares,
    kdf,
    publicKey,
  };
  const wrap = wrapKey(privateKey, under, slotContext(vaultId, slot));
  under.fill(0);
  privateKey.fill(0);
  return { ...slot, wrap, sealed: sealKey(dataKey, publicKey, slotContext(vaultId, slot)) };
}

/** Gives a slot another data key without its secret. Null for a slot of format 1, which has no key of its own. */
export function sealAnew(vaultId: string, slot: AnySlot, dataKey: Uint8Array): Slot | null {
  if (isSlot1(slot)) return null;
  return { ...slot, sealed: sealKey(dataKey, slot.publicKey, slotContext(vaultId, slot)) };
}

/**
 * The data key behind the slot that the proof opens. An unknown name costs as much work as a wrong passphrase and gives the
 * same answer (reliability.md T18).
 * @throws AppError `wrong_credentials`; `vault_damaged` when a slot opens but the file was changed without the key
 */
export async function openSlot(
  file: SealedVaultFile,
  proof: Proof,
  { userName = null, slotId = null }: SlotChoice,
  strength: KdfStrength,
): Promise<OpenedSlot> {
  const candidates = file.slots.filter(
    (slot) =>
      slot.kind === proof.kind &&
      (userName === null || belongsTo(file.vaultId, slot, userName)) &&
      (slotId === null || slot.id === slotId),
  );
  for (const slot of candidates) {
    const dataKey = await trySlot(file.vaultId, slot, proof);
    if (dataKey === null) continue;
    requireSeal(file, dataKey);
    return { dataKey, slot };
  }
  if (candidates.length === 0) await deriveKey(proof.secret, newKeyDerivation(strength));
  throw new AppError('wrong_credentials');
}

/** True when a slot should be made anew at this use: it is of format 1, or asks for less work than new ones. */
export function isOutdated(slot: AnySlot, strength: KdfStrength): boolean {
  return isSlot1(slot) || isWeaker(slot.kdf, strength);
}

/** True when the slot is the named user's. */
export function belongsTo(vaultId: string, slot: AnySlot, userName: string): boolean {
  return isSlot1(slot)
    ? nameTag(vaultId, slot.user) === nameTag(vaultId, userName)
    : slot.nameTag === nameTag(vaultId, userName);
}

async function trySlot(vaultId: string, slot: AnySlot, proof: Proof): Promise<Uint8Array | null> {
  const under = await deriveKey(proof.secret, slot.kdf, proof.secondFactor);
  try {
    if (isSlot1(slot)) return unwrapKey(slot.wrap, under, slot1Context(vaultId, slot));
    const context = slotContext(vaultId, slot);
    const privateKey = unwrapKey(slot.wrap, under, context);
    return privateKey && openSealedKey(slot.sealed, privateKey, slot.publicKey, context);
  } finally {
    under.fill(0);
  }
}

/** Bound into wrapping and seal: a slot cannot be moved to another vault or user, nor its settings lowered. */
function slotContext(vaultId: string, slot: Omit<Slot, 'wrap' | 'sealed'>): string {
  const { shares } = slot;
  return [
    vaultId,
    slot.id,
    slot.kind,
    slot.userId,
    slot.nameTag,
    slot.createdAt,
    slot.temporary,
    shares ? `${shares.setId} ${shares.needed} ${shares.total}` : '-',
    ...kdfContext(slot.kdf),
    slot.publicKey,
  ].join('\n');
}

function slot1Context(
  vaultId: string,
  slot: { id: string; kind: string; user: string; createdAt: string; kdf: KeyDerivation },
): string {
  return [vaultId, slot.id, slot.kind, slot.user, slot.createdAt, ...kdfContext(slot.kdf)].join('\n');
}

function kdfContext({ name, memoryKiB, passes, lanes, salt }: KeyDerivation): readonly (string | number)[] {
  return [name, memoryKiB, passes, lanes, salt];
}
