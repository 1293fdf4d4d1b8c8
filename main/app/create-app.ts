import type { ContractRouterClient } from '@orpc/contract';
import { type AnyRouter, createRouterClient, implement, ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fetch';
import { promise } from '../contract/index.ts';
import { CHANGE_HEADER } from '../contract/program.ts';
import type { Access } from '../contract/shared.ts';
import type { KdfStrength } from '../data/keys.ts';
import { AppError, ERRORS, type ErrorCode } from '../domain/error.ts';
import type { Clock } from '../ports/clock.ts';
import { type KeyStore, NO_KEY_STORE } from '../ports/key-store.ts';
import { createWords } from '../words/words.ts';
import { BackupSchedule } from './backup-schedule.ts';
import { BackupUploads } from './backup-uploads.ts';
import { Backups } from './backups.ts';
import { appError } from './errors.ts';
import { type Change, Executor } from './executor.ts';
import { MemoryFileDesk } from './file-desk.ts';
import { answerFiles } from './file-routes.ts';
import { guardedKeyStore } from './guarded-key-store.ts';
import { commands, queries } from './handlers.ts';
import { Publisher } from './publisher.ts';
import { PUBLISHING_PACE, type PublishingPace, PublishingSchedule } from './publishing-schedule.ts';
import { findResources } from './resources.ts';
import { sessionHandlers } from './session.handlers.ts';
import { Session } from './session.ts';
import { locksInSeconds } from './vault.handlers.ts';

export interface AppOptions {
  readonly vaultFolder: string;
  readonly sampleFolder: string;
  readonly version: string;
  readonly clock: Clock;
  /** Where the host can keep a secret of this computer's account. */
  readonly keyStore?: KeyStore;
  /** What new slots ask for instead of the usual. */
  readonly kdf?: KdfStrength;
  /** Whether backups are made and kept files written by themselves; a command that ends at once has no time for them. */
  readonly worksByItself?: boolean;
  /** How soon kept files follow instead of the usual. */
  readonly publishingPace?: PublishingPace;
}

/** The whole program without a host. */
export interface App {
  /** Answers `/rpc/*` and `/files*`; the host has proved before who asks. */
  fetch(request: Request): Promise<Response>;
  /** The same procedures as functions, for a host in the same process. Failures are {@link AppError}. */
  readonly client: AppClient;
  readonly files: MemoryFileDesk;
  close(): Promise<void>;
}

/** How often the program looks whether anybody is there. */
const LOOK_EVERY_MS = 1000;

/** One request on its way: who is told what its command wrote. */
interface Calling {
  readonly heard: (change: Change) => void;
}

type Handler = (input: unknown, context: never) => unknown;
export type AppClient = ContractRouterClient<typeof promise>;

/** Puts promise, features and data together. */
export function createApp(options: AppOptions): App {
  const resources = findResources();
  const session = new Session({
    ...options,
    keyStore: guardedKeyStore(options.keyStore ?? NO_KEY_STORE),
    migrationsFolder: resources.migrations,
  });
  const files = new MemoryFileDesk();
  const executor = new Executor({
    session,
    files,
    clock: options.clock,
    words: createWords(),
    fontsFolder: resources.fonts,
    version: options.version,
    vaultLists: () => ({
      people: async () => opens.user.list(undefined, {}),
      backups: async () => (await opens.backup.list(undefined, {})).backups,
    }),
  });
  const { clock, version } = options;
  const uploads = new BackupUploads(options.vaultFolder);
  const backups = new Backups({ session, executor, clock });
  const publisher = new Publisher({ session, executor, clock, version, fontsFolder: resources.fonts });
  const pace = options.publishingPace ?? PUBLISHING_PACE;
  const schedules = options.worksByItself
    ? [
        new BackupSchedule({ session, executor, backups, clock }),
        new PublishingSchedule({ session, executor, publisher, clock, pace }),
      ]
    : [];
  const opens = sessionHandlers({ session, executor, files, uploads, backups, publisher, clock, version });
  const watch = watchDesk(
    session,
    () => executor.jobs.running || backups.running,
    () => opens.vault.lock(undefined, {}),
  );
  const router = assemble(executor, opens);
  const handler = new RPCHandler(router, { interceptors: [refuseMalformed], clientInterceptors: [translateErrors] });
  return {
    files,
    client: failAsAppErrors(createRouterClient(router, { interceptors: [translateErrors] }) as unknown as AppClient),
    async fetch(request) {
      const url = new URL(request.url);
      if (url.pathname === '/files' || url.pathname.startsWith('/files/'))
        return answerFiles(request, url, files, uploads, session);
      const heard: Change[] = [];
      const context: Calling = { heard: (change) => heard.push(change) };
      const { matched, response } = await handler.handle(request, { prefix: '/rpc', context });
      if (!matched) return new Response(null, { status: 404 });
      for (const change of heard) response.headers.set(CHANGE_HEADER, `${change.change} ${change.nouns.join(',')}`);
      return response;
    },
    close: async () => {
      clearInterval(watch);
      for (const schedule of schedules) schedule.end();
      await session.lock();
      await backups.stop();
      await uploads.clear();
    },
  };
}

/** Locks the vault when nobody was at the window for as long as the policy says; work that runs is waited for. */
function watchDesk(session: Session, works: () => boolean, lock: () => unknown): NodeJS.Timeout {
  const look = async () => {
    if (session.current?.vault.queue.length || works()) session.idle.touch();
    else if (locksInSeconds(session) === 0) await lock();
  };
  return setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS).unref();
}

/**
 * Binds each promised procedure to its handler by the access that the promise names. A procedure without a handler, or with
 * one of the wrong kind, stops the program at its start and not at the first click.
 */
function assemble(executor: Executor, opens: Readonly<Record<string, Readonly<Record<string, unknown>>>>): AnyRouter {
  const kinds: Readonly<Record<Access, Readonly<Record<string, Readonly<Record<string, unknown>>>>>> = {
    nothing: opens,
    query: queries,
    command: commands,
  };
  const implementer = implement(promise);
  const nouns = Object.entries(promise).map(([noun, procedures]) => {
    const bound = Object.entries(procedures).map(([name, procedure]) => {
      const access = (procedure['~orpc'].meta as { access?: Access }).access;
      const handler = (access && (kinds[access][noun]?.[name] ?? opens[noun]?.[name])) as Handler | undefined;
      if (access === undefined || handler === undefined)
        throw new Error(`${noun}.${name} has no handler for its access`);
      const run = opens[noun]?.[name] === handler ? 'nothing' : access;
      const builder = Reflect.get(Reflect.get(implementer, noun) as object, name) as {
        handler(
          call: (options: { input: unknown; signal?: AbortSignal; context: Partial<Calling> }) => unknown,
        ): unknown;
      };
      return [
        name,
        builder.handler(({ input, signal, context }) =>
          executor.run(run, `${noun}.${name}`, handler, input, signal, context.heard),
        ),
      ];
    });
    return [noun, Object.fromEntries(bound)];
  });
  return Object.fromEntries(nouns) as AnyRouter;
}

/** Failures leave as codes with facts; what was not foreseen leaves without a word about its inside. */
async function translateErrors<T>(options: { next: () => Promise<T> }): Promise<T> {
  try {
    return await options.next();
  } catch (error) {
    const { code, details } = appError(error);
    throw new ORPCError(code, { status: ERRORS[code].status, data: details, cause: error });
  }
}

/** What cannot even be read as a call is refused like any other input, and not with the library's own words. */
async function refuseMalformed<T>(options: { next: () => Promise<T> }): Promise<T> {
  try {
    return await options.next();
  } catch (error) {
    if (error instanceof ORPCError) throw error;
    const { status } = ERRORS.input_refused;
    throw new ORPCError('input_refused', { status, data: { problem: 'invalid_input' }, cause: error });
  }
}

/** A client whose failures are {@link AppError}, as a host in the same process wants them. */
function failAsAppErrors(client: AppClient): AppClient {
  const wrap = (target: object): object =>
    new Proxy(target, {
      get: (inner, key) => {
        const value: unknown = Reflect.get(inner, key);
        return typeof value === 'function' || typeof value === 'object' ? wrap(value as object) : value;
      },
      apply: async (inner, self, args) => {
        try {
          return await Reflect.apply(inner as (...args: unknown[]) => unknown, self, args);
        } catch (error) {
          if (error instanceof ORPCError)
            throw new AppError(error.code as ErrorCode, error.data ?? {}, { cause: error.cause });
          throw error;
        }
      },
    });
  return wrap(client) as AppClient;
}
