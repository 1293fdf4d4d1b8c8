import { Button, Divider, Menu, MenuItem } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { DeviceId } from '../../../main/domain/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { HistoryOf } from '../../bridge/record-history.tsx';
import { SheetExport } from '../../bridge/sheet-export.tsx';
import { RemoveDialog, useMayRemove } from '../../bridge/trash.tsx';
import { useText } from '../../i18n/i18n.ts';
import { LoadingPage } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { RecordFailurePage } from '../../ui/record-failure.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { PageTabs } from '../../ui/tabs.tsx';
import { AlertsTab } from './alerts-tab.tsx';
import { ContractsTab } from './contracts-tab.tsx';
import { DatesTab } from './dates-tab.tsx';
import { DetailsTab } from './details-tab.tsx';
import { SupportTab } from './support-tab.tsx';
import { useSupportText } from './support-text.ts';
import { TaskDialog } from './task-dialog.tsx';
import { useMayTask } from './task-may.ts';
import type { DeviceDetail, Task } from './types.ts';

const TABS = ['support', 'details', 'contracts', 'dates', 'alerts', 'history'] as const;
type TabKey = (typeof TABS)[number];

/** One device: until when it is supported, why, and what would change that. */
export function DevicePage() {
  const text = useText();
  const { id = '' } = useParams();
  const device = useQuery({
    ...orpc.device.get.queryOptions({ input: { id: id as DeviceId } }),
    placeholderData: keepPreviousData,
  });
  if (device.data) return <Loaded device={device.data} />;
  if (!device.error) return <LoadingPage />;
  return (
    <RecordFailurePage
      failure={failureOf(device.error)}
      onRetry={() => void device.refetch()}
      to="/devices"
      list={text('devices.title')}
    />
  );
}

function Loaded({ device }: { device: DeviceDetail }) {
  const text = useText();
  const support = useSupportText();
  const [search, setSearch] = useSearchParams();
  const may = useMayTask();
  const [task, setTask] = useState<Task | null>(null);
  const tab = TABS.find((one) => one === search.get('tab')) ?? 'support';
  const show = (next: TabKey) => setSearch(next === 'support' ? {} : { tab: next }, { replace: true });
  const tag = device.assetTag ?? device.serialNumber ?? text('devices.noTag');
  return (
    <Page
      title={device.model}
      beside={<StatusTag band={device.support.band}>{support.tag(device.support)}</StatusTag>}
      crumbs={[{ label: text('devices.title'), to: '/devices' }, { label: tag }]}
      actions={
        <>
          {may('edit') ? (
            <Button onClick={() => setTask({ kind: 'edit' })}>{text('devices.edit.action')}</Button>
          ) : null}
          <SheetExport noun="device" id={device.id} />
          <RecordMenu device={device} onTask={setTask} />
        </>
      }
    >
      <PageTabs
        label={text('devices.tab.label')}
        value={tab}
        onChange={show}
        tabs={[
          { key: 'support', label: text('devices.tab.support') },
          { key: 'details', label: text('devices.tab.details') },
          { key: 'contracts', label: text('devices.tab.contracts'), count: device.contracts.length },
          { key: 'dates', label: text('devices.tab.dates'), count: device.milestones.length },
          { key: 'alerts', label: text('devices.tab.alerts') },
          { key: 'history', label: text('devices.tab.history') },
        ]}
      >
        {tab === 'support' ? <SupportTab device={device} onTask={setTask} /> : null}
        {tab === 'details' ? <DetailsTab device={device} onTask={setTask} /> : null}
        {tab === 'contracts' ? <ContractsTab device={device} onTask={setTask} /> : null}
        {tab === 'dates' ? <DatesTab device={device} onTask={setTask} /> : null}
        {tab === 'alerts' ? <AlertsTab id={device.id} /> : null}
        {tab === 'history' ? (
          <HistoryOf id={device.id} history={orpc.device.history.queryOptions({ input: { id: device.id } })} />
        ) : null}
      </PageTabs>
      {task ? <TaskDialog device={device} task={task} onClose={() => setTask(null)} /> : null}
    </Page>
  );
}

/** Everything that can be recorded about a device. */
function RecordMenu({ device, onTask }: { device: DeviceDetail; onTask: (task: Task) => void }) {
  const text = useText();
  const may = useMayTask();
  const navigate = useNavigate();
  const mayRemove = useMayRemove('device');
  const [removing, setRemoving] = useState(false);
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const take = (task: Task) => () => {
    setAnchor(null);
    onTask(task);
  };
  const gone = device.status === 'disposed';
  const records = (
    [
      [{ kind: 'vendor_date' }, 'vendorDate'],
      [{ kind: 'extension', componentId: null }, 'extension'],
      [{ kind: 'statement', componentId: null }, 'statement'],
      [{ kind: 'component', component: null }, 'component'],
    ] as const
  ).filter(([{ kind }]) => may(kind));
  const decides = may('plan') || may('accept') || may('retire') || mayRemove;
  if (records.length === 0 && !decides) return null;
  return (
    <>
      <Button
        id={id}
        variant="contained"
        color="primary"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        endIcon={
          <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
            <path d="M1.5 3.2 5 6.8l3.5-3.6" fill="none" stroke="currentColor" strokeWidth="1.6" />
          </svg>
        }
      >
        {text('devices.record.action')}
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ list: { 'aria-labelledby': id } }}
      >
        {records.map(([task, word]) => (
          <MenuItem key={word} onClick={take(task)}>
            {text(`devices.record.${word}`)}
          </MenuItem>
        ))}
        {records.length > 0 && decides ? <Divider /> : null}
        {may('plan') ? <MenuItem onClick={take({ kind: 'plan' })}>{text('devices.record.plan')}</MenuItem> : null}
        {may('accept') ? (
          <MenuItem onClick={take({ kind: 'accept' })} disabled={gone || device.status === 'retired'}>
            {text('exceptions.acceptRisk')}
          </MenuItem>
        ) : null}
        {may('retire') ? (
          <MenuItem onClick={take({ kind: 'retire' })} disabled={gone}>
            {text('devices.record.retire')}
          </MenuItem>
        ) : null}
        {mayRemove ? (
          <MenuItem
            onClick={() => {
              setAnchor(null);
              setRemoving(true);
            }}
          >
            {text('trash.remove.action')}
          </MenuItem>
        ) : null}
      </Menu>
      {removing ? (
        <RemoveDialog
          noun="device"
          ids={[device.id]}
          leaves
          onClose={() => setRemoving(false)}
          onDone={() => void navigate('/devices')}
        />
      ) : null}
    </>
  );
}
