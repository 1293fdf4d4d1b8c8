import { createHash, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import type { advisoryFileResultSchema, advisoryFilesSchema } from '../../contract/import-advisories.ts';
import { statement } from '../../data/connection.ts';
import {
  type AdvisoryDocument,
  type AdvisoryProblem,
  changesBetween,
  judgeAdvisory,
  KEV_OLD_DAYS,
} from '../../domain/advisory.ts';
import { daysBetween } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { AdvisoryId, ImportId } from '../../domain/ids.ts';
import { ImportFileError } from '../../domain/import/problems.ts';
import type { TriggerKey } from '../../domain/obligation.ts';
import type { CommandContext, CommandHandlers, QueryContext, QueryHandlers } from '../context.ts';
import { proposeFindings } from '../finding/finding.store.ts';
import type { MatchStep } from '../finding/match.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { plainFileName } from '../records.ts';
import { advisoryKey, storedAdvisory } from './advisory-rows.ts';
import { createAdvisory, replaceAdvisory } from './advisory-write.ts';
import { planKev, writeKev } from './kev.store.ts';
import type { AdvisoryReading } from './read-advisories.ts';

type Input = z.output<typeof advisoryFilesSchema>;
type FileResult = z.input<typeof advisoryFileResultSchema>;

export const advisoryImportQueries = {
  previewAdvisories: async (input, context) => {
    const files = await new Taking(context, null).take(input);
    return { importId: null, files, proposed: 0, reopened: 0 };
  },
} satisfies QueryHandlers<'imports', 'previewAdvisories'>;

export const advisoryImportCommands = {
  advisories: async ({ jobId, ...input }, context) => {
    const job = context.job(jobId);
    // Matching what came in is about as much work as taking it in.
    const total = input.files.length + 1;
    await job.step(0, total);
    const importId = context.newId<'import'>();
    const taking = new Taking(context, { context, importId });
    const files = await taking.take(input, (done) => job.step(done, total));
    refuseNothingTaken(files);
    // Between two pieces of it others get their turn, and it can be stopped.
    const found = await match(context, taking, (done, of) => job.step(input.files.length + done / of, total));
    await job.step(total, total);
    await noteRun(context, input, importId, files);
    context.touch('advisory', 'finding', 'obligation', 'document', 'import');
    return { importId, files, ...found };
  },
} satisfies CommandHandlers<'imports', 'advisories'>;

/** Where no file could be read nothing is written, not even that somebody tried. @throws AppError `file_refused` with the first reason */
function refuseNothingTaken(files: readonly FileResult[]): void {
  const [first] = files;
  const [problem] = first?.problems ?? [];
  if (first === undefined || problem === undefined || files.some(({ outcome }) => outcome !== 'refused')) return;
  throw new AppError('file_refused', { ...problem.details, problem: problem.code, file: first.file });
}

/** Takes files one after the other, or looks what taking them would do. */
class Taking {
  /** Advisories that came new or in another version, and CVEs whose entry in KEV did. */
  readonly changed: AdvisoryId[] = [];
  readonly replaced: AdvisoryId[] = [];
  readonly listed: string[] = [];
  readonly #source: QueryContext;
  readonly #write: { readonly context: CommandContext; readonly importId: ImportId } | null;
  /** What the files before this one would have brought: a preview writes nothing, and one selection may hold two versions. */
  readonly #planned = new Map<string, { sha256: string; document: AdvisoryDocument }>();

  constructor(source: QueryContext, write: { readonly context: CommandContext; readonly importId: ImportId } | null) {
    this.#source = source;
    this.#write = write;
  }

  async take({ files }: Input, step: (done: number) => Promise<void> = async () => undefined): Promise<FileResult[]> {
    const checked = files.map(({ uploadId, fileName, sha512 }) => {
      const bytes = this.#source.files.upload(uploadId);
      return { bytes, file: plainFileName(fileName) || 'file', ...hashOf(bytes, sha512) };
    });
    const sound = checked.filter(({ refusal }) => refusal === null);
    const readings = this.#source
      .readAdvisories({ kind: 'advisories', files: sound.map(({ bytes }) => bytes) })
      [Symbol.asyncIterator]();
    const results: FileResult[] = [];
    try {
      for (const { bytes, file, hash, refusal } of checked) {
        if (refusal !== null) results.push(refused(file, 'differs', refusal));
        else {
          const next = await readings.next();
          if (next.done) throw new Error('the reading thread told of fewer files than it was given');
          results.push(await this.#one(next.value, { bytes, file, hash }));
        }
        await step(results.length);
      }
    } finally {
      // Whatever ended this, the thread goes.
      await readings.return?.(undefined);
    }
    return results;
  }

  #one(reading: AdvisoryReading, of: { bytes: Uint8Array; file: string; hash: 'matched' | 'absent' }) {
    if (reading.kind === 'refused') return refused(of.file, of.hash, reading);
    return reading.kind === 'csaf' ? this.#advisory(reading, of) : this.#kev(reading, of);
  }

  async #advisory(
    { advisory: document, problems }: AdvisoryReading & { kind: 'csaf' },
    { bytes, file, hash }: { bytes: Uint8Array; file: string; hash: 'matched' | 'absent' },
  ): Promise<FileResult> {
    const key = advisoryKey(document);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const stored = storedAdvisory(this.#source.sql, key);
    const known =
      this.#planned.get(key) ?? (stored === null ? null : { sha256: stored.sha256, document: stored.document });
    const { outcome, differs } = judgeAdvisory(known, { sha256, document });
    const changes = outcome === 'updated' && known !== null ? changesBetween(known.document, document) : [];
    let id = stored?.id ?? null;
    if (outcome === 'created' || outcome === 'updated') {
      if (this.#write === null) this.#planned.set(key, { sha256, document });
      else {
        const { context, importId } = this.#write;
        const content = { document, fileName: file, bytes, sha256, hash };
        if (stored === null) id = await createAdvisory(context, content, importId);
        else {
          await replaceAdvisory(context, stored, content, changes);
          this.replaced.push(stored.id);
        }
        if (id !== null) this.changed.push(id);
      }
    }
    const { trackingId, publisher, title, version } = document;
    const knownVersion = known?.document.version ?? null;
    const told: AdvisoryProblem[] = [...problems];
    const versions = { value: version, known: knownVersion ?? '' };
    if (outcome === 'older') told.unshift({ code: 'older_than_known', severity: 'note', details: versions });
    if (differs) told.unshift({ code: 'same_version_other_content', severity: 'warning', details: versions });
    return {
      ...{ file, kind: 'csaf', outcome, hash, catalogue: null, changes, problems: told },
      created: outcome === 'created' ? 1 : 0,
      updated: outcome === 'updated' ? 1 : 0,
      unchanged: outcome === 'unchanged' || outcome === 'older' ? 1 : 0,
      advisory: { id, trackingId, publisher, title, version, knownVersion },
    };
  }

  #kev(
    { catalogue, problems }: AdvisoryReading & { kind: 'kev' },
    { file, hash }: { file: string; hash: 'matched' | 'absent' },
  ): FileResult {
    const { today, sql } = this.#source;
    const plan = planKev(sql, catalogue);
    const [created, updated] = [plan.created.length, plan.updated.length];
    if (this.#write !== null && !plan.older) {
      writeKev(this.#write.context, catalogue, plan, this.#write.importId);
      this.listed.push(...[...plan.created, ...plan.updated].map(({ cve }) => cve));
    }
    const told: AdvisoryProblem[] = [...problems];
    const age = daysBetween(catalogue.asOf, today);
    if (plan.vanished.length > 0) {
      const details = { value: plan.vanished.slice(0, 3).join(', '), count: plan.vanished.length };
      told.unshift({ code: 'entries_vanished', severity: 'warning', details });
    }
    if (age > KEV_OLD_DAYS)
      told.unshift({ code: 'catalogue_old', severity: 'warning', details: { value: catalogue.asOf, days: age } });
    if (plan.older)
      told.unshift({ code: 'older_than_known', severity: 'note', details: { value: catalogue.asOf, known: '' } });
    const changed = created + updated > 0;
    return {
      ...{ file, kind: 'kev', hash, advisory: null, changes: [], problems: told, created, updated },
      outcome: plan.older
        ? 'older'
        : !changed
          ? 'unchanged'
          : updated === 0 && plan.unchanged === 0
            ? 'created'
            : 'updated',
      unchanged: plan.unchanged,
      catalogue: { asOf: catalogue.asOf, entries: catalogue.entries.length },
    };
  }
}

/** Whether a file is the one that the `.sha512` file beside it describes. */
function hashOf(bytes: Uint8Array, sha512: string | null) {
  if (sha512 === null) return { hash: 'absent', refusal: null } as const;
  const stated = /^\s*([0-9a-f]{128})\b/i.exec(sha512)?.[1];
  const differs = { hash: 'absent', refusal: new ImportFileError('hash_differs') } as const;
  if (stated === undefined) return { hash: 'absent', refusal: new ImportFileError('hash_not_recognised') } as const;
  const found = createHash('sha512').update(bytes).digest();
  return timingSafeEqual(found, Buffer.from(stated, 'hex')) ? ({ hash: 'matched', refusal: null } as const) : differs;
}

function refused(
  file: string,
  hash: FileResult['hash'],
  { code, details }: Pick<ImportFileError, 'code' | 'details'>,
): FileResult {
  return {
    ...{ file, kind: null, outcome: 'refused', created: 0, updated: 0, unchanged: 0, hash, advisory: null },
    ...{ catalogue: null, changes: [], problems: [{ code, severity: 'error', details }] },
  };
}

/** Proposes what the files may concern, and brings up to date what vendors owe because of what was confirmed before. */
async function match(context: CommandContext, { changed, replaced, listed }: Taking, step: MatchStep) {
  const found = { proposed: 0, reopened: 0 };
  const add = (more: { proposed: number; reopened: number }) => {
    found.proposed += more.proposed;
    found.reopened += more.reopened;
  };
  if (changed.length > 0) add(await proposeFindings(context, { advisoryIds: changed }, step));
  if (listed.length > 0) add(await proposeFindings(context, { kev: true }, step));
  const known = statement<[string, string], { cve: string; advisoryId: string | null }>(
    context.sql,
    `SELECT v."cve", v."advisoryId" FROM "AdvisoryVulnerability" v WHERE v."cve" IN (SELECT value FROM json_each(?))
     UNION SELECT f."cve", NULL FROM "Finding" f WHERE f."cve" IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(listed), JSON.stringify(listed));
  const advisories = new Set<string>([...replaced, ...known.flatMap(({ advisoryId }) => advisoryId ?? [])]);
  const cves = new Set(known.map(({ cve }) => cve));
  const triggers: TriggerKey[] = [
    ...[...advisories].map((id): TriggerKey => `advisory:${id}`),
    ...[...cves].map((cve): TriggerKey => `vulnerability:${cve}`),
  ];
  if (triggers.length > 0) await refreshObligations(context, triggers);
  return found;
}

async function noteRun(context: CommandContext, input: Input, importId: ImportId, files: FileResult[]): Promise<void> {
  const sum = (of: 'created' | 'updated' | 'unchanged') => files.reduce((total, file) => total + file[of], 0);
  const [created, updated, unchanged] = [sum('created'), sum('updated'), sum('unchanged')];
  const rejected = files.filter(({ outcome }) => outcome === 'refused').length;
  const warnings = files.reduce(
    (total, { problems }) => total + problems.filter(({ severity }) => severity === 'warning').length,
    0,
  );
  // Of several files, the hash of all their hashes, in their order.
  const hashes = input.files.map(({ uploadId }) =>
    createHash('sha256').update(context.files.upload(uploadId)).digest('hex'),
  );
  const [only = ''] = hashes;
  const sha256 = hashes.length === 1 ? only : createHash('sha256').update(hashes.join('\n')).digest('hex');
  const [first = ''] = files.map(({ file }) => file);
  await context.db.importRun.create({
    data: {
      id: importId,
      noun: 'advisories',
      fileName: files.length === 1 ? first : `${first} +${files.length - 1}`,
      fileSha256: sha256,
      readRows: files.reduce((total, { catalogue }) => total + (catalogue?.entries ?? 1), 0),
      created,
      updated,
      unchanged,
      rejected,
      warnings,
      createdAt: context.now,
      createdBy: context.actor,
    },
  });
  context.note({ noun: 'advisories', importId, created, updated, unchanged, rejected, sha256 });
}
