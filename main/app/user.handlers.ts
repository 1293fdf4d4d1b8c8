import { statement } from '../data/connection.ts';
import { nameTag, passphraseProof } from '../data/slots.ts';
import { type AnySlot, isSlot1, type Slot } from '../data/vault-file.ts';
import { AppError } from '../domain/error.ts';
import type { UserId } from '../domain/ids.ts';
import { needsKeyFile } from '../domain/policy.ts';
import { ROLES, type Role } from '../domain/role.ts';
import { isPassphrase, isRecovery, RECOVERY_WAYS } from '../domain/way-in.ts';
import type { CommandContext, Records } from '../features/context.ts';
import { forgetViewsOf } from '../features/view/view.store.ts';
import { requireGoodPassphrase } from './passphrase-policy.ts';
import { chosenKeyFile, proveAgain } from './proof.ts';
import { stepFor } from './session.ts';
import type { SessionHandlers, SessionParts } from './session-parts.ts';
import { newId } from './system.ts';
import { isOf } from './ways-in.ts';

type Names = 'list' | 'add' | 'setRole' | 'remove' | 'resetPassphrase' | 'changePassphrase';

/**
 * The people who use the vault. A person is a row of the register and slots of the vault file; the file is written last inside
 * of the command's transaction, so that a person without a way in can remain, but no way in without a person that opens anything.
 */
export function userHandlers({ session, executor, clock }: SessionParts): SessionHandlers<'user', Names> {
  /** A passphrase that somebody else chose, to be replaced at the first sign-in. */
  function temporarySlot(userId: string, userName: string, passphrase: string): Promise<Slot> {
    return session.require().vault.newSlot({ userId, userName, temporary: true }, passphraseProof(passphrase, null));
  }

  return {
    list: async () => {
      const { vault } = session.require();
      const rows = await vault.reader.prisma.user.findMany({ orderBy: { name: 'asc' } });
      const seen = lastSeen(vault.reader.sql);
      return rows.map(({ id, name, role, createdAt }) => {
        const slots = vault.file.slots.filter((slot) => isOf(slot, { id, name }));
        return {
          id: id as UserId,
          name,
          role: ROLES.find((one) => one === role) ?? ('viewer' as const),
          createdAt,
          waysIn: slots.map(({ kind }) => kind),
          temporary: slots.some((slot) => !isSlot1(slot) && slot.temporary),
          lastSeenAt: seen.get(name) ?? null,
        };
      });
    },
    add: async ({ name, role, passphrase }) => {
      const { vault, organisation } = session.require();
      await requireGoodPassphrase(passphrase, vault.file.policy, false, [name, organisation]);
      const id = newId() as UserId;
      const slot = await temporarySlot(id, name, passphrase);
      await executor.command(
        'user.add',
        async (_input, context) => {
          await requireFreeName(context.db, vault.file.vaultId, name);
          const { now: createdAt, actor } = context;
          const stamps = { createdAt, createdBy: actor, updatedAt: createdAt, updatedBy: actor };
          await context.db.user.create({ data: { id, name, role, ...stamps } });
          context.record('user', id, null, { name, role });
          vault.update((file) => ({ ...file, slots: [...file.slots, slot] }));
        },
        undefined,
      );
      return { id };
    },
    setRole: async ({ id, role }) => {
      const open = session.require();
      await executor.command(
        'user.setRole',
        async (_input, context) => {
          const user = await requireUser(context.db, id);
          if (role !== 'administrator') await requireOtherAdministrator(context, id, open.vault.file.slots);
          await context.db.user.update({
            where: { id },
            data: { role, revision: { increment: 1 }, updatedAt: context.now, updatedBy: context.actor },
          });
          context.record('user', id, { role: user.role }, { role });
        },
        undefined,
      );
      if (id === open.userId) changeOwnRole(role);
      return { role };
    },
    remove: async ({ id }) => {
      const { vault, userId } = session.require();
      if (id === userId) throw new AppError('input_refused', { problem: 'yourself', field: 'id' });
      const user = await requireUser(vault.reader.prisma, id);
      const recoveryLost = RECOVERY_WAYS.filter((kind) =>
        vault.file.slots.some((one) => one.kind === kind && isOf(one, user)),
      );
      await executor.command(
        'user.remove',
        async (_input, context) => {
          await requireOtherAdministrator(context, id, vault.file.slots);
          await context.db.user.delete({ where: { id } });
          forgetViewsOf(context.sql, id);
          context.record('user', id, { name: user.name, role: user.role }, null);
          vault.update((file) => ({ ...file, slots: file.slots.filter((slot) => !isOf(slot, user)) }));
        },
        undefined,
      );
      return { removed: true, recoveryLost };
    },
    resetPassphrase: async ({ id, passphrase }) => {
      const { vault, userId, organisation } = session.require();
      if (id === userId) throw new AppError('input_refused', { problem: 'yourself', field: 'id' });
      const { name } = await requireUser(vault.reader.prisma, id);
      await requireGoodPassphrase(passphrase, vault.file.policy, false, [name, organisation]);
      const slot = await temporarySlot(id, name, passphrase);
      await executor.command(
        'user.resetPassphrase',
        (_input, { note }) => {
          note({ user: id });
          // Whatever opened the vault for this person before opens it no more; recovery belongs to the hospital and stays.
          const gone = (one: AnySlot) =>
            isOf(one, { id, name }) && (isPassphrase(one.kind) || one.kind === 'key_store');
          vault.update((file) => ({ ...file, slots: [...file.slots.filter((one) => !gone(one)), slot] }));
        },
        undefined,
      );
      return { reset: true };
    },
    changePassphrase: async ({ current, passphrase, keyFile }) => {
      const open = session.require();
      const { vault, userId, user, role, organisation } = open;
      const recovered = isRecovery(vault.slot.kind);
      if (current !== null) await proveAgain(open, current);
      else if (!recovered || open.step === null) throw new AppError('wrong_credentials');
      if (keyFile === 'none' && needsKeyFile(vault.file.policy, role)) {
        throw new AppError('step_required', { step: 'key_file' });
      }
      const { secondFactor, text } = chosenKeyFile(keyFile, clock.now());
      await requireGoodPassphrase(passphrase, vault.file.policy, secondFactor !== null, [user, organisation]);
      // A first passphrase is known to whoever set it.
      if (current?.passphrase.normalize('NFC') === passphrase.normalize('NFC') && open.step === 'new_passphrase') {
        throw new AppError('input_refused', { problem: 'same_passphrase', field: 'passphrase' });
      }
      const slot = await vault.newSlot({ userId, userName: user }, passphraseProof(passphrase, secondFactor));
      const gone = (one: AnySlot) => isOf(one, { id: userId, name: user }) && isPassphrase(one.kind);
      const put = () => vault.update((file) => ({ ...file, slots: [...file.slots.filter((one) => !gone(one)), slot] }));
      const change = (_input: unknown, { note }: CommandContext) => {
        put();
        note({ slot: slot.kind });
      };
      // Who recovers a vault whose log is in doubt needs a passphrase before deciding; such a log is not written on.
      if (vault.alarm !== null) put();
      else await executor.command('user.changePassphrase', change, undefined);
      open.step = stepFor(vault.file.policy, role, slot);
      executor.publish({ kind: 'vault' });
      return { keyFile: text };
    },
  };

  function changeOwnRole(role: Role): void {
    session.require().role = role;
    executor.publish({ kind: 'vault' });
  }
}

async function requireUser(db: Pick<Records, 'user'>, id: string) {
  const user = await db.user.findUnique({ where: { id } });
  if (!user) throw new AppError('not_found', { noun: 'user', id });
  return user;
}

/** Names differ in more than case: they are what people sign in with. @throws AppError `already_exists` */
async function requireFreeName(db: Records, vaultId: string, name: string): Promise<void> {
  const users = await db.user.findMany({ select: { name: true } });
  if (users.some((user) => nameTag(vaultId, user.name) === nameTag(vaultId, name)))
    throw new AppError('already_exists', { noun: 'user', field: 'name', value: name });
}

/** @throws AppError `last_administrator` when nobody else could get in and administer */
async function requireOtherAdministrator({ db }: CommandContext, id: string, slots: readonly AnySlot[]): Promise<void> {
  const administrators = await db.user.findMany({ where: { role: 'administrator' } });
  if (!administrators.some((user) => user.id === id)) return;
  const others = administrators.filter(
    (user) => user.id !== id && slots.some((slot) => isPassphrase(slot.kind) && isOf(slot, user)),
  );
  if (others.length === 0) throw new AppError('last_administrator');
}

/** When each person last opened the vault, by name. */
function lastSeen(sql: Parameters<typeof statement>[0]): ReadonlyMap<string, string> {
  const rows = statement<[], { actor: string; at: string }>(
    sql,
    `SELECT "actor", max("at") AS "at" FROM "AuditEntry" WHERE "action" = 'vault.unlock' GROUP BY "actor"`,
  ).all();
  return new Map(rows.map(({ actor, at }) => [actor, at]));
}
