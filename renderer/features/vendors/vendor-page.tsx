import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink, useParams, useSearchParams } from 'react-router';
import type { VendorId } from '../../../main/domain/ids.ts';
import { devicesLink } from '../../bridge/device-filter.ts';
import { DocumentsCard } from '../../bridge/documents-card.tsx';
import { failureOf } from '../../bridge/failure.ts';
import { May } from '../../bridge/may.tsx';
import { OpenObligations } from '../../bridge/obligations.tsx';
import { orpc } from '../../bridge/queries.ts';
import { HistoryOf } from '../../bridge/record-history.tsx';
import { SheetExport } from '../../bridge/sheet-export.tsx';
import { OpenTasks } from '../../bridge/tasks.tsx';
import { RecordActions } from '../../bridge/trash.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { RecordFailurePage } from '../../ui/record-failure.tsx';
import { PageTabs } from '../../ui/tabs.tsx';
import { ScorecardView } from './scorecard.tsx';
import type { VendorDetail } from './types.ts';
import { VendorAdvisories } from './vendor-advisories.tsx';
import { EditVendorDialog } from './vendor-dialog.tsx';

const TABS = ['contacts', 'scorecard', 'history'] as const;
type TabKey = (typeof TABS)[number];

/** One vendor: whom to ask, and what of it is in the register. */
export function VendorPage() {
  const text = useText();
  const { id = '' } = useParams();
  const vendor = useQuery({
    ...orpc.vendor.get.queryOptions({ input: { id: id as VendorId } }),
    placeholderData: keepPreviousData,
  });
  if (vendor.data) return <Loaded vendor={vendor.data} />;
  if (!vendor.error) return <LoadingPage />;
  return (
    <RecordFailurePage
      failure={failureOf(vendor.error)}
      onRetry={() => void vendor.refetch()}
      to="/vendors"
      list={text('vendors.title')}
    />
  );
}

function Loaded({ vendor }: { vendor: VendorDetail }) {
  const text = useText();
  const words = useWords();
  const [search, setSearch] = useSearchParams();
  const [editing, setEditing] = useState(false);
  const tab = TABS.find((one) => one === search.get('tab')) ?? 'contacts';
  const show = (next: TabKey) => setSearch(next === 'contacts' ? {} : { tab: next }, { replace: true });
  return (
    <Page
      title={vendor.name}
      subtitle={vendor.roles.map((role) => words.t(`vendorRole.${role}`)).join(', ')}
      crumbs={[{ label: text('vendors.title'), to: '/vendors' }, { label: vendor.name }]}
      actions={
        <>
          <May change="vendor.update">
            <Button onClick={() => setEditing(true)}>{text('vendors.edit.action')}</Button>
          </May>
          <SheetExport noun="vendor" id={vendor.id} />
          <May change="model.recordLetter">
            <Button variant="contained" color="primary" component={RouterLink} to={`/letters/new?vendor=${vendor.id}`}>
              {text('vendors.letter')}
            </Button>
          </May>
          <RecordActions noun="vendor" id={vendor.id} to="/vendors" />
        </>
      }
    >
      <PageTabs
        label={text('vendors.tab.label')}
        value={tab}
        onChange={show}
        tabs={[
          { key: 'contacts', label: text('vendors.tab.contacts'), count: vendor.contacts.length },
          { key: 'scorecard', label: text('scorecards.tab') },
          { key: 'history', label: text('vendors.tab.history') },
        ]}
      >
        {tab === 'scorecard' ? (
          <ScorecardView vendorId={vendor.id} />
        ) : (
          <Columns side={<Side vendor={vendor} />}>
            {tab === 'contacts' ? <Contacts vendor={vendor} onAdd={() => setEditing(true)} /> : null}
            {tab === 'history' ? (
              <HistoryOf id={vendor.id} history={orpc.vendor.history.queryOptions({ input: { id: vendor.id } })} />
            ) : null}
          </Columns>
        )}
      </PageTabs>
      {editing ? <EditVendorDialog vendor={vendor} onClose={() => setEditing(false)} /> : null}
    </Page>
  );
}

function Contacts({ vendor, onAdd }: { vendor: VendorDetail; onAdd: () => void }) {
  const text = useText();
  if (vendor.contacts.length === 0) {
    return (
      <Card>
        <EmptyState
          title={text('vendors.contacts.emptyTitle')}
          text={text('vendors.contacts.emptyText')}
          actions={
            <May change="vendor.update">
              <Button onClick={onAdd}>{text('vendors.contacts.add')}</Button>
            </May>
          }
        />
      </Card>
    );
  }
  return (
    <Card title={text('vendors.contacts.title')} flush>
      <Table sx={{ '& tbody tr:last-child > *': { borderBottom: 0 } }}>
        <TableHead>
          <TableRow>
            <TableCell>{text('vendors.contacts.name')}</TableCell>
            <TableCell>{text('vendors.contacts.role')}</TableCell>
            <TableCell>{text('vendors.contacts.email')}</TableCell>
            <TableCell>{text('vendors.contacts.phone')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {vendor.contacts.map(({ name, role, email, phone }) => (
            <TableRow key={`${name} ${email} ${phone}`}>
              <TableCell component="th" scope="row" sx={{ fontWeight: 550 }}>
                {name}
              </TableCell>
              <TableCell>{role}</TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>{email}</TableCell>
              <TableCell>{phone}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Side({ vendor }: { vendor: VendorDetail }) {
  const text = useText();
  const number = useNumber();
  const { models, devices, contracts, name } = vendor;
  const search = `?search=${encodeURIComponent(name)}`;
  const links = [
    { key: 'models', to: `/models${search}`, count: models },
    { key: 'devices', to: devicesLink({ vendorId: vendor.id }), count: devices },
    { key: 'contracts', to: `/contracts${search}`, count: contracts },
  ] as const;
  return (
    <>
      <Card title={text('vendors.register.title')}>
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '6px' }}>
          {links.map(({ key, to, count }) => {
            const said = text(`vendors.links.${key}`, { count, amount: number(count) });
            return (
              <li key={key}>
                {count === 0 ? (
                  <Box component="span" sx={{ color: paint.muted }}>
                    {said}
                  </Box>
                ) : (
                  <Link component={RouterLink} to={to}>
                    {said}
                  </Link>
                )}
              </li>
            );
          })}
        </Box>
      </Card>
      <OpenObligations vendorId={vendor.id} />
      <OpenTasks vendorId={vendor.id} />
      <DocumentsCard noun="vendor" id={vendor.id} />
      <VendorAdvisories vendorId={vendor.id} />
      <Card title={text('vendors.facts.title')}>
        <KeyValues
          keyWidth={132}
          items={[
            [text('vendors.field.aliases'), vendor.aliases.join(', ')],
            [text('vendors.field.securityContact'), vendor.securityContact],
            // Only the text: this program opens nothing on the network.
            [text('vendors.field.website'), vendor.website],
          ]}
        />
        {vendor.notes ? (
          <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', marginTop: '10px', color: paint.muted }}>
            {vendor.notes}
          </Box>
        ) : null}
      </Card>
    </>
  );
}
