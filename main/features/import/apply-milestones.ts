import { statement } from '../../data/connection.ts';
import type { Day, PartialDay } from '../../domain/day.ts';
import type { ModelId } from '../../domain/ids.ts';
import type { MilestoneImportRow } from '../../domain/import/row-types.ts';
import { placeKey } from '../../domain/name.ts';
import { ownMilestoneNames } from '../model/milestone.store.ts';
import type { ReadFile } from './read-file.ts';
import { type ImportWork, insert, type Step } from './work.ts';

interface KnownEntry {
  readonly on: Day | null;
  readonly precision: string;
  readonly announcedOn: Day | null;
  readonly receivedOn: Day | null;
}

/**
 * Dates are added to the history unless it already holds the same statement; none is overwritten (domain.md E6).
 *
 * A table makes models and versions that are not known, like every table. An OpenEoX document names products of a whole
 * vendor: what is not known of them is reported and left out, and an older document changes nothing that a newer one said.
 */
export async function applyMilestones(
  work: ImportWork,
  rows: AsyncIterable<MilestoneImportRow>,
  format: ReadFile['format'],
  step: Step,
): Promise<void> {
  const ownKinds = new Map([...ownMilestoneNames(work.sql)].map(([id, name]) => [placeKey(name), id]));
  const histories = new Histories(work);
  let done = 0;
  for await (const row of rows) {
    const values = { milestone: row.milestone ?? row.ownName };
    const kind = row.milestone ?? ownKinds.get(placeKey(row.ownName ?? ''));
    const refusal = refusalOf(work, row, kind, format);
    if (refusal || kind === undefined) {
      if (refusal) work.problem({ row: row.row, severity: 'error', ...refusal });
      work.outcome(row, 'rejected', null, values);
    } else {
      const modelId = work.names.model(row.manufacturer, row.model, null);
      const versionId = work.names.version(modelId, row.softwareVersion);
      const history = histories.of(modelId, versionId, kind);
      const known = format === 'openeox' ? isSettled(work, row, history) : history.some((entry) => isSame(entry, row));
      if (!known) append(work, row, { modelId, versionId, kind }, history);
      work.outcome(row, known ? 'unchanged' : 'created', row.model, values);
    }
    done += 1;
    await step(done);
  }
}

/** Why a row is left out; null when it is not. */
function refusalOf(work: ImportWork, row: MilestoneImportRow, kind: string | undefined, format: ReadFile['format']) {
  if (kind === undefined)
    return { column: 'milestone', code: 'word_not_recognised', value: row.ownName ?? '' } as const;
  if (format === 'table') return null;
  if (!work.names.knowsModel(row.manufacturer, row.model))
    return {
      column: 'model',
      code: 'model_not_known',
      value: `${row.manufacturer} ${row.model}`.slice(0, 120),
    } as const;
  const modelId = work.names.model(row.manufacturer, row.model, null);
  return row.softwareVersion === null || work.names.knowsVersion(modelId, row.softwareVersion)
    ? null
    : ({ column: 'software_version', code: 'version_not_known', value: row.softwareVersion.slice(0, 120) } as const);
}

function isSame(entry: KnownEntry, row: MilestoneImportRow): boolean {
  return isSameDay(entry, row.on) && entry.announcedOn === row.announcedOn && entry.receivedOn === row.receivedOn;
}

function isSameDay(entry: KnownEntry, on: PartialDay | null): boolean {
  return entry.on === (on?.on ?? null) && (on === null || entry.precision === on.precision);
}

/** Nothing to add: the date that holds is this one, or was said later than this document was made. */
function isSettled(work: ImportWork, row: MilestoneImportRow, history: readonly KnownEntry[]): boolean {
  const current = history.at(-1);
  if (current === undefined || isSameDay(current, row.on)) return current !== undefined;
  const older = row.announcedOn !== null && current.announcedOn !== null && row.announcedOn < current.announcedOn;
  if (older)
    work.problem({
      ...{ row: row.row, column: 'announced_on', code: 'older_than_known', severity: 'warning' },
      value: row.announcedOn,
    });
  return older;
}

function append(
  work: ImportWork,
  row: MilestoneImportRow,
  { modelId, versionId, kind }: { readonly modelId: string; readonly versionId: string | null; readonly kind: string },
  history: KnownEntry[],
): void {
  const on = row.on?.on ?? null;
  const precision = row.on?.precision ?? 'day';
  const { vendorTerm, source, announcedOn, receivedOn, confidence } = row;
  insert(
    work,
    `INSERT INTO "Milestone" ("id", "modelId", "softwareVersionId", "kind", "onDay", "precision", "vendorTerm", "source", "announcedOn", "receivedOn", "confidence", "importId", "createdAt", "createdBy")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[work.newId(), modelId, versionId, kind, on, precision, vendorTerm, source, announcedOn, receivedOn],
      ...[confidence ?? 'stated', work.importId, work.now, work.actor],
    ],
  );
  if (work.write) work.record('model', modelId, { [kind]: history.at(-1)?.on ?? null }, { [kind]: on });
  work.staleModels.add(modelId as ModelId);
  history.push({ on, precision, announcedOn, receivedOn });
}

/** What is known of each date, oldest first, with what this import adds to it. */
class Histories {
  readonly #known = new Map<string, KnownEntry[]>();
  readonly #select;

  constructor({ sql }: ImportWork) {
    this.#select = statement<(string | null)[], KnownEntry>(
      sql,
      `SELECT "onDay" AS "on", "precision", "announcedOn", "receivedOn" FROM "Milestone"
       WHERE "modelId" = ? AND "softwareVersionId" IS ? AND "deviceId" IS NULL AND "kind" = ? ORDER BY "id"`,
    );
  }

  of(modelId: string, versionId: string | null, kind: string): KnownEntry[] {
    const slot = `${modelId}|${versionId}|${kind}`;
    const known = this.#known.get(slot) ?? this.#select.all(modelId, versionId, kind);
    this.#known.set(slot, known);
    return known;
  }
}
