import { useMemo } from 'react';
import { useText, useWords } from '../../i18n/i18n.ts';
import type { GridColumn } from '../../ui/data-grid.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { useSupportText } from './support-text.ts';
import type { DeviceRow } from './types.ts';

/** All columns that the register can show, in their order. */
export const COLUMN_KEYS = [
  'assetTag',
  'serialNumber',
  'manufacturer',
  'model',
  'deviceType',
  'softwareVersion',
  'department',
  'location',
  'status',
  'support',
  'until',
  'limitedBy',
  'actBy',
] as const;
export type ColumnKey = (typeof COLUMN_KEYS)[number];

/** The columns at first. */
export const FIRST_COLUMNS: readonly ColumnKey[] = [
  'assetTag',
  'manufacturer',
  'model',
  'department',
  'support',
  'until',
  'limitedBy',
];

/** The shown columns of the register; names of columns that can be sorted by are those of the promise. */
export function useRegisterColumns(shown: readonly ColumnKey[]): readonly GridColumn<DeviceRow>[] {
  const text = useText();
  const words = useWords();
  const support = useSupportText();
  // The grid compares columns by identity; texts only change with the language.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(() => {
    const all: Record<ColumnKey, GridColumn<DeviceRow>> = {
      assetTag: { field: 'assetTag', sortable: true, width: 92, minWidth: 80 },
      serialNumber: { field: 'serialNumber', sortable: true, width: 140 },
      manufacturer: { field: 'manufacturer', sortable: true, flex: 1, minWidth: 130 },
      model: { field: 'model', sortable: true, flex: 1.2, minWidth: 152 },
      deviceType: { field: 'deviceType', flex: 1, minWidth: 110 },
      softwareVersion: { field: 'softwareVersion', width: 100 },
      department: { field: 'department', sortable: true, flex: 0.8, minWidth: 100 },
      location: { field: 'location', flex: 0.9, minWidth: 110 },
      status: {
        sortable: true,
        width: 110,
        valueGetter: ({ data }) => (data ? words.t(`status.${data.status}`) : ''),
      },
      support: {
        sortable: true,
        width: 164,
        minWidth: 150,
        valueGetter: ({ data }) => (data ? support.tag(data.support) : ''),
        cellRenderer: ({ data, value }: { data?: DeviceRow; value?: string }) =>
          data ? <StatusTag band={data.support.band}>{value}</StatusTag> : null,
      },
      until: {
        width: 116,
        cellClass: 'ag-right-aligned-cell',
        headerClass: 'ag-right-aligned-header',
        valueGetter: ({ data }) => (data ? support.until(data.support) : ''),
        tooltipValueGetter: ({ value }) => value,
      },
      limitedBy: {
        flex: 1.6,
        minWidth: 190,
        valueGetter: ({ data }) => (data ? support.limitedBy(data.support) : ''),
        tooltipValueGetter: ({ data }) => (data ? support.limitSentence(data.support) : ''),
        cellStyle: { color: 'var(--ms-muted)' },
      },
      actBy: {
        sortable: true,
        width: 120,
        cellClass: 'ag-right-aligned-cell',
        headerClass: 'ag-right-aligned-header',
        valueGetter: ({ data }) => (data?.support.actBy ? words.day(data.support.actBy) : ''),
      },
    };
    return COLUMN_KEYS.filter((key) => shown.includes(key)).map((key) => ({
      ...all[key],
      colId: key,
      headerName: text(`devices.column.${key}`),
    }));
  }, [shown]);
}
