import type { Promised } from '../contract/index.ts';
import { backupHandlers } from './backup.handlers.ts';
import { folderHandlers } from './folder.handlers.ts';
import type { SessionProcedures } from './handlers.ts';
import { keyHandlers } from './key.handlers.ts';
import { publicationHandlers } from './publication.handlers.ts';
import type { SessionHandlers, SessionParts } from './session-parts.ts';
import { userHandlers } from './user.handlers.ts';
import { vaultHandlers } from './vault.handlers.ts';

/** What the program answers itself: opening and locking, and what needs the keys of the vault. */
export function sessionHandlers(parts: SessionParts) {
  const { executor } = parts;
  const handlers: {
    readonly [Noun in keyof SessionProcedures]: SessionHandlers<Noun, SessionProcedures[Noun] & keyof Promised[Noun]>;
  } = {
    program: {
      events: (_input, { signal }) => executor.events(signal),
      cancel: ({ jobId }) => ({ cancelled: executor.jobs.cancel(jobId) }),
    },
    vault: { ...vaultHandlers(parts), ...keyHandlers(parts) },
    user: userHandlers(parts),
    backup: backupHandlers(parts),
    publication: publicationHandlers(parts),
    ...folderHandlers(parts),
  };
  return handlers;
}
