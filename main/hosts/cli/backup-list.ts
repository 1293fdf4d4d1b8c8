import type { Command } from './command.ts';
import { RECOVERY_WAY, VAULT, VAULT_FOLDER } from './common-options.ts';

/** Commands about copies of the whole vault. */
export const BACKUP_COMMANDS: readonly Command[] = [
  {
    name: 'vault backup',
    operands: [],
    summary:
      'everything in one encrypted file, restored for a test; without --out into the folder of backups, which is thinned',
    options: {
      ...VAULT,
      out: { type: 'string', value: 'FILE', help: 'write the backup there' },
      force: { type: 'boolean', help: 'replace a backup that is there' },
    },
    load: async () => (await import('./backup-commands.ts')).backUp,
  },
  {
    name: 'vault restore',
    operands: ['FILE'],
    summary: 'put a backup in the place of the vault; all of it is checked first. The passphrase is that of the backup',
    options: {
      ...VAULT,
      ...RECOVERY_WAY,
      force: { type: 'boolean', help: 'also where there is a vault, which is kept and can be put back' },
    },
    load: async () => (await import('./backup-commands.ts')).restore,
  },
  {
    name: 'vault undo-restore',
    operands: [],
    summary: 'put back what lay there before the last restore',
    options: VAULT_FOLDER,
    load: async () => (await import('./backup-commands.ts')).undoRestore,
  },
];
