import { useMemo } from 'react';
import { releaseEndText } from '../../../main/words/reasons.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import type { GridColumn } from '../../ui/data-grid.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import type { ReleaseRow } from './types.ts';

const RIGHT = { cellClass: 'ag-right-aligned-cell', headerClass: 'ag-right-aligned-header' };

/** Columns of the product catalogue. Edition and channel stand apart, because the end depends on them (domain.md 1.6 E1). */
export function useCatalogueColumns(): readonly GridColumn<ReleaseRow>[] {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  // The grid compares columns by identity; texts only change with the language.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(
    () => [
      {
        colId: 'label',
        field: 'label',
        headerName: text('catalogue.column.label'),
        flex: 1,
        minWidth: 240,
        tooltipField: 'key',
      },
      {
        colId: 'edition',
        headerName: text('catalogue.column.edition'),
        width: 168,
        valueGetter: ({ data }) => (data?.edition ? words.t(`catalogue.edition.${data.edition}`) : ''),
      },
      {
        colId: 'channel',
        headerName: text('catalogue.column.channel'),
        width: 162,
        valueGetter: ({ data }) => (data?.channel ? words.t(`catalogue.channel.${data.channel}`) : ''),
      },
      {
        colId: 'ends',
        headerName: text('catalogue.column.ends'),
        width: 176,
        ...RIGHT,
        cellRenderer: ({ data }: { data?: ReleaseRow }) => {
          if (!data) return null;
          const end = releaseEndText(data.securityEnd, words);
          return data.override?.securityEndOn ? <Tag tone="plan">{text('catalogue.ownDate', { day: end })}</Tag> : end;
        },
      },
      {
        colId: 'extension',
        headerName: text('catalogue.column.extension'),
        width: 126,
        ...RIGHT,
        cellRenderer: ({ data }: { data?: ReleaseRow }) => {
          if (!data?.paidExtensionEndOn) return null;
          const day = words.day(data.paidExtensionEndOn);
          return data.override?.paidExtensionEndOn ? <Tag tone="plan">{day}</Tag> : day;
        },
      },
      {
        colId: 'devices',
        headerName: text('catalogue.column.devices'),
        width: 96,
        ...RIGHT,
        valueGetter: ({ data }) => (data && data.devices > 0 ? number(data.devices) : ''),
      },
    ],
    [],
  );
}
