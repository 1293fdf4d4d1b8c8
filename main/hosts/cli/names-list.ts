import type { Command } from './command.ts';
import { DRY_RUN, VAULT } from './common-options.ts';

const OF = {
  type: 'string',
  value: 'WHAT',
  help: 'names of vendors (vendor, which is the default) or of models (model)',
} as const;

/** Commands about names that mean one maker or model. */
export const NAMES_COMMANDS: readonly Command[] = [
  {
    name: 'names list',
    operands: [],
    summary: 'list pairs of names that are likely one',
    options: { ...VAULT, of: OF, all: { type: 'boolean', help: 'also those that are only possible' } },
    load: async () => (await import('./names-command.ts')).listNames,
  },
  {
    name: 'names merge',
    operands: ['FROM', 'INTO'],
    summary: 'make two vendors or models one, by name or identifier; FROM is remembered as another name of INTO',
    options: {
      ...VAULT,
      of: OF,
      rename: { type: 'boolean', help: 'give the one that stays the name FROM' },
      ...DRY_RUN,
    },
    load: async () => (await import('./names-command.ts')).mergeNames,
  },
];
