import type { Command } from './command.ts';
import { FORCE, VAULT } from './common-options.ts';
import { DISCLOSURE } from './disclosure-options.ts';

/** The whole vault out and in as an open folder. */
export const FOLDER_COMMANDS: readonly Command[] = [
  {
    name: 'export folder',
    operands: [],
    summary: 'write everything as JSON and files, not encrypted: a new folder, or an archive named *.zip',
    options: {
      ...VAULT,
      out: { type: 'string', value: 'DIR', help: 'the folder to make' },
      ...DISCLOSURE,
      ...FORCE,
    },
    load: async () => (await import('./folder-command.ts')).exportFolder,
  },
  {
    name: 'import folder',
    operands: ['DIR_OR_ZIP'],
    summary: 'take a whole folder into an empty vault; everything in it is checked first',
    options: { ...VAULT, 'dry-run': { type: 'boolean', help: 'check everything, write nothing' } },
    load: async () => (await import('./folder-command.ts')).importFolder,
  },
];
