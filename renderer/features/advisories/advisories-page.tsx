import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { SEVERITIES } from '../../../main/domain/advisory.ts';
import type { VendorId } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { listed, SavedViews, unlisted } from '../../bridge/saved-views.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DataGrid, type GridPageRequest } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState, type ShownFailure } from '../../ui/error-state.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-chip.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useAdvisoryColumns } from './advisory-columns.tsx';
import type { AdvisoryRow } from './types.ts';

/** Advisories in their newest versions, the latest release first. `?search=` and `?vendor=` come from other pages. */
export function AdvisoriesPage() {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const navigate = useNavigate();
  const columns = useAdvisoryColumns();
  const version = useChangeCount('advisory', 'finding', 'vendor');
  const [address, setAddress] = useSearchParams();
  const vendorId = address.get('vendor') as VendorId | null;
  const [search, setSearch] = useState(address.get('search') ?? '');
  const [severity, setSeverity] = useState<readonly string[]>([]);
  const [publisher, setPublisher] = useState<readonly string[]>([]);
  const [exploited, setExploited] = useState(false);
  const [open, setOpen] = useState(false);
  const [total, setTotal] = useState<number | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const facets = useQuery(orpc.advisory.facets.queryOptions());
  const vendor = useQuery({
    ...orpc.vendor.get.queryOptions({ input: { id: vendorId as VendorId } }),
    enabled: vendorId !== null,
  });
  const filter = useMemo(
    () => ({
      search,
      severity: SEVERITIES.filter((one) => severity.includes(one)),
      publisher: [...publisher],
      ...(exploited ? { exploited } : {}),
      ...(open ? { open } : {}),
      ...(vendorId === null ? {} : { vendorId }),
    }),
    [search, severity, publisher, exploited, open, vendorId],
  );
  const everything =
    search === '' && severity.length + publisher.length === 0 && !exploited && !open && vendorId === null;
  const fetchPage = useCallback(
    ({ offset, limit }: GridPageRequest) => client.advisory.list({ offset, limit, filter }),
    [filter],
  );
  const clear = () => {
    setSearch('');
    setSeverity([]);
    setPublisher([]);
    setExploited(false);
    setOpen(false);
    setAddress({}, { replace: true });
  };
  const severityText = (key: string) => {
    const known = SEVERITIES.find((one) => one === key);
    return known ? words.t(`advisory.severity.${known}`) : '';
  };
  const take = (
    <May change="imports.advisories">
      <Button variant="contained" color="primary" component={Link} to="/advisories/import">
        {text('advisories.import')}
      </Button>
    </May>
  );
  return (
    <Page
      title={text('advisories.title')}
      subtitle={
        total === null || (total === 0 && everything)
          ? ' '
          : text(everything ? 'advisories.count' : 'advisories.found', { count: total, amount: number(total) })
      }
      fill
      actions={
        <>
          <Button component={Link} to="/kev">
            {text('advisories.kev')}
          </Button>
          <ListExport name="advisories" question={{ filter }} />
          {take}
        </>
      }
    >
      <FilterBar
        end={
          <SavedViews
            page="advisories"
            extra={{
              words: search,
              severity: listed(severity),
              publisher: listed(publisher),
              exploited: exploited ? '1' : '',
              open: open ? '1' : '',
            }}
            onExtra={(extra) => {
              setSearch(extra['words'] ?? '');
              setSeverity(unlisted(extra['severity']));
              setPublisher(unlisted(extra['publisher']));
              setExploited(extra['exploited'] === '1');
              setOpen(extra['open'] === '1');
            }}
          />
        }
      >
        <SearchField label={text('advisories.search')} value={search} onChange={setSearch} />
        <FilterMenu
          name={text('advisories.filter.severity')}
          chosen={severity}
          labelOf={severityText}
          counted={
            facets.data
              ? SEVERITIES.toReversed()
                  .filter((key) => facets.data.severity[key])
                  .map((key) => ({ key, label: severityText(key), count: facets.data.severity[key] ?? 0 }))
              : null
          }
          failed={facets.error !== null}
          onChange={setSeverity}
        />
        <FilterMenu
          name={text('advisories.filter.publisher')}
          chosen={publisher}
          labelOf={(key) => key}
          counted={facets.data?.publisher.map(({ key, count }) => ({ key, label: key, count })) ?? null}
          failed={facets.error !== null}
          onChange={setPublisher}
        />
        <FilterChip
          label={text('advisories.filter.exploited')}
          active={exploited}
          onClick={() => setExploited(!exploited)}
        />
        <FilterChip label={text('advisories.filter.open')} active={open} onClick={() => setOpen(!open)} />
        {vendorId === null ? null : (
          <FilterChip
            label={text('advisories.filter.vendor', { vendor: vendor.data?.name ?? '' })}
            active
            onClear={() => setAddress({}, { replace: true })}
          />
        )}
      </FilterBar>
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <DataGrid<AdvisoryRow>
          label={text('advisories.title')}
          columns={columns}
          fetchPage={fetchPage}
          version={version}
          rowHeight={54}
          onOpen={(row) => void navigate(`/advisories/${row.id}`)}
          onTotal={setTotal}
          onFailure={(error) => setFailure(failureOf(error))}
          empty={
            everything ? (
              <EmptyState title={text('advisories.noneTitle')} text={text('advisories.noneText')} actions={take} />
            ) : (
              <EmptyState
                title={text('advisories.filteredTitle')}
                text={text('advisories.filteredText')}
                actions={<Button onClick={clear}>{text('advisories.filter.clear')}</Button>}
              />
            )
          }
        />
      )}
    </Page>
  );
}
