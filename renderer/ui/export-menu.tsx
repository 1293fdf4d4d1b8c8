import { Button, Dialog, DialogActions, DialogContent, Menu, MenuItem } from '@mui/material';
import { useId, useRef, useState } from 'react';
import { useText, useWords } from '../i18n/i18n.ts';
import { ErrorState, type ShownFailure } from './error-state.tsx';
import { useNotice } from './notices.tsx';

/** Forms in which something can leave the program, the one for people first. */
const FORMATS = ['pdf', 'xlsx', 'csv', 'json'] as const;
export type ExportFormat = (typeof FORMATS)[number];

/** What was saved, and how to save the signature that lies beside it; null when the file holds its signature itself. */
interface Saved {
  readonly fileName: string;
  readonly saveSignature: (() => void) | null;
}

interface Offer {
  readonly format: ExportFormat | 'docx' | 'ics';
  readonly save: (signal: AbortSignal) => Promise<Saved>;
}

/** After this long somebody may want to stop it. */
const LONG_MS = 1000;

/**
 * Offers something as a file. `onExport` makes and saves it, `onDocument` as a text that can be edited further, and `onCalendar`
 * its days as a calendar, which a notice then tells; when it fails, `explain` (failureOf of the bridge) says why.
 */
export function ExportMenu({
  label,
  formats = FORMATS,
  variant = 'outlined',
  stops = false,
  onExport,
  onDocument,
  onCalendar,
  onChoose,
  explain,
}: {
  label: string;
  /** Those of {@link FORMATS} that are offered; others count for nothing here. */
  formats?: readonly string[];
  variant?: 'outlined' | 'contained' | 'text';
  /** Whether `onExport` ends when its signal says so. */
  stops?: boolean;
  onExport: (format: ExportFormat, signal: AbortSignal) => Promise<Saved>;
  onDocument?: () => Promise<Saved>;
  onCalendar?: () => Promise<Saved>;
  /** Opens the choice of what leaves the house. */
  onChoose?: () => void;
  explain: (error: unknown) => ShownFailure;
}) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [busy, setBusy] = useState(false);
  const [long, setLong] = useState(false);
  const running = useRef<AbortController | null>(null);
  const [failed, setFailed] = useState<{ failure: ShownFailure; offer: Offer } | null>(null);
  const offers: readonly Offer[] = [
    ...FORMATS.filter((format) => formats.includes(format)).map((format) => ({
      format,
      save: (signal: AbortSignal) => onExport(format, signal),
    })),
    ...(onDocument ? [{ format: 'docx' as const, save: onDocument }] : []),
    ...(onCalendar ? [{ format: 'ics' as const, save: onCalendar }] : []),
  ];

  const run = async (offer: Offer) => {
    setAnchor(null);
    setFailed(null);
    setBusy(true);
    const controller = new AbortController();
    running.current = controller;
    const timer = setTimeout(() => setLong(true), LONG_MS);
    try {
      const { fileName, saveSignature } = await offer.save(controller.signal);
      notice({
        text: text('exported.text', { fileName }),
        ...(saveSignature ? { action: { label: text('exported.saveSignature'), onClick: saveSignature } } : {}),
      });
    } catch (error) {
      if (!controller.signal.aborted) setFailed({ failure: explain(error), offer });
    } finally {
      clearTimeout(timer);
      setLong(false);
      setBusy(false);
    }
  };

  return (
    <>
      <Button
        id={id}
        variant={variant}
        color={variant === 'contained' ? 'primary' : 'inherit'}
        loading={busy}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        endIcon={
          <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
            <path d="M1.5 3.2 5 6.8l3.5-3.6" fill="none" stroke="currentColor" strokeWidth="1.6" />
          </svg>
        }
      >
        {label}
      </Button>
      {stops && long ? <Button onClick={() => running.current?.abort()}>{text('exported.stop')}</Button> : null}
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { 'aria-labelledby': id } }}
      >
        {offers.map((offer) => (
          <MenuItem key={offer.format} onClick={() => void run(offer)}>
            {words.t(`exportFormat.${offer.format}`)}
          </MenuItem>
        ))}
        {onChoose ? (
          <MenuItem
            sx={{ borderTop: 1, borderColor: 'divider' }}
            onClick={() => {
              setAnchor(null);
              onChoose();
            }}
          >
            {text('disclosure.choose')}
          </MenuItem>
        ) : null}
      </Menu>
      <Dialog open={failed !== null} onClose={() => setFailed(null)} aria-label={label} maxWidth="xs" fullWidth>
        <DialogContent sx={{ padding: 0 }}>
          {failed ? <ErrorState failure={failed.failure} onRetry={() => void run(failed.offer)} /> : null}
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setFailed(null)}>{text('action.close')}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
