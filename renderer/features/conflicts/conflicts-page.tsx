import { useCallback, useState } from 'react';
import { CONFLICT_KINDS } from '../../../main/domain/conflict.ts';
import { client } from '../../bridge/client.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DataGrid, type GridPageRequest } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState, type ShownFailure } from '../../ui/error-state.tsx';
import { FilterBar } from '../../ui/filter-chip.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import { Page } from '../../ui/page.tsx';
import { useConflictColumns } from './conflict-columns.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import type { Conflict, ConflictLine } from './types.ts';

/** Contradictions between contracts, cover and support: what is paid for nothing first, then what is not covered. */
export function ConflictsPage() {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const columns = useConflictColumns();
  const version = useChangeCount('contract', 'device', 'model', 'vendor');
  const [kinds, setKinds] = useState<readonly string[]>([]);
  const [total, setTotal] = useState<number | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [open, setOpen] = useState<Conflict | null>(null);
  const [counts, setCounts] = useState<Outputs['conflict']['list']['counts'] | null>(null);
  const kindOf = (key: string) => CONFLICT_KINDS.find((one) => one === key);
  const fetchPage = useCallback(
    async ({ offset, limit }: GridPageRequest) => {
      const kind = CONFLICT_KINDS.filter((one) => kinds.includes(one));
      const { rows, counts: all } = await client.conflict.list(kind.length === 0 ? {} : { kind });
      setCounts(all);
      return { total: rows.length, rows: rows.slice(offset, offset + limit).map((row) => ({ ...row, id: row.key })) };
    },
    [kinds],
  );
  return (
    <Page
      title={text('conflicts.title')}
      subtitle={total === null || total === 0 ? ' ' : text('conflicts.count', { count: total, amount: number(total) })}
      crumbs={[{ label: text('contracts.title'), to: '/contracts' }, { label: text('conflicts.title') }]}
      fill
      actions={
        <ListExport
          name="conflicts"
          question={kinds.length === 0 ? {} : { kind: kinds }}
          label={text('conflicts.export')}
        />
      }
    >
      <FilterBar>
        <FilterMenu
          name={text('conflicts.column.kind')}
          chosen={kinds}
          labelOf={(key) => {
            const kind = kindOf(key);
            return kind ? words.t(`conflict.kind.${kind}`) : '';
          }}
          counted={
            counts === null
              ? null
              : CONFLICT_KINDS.filter((kind) => counts[kind]).map((key) => ({
                  key,
                  label: words.t(`conflict.kind.${key}`),
                  count: counts[key] ?? 0,
                }))
          }
          onChange={setKinds}
        />
      </FilterBar>
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <DataGrid<ConflictLine>
          label={text('conflicts.title')}
          columns={columns}
          fetchPage={fetchPage}
          version={version}
          rowHeight={54}
          onOpen={setOpen}
          onTotal={setTotal}
          onFailure={(error) => setFailure(failureOf(error))}
          empty={<EmptyState title={text('conflicts.noneTitle')} text={text('conflicts.noneText')} />}
        />
      )}
      {open ? <ConflictDialog conflict={open} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}
