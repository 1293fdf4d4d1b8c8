import { statement } from '../../data/connection.ts';
import { day } from '../../domain/day.ts';
import type { ModelId } from '../../domain/ids.ts';
import type { ModelImportRow } from '../../domain/import/row-types.ts';
import { NO_CURRENCY } from '../../domain/money.ts';
import { storedDi } from '../../domain/udi/format.ts';
import { differing, type ImportWork, type Step, update } from './work.ts';

/** Takes model rows in; a model is known by its manufacturer and name. */
export async function applyModels(work: ImportWork, rows: AsyncIterable<ModelImportRow>, step: Step): Promise<void> {
  const select = statement<
    [string],
    {
      deviceType: string | null;
      category: string | null;
      udiDi: string | null;
      catalogNumber: string | null;
      gmdnCode: string | null;
      gmdnTerm: string | null;
      updatesNeedContract: string;
      whoInstalls: string | null;
      leadTimeMonths: number | null;
      replacementPrice: string | null;
      replacementCurrency: string | null;
      notes: string | null;
    }
  >(
    work.sql,
    'SELECT "deviceType", "category", "udiDi", "catalogNumber", "gmdnCode", "gmdnTerm", "updatesNeedContract", "whoInstalls", "leadTimeMonths", "replacementPrice", "replacementCurrency", "notes" FROM "DeviceModel" WHERE "id" = ?',
  );
  // A preview writes nothing: what a row further up would have written is kept for the rows of the same model.
  const shown = new Map<string, NonNullable<ReturnType<typeof select.get>>>();
  let done = 0;
  for await (const row of rows) {
    const isNew = !work.names.knowsModel(row.manufacturer, row.model);
    const id = work.names.model(row.manufacturer, row.model, row.deviceType);
    work.names.version(id, row.softwareVersion);
    const udiDi = storedDi(row.udiDi, day(work.now.slice(0, 10)));
    const { catalogNumber, gmdnCode, gmdnTerm } = row;
    const { category, updatesNeedContract, whoInstalls, leadTimeMonths, replacementPrice, notes, deviceType } = row;
    const known = shown.get(id) ??
      select.get(id) ?? {
        deviceType,
        category: null,
        udiDi: null,
        ...{ catalogNumber: null, gmdnCode: null, gmdnTerm: null },
        updatesNeedContract: 'unknown',
        whoInstalls: null,
        leadTimeMonths: null,
        replacementPrice: null,
        replacementCurrency: null,
        notes: null,
      };
    const wanted = {
      deviceType,
      category,
      udiDi,
      ...{ catalogNumber, gmdnCode, gmdnTerm },
      whoInstalls,
      leadTimeMonths,
      replacementPrice,
      replacementCurrency:
        replacementPrice === null ? null : (row.currency ?? known.replacementCurrency ?? NO_CURRENCY),
      notes,
      ...(updatesNeedContract === null ? {} : { updatesNeedContract }),
    };
    const changes = differing<typeof known>(known, wanted);
    if (!work.write) shown.set(id, { ...known, ...changes });
    const changed = Object.keys(changes).length > 0;
    if (changed) {
      update(work, 'DeviceModel', isNew ? null : 'model', id, known, changes);
      work.staleModels.add(id as ModelId);
    }
    work.outcome(row, isNew ? 'created' : changed ? 'updated' : 'unchanged', row.model);
    done += 1;
    await step(done);
  }
}
