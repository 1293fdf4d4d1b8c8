import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useText } from '../i18n/i18n.ts';
import { ErrorNote, Note, type ShownFailure } from './error-state.tsx';

/**
 * A form in a dialog. Enter saves; Escape closes, and asks first when something was typed. A failure stands beside the
 * button and keeps everything as it was typed.
 */
export function FormDialog({
  open,
  title,
  intro,
  submit,
  busy,
  dirty,
  failure = null,
  notice,
  width = 'sm',
  extra,
  cancel = true,
  onSubmit,
  onClose,
  children,
}: {
  open: boolean;
  title: string;
  intro?: ReactNode;
  submit: string;
  busy: boolean;
  dirty: boolean;
  failure?: ShownFailure | null;
  notice?: ReactNode;
  width?: 'xs' | 'sm' | 'md';
  extra?: ReactNode;
  /** False where the one button closes the dialog, because there is nothing to send. */
  cancel?: boolean;
  onSubmit: (event: FormEvent) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const text = useText();
  const id = useId();
  const [asking, setAsking] = useState(false);
  const close = () => {
    if (busy) return;
    if (dirty && !asking) return setAsking(true);
    setAsking(false);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={(_, reason) => reason === 'escapeKeyDown' && close()}
      aria-labelledby={id}
      maxWidth={width}
      fullWidth
    >
      <Box
        component="form"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.stopPropagation();
          setAsking(false);
          onSubmit(event);
        }}
        sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
      >
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
          {intro ? (
            <Typography component="div" color="textSecondary">
              {intro}
            </Typography>
          ) : null}
          {/* The label of an outlined field stands a little above it. */}
          <Box sx={{ paddingTop: '6px', display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
            {children}
          </Box>
          {notice}
          {failure ? <ErrorNote failure={failure} /> : null}
        </DialogContent>
        {asking ? (
          <DialogActions>
            <Box sx={{ flex: 1 }}>
              <Note tone="near" role="alert">
                {text('form.discardQuestion')}
              </Note>
            </Box>
            <Button
              onClick={() => {
                setAsking(false);
                onClose();
              }}
            >
              {text('form.discard')}
            </Button>
            <Button variant="contained" color="primary" autoFocus onClick={() => setAsking(false)}>
              {text('form.keepEditing')}
            </Button>
          </DialogActions>
        ) : (
          <DialogActions>
            <Box sx={{ flex: 1 }}>{extra}</Box>
            {cancel ? <Button onClick={close}>{text('action.cancel')}</Button> : null}
            <Button type="submit" variant="contained" color="primary" loading={busy}>
              {submit}
            </Button>
          </DialogActions>
        )}
      </Box>
    </Dialog>
  );
}
