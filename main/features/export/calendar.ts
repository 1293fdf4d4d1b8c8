import { createHash } from 'node:crypto';
import { startBy } from '../../domain/action.ts';
import { followingTermEnd, termNumber } from '../../domain/contract-term.ts';
import { addDays, type Day, type Precision } from '../../domain/day.ts';
import type { Limit } from '../../domain/support.ts';
import type { CalendarEvent, EventRevision } from '../../formats/ics.ts';
import type { Words } from '../../words/words.ts';
import type { QueryContext } from '../context.ts';
import { type ContractListing, listContracts } from '../contract/contract.store.ts';
import type { SupportReportRow } from '../support/report.store.ts';
import { type CalendarModel, contractRevisions, modelsOfDevices } from './calendar.store.ts';
import { limitText } from './reports.ts';
import { tagList } from './tag-list.ts';

/** Days before an event on which calendars remind. Before the last day of notice they do so as of domain.md E8. */
const REMIND_DAYS = {
  support_end: [90, 30],
  replacement_start: [30, 7],
  last_notice: [90, 60, 30, 14, 7],
  term_end: [60, 30],
} as const;
type EventKind = keyof typeof REMIND_DAYS;

/** Tags that an event names; more nobody reads in a calendar, and some cut long texts off. */
const MOST_TAGS = 500;

/** Devices of one model whose support ends on one day for one reason. */
interface Group {
  readonly model: CalendarModel;
  readonly end: Day;
  readonly precision: Precision;
  readonly limit: Limit | null;
  /** True when it ended already. */
  readonly over: boolean;
  /** The device that was recorded first: its id is the lowest. */
  first: string;
  readonly rows: SupportReportRow[];
}

type Context = Pick<QueryContext, 'sql' | 'words'>;

/**
 * The days on which support ends and on which replacements have to be started, four hundred pumps as one event. A date of
 * which only the month is known stands on its first possible day, as it does in bands. Unknown ends are in no calendar.
 *
 * An event keeps its identity when its day moves, or when something else limits the support: the largest group of a model
 * has the model's own event, and smaller ones go by their first device. So `all` rows of the register decide it, and those
 * that are `shown` are told about.
 */
export function supportEvents(
  { sql, words }: Context,
  asOf: Day,
  all: readonly SupportReportRow[],
  shown: readonly SupportReportRow[],
): CalendarEvent[] {
  const contracts = contractRevisions(sql);
  const wanted = new Set(shown.map(({ deviceId }) => deviceId));
  const events = [...groupsByModel(sql, all).values()].flatMap((groups) =>
    groups.flatMap((group, place): CalendarEvent[] => {
      const rows = group.rows.filter(({ deviceId }) => wanted.has(deviceId));
      if (rows.length === 0) return [];
      const { model, limit } = group;
      const subject = place === 0 ? [model.id] : [model.id, group.first];
      const revision = newer(model.revision, limit?.kind === 'contract' ? (contracts.get(limit.name) ?? null) : null);
      return groupEvents({ ...group, rows }, words).map(({ kind, ...event }) => ({
        ...event,
        ...identity(kind, subject, event.on, asOf),
        category: words.t('calendar.category.support'),
        revision,
      }));
    }),
  );
  return inOrder(events);
}

/** The groups of each model, the largest first, of equal ones that of the device that was recorded first. */
function groupsByModel(sql: Context['sql'], rows: readonly SupportReportRow[]): ReadonlyMap<string, Group[]> {
  const models = modelsOfDevices(sql);
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const model = models.get(row.deviceId);
    if (!model || row.effectiveEnd === null) continue;
    const { effectiveEnd: end, limitedBy: limit } = row;
    const precision = row.precision ?? 'day';
    const key = JSON.stringify([model.id, end, precision, limit?.kind, limit?.name]);
    const group = groups.get(key) ?? {
      model,
      end,
      precision,
      limit,
      over: row.band === 'unsupported',
      first: row.deviceId,
      rows: [],
    };
    groups.set(key, group);
    group.rows.push(row);
    if (row.deviceId < group.first) group.first = row.deviceId;
  }
  const sorted = [...groups.values()].sort((a, b) => b.rows.length - a.rows.length || (a.first < b.first ? -1 : 1));
  return Map.groupBy(sorted, ({ model }) => model.id);
}

type Told = Pick<CalendarEvent, 'on' | 'summary' | 'description'> & { readonly kind: EventKind };

/** What can be renewed is not replaced, and what is over is not started in time. */
function groupEvents(group: Group, words: Words): Told[] {
  const { end, precision, limit, over, rows, model } = group;
  const named = { model: modelName(rows), devices: words.t('calendar.devices', { count: rows.length }) };
  const known = { on: end, precision };
  const ending =
    precision === 'day'
      ? words.t('calendar.lastSupportedDay', { day: words.day(end) })
      : precision === 'month'
        ? words.t('calendar.monthOnly', { month: words.partialDay(known) })
        : words.t('calendar.yearOnly', { year: words.partialDay(known) });
  const why = limit ? [words.t('calendar.limitedBy', { limit: limitText(limit, words) })] : [];
  const tags = words.t('calendar.tags', {
    tags: tagList(rows.map(({ assetTag, serialNumber }) => assetTag || serialNumber).sort(), MOST_TAGS, words),
  });
  const ends: Told = {
    kind: 'support_end',
    on: end,
    summary: words.t('calendar.supportEnds', named),
    description: [ending, ...why, tags].join('\n'),
  };
  if (over || limit?.renewable) return [ends];
  const lead = words.t('calendar.leadTime', { end: words.partialDay(known), count: model.leadMonths });
  const starts: Told = {
    kind: 'replacement_start',
    on: startBy(end, model.leadMonths),
    summary: words.t('calendar.startReplacement', named),
    description: [lead, ...(precision === 'day' ? [] : [words.t('calendar.fromFirstDay')]), ...why, tags].join('\n'),
  };
  return [starts, ends];
}

function modelName(rows: readonly SupportReportRow[]): string {
  const [row] = rows;
  return row ? `${row.manufacturer} ${row.model}` : '';
}

/**
 * The last day of notice and the end of the term of each contract. A term keeps its events when its dates are amended; the
 * next term has its own. Nobody is reminded of the end of one that renews itself: then it would be too late.
 */
export function contractEvents({ sql, words }: Context, asOf: Day): CalendarEvent[] {
  const revisions = contractRevisions(sql);
  const events = listContracts(sql, asOf).flatMap((contract) =>
    contractDays(contract, words).map(({ kind, term, remind, ...event }): CalendarEvent => {
      const { uid, remindDays } = identity(kind, [contract.id, String(term)], event.on, asOf);
      return {
        ...event,
        uid,
        remindDays: remind ? remindDays : [],
        category: words.t('calendar.category.contract'),
        revision: revisions.get(contract.id) ?? null,
      };
    }),
  );
  return inOrder(events);
}

function contractDays(contract: ContractListing, words: Words) {
  const { number, vendor, lastNoticeOn, termEndsOn, runningEndsOn, nextTermEndsOn, renewsByItself, terms } = contract;
  const named = { number, vendor };
  const covers = words.t('calendar.covers', {
    devices: words.t('calendar.devices', { count: contract.coveredDevices }),
  });
  const days: (Told & { readonly term: number; readonly remind: boolean })[] = [];
  if (lastNoticeOn !== null && runningEndsOn !== null)
    days.push({
      kind: 'last_notice',
      on: lastNoticeOn,
      summary: words.t('calendar.lastNotice', named),
      description: [
        ...(nextTermEndsOn === null ? [] : [words.t('calendar.renewsOtherwise', { day: words.day(nextTermEndsOn) })]),
        covers,
      ].join('\n'),
      term: termNumber(terms, runningEndsOn),
      remind: true,
    });
  const after = renewsByItself ? followingTermEnd(terms, termEndsOn) : null;
  if (termEndsOn !== null)
    days.push({
      kind: 'term_end',
      on: termEndsOn,
      summary: words.t(renewsByItself ? 'calendar.termRenews' : 'calendar.termEnds', named),
      description: [
        ...(after === null ? [] : [words.t('calendar.renewsUntil', { day: words.day(after) })]),
        covers,
      ].join('\n'),
      term: termNumber(terms, termEndsOn),
      remind: !renewsByItself,
    });
  return days;
}

/** The name of an event that tells nothing of the vault, and those of its reminders that are still ahead. */
function identity(kind: EventKind, subject: readonly string[], on: Day, asOf: Day) {
  const hash = createHash('sha256').update(JSON.stringify([kind, ...subject]));
  return {
    uid: `${hash.digest('hex').slice(0, 32)}@medsteward`,
    remindDays: REMIND_DAYS[kind].filter((days) => addDays(on, -days) >= asOf),
  };
}

function newer(a: EventRevision | null, b: EventRevision | null): EventRevision | null {
  return a === null || (b !== null && b.sequence > a.sequence) ? b : a;
}

function inOrder(events: readonly CalendarEvent[]): CalendarEvent[] {
  return [...events].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.uid < b.uid ? -1 : 1));
}
