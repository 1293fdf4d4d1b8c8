import type { Command } from './command.ts';
import { FORCE, VAULT } from './common-options.ts';

/** Commands about reports and calendars that are kept up to date as files. */
export const PUBLICATION_COMMANDS: readonly Command[] = [
  {
    name: 'publish',
    operands: [],
    summary: 'write the reports and calendars that are kept up to date, as far as they have something new to say',
    options: {
      ...VAULT,
      all: { type: 'boolean', help: 'all that are turned on; so it is without --title too' },
      title: {
        type: 'string',
        value: 'T',
        multiple: true,
        help: 'only the one of this title, also when it is turned off; once for each',
      },
    },
    load: async () => (await import('./publication-commands.ts')).publish,
  },
  {
    name: 'publications list',
    operands: [],
    summary: 'the files that are kept up to date, and what hinders them',
    options: VAULT,
    load: async () => (await import('./publication-commands.ts')).listPublications,
  },
  {
    name: 'publications add',
    operands: [],
    summary: 'keep a report or calendar up to date as a file, which is not encrypted',
    options: {
      ...VAULT,
      title: { type: 'string', value: 'T', help: 'what it is called here' },
      what: {
        type: 'string',
        value: 'WHAT',
        help: 'support_report, devices, contracts_report, support_calendar or contracts_calendar',
      },
      out: { type: 'string', value: 'FILE', help: 'the file; its ending is the format: pdf, xlsx, csv, json or ics' },
      within: { type: 'string', value: 'MONTHS', help: 'only what ends in so many months, has ended or is unknown' },
      'group-by': { type: 'string', value: 'model', help: 'one line for devices of a model that end together' },
      ...FORCE,
    },
    load: async () => (await import('./publication-commands.ts')).addPublication,
  },
  {
    name: 'publications remove',
    operands: ['TITLE'],
    summary: 'no longer keep a file up to date; the file stays where it is',
    options: VAULT,
    load: async () => (await import('./publication-commands.ts')).removePublication,
  },
];
