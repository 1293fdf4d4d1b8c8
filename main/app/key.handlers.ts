import { randomBytes } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { newRecoveryKey } from '../data/recovery-key.ts';
import { newShares } from '../data/recovery-shares.ts';
import { fingerprint } from '../data/signing.ts';
import type { Slot } from '../data/vault-file.ts';
import { AppError } from '../domain/error.ts';
import { needsKeyFile } from '../domain/policy.ts';
import { isPassphrase, type WayIn } from '../domain/way-in.ts';
import { alarmFacts } from './history-alarm.ts';
import { proveAgain } from './proof.ts';
import type { SessionHandlers, SessionParts } from './session-parts.ts';
import { describeWayIn, ownerOf, userNames } from './ways-in.ts';

type Names =
  | 'acceptHistory'
  | 'setPolicy'
  | 'newRecoveryKey'
  | 'newShares'
  | 'rememberHere'
  | 'removeWayIn'
  | 'rotateKey';

/** Keys over time: policy, recovery, this computer, another data key. Each leaves an entry in the log with what it did. */
export function keyHandlers({ session, executor }: SessionParts): SessionHandlers<'vault', Names> {
  function newSlot(kind: WayIn, secret: string, shares: Slot['shares'] = null): Promise<Slot> {
    const { vault, userId, user } = session.require();
    return vault.newSlot({ userId, userName: user, shares }, { kind, secret, secondFactor: null });
  }

  /** Puts a way in in place of those of its kind that `replaces` names. */
  function putSlot(slot: Slot, replaces: (slot: Slot) => boolean): void {
    session.require().vault.update((file) => ({
      ...file,
      // A new recovery key is on no paper yet; in the same step, so that no crash leaves it marked as if it were.
      recoveryKeyConfirmed: file.recoveryKeyConfirmed && slot.kind !== 'recovery_key',
      slots: [...file.slots.filter((one) => one.kind !== slot.kind || !replaces(one as Slot)), slot],
    }));
  }

  return {
    acceptHistory: async ({ current }) => {
      const open = session.require();
      const { alarm } = open.vault;
      if (alarm === null) return { accepted: true };
      await proveAgain(open, current);
      await executor.command('vault.acceptHistory', (_input, { note }) => note(alarmFacts(alarm)), undefined);
      open.vault.acceptHistory();
      executor.publish({ kind: 'vault' });
      return { accepted: true };
    },
    setPolicy: async (policy) => {
      const { vault, role } = session.require();
      const own = vault.slot.kind;
      // Whoever asks a key file of others and has none would be shut out of everything else at the next sign-in.
      if (needsKeyFile(policy, role) && own === 'passphrase') {
        throw new AppError('input_refused', { problem: 'key_file_first', field: 'keyFileFor' });
      }
      // A relative one would be another folder for each program, depending on where it was started.
      if (policy.backupFolder !== null && !isAbsolute(policy.backupFolder)) {
        throw new AppError('input_refused', { problem: 'invalid', field: 'backupFolder' });
      }
      await executor.command(
        'vault.setPolicy',
        (_input, { record }) => {
          record('vault', vault.file.vaultId, { ...vault.file.policy }, { ...policy });
          vault.update((file) => ({ ...file, policy }));
        },
        undefined,
      );
      executor.publish({ kind: 'vault' });
      return policy;
    },
    newRecoveryKey: async ({ current }) => {
      const open = session.require();
      await proveAgain(open, current);
      const recoveryKey = newRecoveryKey();
      await executor.command(
        'vault.newRecoveryKey',
        async () => putSlot(await newSlot('recovery_key', recoveryKey), () => true),
        undefined,
      );
      return { recoveryKey, fingerprint: fingerprint(open.vault.signing.publicKey) };
    },
    newShares: async ({ needed, total, current }) => {
      if (needed > total) throw new AppError('input_refused', { problem: 'more_needed_than_made', field: 'needed' });
      const open = session.require();
      await proveAgain(open, current);
      const { secret, shares, setId } = await newShares({ needed, total });
      await executor.command(
        'vault.newShares',
        async (_input, { note }) => {
          putSlot(await newSlot('recovery_shares', secret, { setId, needed, total }), () => true);
          note({ setId, needed, total });
        },
        undefined,
      );
      return { setId, shares, fingerprint: fingerprint(open.vault.signing.publicKey) };
    },
    rememberHere: async ({ current }) => {
      const open = session.require();
      const { vault, role, userId } = open;
      const allowed = vault.file.policy.keyStoreAllowed && !needsKeyFile(vault.file.policy, role);
      if (!allowed || open.sample || !(await session.keyStore.available())) throw new AppError('key_store_unavailable');
      await proveAgain(open, current);
      const secret = randomBytes(32).toString('base64');
      await executor.command(
        'vault.rememberHere',
        async () => {
          const slot = await newSlot('key_store', secret);
          // First the key store: the vault gets no way in of which nobody keeps the secret.
          await session.keyStore.keep(vault.file.vaultId, `${slot.id} ${secret}`);
          putSlot(slot, (one) => one.userId === userId);
        },
        undefined,
      );
      return { remembered: true };
    },
    removeWayIn: async ({ id }) => {
      const { vault, userId, role } = session.require();
      const slot = vault.file.slots.find((one) => one.id === id);
      if (!slot) throw new AppError('not_found', { noun: 'way_in', id });
      if (isPassphrase(slot.kind)) throw new AppError('input_refused', { problem: 'passphrase_stays', field: 'id' });
      const own = slot.kind === 'key_store' && ownerOf(slot) === userId;
      if (!own && role !== 'administrator') throw new AppError('not_permitted', { procedure: 'vault.removeWayIn' });
      await executor.command(
        'vault.removeWayIn',
        (_input, { note }) => {
          vault.update((file) => ({ ...file, slots: file.slots.filter((one) => one.id !== id) }));
          note({ slot: slot.kind });
        },
        undefined,
      );
      if (own) await session.keyStore.forget(vault.file.vaultId);
      return { removed: true };
    },
    rotateKey: async ({ cipher, current, jobId }, { signal }) => {
      const open = session.require();
      const { vault } = open;
      if (vault.alarm !== null) throw new AppError('history_went_back', alarmFacts(vault.alarm));
      await proveAgain(open, current);
      const names = userNames(vault.reader);
      const before = vault.file.cipher;
      const job = executor.jobs.start(jobId, signal);
      try {
        await session.beforeExchange();
        const lost = await vault.rotate(cipher ?? before, (done, total) => job.step(done, total));
        await executor.command(
          'vault.rotateKey',
          (_input, { note, record }) => {
            record('vault', vault.file.vaultId, { cipher: before }, { cipher: vault.file.cipher });
            note({ lost: lost.length });
          },
          undefined,
        );
        executor.publish({ kind: 'vault' });
        return { cipher: vault.file.cipher, lost: lost.map((slot) => describeWayIn(slot, names)) };
      } finally {
        job.end();
      }
    },
  };
}
