import { Box } from '@mui/material';
import {
  CellStyleModule,
  type ColDef,
  ColumnApiModule,
  ColumnAutoSizeModule,
  type GetRowIdParams,
  type GridApi,
  type IDatasource,
  InfiniteRowModelModule,
  type IRowNode,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
  type SelectionColumnDef,
  TooltipModule,
  themeQuartz,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useText } from '../i18n/i18n.ts';
import { styleNonce } from './nonce.ts';
import { paint } from './paint.ts';
import { middle } from './two-lines.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

ModuleRegistry.registerModules([
  InfiniteRowModelModule,
  RowSelectionModule,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  CellStyleModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  ScrollApiModule,
  TooltipModule,
]);

/** A column. `colId` is what is sorted by; leave `sortable` out where the program cannot sort. */
export type GridColumn<Row> = ColDef<Row>;

export interface GridSort {
  readonly by: string;
  readonly descending: boolean;
}

export interface GridPageRequest {
  readonly offset: number;
  readonly limit: number;
  /** Null in the order that the program chooses. */
  readonly sort: GridSort | null;
}

export interface GridPage<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

const PAGE = 100;

const gridTheme = themeQuartz.withParams({
  browserColorScheme: 'inherit',
  fontFamily: 'inherit',
  fontSize: 14,
  headerFontSize: 12,
  headerFontWeight: 600,
  headerTextColor: paint.muted,
  headerBackgroundColor: paint.head,
  backgroundColor: paint.surface,
  foregroundColor: paint.text,
  textColor: paint.text,
  accentColor: paint.accent,
  borderColor: paint.line,
  rowBorder: { color: paint.line },
  headerColumnBorder: false,
  headerColumnResizeHandleColor: paint.line,
  columnBorder: false,
  rowHoverColor: paint.head,
  selectedRowBackgroundColor: paint.accentSoft,
  rowHeight: 35,
  headerHeight: 37,
  cellHorizontalPadding: 14,
  wrapperBorder: { color: paint.line },
  wrapperBorderRadius: 11,
  rangeSelectionBorderColor: paint.accent,
  focusShadow: `0 0 0 2px ${paint.accent}`,
  checkboxCheckedBackgroundColor: paint.accent,
  checkboxUncheckedBorderColor: paint.control,
});

/**
 * A register of any length: rows are fetched as they come into view. Arrow keys move, Enter opens, Space selects.
 *
 * A new `fetchPage` (another filter) starts at the top; a new `version` (something was written) reloads in place. Both
 * are compared by identity, so keep `fetchPage` in `useCallback`. It fills the height of its parent.
 */
export function DataGrid<Row extends { readonly id: string }>({
  label,
  columns,
  fetchPage,
  version = 0,
  initialSort = null,
  onOpen,
  onOpenCell,
  onSelect,
  onTotal,
  onSort,
  onFailure,
  empty,
  selectable = false,
  selectionRound = 0,
  everything = false,
  onSelectAll,
  onDeselect,
  rowHeight = 35,
  headerHeight,
}: {
  label: string;
  columns: readonly GridColumn<Row>[];
  fetchPage: (request: GridPageRequest) => Promise<GridPage<Row>>;
  version?: number;
  initialSort?: GridSort | null;
  onOpen?: (row: Row) => void;
  /** Instead of `onOpen` where each cell leads to something of its own; it is told the column. */
  onOpenCell?: (row: Row, colId: string) => void;
  /** Hears which rows are ticked, and how many of them stand outside what is on the screen. */
  onSelect?: (rows: readonly Row[], outside: number) => void;
  onTotal?: (total: number) => void;
  onSort?: (sort: GridSort | null) => void;
  onFailure?: (error: unknown) => void;
  empty?: ReactNode;
  selectable?: boolean;
  /** A new number takes the selection back. */
  selectionRound?: number;
  /** Every row counts as chosen, those too that were not fetched yet; taking one tick away ends that. */
  everything?: boolean;
  /** Ctrl+A, or Cmd+A, among the rows. */
  onSelectAll?: () => void;
  /** Escape among the rows. */
  onDeselect?: () => void;
  /** Height of a line; more than the usual 35 for lines of two rows of text. */
  rowHeight?: number;
  /** Height of the head, for headings of several lines. */
  headerHeight?: number;
}) {
  const text = useText();
  const [api, setApi] = useState<GridApi<Row> | null>(null);
  const [total, setTotal] = useState<number | null>(null);
  // The grid calls back long after it was given a function; it must reach the newest one.
  const latest = useRef({ onTotal, onFailure });
  latest.current = { onTotal, onFailure };

  const datasource = useMemo<IDatasource>(
    () => ({
      getRows({ startRow, endRow, sortModel, successCallback, failCallback }) {
        const [first] = sortModel;
        const sort = first ? { by: first.colId, descending: first.sort === 'desc' } : null;
        fetchPage({ offset: startRow, limit: endRow - startRow, sort }).then(
          (page) => {
            setTotal(page.total);
            latest.current.onTotal?.(page.total);
            successCallback([...page.rows], page.total);
          },
          (error: unknown) => {
            failCallback();
            latest.current.onFailure?.(error);
          },
        );
      },
    }),
    [fetchPage],
  );

  useEffect(() => {
    api?.setGridOption('datasource', datasource);
  }, [api, datasource]);

  const shownVersion = useRef(version);
  useEffect(() => {
    if (!api || shownVersion.current === version) return;
    shownVersion.current = version;
    api.refreshInfiniteCache();
  }, [api, version]);

  const shownRound = useRef(selectionRound);
  useEffect(() => {
    if (!api || shownRound.current === selectionRound) return;
    shownRound.current = selectionRound;
    api.deselectAll();
  }, [api, selectionRound]);

  useEffect(() => {
    if (api && everything) tickAll(api);
  }, [api, everything]);

  const columnDefs = useMemo(
    () =>
      columns.map((column) =>
        initialSort && column.colId === initialSort.by
          ? { ...column, initialSort: initialSort.descending ? ('desc' as const) : ('asc' as const) }
          : column,
      ),
    [columns, initialSort],
  );
  const defaultColDef = useMemo<ColDef<Row>>(
    () => ({ sortable: false, resizable: true, suppressMovable: false, minWidth: 72, suppressHeaderMenuButton: true }),
    [],
  );
  const rowSelection = useMemo(
    () =>
      selectable
        ? ({ mode: 'multiRow', checkboxes: true, headerCheckbox: false, enableClickSelection: false } as const)
        : undefined,
    [selectable],
  );

  const tellSelection = (grid: GridApi<Row>) => {
    const rows = grid.getSelectedRows();
    const shown = new Set(grid.getRenderedNodes().flatMap(({ data }) => (data ? [data.id] : [])));
    onSelect?.(rows, rows.filter(({ id }) => !shown.has(id)).length);
  };
  const selectionColumnDef = useMemo<SelectionColumnDef>(
    () => ({
      width: 44,
      cellStyle: middle,
      headerComponent: () => <VisuallyHidden>{text('grid.select')}</VisuallyHidden>,
    }),
    [text],
  );

  return (
    <Box
      onKeyDown={(event) => {
        if (onSelectAll && event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          onSelectAll();
        } else if (onDeselect && event.key === 'Escape') onDeselect();
      }}
      sx={{
        flex: 1,
        minHeight: 240,
        position: 'relative',
        // Where scroll bars lie over what they scroll, as on a Mac, the one of the grid must not hide the last figure.
        '& .ag-scrollbar-invisible .ag-body-vertical-scroll-viewport': { backgroundColor: 'transparent' },
        '& .ag-row': { cursor: onOpen || onOpenCell ? 'pointer' : 'default' },
        '& .ag-cell-focus:focus-visible': { outline: `2px solid ${paint.accent}`, outlineOffset: '-2px' },
      }}
    >
      <Box sx={{ position: 'absolute', inset: 0 }}>
        <AgGridReact<Row>
          theme={gridTheme}
          {...(styleNonce === undefined ? {} : { styleNonce })}
          aria-label={label}
          rowModelType="infinite"
          rowHeight={rowHeight}
          {...(headerHeight === undefined ? {} : { headerHeight })}
          cacheBlockSize={PAGE}
          maxBlocksInCache={20}
          infiniteInitialRowCount={1}
          blockLoadDebounceMillis={40}
          columnDefs={columnDefs}
          defaultColDef={defaultColDef}
          {...(rowSelection ? { rowSelection, selectionColumnDef } : {})}
          getRowId={({ data }: GetRowIdParams<Row>) => data.id}
          suppressCellFocus={false}
          // The Tab key leaves the register, however many rows it has; among them one moves with the arrows.
          tabToNextCell={leaveByTab}
          tabToNextHeader={leaveByTab}
          suppressDragLeaveHidesColumns
          tooltipShowDelay={500}
          overlayNoRowsTemplate="<span></span>"
          onGridReady={(event) => {
            event.api.setGridAriaProperty('label', label);
            setApi(event.api);
          }}
          onRowClicked={(event) => {
            // A click on the checkbox of a row selects; only the rest of the row opens.
            const inCheckbox =
              event.event?.target instanceof Element && event.event.target.closest('.ag-selection-checkbox');
            if (event.data && !inCheckbox) onOpen?.(event.data);
          }}
          onCellClicked={(event) => {
            if (event.data) onOpenCell?.(event.data, event.column.getColId());
          }}
          onCellKeyDown={(event) => {
            if (!(event.event instanceof KeyboardEvent) || event.event.key !== 'Enter' || !event.data) return;
            if (onOpenCell && 'column' in event) onOpenCell(event.data, event.column.getColId());
            else onOpen?.(event.data);
          }}
          onSelectionChanged={(event) => {
            // What the grid ticked for `everything` is nobody's choice.
            if (!(everything && event.source === 'api')) tellSelection(event.api);
          }}
          onModelUpdated={(event) => {
            if (everything) tickAll(event.api);
          }}
          onViewportChanged={(event) => {
            if (!everything && event.api.getSelectedRows().length > 0) tellSelection(event.api);
          }}
          onSortChanged={(event) => {
            const sorted = event.api.getColumnState().find((column) => column.sort);
            onSort?.(sorted ? { by: sorted.colId, descending: sorted.sort === 'desc' } : null);
          }}
        />
      </Box>
      {total === 0 && empty ? (
        <Box
          sx={{
            position: 'absolute',
            inset: '38px 1px 1px',
            backgroundColor: paint.surface,
            borderRadius: '0 0 11px 11px',
          }}
        >
          {empty}
        </Box>
      ) : null}
      <Box role="status" sx={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}>
        {total === null ? '' : text('grid.rows', { count: total })}
      </Box>
    </Box>
  );
}

/** Hands the Tab key to the browser, which goes on to what comes after. */
function leaveByTab(): false {
  return false;
}

/** Ticks the rows that were fetched and are not ticked yet. */
function tickAll<Row>(api: GridApi<Row>): void {
  const nodes: IRowNode<Row>[] = [];
  api.forEachNode((node) => {
    if (node.data && !node.isSelected()) nodes.push(node);
  });
  if (nodes.length > 0) api.setNodesSelected({ nodes, newValue: true, source: 'api' });
}
