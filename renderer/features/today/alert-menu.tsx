import { Divider, IconButton, Menu, MenuItem } from '@mui/material';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { deviceFilterSearch } from '../../bridge/device-filter.ts';
import { useMayChange } from '../../bridge/may.tsx';
import type { Decision } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
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
  const id = useId();
  const navigate = useNavigate();
  const mayChange = useMayChange('alert.acknowledge');
  const mayAccept = useMayChange('exception.create');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const take = (action: () => void) => () => {
    setAnchor(null);
    action();
  };
  const { deviceId, devices } = line;
  return (
    <>
      <IconButton
        id={id}
        size="small"
        aria-label={text('alerts.more', { title })}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        data-control="menu"
        sx={{ margin: '-4px -8px -4px 2px' }}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          {[3, 8, 13].map((x) => (
            <circle key={x} cx={x} cy="8" r="1.4" fill="currentColor" />
          ))}
        </svg>
      </IconButton>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ list: { 'aria-labelledby': id } }}
      >
        {mayChange && line.quiet ? (
          <MenuItem onClick={take(() => void actions.reopen([line]))}>{text('alerts.do.reopen')}</MenuItem>
        ) : null}
        {mayChange && !line.quiet
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
          : null}
        {mayChange ? <MenuItem onClick={take(() => onAsk('assign'))}>{text('alerts.do.assign')}</MenuItem> : null}
        {mayChange && devices > 0 ? <Divider /> : null}
        {mayAccept && ACCEPTED.has(line.kind) ? (
          <MenuItem onClick={take(() => void navigate(acceptLink(line)))}>{text('exceptions.acceptRisk')}</MenuItem>
        ) : null}
        {deviceId ? (
          <MenuItem onClick={take(() => void navigate(`/devices/${deviceId}?tab=alerts`))}>
            {text('alerts.do.explain')}
          </MenuItem>
        ) : devices > 0 ? (
          <MenuItem onClick={take(() => onAsk('devices'))}>{text('alerts.do.devices')}</MenuItem>
        ) : null}
      </Menu>
    </>
  );
}
