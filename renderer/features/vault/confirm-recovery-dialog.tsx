import { Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { ErrorNote } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { useConfirmRecoveryKey } from './use-confirm-recovery-key.ts';

/** Types the recovery key back later, for a vault whose making was interrupted. */
export function ConfirmRecoveryDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const [typed, setTyped] = useState('');
  const { confirm, mistyped, failure, clear } = useConfirmRecoveryKey(() => {
    setTyped('');
    onClose();
    notice({ text: text('vault.confirmed') });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== '') confirm.mutate({ recoveryKey: typed });
  };
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby="confirm-recovery" maxWidth="sm" fullWidth>
      <form noValidate onSubmit={submit}>
        <DialogTitle id="confirm-recovery">{text('vault.typeTitle')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: '14px' }}>
          <Typography sx={{ color: paint.muted }}>{text('vault.confirmText')}</Typography>
          <TextField
            label={text('vault.typeLabel')}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              clear();
            }}
            error={mistyped}
            helperText={mistyped ? text('vault.typeWrong') : ' '}
            autoFocus
            autoComplete="off"
            slotProps={{ htmlInput: { spellCheck: false, maxLength: 200 }, formHelperText: { role: 'status' } }}
          />
          {failure ? <ErrorNote failure={failure} /> : null}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{text('action.cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" loading={confirm.isPending}>
            {text('vault.confirm')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
