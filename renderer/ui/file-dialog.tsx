import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { useText } from '../i18n/i18n.ts';
import type { ShownFailure } from './error-state.tsx';
import { LoadingLines } from './loading.tsx';
import { RefusedNote } from './refused-note.tsx';

/** A dialog that takes a file in: what for, which file, what is in it, and only then the button. */
export function FileDialog({
  title,
  intro,
  submit,
  busy,
  ready,
  further,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  intro: string;
  submit: string;
  busy: boolean;
  /** Whether there is something to take in. */
  ready: boolean;
  /** Another button, before the last one. */
  further?: ReactNode;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const text = useText();
  const id = useId();
  return (
    <Dialog open onClose={() => busy || onClose()} aria-labelledby={id} maxWidth="md" fullWidth>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent
        sx={{ display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)', alignContent: 'start' }}
      >
        <Typography color="textSecondary">{intro}</Typography>
        {children}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={busy}>
          {text('action.cancel')}
        </Button>
        {further}
        <Button variant="contained" color="primary" loading={busy} disabled={!ready} onClick={onSubmit}>
          {submit}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** What is in the chosen file, or why it cannot be taken in; nothing while there is none. */
export function FileContent({
  fileName,
  failure,
  next,
  children,
}: {
  /** Null while no file is chosen. */
  fileName: string | null;
  failure: ShownFailure | null;
  /** What to do about a refusal. */
  next: string;
  /** Null while it is still read. */
  children: ReactNode;
}) {
  if (failure) return <RefusedNote fileName={fileName ?? ''} failure={failure} next={next} />;
  if (children !== null) return children;
  return fileName === null ? null : <LoadingLines lines={5} />;
}
