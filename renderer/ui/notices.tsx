import { Box, Button, Snackbar } from '@mui/material';
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { paint } from './paint.ts';

export interface Notice {
  readonly text: string;
  readonly action?: { readonly label: string; readonly onClick: () => void };
  /** Whether its action joins what still is said of the same thing, instead of saying it again. */
  readonly joins?: boolean;
}

const NoticeContext = createContext<(notice: Notice) => void>(() => undefined);

/** Shows short notices at the bottom, one at a time; screen readers hear them. */
export function NoticeProvider({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<(Notice & { readonly key: number }) | null>(null);
  const [open, setOpen] = useState(false);
  const visible = useRef(false);
  visible.current = open;
  const show = useCallback((next: Notice) => {
    const said = visible.current;
    setNotice((current) => {
      const key = (current?.key ?? 0) + 1;
      if (!next.joins || !said || current === null || current.joins) return { ...next, key };
      return current.action || next.action === undefined ? current : { ...current, action: next.action, key };
    });
    setOpen(true);
  }, []);
  return (
    <NoticeContext value={show}>
      {children}
      <Snackbar
        key={notice?.key}
        open={open}
        autoHideDuration={notice?.action ? 10_000 : 5_000}
        onClose={(_, reason) => reason !== 'clickaway' && setOpen(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      >
        <Box
          role="status"
          sx={{
            display: 'flex',
            gap: 1,
            alignItems: 'center',
            padding: '8px 14px',
            borderRadius: '9px',
            backgroundColor: paint.text,
            color: paint.bg,
            boxShadow: paint.shadow,
          }}
        >
          {notice?.text}
          {notice?.action ? (
            <Button
              variant="text"
              color="inherit"
              onClick={() => {
                setOpen(false);
                notice.action?.onClick();
              }}
            >
              {notice.action.label}
            </Button>
          ) : null}
        </Box>
      </Snackbar>
    </NoticeContext>
  );
}

/** Says in a few words that something was done. What failed is said where it failed, not here. */
export function useNotice(): (notice: Notice) => void {
  return useContext(NoticeContext);
}
