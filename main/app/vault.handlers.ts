import { setImmediate } from 'node:timers/promises';
import { auditHead, headIsKnown, verifyAudit } from '../data/audit.ts';
import { statement } from '../data/connection.ts';
import { pageFindings } from '../data/integrity.ts';
import { readRecoveryKey } from '../data/recovery-key.ts';
import { fingerprint } from '../data/signing.ts';
import { policyOf, type SealedVaultFile } from '../data/vault-file.ts';
import { AppError } from '../domain/error.ts';
import { DEFAULT_POLICY } from '../domain/policy.ts';
import { isPassphrase } from '../domain/way-in.ts';
import { vaultCatalogue } from '../features/catalogue/catalogue.store.ts';
import { sampleCommands } from '../features/sample/sample.handlers.ts';
import { proofOf } from './given-proof.ts';
import { requireGoodPassphrase } from './passphrase-policy.ts';
import { chosenKeyFile } from './proof.ts';
import { editSample } from './sample-edits.ts';
import type { OpenSession, Session } from './session.ts';
import type { SessionHandlers, SessionParts } from './session-parts.ts';
import { ownerOf, waysIn } from './ways-in.ts';

/** Tables whose rows `vault.info` counts, by the name under which it gives them. */
const COUNTED = {
  devices: 'Device',
  models: 'DeviceModel',
  vendors: 'Vendor',
  contracts: 'Contract',
  commitments: 'Commitment',
  milestones: 'Milestone',
  components: 'Component',
  assessments: 'Assessment',
  documents: 'Document',
  imports: 'ImportRun',
  users: 'User',
} as const;

type Names =
  | 'status'
  | 'create'
  | 'confirmRecoveryKey'
  | 'unlock'
  | 'touch'
  | 'lock'
  | 'openSample'
  | 'info'
  | 'verify';

/** Making, opening, looking at and locking a vault. */
export function vaultHandlers({
  session,
  executor,
  files,
  clock,
  version,
}: SessionParts): SessionHandlers<'vault', Names> {
  return {
    status: async () => {
      const open = session.current;
      const closed = open ? null : session.look();
      const file: SealedVaultFile['slots'] = open?.vault.file.slots ?? closed?.file?.slots ?? [];
      return {
        state: closed?.state ?? ('unlocked' as const),
        damagedPart: closed?.damagedPart ?? null,
        folder: session.folder,
        sample: open?.sample ?? false,
        organisation: open?.organisation ?? null,
        user: open?.user ?? null,
        userId: open?.userId ?? null,
        role: open?.role ?? null,
        today: clock.today(),
        version,
        recoveryKeyUnconfirmed: open !== null && !open.sample && !open.vault.file.recoveryKeyConfirmed,
        wayIn: open?.vault.slot.kind ?? null,
        waysIn: [...new Set(file.map(({ kind }) => kind))],
        namesNeeded: new Set(file.filter(({ kind }) => isPassphrase(kind)).map(ownerOf)).size > 1,
        waitSeconds: closed ? session.waitSeconds(closed) : 0,
        keyStore: await session.keyStore.available(),
        step: open?.step ?? null,
        alarm: open?.vault.alarm ?? null,
        fromCopy: open?.vault.fromCopy ?? false,
        clockBehind: open?.clockBehind ?? false,
        policy: open?.vault.file.policy ?? (closed?.file ? policyOf(closed.file) : DEFAULT_POLICY),
        locksInSeconds: locksInSeconds(session),
        fingerprint: open ? fingerprint(open.vault.signing.publicKey) : null,
      };
    },
    create: async ({ passphrase, organisation, user, keyFile }) => {
      const { secondFactor, text } = chosenKeyFile(keyFile, clock.now());
      await requireGoodPassphrase(passphrase, DEFAULT_POLICY, secondFactor !== null, [user, organisation]);
      const vault = await session.create({ passphrase, secondFactor, userName: user, organisation });
      await executor.command('vault.create', () => undefined, undefined);
      executor.publish({ kind: 'vault' });
      const { publicKey } = session.require().vault.signing;
      return { ...vault, keyFile: text, fingerprint: fingerprint(publicKey) };
    },
    confirmRecoveryKey: async ({ recoveryKey }) => {
      const { vault } = session.require();
      const secret = readRecoveryKey(recoveryKey);
      if (secret === null) throw new AppError('recovery_key_mistyped');
      try {
        await vault.prove({ kind: 'recovery_key', secret, secondFactor: null }, {});
      } catch {
        throw new AppError('recovery_key_mistyped');
      }
      await executor.command(
        'vault.confirmRecoveryKey',
        () => vault.update((file) => ({ ...file, recoveryKeyConfirmed: true })),
        undefined,
      );
      return { confirmed: true };
    },
    unlock: async (given) => {
      const { proof, choice } = await proofOf(given, session.look().file, session.keyStore);
      const opened = await session.unlock(proof, choice);
      await noteUnlock(opened);
      executor.publish({ kind: 'vault' });
      return { vaultId: opened.vault.file.vaultId, organisation: opened.organisation };
    },
    touch: () => {
      session.idle.touch();
      return { locksInSeconds: locksInSeconds(session) };
    },
    lock: async () => {
      const open = session.current;
      if (open !== null) {
        // A disk that takes no entry must not keep the vault open.
        await executor.command('vault.lock', () => undefined, undefined).catch(() => undefined);
        await session.lock();
        files.clear();
        executor.publish({ kind: 'vault' });
      }
      return { locked: true };
    },
    openSample: async ({ devices }) => {
      await session.openSample('St. Anne Hospital (sample)');
      const made = await executor.command('vault.fillSample', sampleCommands.fillSample, { devices, seed: 1 });
      await editSample(executor, session.require().vault.reader.sql);
      executor.publish({ kind: 'vault' });
      return { devices: made.devices };
    },
    info: () => {
      const { vault } = session.require();
      const { sql } = vault.reader;
      const { file } = vault;
      const count = (table: string) =>
        statement<[], { n: number }>(sql, `SELECT count(*) AS n FROM "${table}"`).get()?.n ?? 0;
      const head = auditHead(sql);
      const catalogue = vaultCatalogue(sql);
      return {
        vaultId: file.vaultId,
        createdAt: file.createdAt,
        schemaVersion: session.schemaVersion,
        cipher: file.cipher,
        counts: Object.fromEntries(Object.entries(COUNTED).map(([name, table]) => [name, count(table)])),
        slots: waysIn(vault),
        audit: { entries: head.entries, head: head.hash },
        fingerprint: fingerprint(vault.signing.publicKey),
        catalogue: { day: catalogue.day, source: catalogue.source },
      };
    },
    verify: async ({ known: told }) => {
      const { vault } = session.require();
      const { sql } = vault.reader;
      const findings: { code: string; where: string }[] = [];
      for (const line of pageFindings(sql)) findings.push({ code: 'page_damaged', where: line });
      const broken = statement<[], { table: string; rowid: number }>(sql, 'PRAGMA foreign_key_check').all();
      for (const row of broken) findings.push({ code: 'reference_broken', where: `${row.table} ${row.rowid}` });
      // While the alarm stands, the log is compared with what was known before, and not with what it has become.
      const known = vault.alarm?.known ?? vault.knownHeads()[0];
      const audit = await verifyAudit(sql, vault.auditKey, { known, step: () => setImmediate() });
      findings.push(...audit.findings);
      if (told && !headIsKnown(sql, told)) {
        const code = told.entries > audit.entries ? 'audit_tail_missing' : 'audit_head_differs';
        findings.push({ code, where: `audit ${told.entries}` });
      }
      if (vault.fromCopy) findings.push({ code: 'vault_file_damaged', where: 'vault.json' });
      const pages = Number(statement<[], { page_count: number }>(sql, 'PRAGMA page_count').get()?.page_count ?? 0);
      return { ok: findings.length === 0, findings, pages, entries: audit.entries };
    },
  };

  /** A log that is in doubt is not written on. */
  async function noteUnlock({ vault }: OpenSession): Promise<void> {
    if (vault.alarm !== null) return;
    try {
      await executor.command('vault.unlock', (_input, { note }) => note({ slot: vault.slot.kind }), undefined);
    } catch (error) {
      // Who is told that opening failed must not leave an open vault behind.
      await session.lock();
      throw error;
    }
  }
}

/** Seconds until the vault locks by itself; the made-up hospital never does. */
export function locksInSeconds({ current, idle }: Session): number | null {
  if (current === null || current.sample) return null;
  return Math.max(0, Math.ceil(current.vault.file.policy.autoLockMinutes * 60 - idle.seconds()));
}
