import type { Cells, Field } from './cells.ts';
import type { DeviceImportRow } from './row-types.ts';
import { readIdentifier, warning } from './values.ts';

/** How a model is called in its maker's catalogue and in the GMDN (domain.md 5.5). */
type Catalogued = Pick<DeviceImportRow, 'catalogNumber' | 'gmdnCode' | 'gmdnTerm'>;

/** Longest code of the GMDN that a model can keep; real ones have five digits. */
const LONGEST_CODE = 20;

/** Reads how a row calls its model elsewhere. A number in the place of the GMDN's name is its code. */
export function catalogueReader(cells: Cells<'devices'> | Cells<'models'>): Field<Catalogued> {
  const catalogNumber = cells.identifier('catalog_number');
  const code = cells.field('gmdn_code', (text) => {
    const read = readIdentifier(text);
    return (read.value?.length ?? 0) > LONGEST_CODE ? { value: null, problem: warning('text_too_long') } : read;
  });
  const term = cells.name('gmdn_term');
  return () => {
    const gmdnCode = code();
    const gmdnTerm = term();
    const isCode = gmdnTerm !== null && gmdnCode === null && /^\d{5}$/.test(gmdnTerm);
    return {
      catalogNumber: catalogNumber(),
      gmdnCode: isCode ? gmdnTerm : gmdnCode,
      gmdnTerm: isCode ? null : gmdnTerm,
    };
  };
}
