import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useId } from 'react';
import { useShownOnce } from '../../bridge/awake.ts';
import { useText } from '../../i18n/i18n.ts';
import { KeyValues } from '../../ui/key-values.tsx';
import { paint } from '../../ui/paint.ts';

/** A name with its first passphrase, shown this once to be handed over. */
export function HandOverDialog({
  name,
  passphrase,
  onClose,
}: {
  name: string;
  passphrase: string;
  onClose: () => void;
}) {
  const text = useText();
  const id = useId();
  useShownOnce();
  return (
    <Dialog open aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{text('security.handOver.title', { name })}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: '14px' }}>
        <Typography color="textSecondary">{text('security.handOver.text')}</Typography>
        <Box sx={{ border: `1px solid ${paint.line}`, borderRadius: '9px', padding: '14px 16px', fontSize: 15 }}>
          <KeyValues
            keyWidth={140}
            items={[
              [text('security.people.name'), name],
              [
                text('security.people.firstPassphrase'),
                <Box
                  key="passphrase"
                  component="span"
                  sx={{ fontWeight: 600, userSelect: 'all', fontVariantNumeric: 'normal' }}
                >
                  {passphrase}
                </Box>,
              ],
            ]}
          />
        </Box>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" color="primary" autoFocus onClick={onClose}>
          {text('security.handOver.done')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
