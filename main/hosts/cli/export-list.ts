import type { ImportNoun } from '../../domain/import/headings.ts';
import type { Command } from './command.ts';
import { FORCE, VAULT } from './common-options.ts';
import { DISCLOSURE } from './disclosure-options.ts';

// Written out, because this file is loaded for every call, also for one that only asks for help.
const NOUNS: readonly ImportNoun[] = ['devices', 'models', 'milestones', 'vendors', 'contracts', 'commitments'];

const recordCommands: readonly Command[] = NOUNS.map((noun) => ({
  name: `export ${noun}`,
  operands: [],
  summary: `write all ${noun} under the columns that "import ${noun}" takes back`,
  options: {
    ...VAULT,
    format: { type: 'string', value: 'FORMAT', help: 'csv or xlsx' },
    out: { type: 'string', value: 'FILE', help: 'write the export there' },
    ...FORCE,
  },
  load: async () => (await import('./folder-command.ts')).exportRecords(noun),
}));

/** Everything of a noun, and the whole vault, out and in. */
export const FOLDER_COMMANDS: readonly Command[] = [
  ...recordCommands,
  {
    name: 'export sheet',
    operands: ['NOUN', 'NAME'],
    summary: 'one device (by tag), model, vendor or contract (by number) with what belongs to it, for a folder',
    options: {
      ...VAULT,
      format: { type: 'string', value: 'FORMAT', help: 'pdf, xlsx or json' },
      out: { type: 'string', value: 'FILE', help: 'write the sheet there' },
      ...FORCE,
      ...DISCLOSURE,
    },
    load: async () => (await import('./sheet-command.ts')).exportSheet,
  },
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
