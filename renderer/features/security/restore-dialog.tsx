import { Dialog, DialogContent, DialogTitle } from '@mui/material';
import { useId, useState } from 'react';
import { startAgain } from '../../bridge/start-again.ts';
import { useText } from '../../i18n/i18n.ts';
import { ChooseBackup } from './choose-backup.tsx';
import { type ChosenBackup, RestoreForm } from './restore-form.tsx';

/** A backup that was chosen already, or the wish to choose one. */
export type RestoreSource = ChosenBackup | 'choose';

/** Restores a backup over the open vault. The vault is locked afterwards, so the window starts again. */
export function RestoreDialog({ source, onClose }: { source: RestoreSource; onClose: () => void }) {
  const text = useText();
  const id = useId();
  const [chosen, setChosen] = useState<ChosenBackup | null>(source === 'choose' ? null : source);
  return (
    <Dialog
      open
      onClose={(_, reason) => reason === 'escapeKeyDown' && onClose()}
      aria-labelledby={id}
      maxWidth="sm"
      fullWidth
    >
      <DialogTitle id={id}>{text('security.restore.title')}</DialogTitle>
      <DialogContent>
        {chosen ? (
          <RestoreForm chosen={chosen} onDone={startAgain} onCancel={onClose} />
        ) : (
          <ChooseBackup onChoose={setChosen} onCancel={onClose} />
        )}
      </DialogContent>
    </Dialog>
  );
}
