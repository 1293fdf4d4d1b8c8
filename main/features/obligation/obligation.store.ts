import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day, Instant } from '../../domain/day.ts';
import type { ContractId } from '../../domain/ids.ts';
import {
  type AffectedTarget,
  bandOfObligation,
  isAbout,
  isInForce,
  isOfBand,
  MET_BY_LETTER,
  readTriggerKey,
  startOfRaised,
  type TriggerKey,
  type TriggerKind,
  targetsOf,
} from '../../domain/obligation.ts';
import {
  type BusinessCalendar,
  type Due,
  dueOf,
  dueSoonOn,
  leading,
  pausedDaysOf,
  RULE_VERSION,
  type StartFact,
  startOf,
} from '../../domain/obligation-clock.ts';
import { calendarOf } from '../commitment/calendar.ts';
import type { CommandContext } from '../context.ts';
import { stamp } from '../records.ts';
import { deviceIdsOf } from './obligation-devices.ts';
import { readState, type StoredObligation, type StoredState, writeNew, writeState } from './obligation-row.ts';
import { Covers, type PromiseRow, readPromises } from './promise.store.ts';
import {
  allTriggers,
  contractTriggers,
  modelTriggers,
  readTriggers,
  runningTerms,
  type Trigger,
} from './trigger.store.ts';

/** Events that are looked at together. */
const PORTION = 500;

/**
 * Creates what is owed because of these events and computes anew what is owed already: the one place where obligations come
 * from. Cheap where nothing changed. Returns how many were made, changed or removed.
 *
 * What people worked on stays, also when its event is no longer true: evidence is not thrown away by a machine.
 */
export async function refreshObligations(
  context: CommandContext,
  triggers: readonly TriggerKey[] | 'all',
): Promise<number> {
  const { sql, today } = context;
  const promises = readPromises(sql);
  if (promises.size === 0) return 0;
  if (triggers === 'all') writeRules(context);
  const keys = triggers === 'all' ? allTriggers(sql, today) : [...new Set(triggers)];
  if (keys.length === 0) return 0;
  const work = new Refresh(context, promises);
  for (let at = 0; at < keys.length; at += PORTION) {
    work.portion(keys.slice(at, at + PORTION));
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  if (work.changed > 0) context.touch('obligation');
  return work.changed;
}

/** For whoever brought a device into use: dates of its model may concern the organisation only now. */
export function refreshModel(context: CommandContext, modelId: string): Promise<number> {
  return refreshObligations(context, modelTriggers(context.sql, modelId));
}

/** For whoever changed the terms of a contract, or what it covers; costs nothing where it promises nothing. */
export function refreshContract(context: CommandContext, contractId: ContractId): Promise<number> {
  return refreshObligations(context, contractTriggers(context.sql, contractId, context.today));
}

/** Setting that holds the rules by which everything that is owed was computed last. */
const RULES = 'obligationRules';

/**
 * What has to be computed anew before anybody looks: everything, where that was done by other rules or, in a vault of an older
 * version of the program, never; else the terms of contracts that began since. Null on almost every day.
 */
export function refreshDue(sql: SqlConnection, today: Day): readonly TriggerKey[] | 'all' | null {
  if (statement<[]>(sql, 'SELECT 1 FROM "Commitment" LIMIT 1').get() === undefined) return null;
  // A statement is kept by its text: a plucked one would stay plucked for all who read settings.
  const rules = statement<[string], { value: string }>(sql, 'SELECT "value" FROM "Setting" WHERE "key" = ?').get(
    RULES,
  )?.value;
  if (rules !== String(RULE_VERSION)) return 'all';
  const known = statement<[string]>(sql, 'SELECT 1 FROM "Obligation" WHERE "triggerKey" = ? LIMIT 1');
  const begun = runningTerms(sql, today).filter((key) => known.get(key) === undefined);
  return begun.length === 0 ? null : begun;
}

function writeRules({ sql, now }: Pick<CommandContext, 'sql' | 'now'>): void {
  statement<[string, string, string]>(
    sql,
    `INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES (?, ?, ?)
     ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value", "updatedAt" = excluded."updatedAt"`,
  ).run(RULES, String(RULE_VERSION), now);
}

/** Where an obligation should stand. */
interface Wanted {
  readonly promise: PromiseRow;
  readonly known: StoredObligation | undefined;
  readonly state: StoredState;
}

class Refresh {
  readonly #context: CommandContext;
  readonly #promises: ReadonlyMap<string, PromiseRow>;
  readonly #covers: Covers;
  readonly #byContract: ReadonlyMap<string | null, readonly PromiseRow[]>;
  readonly #calendars = new Map<string | null, BusinessCalendar>();
  changed = 0;

  constructor(context: CommandContext, promises: ReadonlyMap<string, PromiseRow>) {
    this.#context = context;
    this.#promises = promises;
    this.#covers = new Covers(context.sql);
    this.#byContract = Map.groupBy(promises.values(), ({ contractId }) => contractId);
  }

  portion(keys: readonly TriggerKey[]): void {
    const { sql } = this.#context;
    const { zone } = this.#calendar(null);
    const triggers = new Map(readTriggers(sql, keys, zone).map((trigger) => [trigger.key, trigger]));
    const known = Map.groupBy(readState(sql, keys), ({ triggerKey }) => triggerKey);
    for (const key of keys) {
      const trigger = triggers.get(key);
      const rows = known.get(key) ?? [];
      if (trigger !== undefined) this.#trigger(trigger, rows);
      else for (const row of rows) this.#drop(row);
    }
  }

  #trigger(trigger: Trigger, rows: readonly StoredObligation[]): void {
    const wanted: Wanted[] = [];
    for (const promise of this.#candidates(trigger, rows)) {
      const known = rows.find(({ commitmentId }) => commitmentId === promise.id);
      const state = this.#wanted(trigger, promise, known, rows);
      if (state !== null) wanted.push({ promise, known, state });
      else if (known) this.#drop(known);
    }
    const leaders = leadersOf(wanted);
    const made = new Map<PromiseRow, string>();
    for (const { promise, known } of wanted) made.set(promise, known?.id ?? this.#context.newId<'obligation'>());
    for (const { promise, known, state } of wanted) {
      const leader = leaders.get(promise);
      const holds = leader === undefined || leader === promise;
      const decided = state.side === 'superseded' ? null : state.side;
      const side = decided ?? (holds ? null : ('superseded' as const));
      const final = { ...state, side, supersededById: holds ? null : (made.get(leader) ?? null) };
      this.#write(made.get(promise) ?? '', trigger, promise, known, final);
    }
  }

  /** Promises that the event may concern; those that it made due before are always looked at. */
  #candidates(trigger: Trigger, rows: readonly StoredObligation[]): readonly PromiseRow[] {
    const own = rows.flatMap(({ commitmentId }) => this.#promises.get(commitmentId) ?? []);
    if (trigger.facts.kind === 'event') return own;
    const contracts =
      trigger.contractId !== null ? new Set([trigger.contractId]) : this.#covers.contractsOf(trigger.targets);
    const all = [...contracts, ...(trigger.contractId === null ? [null] : [])].flatMap(
      (contractId) => this.#byContract.get(contractId) ?? [],
    );
    return [...new Set([...own, ...all.filter((promise) => isAbout(promise, trigger.facts))])].sort((a, b) =>
      a.id < b.id ? -1 : 1,
    );
  }

  /** Where a promise stands after an event; null where nothing is owed. */
  #wanted(
    trigger: Trigger,
    promise: PromiseRow,
    known: StoredObligation | undefined,
    rows: readonly StoredObligation[],
  ): StoredState | null {
    const { today } = this.#context;
    const { bands, kind } = trigger.facts;
    const targets = targetsOf(promise, trigger.targets);
    if (kind !== 'event') {
      if (!isAbout(promise, trigger.facts)) return null;
      if (kind !== 'contract' && targets.length === 0) return null;
      // Where a severity fell, what was owed before stays owed (clock rule 4).
      if (known === undefined && !isOfBand(promise, bands)) return null;
    }
    const found = startOf(trigger.starts, promise.clockStart);
    const start = found && startOfRaised(found, raisedOn(trigger, promise, known, rows));
    const calendar = this.#calendar(promise.calendar);
    const pauses = known?.pauses ?? [];
    const pausedDays =
      start === null
        ? 0
        : pausedDaysOf(
            pauses.map(({ fromOn, untilOn }) => ({ fromOn: later(fromOn, start.on), untilOn })),
            today,
            (days) => dueOf(start, promise, calendar, days).on,
          );
    const due = start && dueOf(start, promise, calendar, pausedDays);
    if (known === undefined && !this.#counts(promise, targets, kind, counted(promise, start, due, today))) return null;
    const met = this.#met(trigger, promise, known);
    return {
      title: kind === 'event' ? (known?.title ?? '') : trigger.title,
      band: known !== undefined && !isOfBand(promise, bands) ? known.band : bandOfObligation(promise, bands),
      startEvent: start?.event ?? null,
      startOn: start?.on ?? null,
      startAt: start?.at ?? null,
      startBasis: start?.basis ?? null,
      dueOn: due?.on ?? null,
      dueAt: due?.at ?? null,
      dueSoonOn: start && due && dueSoonOn(start, promise, due, pausedDays),
      ruleVersion: RULE_VERSION,
      pausedDays,
      metOn: met?.on ?? null,
      metAt: met?.at ?? null,
      side: known?.side ?? null,
      supersededById: known?.supersededById ?? null,
    };
  }

  /** Whether it was promised, and covered, when it counted. */
  #counts(
    promise: PromiseRow,
    targets: readonly AffectedTarget[],
    kind: TriggerKind,
    on: { readonly from: Day; readonly to: Day },
  ): boolean {
    const validity = { from: promise.validFrom, to: promise.validTo };
    const { contractId } = promise;
    if (kind === 'milestone' && !targets.some((target) => this.#covers.isInUse(target))) return false;
    if (contractId === null || kind === 'contract') return isInForce([validity], on);
    return targets.some((target) =>
      this.#covers.periodsOf(contractId, target).some((period) => isInForce([validity, period], on)),
    );
  }

  /** When it was done: by the first evidence, by the letter that told of the date, or once the last device has it. */
  #met(
    trigger: Trigger,
    promise: PromiseRow,
    known: StoredObligation | undefined,
  ): { readonly on: Day; readonly at: Instant | null } | null {
    const days: { on: Day; at: Instant | null }[] = [];
    if (known?.evidenceOn) days.push({ on: known.evidenceOn, at: known.evidenceAt });
    if (trigger.letterOn !== null && MET_BY_LETTER.has(promise.kind)) days.push({ on: trigger.letterOn, at: null });
    if (known && known.installed > 0) {
      const devices = deviceIdsOf(this.#context.sql, known);
      const last = installedOn(this.#context.sql, known.id, devices);
      if (last !== null) days.push({ on: last, at: null });
    }
    return days.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0] ?? null;
  }

  #calendar(code: string | null): BusinessCalendar {
    const known = this.#calendars.get(code);
    if (known) return known;
    const calendar = calendarOf(this.#context.sql, code);
    this.#calendars.set(code, calendar);
    return calendar;
  }

  #write(
    id: string,
    trigger: Trigger,
    promise: PromiseRow,
    known: StoredObligation | undefined,
    state: StoredState,
  ): void {
    const { sql } = this.#context;
    if (known === undefined) {
      const kind = readTriggerKey(trigger.key)?.kind ?? 'event';
      const about = { advisoryId: trigger.advisoryId, cve: trigger.cve, modelId: trigger.modelId };
      writeNew(
        sql,
        { id, commitmentId: promise.id, triggerKind: kind, triggerKey: trigger.key, ...about },
        state,
        stamp(this.#context),
      );
      this.#context.record('obligation', id, null, { commitment: promise.kind, ...told(state) });
      this.changed += 1;
      return;
    }
    if (!writeState(sql, known, state, this.#context)) return;
    this.#context.record('obligation', id, told(known), told(state));
    this.changed += 1;
  }

  /** Removes what is no longer owed, unless somebody worked on it. */
  #drop(row: StoredObligation): void {
    const touched =
      row.evidence > 0 ||
      row.pauses.length > 0 ||
      row.installed > 0 ||
      (row.side !== null && row.side !== 'superseded');
    if (touched) return;
    statement<[string]>(this.#context.sql, 'DELETE FROM "Obligation" WHERE "id" = ?').run(row.id);
    this.#context.record('obligation', row.id, told(row), null);
    this.changed += 1;
  }
}

/** What the history tells of an obligation. */
function told(state: StoredState) {
  const { title, startOn, startBasis, dueOn, dueAt, metOn, side } = state;
  return { title, startOn, startBasis, dueOn, dueAt, metOn, side };
}

/** For forward clocks the start, else today; for backward ones from the due day to the date itself. */
function counted(promise: PromiseRow, start: StartFact | null, due: Due | null, today: Day): { from: Day; to: Day } {
  if (start === null || due === null) return { from: today, to: today };
  return promise.direction === 'before' ? { from: due.on, to: start.on } : { from: start.on, to: start.on };
}

/** The day on which a severity came to be that of this promise, where it was another one before; null where it always was. */
function raisedOn(
  trigger: Trigger,
  { severity }: PromiseRow,
  known: StoredObligation | undefined,
  rows: readonly StoredObligation[],
): Day | null {
  if (severity === 'exploited') return trigger.exploitedOn;
  if (severity === 'any' || trigger.revisedOn === null) return null;
  const { bands } = trigger.facts;
  const before = rows.some(
    ({ id, promisedBand }) => id !== known?.id && isCvss(promisedBand) && !bands.has(promisedBand),
  );
  if (!before || !bands.has(severity)) return null;
  // It was raised once; a newer version that says the same raises nothing again.
  return known?.startOn && known.startOn < trigger.revisedOn ? known.startOn : trigger.revisedOn;
}

function isCvss(band: string): band is 'critical' | 'high' | 'medium' | 'low' {
  return ['critical', 'high', 'medium', 'low'].includes(band);
}

/**
 * Of several promises of one kind by one party, the one that holds: the earliest limit (clock rule 5). What somebody decided
 * about leaves the others to lead, and what waits for its start leads nothing.
 */
function leadersOf(wanted: readonly Wanted[]): ReadonlyMap<PromiseRow, PromiseRow> {
  const result = new Map<PromiseRow, PromiseRow>();
  const running = wanted.filter(
    ({ state }) => state.dueOn !== null && (state.side === null || state.side === 'superseded'),
  );
  const groups = Map.groupBy(running, ({ promise }) =>
    [promise.kind, promise.obligor, promise.vendorId, promise.direction].join('|'),
  );
  for (const group of groups.values()) {
    const limits = group.map(({ promise, state }) => ({ promise, on: state.dueOn as Day, at: state.dueAt }));
    const first = leading(limits);
    if (first !== null) for (const { promise } of group) result.set(promise, first.promise);
  }
  return result;
}

/** The day on which the last of the devices had it; null while one has not. */
function installedOn(sql: SqlConnection, obligationId: string, devices: readonly string[]): Day | null {
  if (devices.length === 0) return null;
  const row = statement<[string, string], { done: number; last: Day }>(
    sql,
    `SELECT count(*) AS "done", max("doneOn") AS "last" FROM "Installation" WHERE "obligationId" = ? AND "deviceId" IN (SELECT value FROM json_each(?))`,
  ).get(obligationId, JSON.stringify(devices));
  return row?.done === devices.length ? row.last : null;
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
