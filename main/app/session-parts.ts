import type { Promised } from '../contract/index.ts';
import type { Handlers } from '../features/context.ts';
import type { Clock } from '../ports/clock.ts';
import type { BackupUploads } from './backup-uploads.ts';
import type { Backups } from './backups.ts';
import type { Executor } from './executor.ts';
import type { MemoryFileDesk } from './file-desk.ts';
import type { Publisher } from './publisher.ts';
import type { Session } from './session.ts';

/** What the handlers work with that open, lock and need the keys of the vault. */
export interface SessionParts {
  readonly session: Session;
  readonly executor: Executor;
  readonly files: MemoryFileDesk;
  readonly uploads: BackupUploads;
  readonly backups: Backups;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly version: string;
}

/** Handlers that are called outside of a transaction and make their own. */
export type SessionHandlers<Noun extends keyof Promised, Names extends keyof Promised[Noun]> = Handlers<
  Noun,
  Names,
  { readonly signal?: AbortSignal }
>;
