import { catalogueReader } from './catalogue.ts';
import type { Cells } from './cells.ts';
import { Repeats } from './repeats.ts';
import type { ModelImportRow } from './row-types.ts';
import { CATEGORY_WORDS, INSTALLER_WORDS, readTristate, readWholeNumber, words } from './values.ts';

/** Reads rows of models; see `ROW_READERS`. */
export function modelReader(cells: Cells<'models'>): () => ModelImportRow | null {
  const manufacturer = cells.required('manufacturer', cells.name('manufacturer'), '');
  const model = cells.required('model', cells.name('model'), '');
  const deviceType = cells.name('device_type');
  const category = cells.field('category', words(CATEGORY_WORDS));
  const udiDi = cells.identifier('udi_di');
  const catalogued = catalogueReader(cells);
  const softwareVersion = cells.name('software_version');
  const updatesNeedContract = cells.field('updates_need_contract', readTristate);
  const whoInstalls = cells.field('who_installs', words(INSTALLER_WORDS));
  const leadTimeMonths = cells.field('lead_time_months', (text) => readWholeNumber(text, 0, 240));
  const price = cells.money('replacement_price', 'currency');
  const notes = cells.collected('notes');
  const seen = new Repeats<'models', ModelImportRow>(cells, 'model');
  return () => {
    const row: ModelImportRow = {
      row: cells.row,
      manufacturer: manufacturer(),
      model: model(),
      deviceType: deviceType(),
      category: category(),
      udiDi: udiDi(),
      ...catalogued(),
      softwareVersion: softwareVersion(),
      updatesNeedContract: updatesNeedContract(),
      whoInstalls: whoInstalls(),
      leadTimeMonths: leadTimeMonths(),
      replacementPrice: price.amount(),
      currency: price.currency(),
      notes: notes(),
    };
    return cells.failed ? null : seen.told(row, [row.manufacturer, row.model, row.softwareVersion ?? ''], row.model);
  };
}
