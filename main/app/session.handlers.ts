import { setImmediate } from 'node:timers/promises';
import type { Promised } from '../contract/index.ts';
import { auditHead, verifyAudit } from '../data/audit.ts';
import { statement } from '../data/connection.ts';
import { CATALOGUE_DAY, CATALOGUE_SOURCE } from '../domain/catalogue/catalogue.ts';
import type { Handlers } from '../features/context.ts';
import { sampleCommands } from '../features/sample/sample.handlers.ts';
import type { Clock } from '../ports/clock.ts';
import type { Executor } from './executor.ts';
import type { MemoryFileDesk } from './file-desk.ts';
import type { SessionProcedures } from './handlers.ts';
import type { Session } from './session.ts';

interface Parts {
  readonly session: Session;
  readonly executor: Executor;
  readonly files: MemoryFileDesk;
  readonly clock: Clock;
  readonly version: string;
}

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

/** What the program answers itself: opening and locking, and what needs the keys of the vault. */
export function sessionHandlers({ session, executor, files, clock, version }: Parts) {
  const handlers: {
    readonly [Noun in keyof SessionProcedures]: Handlers<
      Noun,
      SessionProcedures[Noun] & keyof Promised[Noun],
      { readonly signal?: AbortSignal }
    >;
  } = {
    program: {
      events: (_input, { signal }) => executor.events(signal),
      cancel: ({ jobId }) => ({ cancelled: executor.jobs.cancel(jobId) }),
    },
    vault: {
      status: () => {
        const open = session.current;
        return {
          ...(open ? { state: 'unlocked' as const, damagedPart: null } : session.look()),
          folder: session.folder,
          sample: open?.sample ?? false,
          organisation: open?.organisation ?? null,
          user: open?.user ?? null,
          role: open?.role ?? null,
          today: clock.today(),
          version,
          recoveryKeyUnconfirmed: open !== null && !open.sample && !open.vault.keyFile.recoveryKeyConfirmed,
        };
      },
      create: async (input) => {
        const made = await session.create(input);
        await executor.command('vault.create', () => undefined, undefined);
        executor.publish({ kind: 'vault' });
        return made;
      },
      confirmRecoveryKey: async ({ recoveryKey }) => {
        await session.require().vault.confirmRecoveryKey(recoveryKey);
        await executor.command('vault.confirmRecoveryKey', () => undefined, undefined);
        return { confirmed: true };
      },
      unlock: async (credentials) => {
        const { vault, organisation } = await session.unlock(credentials);
        await executor.command('vault.unlock', (_input, { note }) => note({ slot: vault.slot.kind }), undefined);
        executor.publish({ kind: 'vault' });
        return { vaultId: vault.keyFile.vaultId, organisation };
      },
      lock: async () => {
        if (session.current !== null) {
          await executor.command('vault.lock', () => undefined, undefined);
          await session.lock();
          files.clear();
          executor.publish({ kind: 'vault' });
        }
        return { locked: true };
      },
      openSample: async ({ devices }) => {
        await session.openSample('St. Anne Hospital (sample)');
        const made = await executor.command('vault.fillSample', sampleCommands.fillSample, { devices, seed: 1 });
        executor.publish({ kind: 'vault' });
        return { devices: made.devices };
      },
      info: () => {
        const { vault } = session.require();
        const { sql } = vault.reader;
        const { keyFile } = vault;
        const count = (table: string) =>
          statement<[], { n: number }>(sql, `SELECT count(*) AS n FROM "${table}"`).get()?.n ?? 0;
        return {
          vaultId: keyFile.vaultId,
          createdAt: keyFile.createdAt,
          schemaVersion: session.schemaVersion,
          cipher: keyFile.cipher,
          counts: Object.fromEntries(Object.entries(COUNTED).map(([name, table]) => [name, count(table)])),
          slots: keyFile.slots.map(({ id, kind, createdAt, kdf }) => ({
            id,
            kind,
            createdAt,
            kdf: `${kdf.name} ${kdf.memoryKiB / 1024} MiB, ${kdf.passes} passes`,
          })),
          audit: auditHead(sql),
          catalogue: { day: CATALOGUE_DAY, source: CATALOGUE_SOURCE },
        };
      },
      verify: async () => {
        const { vault } = session.require();
        const { sql } = vault.reader;
        const findings: { code: string; where: string }[] = [];
        const lines = statement<[], Record<string, string>>(sql, 'PRAGMA integrity_check')
          .all()
          .flatMap((row) => Object.values(row));
        for (const line of lines) if (line !== 'ok') findings.push({ code: 'page_damaged', where: line });
        const broken = statement<[], { table: string; rowid: number }>(sql, 'PRAGMA foreign_key_check').all();
        for (const row of broken) findings.push({ code: 'reference_broken', where: `${row.table} ${row.rowid}` });
        const audit = await verifyAudit(sql, vault.auditKey, { step: () => setImmediate() });
        findings.push(...audit.findings);
        const pages = Number(statement<[], { page_count: number }>(sql, 'PRAGMA page_count').get()?.page_count ?? 0);
        return { ok: findings.length === 0, findings, pages, entries: audit.entries };
      },
    },
  };
  return handlers;
}
