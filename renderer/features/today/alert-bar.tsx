import { Box, Button, Menu, MenuItem } from '@mui/material';
import { useId, useState } from 'react';
import type { Decision } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { paint } from '../../ui/paint.ts';
import type { AlertActions } from './alert-actions.ts';
import type { Asking } from './alert-menu.tsx';

/** What can be done about the selected lines together. */
export function AlertBar({
  selected,
  actions,
  onAsk,
  onClear,
}: {
  selected: readonly Decision[];
  actions: AlertActions;
  onAsk: (asking: Asking) => void;
  onClear: () => void;
}) {
  const text = useText();
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const quiet = selected.every((line) => line.quiet);
  const take = (action: () => void) => () => {
    setAnchor(null);
    action();
  };
  return (
    <Box
      role="region"
      aria-label={text('alerts.bar')}
      data-screen-only
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1,
        alignItems: 'center',
        position: 'sticky',
        top: 8,
        zIndex: 2,
        marginBottom: '12px',
        padding: '3px 3px 3px 14px',
        border: `1px solid ${paint.accent}`,
        borderRadius: '11px',
        backgroundColor: paint.accentSoft,
      }}
    >
      <Box role="status" sx={{ flex: 1, fontWeight: 600, color: paint.accent, whiteSpace: 'nowrap' }}>
        {text('alerts.selected', { count: selected.length })}
      </Box>
      {quiet ? (
        <Button disabled={actions.busy} onClick={() => void actions.reopen(selected)}>
          {text('alerts.do.reopen')}
        </Button>
      ) : (
        <>
          <Button disabled={actions.busy} onClick={() => void actions.setAside(selected, null, null)}>
            {text('alerts.do.acknowledge')}
          </Button>
          <Button
            id={id}
            disabled={actions.busy}
            aria-haspopup="menu"
            aria-expanded={anchor !== null}
            onClick={(event) => setAnchor(event.currentTarget)}
          >
            {text('alerts.do.snooze')}
          </Button>
          <Menu
            open={anchor !== null}
            anchorEl={anchor}
            onClose={() => setAnchor(null)}
            slotProps={{ list: { 'aria-labelledby': id } }}
          >
            <MenuItem onClick={take(() => void actions.snooze(selected, 'week'))}>{text('alerts.do.week')}</MenuItem>
            <MenuItem onClick={take(() => void actions.snooze(selected, 'month'))}>{text('alerts.do.month')}</MenuItem>
            <MenuItem onClick={take(() => onAsk('aside'))}>{text('alerts.do.aside')}</MenuItem>
          </Menu>
        </>
      )}
      <Button disabled={actions.busy} onClick={() => onAsk('assign')}>
        {text('alerts.do.assign')}
      </Button>
      <Button onClick={onClear}>{text('alerts.clear')}</Button>
    </Box>
  );
}
