import { statement } from '../../data/connection.ts';
import { partialDayText } from '../../domain/day.ts';
import type { ModelId } from '../../domain/ids.ts';
import type { MilestoneImportRow } from '../../domain/import/row-types.ts';
import { type ImportWork, insert, type Step } from './work.ts';

/** Dates are added to the history unless it already holds the same statement; none is overwritten (domain.md E6). */
export async function applyMilestones(
  work: ImportWork,
  rows: AsyncIterable<MilestoneImportRow>,
  step: Step,
): Promise<void> {
  const same = statement<(string | null)[], { id: string }>(
    work.sql,
    `SELECT "id" FROM "Milestone" WHERE "modelId" = ? AND "softwareVersionId" IS ? AND "deviceId" IS NULL AND "kind" = ? AND "onDay" = ? AND "precision" = ?
       AND "announcedOn" IS ? AND "receivedOn" IS ? LIMIT 1`,
  );
  const seen = new Set<string>();
  let done = 0;
  for await (const row of rows) {
    const modelId = work.names.model(row.manufacturer, row.model, null);
    const versionId = work.names.version(modelId, row.softwareVersion);
    const { on, precision } = row.on;
    const slot = [modelId, versionId, row.milestone, on, precision, row.announcedOn, row.receivedOn];
    const known = seen.has(slot.join('|')) || same.get(...slot) !== undefined;
    seen.add(slot.join('|'));
    if (!known) {
      insert(
        work,
        `INSERT INTO "Milestone" ("id", "modelId", "softwareVersionId", "kind", "onDay", "precision", "vendorTerm", "source", "announcedOn", "receivedOn", "confidence", "importId", "createdAt", "createdBy")
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          work.newId(),
          modelId,
          versionId,
          row.milestone,
          on,
          precision,
          row.vendorTerm,
          row.source,
          row.announcedOn,
          row.receivedOn,
          row.confidence ?? 'stated',
          work.importId,
          work.now,
          work.actor,
        ],
      );
      if (work.write) work.record('model', modelId, { [row.milestone]: null }, { [row.milestone]: on });
      work.staleModels.add(modelId as ModelId);
    }
    work.outcome(row.row, known ? 'unchanged' : 'created', {
      manufacturer: row.manufacturer,
      model: row.model,
      milestone: row.milestone,
      on: partialDayText(row.on),
    });
    done += 1;
    await step(done);
  }
}
