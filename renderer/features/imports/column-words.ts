import { type CanonicalColumn, IMPORT_COLUMNS } from '../../../main/domain/import/headings.ts';
import { useWords } from '../../i18n/i18n.ts';

const COLUMNS: readonly CanonicalColumn[] = [...new Set(Object.values(IMPORT_COLUMNS).flat())];

/** The name of a canonical column; anything else as it is. */
export function useColumnText(): (column: string) => string {
  const words = useWords();
  return (column) => {
    const known = COLUMNS.find((one) => one === column);
    return known ? words.t(`importColumn.${known}`) : column;
  };
}
