import { IconButton, Menu } from '@mui/material';
import { type ReactNode, useId, useState } from 'react';

/** What can be done besides, behind three dots. `children` is told how to choose: the menu closes, then that happens. */
export function MoreMenu({
  label,
  small = false,
  children,
}: {
  /** What the dots are called, with the name of the thing. */
  label: string;
  /** In a line of a table. */
  small?: boolean;
  children: (take: (action: () => void) => () => void) => ReactNode;
}) {
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  return (
    <>
      <IconButton
        id={id}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        data-control="menu"
        color="inherit"
        {...(small ? { size: 'small', sx: { margin: '-4px -8px -4px 2px' } } : {})}
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
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ list: { 'aria-labelledby': id } }}
      >
        {children((action) => () => {
          close();
          action();
        })}
      </Menu>
    </>
  );
}
