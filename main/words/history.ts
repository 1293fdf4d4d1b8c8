import { ALERT_STATES } from '../domain/alert.ts';
import { CLAUSE_CATEGORIES } from '../domain/clause.ts';
import {
  CLOCK_DIRECTIONS,
  CLOCK_STARTS,
  COMMITMENT_KINDS,
  DURATION_UNITS,
  OBLIGORS,
  SEVERITY_BANDS,
  SEVERITY_BASES,
  STOP_CLOCK_REASONS,
} from '../domain/commitment.ts';
import { STATEMENT_KINDS } from '../domain/component.ts';
import { CONTRACT_KINDS, LAST_DAYS, NOTICE_UNITS, RENEWAL_DECISIONS, RENEWALS } from '../domain/contract.ts';
import { parseDay } from '../domain/day.ts';
import { CRITICALITIES, DEVICE_CATEGORIES, DEVICE_STATUSES, TRISTATE } from '../domain/device.ts';
import { ENTITLEMENT_KINDS, ENTITLEMENT_PERIODS } from '../domain/entitlement.ts';
import { EXCEPTION_KINDS } from '../domain/exception.ts';
import { HANDOVER_ITEM_STATES, HANDOVER_ITEMS } from '../domain/handover.ts';
import { COMPONENT_KINDS, INSTALLERS, STAGES } from '../domain/model.ts';
import { EVIDENCE_KINDS } from '../domain/obligation.ts';
import { OBLIGATION_STATES, START_BASES } from '../domain/obligation-clock.ts';
import { PLAN_DECISIONS } from '../domain/plan.ts';
import { KEY_FILE_FOR } from '../domain/policy.ts';
import { STAGES as CASE_STAGES, DISCLOSURE_ITEMS, DISCLOSURE_STATES } from '../domain/procurement.ts';
import { PUBLICATION_FORMATS, PUBLICATION_PROBLEMS, PUBLISHED } from '../domain/publication.ts';
import { ROLES } from '../domain/role.ts';
import { CHECKLIST_STATUSES, DUTIES } from '../domain/sign-off.ts';
import { TASK_STATES } from '../domain/task.ts';
import { TEMPLATE_STATES } from '../domain/template.ts';
import { en } from './en.ts';
import type { WordKey, Words } from './words.ts';

/** A change of one field as it is kept: code words and plain days. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A change of one field as people read it; `before` is null where there was nothing. */
export interface ShownFieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string;
}

const actions: Readonly<Record<string, Readonly<Record<string, string>>>> = en.history.action;

/** What was done, in words: "Changed a device" for `device.update`. */
export function actionText(action: string, words: Words): string {
  const [noun = '', verb = ''] = action.split('.');
  return hasActionWords(action)
    ? words.t(`history.action.${noun}.${verb}` as WordKey)
    : words.t('history.otherAction', { action });
}

/** True when there are words for an action. */
export function hasActionWords(action: string): boolean {
  const [noun = '', verb = ''] = action.split('.');
  return Object.hasOwn(actions, noun) && Object.hasOwn(actions[noun] ?? {}, verb);
}

/** The actions in whose words a text occurs, so that "unlocked" finds `vault.unlock`. */
export function actionsSaying(text: string, words: Words): string[] {
  const wanted = text.toLowerCase();
  return Object.entries(actions).flatMap(([noun, verbs]) =>
    Object.keys(verbs)
      .map((verb) => `${noun}.${verb}`)
      .filter((action) => actionText(action, words).toLowerCase().includes(wanted)),
  );
}

/** Days as people see them in the words that are searched, as they are kept: "31 Jan 2029" is 2029-01-31. */
export function plainDays(search: string): string {
  const months = en.date.months.toLowerCase().split(' ');
  return search.replace(
    /\b(\d{1,2}) ([a-z]{3})[a-z]* (\d{4})\b/gi,
    (text, date: string, name: string, year: string) => {
      const month = months.indexOf(name.toLowerCase()) + 1;
      return parseDay(`${year}-${String(month).padStart(2, '0')}-${date.padStart(2, '0')}`) ?? text;
    },
  );
}

/** The kind of a record: "Contract". */
export function nounText(noun: string, words: Words): string {
  return Object.hasOwn(en.history.noun, noun) ? words.t(`history.noun.${noun}` as WordKey) : codeText(noun);
}

/** The name of a field: "Department". A field of another version of the program keeps its code word, spelt out. */
export function fieldText(field: string, words: Words): string {
  return Object.hasOwn(en.history.field, field) ? words.t(`history.field.${field}` as WordKey) : codeText(field);
}

/** Changes as people read them; fields that only the program understands are left out. */
export function shownChanges(changes: readonly FieldChange[], words: Words): ShownFieldChange[] {
  return changes
    .filter(({ field }) => !UNSHOWN.includes(field))
    .map(({ field, before, after }) => ({
      field: fieldText(field, words),
      before: valueText(field, before, words),
      after: valueText(field, after, words) ?? words.t('history.nothing'),
    }));
}

/** One change in a line: "Department: ICU → OR 3". */
export function changeText({ field, before, after }: ShownFieldChange, words: Words): string {
  return before === null
    ? words.t('history.changeNew', { field, after })
    : words.t('history.change', { field, before, after });
}

/** What an entry changed, as far as a list shows it. */
export interface ToldEntry {
  readonly records: readonly {
    readonly noun: string;
    readonly title: string | null;
    readonly changes: readonly FieldChange[];
  }[];
  /** How many more records it changed. */
  readonly moreRecords: number;
  readonly summary: Readonly<Record<string, string | number | boolean | null>>;
}

/** The names of the records of an entry, and how many more there are. */
export function recordsText(
  { records, moreRecords }: Pick<ToldEntry, 'records' | 'moreRecords'>,
  words: Words,
): string {
  const names = records.map(({ noun, title }) => title ?? nounText(noun, words));
  const more =
    moreRecords > 0 ? [words.t('history.moreRecords', { count: moreRecords, amount: String(moreRecords) })] : [];
  return [...names, ...more].join('; ');
}

/**
 * From what to what, all shown records of an entry in a line; with several records each is named first. An entry that
 * changed none tells its facts.
 */
export function changesText({ records, summary }: Pick<ToldEntry, 'records' | 'summary'>, words: Words): string {
  if (records.length === 0) return factsText(summary, words);
  return records
    .flatMap(({ noun, title, changes }) => {
      const text = shownChanges(changes, words)
        .map((change) => changeText(change, words))
        .join('; ');
      if (text === '') return [];
      return [records.length > 1 ? `${title ?? nounText(noun, words)}: ${text}` : text];
    })
    .join('. ');
}

/** Facts of a command that are no values of records, as a name and a value each. */
function summaryFacts(summary: ToldEntry['summary'], words: Words): (readonly [name: string, value: string])[] {
  return Object.entries(summary).flatMap(([name, value]) => {
    if (!Object.hasOwn(en.history.summary, name) || value === null) return [];
    const text = String(value);
    const known =
      name === 'slot' && Object.hasOwn(en.history.slot, text)
        ? words.t(`history.slot.${text}` as WordKey)
        : name === 'noun' && Object.hasOwn(en.importNoun, text)
          ? words.t(`importNoun.${text}` as WordKey)
          : name === 'procedure' && hasActionWords(text)
            ? actionText(text, words)
            : text;
    return [[words.t(`history.summary.${name}` as WordKey), known] as const];
  });
}

/** The facts of a command in a line: "Devices: 1200, Models: 40". */
export function factsText(summary: ToldEntry['summary'], words: Words): string {
  return summaryFacts(summary, words)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

/** What checking the vault found: a sentence for `audit_entry_changed`. */
export function findingText(code: string, words: Words): string {
  return Object.hasOwn(en.history.finding, code)
    ? words.t(`history.finding.${code}` as WordKey)
    : words.t('history.otherFinding', { code: codeText(code) });
}

/** Fields that say nothing to people: keys of lookups, and what another field says already. */
const UNSHOWN = ['nameKey', 'releaseKey', 'endPrecision', 'sha256', 'mediaType', 'importId', 'templateId', 'lastAt'];

/** The vocabularies of fields; some fields of several nouns share a name, and their words never overlap. */
const TRISTATE_WORDS = { 'tristate.': TRISTATE };
const HANDOVER_WORDS = { 'handover.itemState.': HANDOVER_ITEM_STATES };
const isHandoverItem = (item: string) => HANDOVER_ITEMS.some((one) => one === item);
const VOCABULARIES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  status: { 'status.': DEVICE_STATUSES, 'signOff.status.': CHECKLIST_STATUSES },
  alertState: { 'alertState.': ALERT_STATES },
  state: { 'taskState.': TASK_STATES },
  criticality: { 'criticality.': CRITICALITIES },
  networkConnected: TRISTATE_WORDS,
  storesPhi: TRISTATE_WORDS,
  updatesNeedContract: TRISTATE_WORDS,
  includesSecurityUpdates: TRISTATE_WORDS,
  includesOsUpgrades: TRISTATE_WORDS,
  stage: { 'stage.': STAGES, 'procurement.stage.': CASE_STAGES },
  category: { 'category.': DEVICE_CATEGORIES },
  clauseCategory: { 'clause.category.': CLAUSE_CATEGORIES },
  templateState: { 'template.state.': TEMPLATE_STATES },
  whoInstalls: { 'installer.': INSTALLERS },
  per: { 'entitlement.per.': ENTITLEMENT_PERIODS },
  signature: { 'signOff.duty.': DUTIES },
  kind: {
    'entitlement.kind.': ENTITLEMENT_KINDS,
    'componentKind.': COMPONENT_KINDS,
    'contractKind.': CONTRACT_KINDS,
    'exception.kind.': EXCEPTION_KINDS,
  },
  statement: { 'statement.': STATEMENT_KINDS },
  renewal: { 'renewal.': RENEWALS },
  noticeUnit: { 'noticeUnit.': NOTICE_UNITS },
  lastDay: { 'lastDay.': LAST_DAYS },
  renewalDecision: { 'renewalDecision.': RENEWAL_DECISIONS },
  commitment: { 'commitmentKind.': COMMITMENT_KINDS },
  clockStart: { 'clockStart.': CLOCK_STARTS },
  direction: { 'clockDirection.': CLOCK_DIRECTIONS },
  obligor: { 'obligor.': OBLIGORS },
  severity: { 'severity.': SEVERITY_BANDS },
  severityBasis: { 'severityBasis.': SEVERITY_BASES },
  stopClock: { 'stopClock.': STOP_CLOCK_REASONS },
  unit: { 'durationUnit.': DURATION_UNITS },
  start: { 'clockStart.': CLOCK_STARTS },
  startBasis: { 'obligation.basis.': START_BASES },
  side: { 'obligation.state.': OBLIGATION_STATES },
  evidence: { 'obligation.evidence.': EVIDENCE_KINDS },
  planDecision: { 'plan.decision.': PLAN_DECISIONS },
  role: { 'role.': ROLES },
  keyFileFor: { 'history.keyFileFor.': KEY_FILE_FOR },
  ...Object.fromEntries(HANDOVER_ITEMS.map((item) => [item, HANDOVER_WORDS])),
  ...Object.fromEntries(
    DISCLOSURE_ITEMS.map((item) => [
      item,
      { 'procurement.itemState.': DISCLOSURE_STATES, ...(isHandoverItem(item) ? HANDOVER_WORDS : {}) },
    ]),
  ),
  what: { 'publication.what.': PUBLISHED },
  format: { 'exportFormat.': PUBLICATION_FORMATS },
  problem: { 'publication.problem.': PUBLICATION_PROBLEMS },
  groupBy: { 'publication.groupBy.': ['model'] },
  answer: { 'answer.': ['yes', 'no', 'partial', 'not_applicable'] },
};

function valueText(field: string, value: string | null, words: Words): string | null {
  if (value === null) return null;
  if (value === 'true' || value === 'false') return words.t(value === 'true' ? 'tristate.yes' : 'tristate.no');
  const on = parseDay(value);
  if (on) return words.day(on);
  for (const [prefix, vocabulary] of Object.entries(VOCABULARIES[field] ?? {})) {
    const parts = value.split(', ');
    if (parts.every((part) => vocabulary.includes(part)))
      return parts.map((part) => words.t(`${prefix}${part}` as WordKey)).join(', ');
  }
  // A record that is no longer there, and whose name nobody knows, is at least told to be another one.
  return IDENTIFIER.test(value) ? words.t('history.another') : value;
}

const IDENTIFIER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A code word spelt out; what is no code word is a name that somebody gave, and stays as it is. */
function codeText(code: string): string {
  if (!/^[a-z][A-Za-z0-9_]*$/.test(code)) return code;
  const spelt = code.replaceAll('_', ' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return spelt.charAt(0).toUpperCase() + spelt.slice(1);
}
