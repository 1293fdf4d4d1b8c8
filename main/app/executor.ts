import { EventPublisher } from '@orpc/server';
import { permissionFor } from '../contract/permissions.ts';
import { NOUNS, type Noun, type ProgramEvent } from '../contract/program.ts';
import type { Access } from '../contract/shared.ts';
import { appendAudit, type RecordChange, type RecordFields, recordChange } from '../data/audit.ts';
import { type SqlConnection, statement } from '../data/connection.ts';
import { pseudonymsOf } from '../data/pseudonyms.ts';
import type { Day } from '../domain/day.ts';
import { editRuleOf } from '../domain/edit.ts';
import { AppError } from '../domain/error.ts';
import type { Id } from '../domain/ids.ts';
import { hasShippedClauses, plantClauses } from '../features/clause/library.ts';
import type { CommandContext, QueryContext, Relist, VaultLists } from '../features/context.ts';
import {
  isListedByCatalogue,
  listingDay,
  rebuildListing,
  recomputeListing,
  renewListing,
} from '../features/device/listing.ts';
import { recorderOf } from '../features/edit/recorder.ts';
import { writeStep } from '../features/edit/step.store.ts';
import { refreshDue, refreshObligations } from '../features/obligation/obligation.store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Words } from '../words/words.ts';
import { deliver, EXPORT_MADE } from './deliver.ts';
import { appError } from './errors.ts';
import type { MemoryFileDesk } from './file-desk.ts';
import { alarmFacts } from './history-alarm.ts';
import { Jobs, type StartedJob } from './jobs.ts';
import { LargeCommit } from './large-commit.ts';
import { printAside } from './printing.ts';
import { proveAgain } from './proof.ts';
import {
  readAdvisoriesAside,
  readAside,
  readCatalogueAside,
  readGudidAside,
  readMds2Aside,
  readSbomAside,
  readTemplateAside,
  readVendorFormAside,
} from './reading.ts';
import type { OpenSession, Session } from './session.ts';
import { newId } from './system.ts';

/** What somebody may call before a passphrase or key file is replaced: just that. */
const STEP_PROCEDURE = 'user.changePassphrase';
/** Longest that a command may take; an import of 200,000 rows needs a fraction of it. */
const COMMAND_MS = 30 * 60_000;

/** What windows hear of one writing. */
export type Change = Extract<ProgramEvent, { kind: 'changed' }>;

interface ExecutorOptions {
  readonly session: Session;
  readonly files: MemoryFileDesk;
  readonly clock: Clock;
  readonly words: Words;
  readonly fontsFolder: string | null;
  readonly version: string;
  /** Asked for when a list is wanted: what answers it is made with this executor. */
  readonly vaultLists: () => VaultLists;
}

/**
 * Runs procedures: queries on the reader, commands one at a time in a transaction of the writer, with their audit row and the
 * register brought up to date before the commit.
 */
export class Executor {
  readonly #options: ExecutorOptions;
  readonly #publisher = new EventPublisher<{ event: ProgramEvent }>();
  readonly #refused = new WeakMap<OpenSession, Set<string>>();
  /** Connections to vaults whose register was computed with the catalogue that holds. */
  readonly #compared = new WeakSet<SqlConnection>();
  readonly jobs = new Jobs((event) => this.publish(event));

  constructor(options: ExecutorOptions) {
    this.#options = options;
  }

  publish(event: ProgramEvent): void {
    this.#publisher.publish('event', event);
  }

  /** Tells every window that something was written. */
  changed(nouns: readonly Noun[]): Change {
    const change: Change = { kind: 'changed', change: newId(), nouns: [...nouns] };
    this.publish(change);
    return change;
  }

  /** What happens from now on, until `signal` says stop. */
  events(signal: AbortSignal | undefined) {
    return this.#publisher.subscribe('event', signal ? { signal } : {});
  }

  /** Runs a procedure; `heard` is told what a command wrote. */
  async run(
    access: Access,
    name: string,
    handler: (input: unknown, context: never) => unknown,
    input: unknown,
    signal: AbortSignal | undefined,
    heard: (change: Change) => void = () => undefined,
  ): Promise<unknown> {
    await this.#authorise(name);
    if (access === 'nothing') return handler(input, { signal } as never);
    if (access === 'command') this.#options.session.idle.touch();
    return this.reading(
      (context) =>
        access === 'query'
          ? handler(input, context as never)
          : this.command(name, handler as (input: unknown, context: CommandContext) => unknown, input, signal, heard),
      signal,
    );
  }

  /** Lets something read the vault as it stands today. @throws AppError `vault_locked` also when it is locked meanwhile */
  async reading<T>(read: (context: QueryContext) => T | Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const open = this.#options.session.require();
    // While the database is exchanged there is nothing to read from.
    await open.vault.ready;
    try {
      await this.#upToDate(open);
      return await read(this.#queryContext(open, signal));
    } catch (error) {
      // Whoever was reading when the vault was locked lost the connection in the middle; nothing else is wrong.
      if (this.#options.session.current === open || error instanceof AppError) throw error;
      throw new AppError('vault_locked', {}, { cause: error });
    }
  }

  /** Runs a command and tells every window what it changed, once it is on the disk. */
  async command<Input, Output>(
    name: string,
    handler: (input: Input, context: CommandContext) => Output | Promise<Output>,
    input: Input,
    signal?: AbortSignal,
    heard?: (change: Change) => void,
  ): Promise<Output> {
    const open = this.#options.session.require();
    const { vault } = open;
    // A log that is in doubt is not written on, except by who takes it for the true one.
    if (vault.alarm !== null && name !== 'vault.acceptHistory')
      throw new AppError('history_went_back', alarmFacts(vault.alarm));
    const nouns = new Set<Noun>();
    const own = nounOf(name);
    if (own) nouns.add(own);
    const commit = new LargeCommit(vault);
    const output = await vault.queue.run(async () => {
      commit.begin();
      const recorder = recorderOf(vault.writer.sql);
      recorder.begin(name);
      const result = await vault.writer.prisma.$transaction(
        async (transaction) => {
          const work = new CommandWork(
            open,
            transaction as CommandContext['db'],
            this.#queryContext(open, signal),
            this.jobs,
            nouns,
          );
          try {
            const result = await handler(input, work.context);
            await work.finish(name);
            await commit.prepare();
            return result;
          } finally {
            recorder.end();
            work.end();
          }
        },
        { maxWait: COMMAND_MS, timeout: COMMAND_MS },
      );
      vault.noteHead();
      return result;
    }, commit.settle);
    const change = this.changed([...nouns]);
    heard?.(change);
    return output as Output;
  }

  /** Deny by default: who is signed in must have a role that the table names, and nothing left to do first. */
  async #authorise(name: string): Promise<void> {
    const permission = permissionFor(name);
    if (permission === 'anyone') return;
    const open = this.#options.session.require();
    if (permission === null || !permission.includes(open.role)) {
      await this.#noteRefusal(open, name);
      throw new AppError('not_permitted', { procedure: name, role: open.role });
    }
    if (open.step !== null && name !== STEP_PROCEDURE) throw new AppError('step_required', { step: open.step });
  }

  /** A refusal goes into the log, once per procedure while somebody is signed in. */
  async #noteRefusal(open: OpenSession, procedure: string): Promise<void> {
    const refused = this.#refused.get(open) ?? new Set();
    this.#refused.set(open, refused);
    if (refused.has(procedure) || open.vault.alarm !== null) return;
    refused.add(procedure);
    await this.command('access.refused', (_input, { note }) => note({ procedure }), undefined);
  }

  #queryContext(
    { vault, organisation, role, userId, user }: OpenSession,
    signal: AbortSignal | undefined,
  ): QueryContext {
    const { files, clock, words, fontsFolder, version, vaultLists } = this.#options;
    return {
      db: vault.reader.prisma,
      sql: vault.reader.sql,
      today: clock.today(),
      now: clock.now(),
      words,
      files,
      organisation,
      signing: vault.signing,
      role,
      user: { id: userId, name: user },
      signal,
      startJob: (jobId) => this.jobs.start(jobId, signal),
      read: (job) => readAside(job, signal),
      readSbom: (job) => readSbomAside(job, signal),
      readGudid: (job) => readGudidAside(job, signal),
      readMds2: (job) => readMds2Aside(job, signal),
      readCatalogue: (job) => readCatalogueAside(job, signal),
      readTemplate: (job) => readTemplateAside(job, signal),
      readVendorForm: (job) => readVendorFormAside(job, signal),
      readAdvisories: (job) => readAdvisoriesAside(job, signal),
      print: (job) => printAside(job, fontsFolder, signal),
      pseudonym: pseudonymsOf(vault.signing),
      vaultLists: vaultLists(),
      deliver: (order) =>
        deliver(order, {
          vault,
          organisation,
          files,
          now: clock.now(),
          version,
          note: (facts) => this.command(EXPORT_MADE, (_input, { note }) => note(facts), undefined),
        }),
    };
  }

  /**
   * Ends of cover and the day of each action depend on today: the first call of a day brings the register to it. Which catalogue
   * it was computed with is looked at when a vault was opened; from then on only commands change that.
   */
  async #upToDate({ vault }: OpenSession): Promise<void> {
    const today = this.#options.clock.today();
    if (this.#compared.has(vault.reader.sql) && listingDay(vault.reader.sql) === today) return;
    await vault.queue.run(async () => {
      const { sql } = vault.writer;
      // A vault of an older version of the program has no clauses, or an older edition of them.
      if (!hasShippedClauses(sql)) sql.transaction(() => plantClauses(sql, newId, this.#options.clock.now()))();
      const listed = isListedByCatalogue(sql) ? listingDay(sql) : null;
      if (listed !== today) {
        const renew = () => (listed === null ? rebuildListing(sql, null, today) : renewListing(sql, listed, today));
        await vault.writer.prisma.$transaction(renew, { maxWait: COMMAND_MS, timeout: COMMAND_MS });
      }
      this.#compared.add(vault.reader.sql);
    });
    if (vault.alarm === null) await this.#refreshObligations(vault.reader.sql, today);
  }

  /** What one row breaks must keep nobody from all the others: it is logged, and tried again when the vault is next opened. */
  async #refreshObligations(sql: SqlConnection, today: Day): Promise<void> {
    try {
      const due = refreshDue(sql, today);
      if (due === null) return;
      const refresh = async (_input: undefined, work: CommandContext) => void (await refreshObligations(work, due));
      await this.command('obligation.refresh', refresh, undefined);
    } catch (error) {
      appError(error);
    }
  }
}

/** One command at work: what it notes on the way, and what has to happen before it may commit. */
class CommandWork {
  readonly context: CommandContext;
  readonly #open: OpenSession;
  readonly #changes: RecordChange[] = [];
  readonly #stale = new Set<string>();
  readonly #jobs: StartedJob[] = [];
  #all = false;
  #shared = false;
  #summary: RecordFields = {};

  constructor(open: OpenSession, db: CommandContext['db'], base: QueryContext, jobs: Jobs, nouns: Set<Noun>) {
    this.#open = open;
    const { sql } = open.vault.writer;
    this.context = {
      ...base,
      db,
      sql,
      actor: open.user,
      prove: async (given) => {
        if (open.sample) return;
        if (given === null) throw new AppError('wrong_credentials');
        await proveAgain(open, given);
      },
      newId: <NounName extends string>() => newId() as Id<NounName>,
      job: (jobId) => {
        const job = jobs.start(jobId, base.signal);
        this.#jobs.push(job);
        return job;
      },
      record: (noun, recordId, before, after) => {
        const change = recordChange(noun, recordId, before, after);
        if (change) this.#changes.push(change);
      },
      note: (summary) => {
        this.#summary = { ...this.#summary, ...summary };
      },
      touch: (...touched) => {
        for (const noun of touched) nouns.add(noun);
      },
      relist: this.#relist(nouns),
    };
  }

  async finish(action: string): Promise<void> {
    const { sql, now, today, actor } = this.context;
    // Until the commit nothing is done that could not be left: who stops a job now is heard, too.
    const proceed = () => {
      for (const job of this.#jobs) job.check();
    };
    if (this.#all) await rebuildListing(sql, null, today, proceed);
    else {
      if (this.#stale.size > 0) await rebuildListing(sql, [...this.#stale], today, proceed);
      if (this.#shared) await recomputeListing(sql, today);
    }
    proceed();
    const seq = appendAudit(sql, this.#open.vault.auditKey, {
      at: now,
      actor,
      action,
      summary: this.#summary,
      changes: this.#changes,
    });
    const rule = editRuleOf(action);
    if (rule === 'none') return;
    const done = { seq, userId: this.#open.userId, at: now, action, changes: this.#changes };
    if (writeStep(sql, done, rule === 'step' ? recorderOf(sql).take() : rule)) this.context.touch('edit');
  }

  end(): void {
    for (const job of this.#jobs) job.end();
  }

  #relist(nouns: Set<Noun>): Relist {
    const { sql } = this.#open.vault.writer;
    const add = (ids: readonly { id: string }[]) => {
      for (const { id } of ids) this.#stale.add(id);
      if (ids.length > 0) nouns.add('device');
    };
    const ofModel = statement<[string], { id: string }>(sql, 'SELECT "id" FROM "Device" WHERE "modelId" = ?');
    const ofContract = statement<[string], { id: string }>(
      sql,
      'SELECT "deviceId" AS "id" FROM "ContractLine" WHERE "contractId" = ?',
    );
    return {
      devices: (ids) => add(ids.map((id) => ({ id }))),
      models: (ids) => {
        for (const id of ids) add(ofModel.all(id));
      },
      contracts: (ids) => {
        for (const id of ids) add(ofContract.all(id));
      },
      all: () => {
        this.#all = true;
        nouns.add('device');
      },
      shared: () => {
        this.#shared = true;
        nouns.add('device');
      },
    };
  }
}

/** The noun of a procedure as windows know it. */
function nounOf(procedure: string): Noun | null {
  const noun = procedure.split('.')[0] ?? '';
  const singular = noun === 'imports' ? 'import' : noun;
  return NOUNS.find((one) => one === singular) ?? null;
}
