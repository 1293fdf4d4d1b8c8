import { Divider, MenuItem } from '@mui/material';
import { useNavigate } from 'react-router';
import { deviceFilterSearch } from '../../bridge/device-filter.ts';
import { useMayChange } from '../../bridge/may.tsx';
import type { Decision } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { MoreMenu } from '../../ui/more-menu.tsx';
import type { AlertActions } from './alert-actions.ts';

/** A question that a line or several are asked with. */
export type Asking = 'aside' | 'assign' | 'devices';

/** Lines that an accepted risk takes off the list. */
const ACCEPTED = new Set<Decision['kind']>(['act_on_unsupported', 'start_replacement']);

/** Where the risk of a line is accepted: for its one device, or for all of the model that end for the same reason. */
function acceptLink({ deviceId, modelId, limitedBy, bands }: Decision): string {
  const search = deviceFilterSearch({
    modelId: modelId ?? undefined,
    limitKind: limitedBy ? [limitedBy.kind] : undefined,
    limitName: limitedBy?.name,
    band: bands,
  });
  if (deviceId) return `/exceptions?accept=${deviceId}`;
  search.set('accept', 'all');
  return `/exceptions?${search}`;
}

/** What can be done about one line, behind three dots. */
export function AlertMenu({
  line,
  title,
  actions,
  onAsk,
}: {
  line: Decision;
  title: string;
  actions: AlertActions;
  onAsk: (asking: Asking) => void;
}) {
  const text = useText();
  const navigate = useNavigate();
  const mayChange = useMayChange('alert.acknowledge');
  const mayAccept = useMayChange('exception.create');
  const { deviceId, devices } = line;
  return (
    <MoreMenu label={text('alerts.more', { title })} small>
      {(take) => [
        mayChange && line.quiet ? (
          <MenuItem key="reopen" onClick={take(() => void actions.reopen([line]))}>
            {text('alerts.do.reopen')}
          </MenuItem>
        ) : null,
        ...(mayChange && !line.quiet
          ? [
              <MenuItem key="acknowledge" onClick={take(() => void actions.setAside([line], null, null))}>
                {text('alerts.do.acknowledge')}
              </MenuItem>,
              <MenuItem key="week" onClick={take(() => void actions.snooze([line], 'week'))}>
                {text('alerts.do.week')}
              </MenuItem>,
              <MenuItem key="month" onClick={take(() => void actions.snooze([line], 'month'))}>
                {text('alerts.do.month')}
              </MenuItem>,
              <MenuItem key="aside" onClick={take(() => onAsk('aside'))}>
                {text('alerts.do.aside')}
              </MenuItem>,
            ]
          : []),
        mayChange ? (
          <MenuItem key="assign" onClick={take(() => onAsk('assign'))}>
            {text('alerts.do.assign')}
          </MenuItem>
        ) : null,
        mayChange && devices > 0 ? <Divider key="line" /> : null,
        mayAccept && ACCEPTED.has(line.kind) ? (
          <MenuItem key="accept" onClick={take(() => void navigate(acceptLink(line)))}>
            {text('exceptions.acceptRisk')}
          </MenuItem>
        ) : null,
        deviceId ? (
          <MenuItem key="explain" onClick={take(() => void navigate(`/devices/${deviceId}?tab=alerts`))}>
            {text('alerts.do.explain')}
          </MenuItem>
        ) : devices > 0 ? (
          <MenuItem key="devices" onClick={take(() => onAsk('devices'))}>
            {text('alerts.do.devices')}
          </MenuItem>
        ) : null,
      ]}
    </MoreMenu>
  );
}
