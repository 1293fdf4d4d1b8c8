import type { CommandContext } from '../context.ts';
import { addPublication, type PublicationFields } from '../publication/publication.store.ts';

const FOLDER = '/srv/shared/biomedical-engineering';
const WHOLE = { within: null, groupBy: null, filter: null } as const;

/** Turned off: of a hospital that does not exist, nothing is put anywhere by itself. */
const KEPT: readonly PublicationFields[] = [
  {
    title: 'Calendar for biomedical engineering',
    what: 'support_calendar',
    format: 'ics',
    folder: FOLDER,
    fileName: 'support-calendar.ics',
    options: { ...WHOLE, within: 36 },
    enabled: false,
  },
  {
    title: 'Notice periods for procurement',
    what: 'contracts_calendar',
    format: 'ics',
    folder: FOLDER,
    fileName: 'contracts-calendar.ics',
    options: WHOLE,
    enabled: false,
  },
  {
    title: 'Monthly report for management',
    what: 'support_report',
    format: 'pdf',
    folder: FOLDER,
    fileName: 'support-report.pdf',
    options: { ...WHOLE, groupBy: 'model' },
    enabled: false,
  },
];

/** Files that the made-up hospital would keep up to date. */
export function makePublications(context: CommandContext): void {
  for (const fields of KEPT) addPublication(context, fields);
}
