import type { Connection } from '../data/connection.ts';
import { statement } from '../data/connection.ts';
import type { OpenVault } from '../data/vault.ts';
import { type AnySlot, isSlot1 } from '../data/vault-file.ts';

/** Names by identifier of everybody who uses the vault. */
export function userNames({ sql }: Connection): ReadonlyMap<string, string> {
  const rows = statement<[], { id: string; name: string }>(sql, 'SELECT "id", "name" FROM "User"').all();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A slot as people see it: what it is, whose, and how strong. */
export function describeWayIn(slot: AnySlot, names: ReadonlyMap<string, string>) {
  const { id, kind, createdAt, kdf } = slot;
  return {
    id,
    kind,
    createdAt,
    userId: isSlot1(slot) ? null : slot.userId,
    user: isSlot1(slot) ? slot.user : (names.get(slot.userId) ?? null),
    temporary: !isSlot1(slot) && slot.temporary,
    shares: isSlot1(slot) ? null : slot.shares,
    kdf: `${kdf.name} ${kdf.memoryKiB / 1024} MiB, ${kdf.passes} passes`,
  };
}

/** The slots of the vault, as people see them. */
export function waysIn({ file, reader }: OpenVault) {
  const names = userNames(reader);
  return file.slots.map((slot) => describeWayIn(slot, names));
}

/** Whose slot it is: an identifier, or the name in a slot of format 1. */
export function ownerOf(slot: AnySlot): string {
  return isSlot1(slot) ? slot.user : slot.userId;
}

/** True when the slot is the person's, who is known by both. */
export function isOf(slot: AnySlot, { id, name }: { readonly id: string; readonly name: string }): boolean {
  return ownerOf(slot) === (isSlot1(slot) ? name : id);
}
