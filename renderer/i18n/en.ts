import { advisories } from './en/advisories.ts';
import { alerts } from './en/alerts.ts';
import { catalogue } from './en/catalogue.ts';
import { checklists } from './en/checklists.ts';
import { clauses } from './en/clauses.ts';
import { comparison } from './en/comparison.ts';
import { conflicts } from './en/conflicts.ts';
import { contracts } from './en/contracts.ts';
import { cover } from './en/cover.ts';
import { devices } from './en/devices.ts';
import { disclosure } from './en/disclosure.ts';
import { documents } from './en/documents.ts';
import { edits } from './en/edits.ts';
import { exceptions } from './en/exceptions.ts';
import { failure } from './en/failure.ts';
import { findings } from './en/findings.ts';
import { folder } from './en/folder.ts';
import { form } from './en/form.ts';
import { gudid } from './en/gudid.ts';
import { history } from './en/history.ts';
import { imports } from './en/imports.ts';
import { installations } from './en/installations.ts';
import { labels } from './en/labels.ts';
import { letters } from './en/letters.ts';
import { many } from './en/many.ts';
import { mds2 } from './en/mds2.ts';
import { models } from './en/models.ts';
import { names } from './en/names.ts';
import { obligations } from './en/obligations.ts';
import { outlook } from './en/outlook.ts';
import { ownTimes } from './en/own-times.ts';
import { palette } from './en/palette.ts';
import { plan } from './en/plan.ts';
import { planChart } from './en/plan-chart.ts';
import { procurement } from './en/procurement.ts';
import { records } from './en/records.ts';
import { reports } from './en/reports.ts';
import { scan } from './en/scan.ts';
import { scorecards } from './en/scorecards.ts';
import { security } from './en/security.ts';
import { selection } from './en/selection.ts';
import { shell } from './en/shell.ts';
import { signOff } from './en/sign-off.ts';
import { tags } from './en/tags.ts';
import { tasks } from './en/tasks.ts';
import { templates } from './en/templates.ts';
import { timeline } from './en/timeline.ts';
import { today } from './en/today.ts';
import { trash } from './en/trash.ts';
import { vault } from './en/vault.ts';
import { vendorForms } from './en/vendor-forms.ts';
import { vendors } from './en/vendors.ts';

import { views } from './en/views.ts';

/** English texts of the window, a file per feature. Short, calm, facts. Words of reports stand in main/words. */
export const en = {
  product: 'MedSteward',
  action: {
    tryAgain: 'Try again',
    cancel: 'Cancel',
    close: 'Close',
    save: 'Save',
    back: 'Back',
    continue: 'Continue',
    clearFilter: 'Clear filter {{filter}}',
    show: 'Show',
    hide: 'Hide',
    print: 'Print',
    copy: 'Copy',
    copied: 'Copied',
  },
  exported: {
    list: 'Export this list',
    sheet: 'Sheet',
    stop: 'Stop',
    text: 'Saved as {{fileName}}',
    saveSignature: 'Save its signature',
  },
  state: {
    loading: 'Loading',
    notRecorded: 'not recorded',
    notFoundTitle: 'There is no such page',
    notFoundText: 'The address may be mistyped, or the record was removed.',
    toToday: 'Go to Today',
  },
  days: {
    today: 'today',
    left_one: '{{amount}} day',
    left_other: '{{amount}} days',
    past_one: '{{amount}} day ago',
    past_other: '{{amount}} days ago',
  },
  filter: {
    many: '{{name}}: {{count}}',
    any: 'Any',
    nothing: 'Nothing to choose from here',
    failed: 'The values could not be read.',
    days: {
      name: 'Days',
      since: 'Since {{from}}',
      until: 'Until {{to}}',
      fromTo: '{{from}} to {{to}}',
      first: 'First day',
      last: 'Last day',
      apply: 'Show these days',
      order: 'The last day is before the first.',
      incomplete: 'Enter the whole day, or leave it empty.',
    },
  },
  picture: {
    asTable: 'As a table',
    asPicture: 'As a picture',
    all: 'Show all {{count}}',
    fewer: 'Show fewer',
  },
  difference: { added: 'Added: ', removed: 'Removed: ' },
  grid: { select: 'Select', rows_one: '{{count}} row', rows_other: '{{count}} rows' },
  advisories,
  alerts,
  failure,
  form,
  records,
  shell,
  signOff,
  palette,
  vault,
  today,
  trash,
  timeline,
  names,
  obligations,
  outlook,
  plan,
  planChart,
  procurement,
  devices,
  edits,
  many,
  selection,
  tags,
  views,
  mds2,
  models,
  labels,
  letters,
  tasks,
  vendorForms,
  vendors,
  scan,
  scorecards,
  ownTimes,
  installations,
  comparison,
  conflicts,
  disclosure,
  documents,
  clauses,
  contracts,
  cover,
  catalogue,
  checklists,
  templates,
  imports,
  folder,
  reports,
  security,
  gudid,
  history,
  exceptions,
  findings,
} as const;
