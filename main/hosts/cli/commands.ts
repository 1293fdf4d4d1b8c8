import type { ImportNoun } from '../../domain/import/headings.ts';
import { ACCESS_COMMANDS } from './access-list.ts';
import { BACKUP_COMMANDS } from './backup-list.ts';
import type { Command, OptionSpecs } from './command.ts';
import { DRY_RUN, FORCE, PAGED, VAULT } from './common-options.ts';
import { DISCLOSURE } from './disclosure-options.ts';
import { EDIT_COMMANDS } from './edit-list.ts';
import { FOLDER_COMMANDS } from './export-list.ts';
import { NAMES_COMMANDS } from './names-list.ts';
import { PUBLICATION_COMMANDS } from './publication-list.ts';
import { RECORD_COMMANDS } from './record-list.ts';

const reportOptions = (formats: string): OptionSpecs => ({
  ...VAULT,
  format: { type: 'string', value: 'FORMAT', help: formats },
  out: { type: 'string', value: 'FILE', help: 'write the export there' },
  ...FORCE,
});

// Written out, because this file is loaded for every call, also for one that only asks for help.
const IMPORT_NOUNS: readonly ImportNoun[] = ['devices', 'models', 'milestones', 'vendors', 'contracts', 'commitments'];

const importCommands: readonly Command[] = IMPORT_NOUNS.map((noun) => ({
  name: `import ${noun}`,
  operands: ['FILE'],
  summary: `take ${noun} in from a CSV, TSV, XLSX or ODS file; bad rows are left out`,
  options: {
    ...VAULT,
    ...DRY_RUN,
    mapping: { type: 'string', value: 'FILE', help: 'JSON object from heading in the file to column' },
    sheet: { type: 'string', value: 'NAME', help: 'the sheet of a workbook; without it the one that fits best' },
    'header-row': { type: 'string', value: 'N', help: 'the row of headings; without it they are looked for' },
    profile: {
      type: 'string',
      value: 'NAME',
      help: 'read it by this profile; without it by one with the same headings',
    },
    'date-order': { type: 'string', value: 'ORDER', help: 'of dates that can be read in two ways: dmy or mdy' },
    ...(noun === 'devices'
      ? {
          match: { type: 'string', value: 'KEY', help: 'find known devices by tag (default), serial or udi' } as const,
          'fill-tags': { type: 'boolean', help: 'give devices without a tag the next one of the patterns' } as const,
        }
      : {}),
    rejects: { type: 'string', value: 'FILE', help: 'write the rows that were not taken there' },
    'save-profile': { type: 'string', value: 'NAME', help: 'read the next file with the same headings like this one' },
    result: { type: 'string', value: 'FILE', help: 'write every row with what became of it there (CSV or XLSX)' },
    ...FORCE,
  },
  load: async () => (await import('./import-command.ts')).importFile(noun),
}));

/** Every command there is. */
export const COMMANDS: readonly Command[] = [
  ...ACCESS_COMMANDS,
  ...BACKUP_COMMANDS,
  ...FOLDER_COMMANDS,
  ...EDIT_COMMANDS,
  ...NAMES_COMMANDS,
  ...importCommands,
  {
    name: 'import profiles',
    operands: [],
    summary: 'list the profiles by which files of known sources are read',
    options: VAULT,
    load: async () => (await import('./import-command.ts')).importProfiles,
  },
  {
    name: 'import undo',
    operands: ['IMPORT_ID'],
    summary: 'take one whole import back: what it made goes, what it changed gets back what it had',
    options: {
      ...VAULT,
      edited: { type: 'string', value: 'WHAT', help: 'records that were edited since: keep or take' },
      ...DRY_RUN,
    },
    load: async () => (await import('./undo-command.ts')).undoImport,
  },
  {
    name: 'import sbom',
    operands: ['FILE'],
    summary: 'attach the parts of a bill of materials (CycloneDX, SPDX) to a model, with their ends of support',
    options: {
      ...VAULT,
      model: { type: 'string', value: 'NAME', help: 'the model that runs them' },
      manufacturer: {
        type: 'string',
        value: 'NAME',
        help: 'its manufacturer, where several have a model of that name',
      },
      version: { type: 'string', value: 'V', help: 'only for this software version of the model' },
      'product-dates': { type: 'boolean', help: 'record the dates of the product itself too' },
      ...DRY_RUN,
    },
    load: async () => (await import('./sbom-command.ts')).importSbom,
  },
  {
    name: 'import mds2',
    operands: ['FILE'],
    summary: "keep a manufacturer's statement on the MDS2 form for a model: XLSX, ODS, CSV or text, with its file",
    options: {
      ...VAULT,
      model: { type: 'string', value: 'NAME', help: 'the model that it is made for' },
      manufacturer: {
        type: 'string',
        value: 'NAME',
        help: 'its manufacturer, where several have a model of that name',
      },
      sheet: { type: 'string', value: 'NAME', help: 'the sheet, where a workbook holds a statement for each model' },
      'released-on': { type: 'string', value: 'DAY', help: 'day of release, where the file can be read in two ways' },
      ...DRY_RUN,
    },
    load: async () => (await import('./mds2-command.ts')).importMds2,
  },
  {
    name: 'import advisories',
    operands: ['FILE...'],
    summary: 'take security advisories (CSAF) and the KEV catalogue in; a .sha512 file beside one is checked',
    options: { ...VAULT, ...DRY_RUN },
    load: async () => (await import('./advisories-command.ts')).importAdvisories,
  },
  {
    name: 'import gudid',
    operands: ['FILE...'],
    summary: 'fill models in from answers of AccessGUDID (JSON) or an extract of it (CSV); never an end of support',
    options: {
      ...VAULT,
      'add-unknown': { type: 'boolean', help: 'make models of devices that are none of ours' },
      ...DRY_RUN,
    },
    load: async () => (await import('./gudid-command.ts')).importGudid,
  },
  {
    name: 'import catalogue',
    operands: ['FILE'],
    summary: 'put a file in place of the product catalogue, which says until when others support their products',
    options: {
      ...VAULT,
      ...DRY_RUN,
      force: { type: 'boolean', help: 'also take one that is older than the one in use' },
    },
    load: async () => (await import('./catalogue-commands.ts')).importCatalogue,
  },
  {
    name: 'catalogue info',
    operands: [],
    summary: 'how old the product catalogue is, and where it is from',
    options: VAULT,
    load: async () => (await import('./catalogue-commands.ts')).catalogueInfo,
  },
  {
    name: 'alerts list',
    operands: [],
    summary: 'what needs a decision, by the day by which someone has to act',
    options: {
      ...VAULT,
      quiet: { type: 'boolean', help: 'what somebody acknowledged or snoozed instead' },
      assignee: { type: 'string', value: 'NAME', help: 'only what was given to this person' },
    },
    load: async () => (await import('./alerts-command.ts')).listAlerts,
  },
  {
    name: 'devices list',
    operands: [],
    summary: 'the register, a row per device',
    options: {
      ...VAULT,
      filter: { type: 'string', value: 'TEXT', help: 'beginnings of words, all of which must occur' },
      status: { type: 'string', value: 'STATUS', help: 'in_service, retired and so on; several with commas' },
      view: { type: 'string', value: 'NAME', help: 'a saved view: its filter and its order' },
      ...PAGED,
    },
    load: async () => (await import('./device-commands.ts')).listDevices,
  },
  {
    name: 'devices edit',
    operands: [],
    summary: 'change many devices in one step; one that cannot be changed keeps no other one back',
    options: {
      ...VAULT,
      filter: { type: 'string', value: 'TEXT', help: 'beginnings of words, all of which must occur' },
      status: { type: 'string', value: 'STATUS', help: 'in_service, retired and so on; several with commas' },
      view: { type: 'string', value: 'NAME', help: 'the devices of a saved view' },
      tags: { type: 'string', value: 'TAGS', help: 'the devices of these tags instead, separated by ;' },
      set: { type: 'string', value: 'FIELD=VALUE', multiple: true, help: 'the new value of a column, as in files' },
      clear: { type: 'string', value: 'FIELD', multiple: true, help: 'empty a column' },
      append: { type: 'string', value: 'TEXT', help: 'add a paragraph to the notes' },
      ...DRY_RUN,
    },
    load: async () => (await import('./edit-command.ts')).editDevices,
  },
  {
    name: 'devices show',
    operands: ['TAG'],
    summary: 'one device, and why its support ends when it does',
    options: VAULT,
    load: async () => (await import('./device-commands.ts')).showDevice,
  },
  {
    name: 'history list',
    operands: [],
    summary: 'who changed what on which record, newest first',
    options: {
      ...VAULT,
      filter: { type: 'string', value: 'TEXT', help: 'words, all of which must occur in an entry' },
      person: { type: 'string', value: 'NAME', help: 'only what this person did; several with commas' },
      noun: { type: 'string', value: 'KIND', help: 'only changes of device, contract and so on; several with commas' },
      from: { type: 'string', value: 'DAY', help: 'first day, YYYY-MM-DD' },
      to: { type: 'string', value: 'DAY', help: 'last day, YYYY-MM-DD' },
      ...PAGED,
      format: { type: 'string', value: 'FORMAT', help: 'export all of it as json, csv, xlsx or pdf' },
      out: { type: 'string', value: 'FILE', help: 'write the export there' },
      ...FORCE,
      ...DISCLOSURE,
    },
    load: async () => (await import('./history-command.ts')).listHistory,
  },
  {
    name: 'support report',
    operands: [],
    summary: 'until when each device is supported, by the day on which someone must act',
    options: {
      ...reportOptions('json, csv, xlsx, pdf or ics (a calendar)'),
      ...DISCLOSURE,
      within: { type: 'string', value: 'MONTHS', help: 'only what ends in so many months, has ended or is unknown' },
      'group-by': {
        type: 'string',
        value: 'model',
        help: 'in an export, one line for devices of a model that end together',
      },
    },
    load: async () => (await import('./report-commands.ts')).supportReport,
  },
  {
    name: 'contracts report',
    operands: [],
    summary: 'where each contract stands, by the last day of notice',
    options: reportOptions('json, csv, xlsx, pdf or ics (a calendar)'),
    load: async () => (await import('./report-commands.ts')).contractsReport,
  },
  {
    name: 'plan report',
    operands: [],
    summary: 'what has to be replaced in which fiscal year, overdue starts first',
    options: {
      ...reportOptions('json, csv, xlsx or pdf'),
      ...DISCLOSURE,
      from: { type: 'string', value: 'YEAR', help: 'first fiscal year, named by the year in which it ends' },
      years: { type: 'string', value: 'N', help: 'fiscal years, 1 to 10' },
      scenario: { type: 'string', value: 'NAME', help: 'a scenario instead of what follows from the dates' },
      department: { type: 'string', value: 'NAME', multiple: true, help: 'only this department; once for each' },
    },
    load: async () => (await import('./plan-command.ts')).planReport,
  },
  {
    name: 'commitments report',
    operands: [],
    summary: 'what vendors and we ourselves owe, by when it is due, and what became of it',
    options: reportOptions('json, csv, xlsx or pdf'),
    load: async () => (await import('./obligations-command.ts')).commitmentsReport,
  },
  {
    name: 'conflicts report',
    operands: [],
    summary: 'contradictions between contracts, cover and support, with the money at stake',
    options: { ...reportOptions('json, csv, xlsx or pdf'), ...DISCLOSURE },
    load: async () => (await import('./conflicts-command.ts')).conflictsReport,
  },
  {
    name: 'export list',
    operands: ['NAME'],
    summary: 'a list as the window shows it, whole, with its filter printed on it',
    options: {
      ...reportOptions('json, csv, xlsx or pdf'),
      filter: { type: 'string', value: 'TEXT', help: 'only rows in which it occurs' },
      where: { type: 'string', value: 'KEY=VALUES', multiple: true, help: 'narrow the list, such as state=open' },
      sort: { type: 'string', value: 'COLUMN', help: 'where the list can be sorted' },
      descending: { type: 'boolean', help: 'the last first' },
      ...DISCLOSURE,
    },
    load: async () => (await import('./list-command.ts')).exportList,
  },
  ...PUBLICATION_COMMANDS,
  ...RECORD_COMMANDS,
  {
    name: 'exceptions report',
    operands: [],
    summary: 'accepted risks and compensating controls, with owner, end and devices',
    options: { ...reportOptions('json, csv, xlsx or pdf'), ...DISCLOSURE },
    load: async () => (await import('./exceptions-command.ts')).exceptionsReport,
  },
  {
    name: 'procurement list',
    operands: [],
    summary: 'purchases with their stage and what is next',
    options: {
      ...VAULT,
      filter: { type: 'string', value: 'TEXT', help: 'occurs in number, title, department, vendor or model' },
      ...PAGED,
    },
    load: async () => (await import('./procurement-commands.ts')).listCases,
  },
  {
    name: 'procurement show',
    operands: ['CASE'],
    summary: 'a purchase by number, title or identifier, with its candidates and what stands in the way of each',
    options: VAULT,
    load: async () => (await import('./procurement-commands.ts')).showCase,
  },
  {
    name: 'checklist templates',
    operands: [],
    summary: 'the catalogues of questions',
    options: VAULT,
    load: async () => (await import('./checklist-commands.ts')).listTemplates,
  },
  {
    name: 'checklist new',
    operands: [],
    summary: 'start an assessment; an unknown vendor or model is made',
    options: {
      ...VAULT,
      template: { type: 'string', value: 'ID', help: 'identifier or key of a template' },
      title: { type: 'string', value: 'T', help: 'what is being assessed' },
      vendor: { type: 'string', value: 'V', help: 'who offers it' },
      model: { type: 'string', value: 'M', help: 'model, with --vendor' },
      'software-version': { type: 'string', value: 'V', help: 'version that is offered' },
      'planned-delivery': { type: 'string', value: 'DAY', help: 'day of delivery, which some red flags count from' },
      'planned-replacement': { type: 'string', value: 'DAY', help: 'day until which it is meant to be used' },
    },
    load: async () => (await import('./checklist-commands.ts')).newAssessment,
  },
  {
    name: 'checklist answer',
    operands: ['ASSESSMENT_ID'],
    summary: 'take answers in from JSON or CSV (control, answer, remark, evidence); all of them or none',
    options: { ...VAULT, file: { type: 'string', value: 'FILE', help: 'the answers' } },
    load: async () => (await import('./checklist-commands.ts')).answerChecklist,
  },
  {
    name: 'checklist send',
    operands: ['ASSESSMENT_ID'],
    summary: 'the questions of a checklist for its vendor, as a workbook or an offline form (HTML)',
    options: {
      ...VAULT,
      format: { type: 'string', value: 'FORMAT', help: 'xlsx or html; else as the file is called' },
      due: { type: 'string', value: 'DAY', help: 'last day on which the answers are in time' },
      out: { type: 'string', value: 'FILE', help: 'write the form there' },
      ...FORCE,
    },
    load: async () => (await import('./vendor-form-commands.ts')).sendQuestions,
  },
  {
    name: 'checklist import',
    operands: ['FILE'],
    summary: 'take in what came back from a vendor: our workbook filled in, the HTML form, or its file of answers',
    options: { ...VAULT, ...DRY_RUN },
    load: async () => (await import('./vendor-form-commands.ts')).importAnswers,
  },
  {
    name: 'checklist show',
    operands: ['ASSESSMENT_ID'],
    summary: 'score, red flags and answers',
    options: VAULT,
    load: async () => (await import('./checklist-commands.ts')).showAssessment,
  },
  {
    name: 'checklist export',
    operands: ['[ASSESSMENT_ID]'],
    summary: 'the checklist filled in, or blank with --template',
    options: {
      ...reportOptions('pdf, xlsx, docx, csv or json'),
      ...DISCLOSURE,
      template: { type: 'string', value: 'ID', help: 'identifier or key of a template, for a blank checklist' },
    },
    load: async () => (await import('./checklist-commands.ts')).exportChecklist,
  },
  {
    name: 'verify',
    operands: ['FILE'],
    summary: 'check a signed export, without a vault; exit code 6 when it is not as it was signed',
    options: {
      fingerprint: {
        type: 'string',
        value: 'TEXT',
        help: 'the key that it must be signed with, from the recovery sheet',
      },
    },
    load: async () => (await import('./verify-command.ts')).verifyExport,
  },
  {
    name: 'demo',
    operands: [],
    summary: 'fill an empty vault with a made-up hospital; makes the vault when there is none',
    options: {
      ...VAULT,
      devices: { type: 'string', value: 'N', help: 'how many devices (1200)' },
      seed: { type: 'string', value: 'S', help: 'another number gives another hospital (1)' },
    },
    load: async () => (await import('./demo-command.ts')).makeDemo,
  },
  {
    name: 'serve',
    operands: [],
    summary: "the window in the system's browser, over loopback; prints its one-time address",
    options: {
      vault: { type: 'string', value: 'DIR', help: 'folder of the vault' },
      'as-of': { type: 'string', value: 'DAY', help: 'day that replaces today, YYYY-MM-DD' },
      port: { type: 'string', value: 'N', help: 'port (any free one)' },
      'no-open': { type: 'boolean', help: 'only print the address' },
    },
    load: async () => (await import('./serve-command.ts')).serve,
  },
];
