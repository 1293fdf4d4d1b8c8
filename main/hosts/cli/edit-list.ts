import type { Command } from './command.ts';
import { PAGED, VAULT } from './common-options.ts';

/** Commands that take changes back and carry them out again. */
export const EDIT_COMMANDS: readonly Command[] = [
  {
    name: 'edits list',
    operands: [],
    summary: 'list what was changed, newest first, and what of it can be taken back',
    options: {
      ...VAULT,
      everybody: { type: 'boolean', help: 'what everybody changed; for administrators' },
      ...PAGED,
    },
    load: async () => (await import('./edit-commands.ts')).listEdits,
  },
  {
    name: 'undo',
    operands: [],
    summary: 'take your newest change back, or a chosen one that nothing touched since',
    options: {
      ...VAULT,
      step: { type: 'string', value: 'N', help: 'the step, by its number in "edits list"' },
      'dry-run': { type: 'boolean', help: 'show what it changed and what is in the way, write nothing' },
    },
    load: async () => (await import('./edit-commands.ts')).undoEdit,
  },
  {
    name: 'redo',
    operands: [],
    summary: 'carry a change out again that was taken back',
    options: {
      ...VAULT,
      step: { type: 'string', value: 'N', help: 'the step, by its number in "edits list"' },
      'dry-run': { type: 'boolean', help: 'show what it changed and what is in the way, write nothing' },
    },
    load: async () => (await import('./edit-commands.ts')).redoEdit,
  },
];
