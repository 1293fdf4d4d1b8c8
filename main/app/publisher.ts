import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type KeptFile, keptHash, keptProblem, requireKeptFolder, writeKept } from '../data/kept-file.ts';
import { TaskQueue } from '../data/queue.ts';
import { DATABASE_FILE } from '../data/vault-file.ts';
import { AppError } from '../domain/error.ts';
import type { PublicationId } from '../domain/ids.ts';
import { isFolderProblem, type PublicationProblem } from '../domain/publication.ts';
import type { Job } from '../features/context.ts';
import {
  type Publication,
  publication,
  publications,
  savePublished,
} from '../features/publication/publication.store.ts';
import type { Clock } from '../ports/clock.ts';
import { proofOf, signExport } from './deliver.ts';
import { appError } from './errors.ts';
import type { Executor } from './executor.ts';
import { alarmFacts } from './history-alarm.ts';
import { PublishThread } from './publish-aside.ts';
import type { OpenSession, Session } from './session.ts';

/** Actions under which the history tells that a kept file was written, and that it could not be. */
const WRITTEN = 'publication.write';
const FAILED = 'publication.fail';
/** How long a lock waits for a folder that does not answer. What is under way then ends without a file. */
const LONGEST_WAIT_MS = 3000;

const ENDS_ALL = ['cancelled', 'vault_locked', 'vault_busy', 'history_went_back'] as const;

/** What came of one file. */
export interface PublishedFile {
  readonly id: PublicationId;
  readonly title: string;
  readonly file: string;
  readonly outcome: 'written' | 'unchanged' | 'failed';
  readonly problem: PublicationProblem | null;
}

interface Parts {
  readonly session: Session;
  readonly executor: Executor;
  readonly clock: Clock;
  readonly version: string;
  readonly fontsFolder: string | null;
}

/** One round of writing. */
interface Round {
  readonly open: OpenSession;
  readonly thread: PublishThread;
  readonly signal: AbortSignal;
}

/** Which files: those that are named, all that are enabled, or those of them that a folder or disk stood in the way of. */
export type Chosen = readonly PublicationId[] | 'enabled' | 'hindered';

/** Writes reports and calendars into folders, one after another and beside all calls; nothing while the vault is locked. */
export class Publisher {
  readonly #parts: Parts;
  #queue = new TaskQueue();
  #stop = new AbortController();

  constructor(parts: Parts) {
    this.#parts = parts;
    const { session } = parts;
    const others = session.beforeExchange;
    session.beforeExchange = async () => {
      await Promise.all([others(), this.stop()]);
    };
  }

  get running(): boolean {
    return this.#queue.length > 0;
  }

  /** Ends what is being written. A folder that does not answer is not waited for: its file is never put in place. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    const patience = new AbortController();
    const over = this.#queue.run(async () => patience.abort());
    await Promise.race([over, pause(LONGEST_WAIT_MS, undefined, { signal: patience.signal, ref: false })]).catch(
      () => undefined,
    );
    // Whoever comes next does not stand behind one that hangs.
    this.#queue = new TaskQueue();
  }

  /**
   * Writes files as far as they have something new to say, or are not as they were written. What hinders one is kept in its
   * row and told in the answer; the others are written all the same.
   * @throws AppError `vault_locked`, `cancelled`, `not_found`, `history_went_back`
   */
  write(chosen: Chosen, job: Job): Promise<PublishedFile[]> {
    const { signal } = this.#stop;
    return this.#queue.run(async () => {
      const open = this.#parts.session.require();
      if (open.vault.alarm !== null) throw new AppError('history_went_back', alarmFacts(open.vault.alarm));
      const files: PublishedFile[] = [];
      const wanted = choose(open, chosen);
      const { vault, organisation } = open;
      const database = join(vault.folder, DATABASE_FILE);
      const { fontsFolder } = this.#parts;
      const thread = new PublishThread({ database, key: vault.key, organisation, fontsFolder }, signal);
      try {
        for (const [index, one] of wanted.entries()) {
          await job.step(index, wanted.length);
          if (signal.aborted) throw new AppError('cancelled');
          files.push(await this.#keep(one, { open, thread, signal }));
        }
        await job.step(wanted.length, wanted.length);
        return files;
      } finally {
        await thread.end();
      }
    });
  }

  async #keep(one: Publication, round: Round): Promise<PublishedFile> {
    const file = join(one.folder, one.fileName);
    const told = { id: one.id, title: one.title, file };
    const problem = await this.#attempt(one, file, round).catch((error: unknown) => {
      if (round.signal.aborted) throw new AppError('cancelled', {}, { cause: error });
      const known = appError(error);
      // What ends the work, or is wrong with the vault, is not the fault of the file, and hinders the others too.
      if (ENDS_ALL.some((code) => code === known.code)) throw known;
      return keptProblem(known);
    });
    if (problem === 'written') return { ...told, outcome: 'written', problem: null };
    if (problem !== one.problem) await this.#saveProblem(one, problem);
    return { ...told, outcome: problem === null ? 'unchanged' : 'failed', problem };
  }

  /** Null when there was nothing to write. @throws AppError with what hinders it */
  async #attempt(one: Publication, file: string, { open, thread, signal }: Round): Promise<'written' | null> {
    const { session, executor, clock, version } = this.#parts;
    const { organisation, vault } = open;
    // Cheap, and most often what is wrong; looked at each time, because links can come to lead elsewhere.
    for (const vaultFolder of new Set([session.folder, open.vault.folder]))
      await requireKeptFolder(one.folder, vaultFolder);
    const now = clock.now();
    const [today, proof] = await executor.reading(({ today: day }) => [day, proofOf(vault)] as const, signal);
    const made = await thread.look({ publication: one, file, today, now, proof });
    if (made === null) return null;
    const { order, content, says, lies } = made;
    const signed = signExport({ order, content, proof }, one.fileName, { vault, organisation, now, version });
    const { bytes, sidecar } = signed;
    const files: KeptFile[] = [{ path: file, bytes }];
    if (sidecar !== null) files.push({ path: `${file}.sig`, bytes: sidecar });
    // The same session as before: another one may have been opened while the file was made.
    if (session.current !== open) throw new AppError('vault_locked');
    await writeKept(files, signal);
    const beside = sidecar === null ? (lies[1] ?? null) : keptHash([sidecar]);
    const written = { at: now, hash: keptHash([says, keptHash([bytes]), beside]) };
    const { format, rows } = order;
    await executor.command(
      WRITTEN,
      (_input, context) => {
        if (savePublished(context, one, written)) context.note({ format, rows, sha256: signed.sha256 });
      },
      undefined,
    );
    return 'written';
  }

  async #saveProblem(one: Publication, problem: PublicationProblem | null): Promise<void> {
    await this.#parts.executor.command(
      problem === null ? WRITTEN : FAILED,
      (_input, context) => {
        savePublished(context, one, { problem });
      },
      undefined,
    );
  }
}

function choose({ vault }: OpenSession, chosen: Chosen): readonly Publication[] {
  const { sql } = vault.reader;
  if (typeof chosen !== 'string') return chosen.map((id) => publication(sql, id));
  return publications(sql).filter(
    ({ enabled, problem }) => enabled && (chosen === 'enabled' || (problem !== null && isFolderProblem(problem))),
  );
}
