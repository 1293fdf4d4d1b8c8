import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { orpc, queryClient } from '../../bridge/queries.ts';
import type { VaultStatus } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Entrance } from '../../ui/entrance.tsx';
import { Note } from '../../ui/error-state.tsx';
import { ChooseBackup } from './choose-backup.tsx';
import { type ChosenBackup, RestoreForm } from './restore-form.tsx';
import { UndoRestore } from './undo-restore.tsx';

/** Restores a backup from the entrance: where there is no vault yet, where it is damaged, or where its history is in doubt. */
export function RestoreScreen({ status, onCancel }: { status: VaultStatus; onCancel: () => void }) {
  const text = useText();
  const [chosen, setChosen] = useState<ChosenBackup | null>(null);
  const [done, setDone] = useState(false);
  const finish = async () => {
    await queryClient.invalidateQueries({ queryKey: orpc.vault.status.key() });
    onCancel();
  };
  return (
    <Entrance
      key={done ? 'done' : chosen ? 'form' : 'choose'}
      title={text(done ? 'security.restore.doneTitle' : 'security.restore.title')}
      text={text(done ? 'security.restore.doneText' : 'security.restore.text')}
      status={status}
      width={600}
    >
      <Card sx={{ '& > div': { padding: '24px' } }}>
        {done ? (
          <Box sx={{ display: 'grid', gap: '16px' }}>
            <Note tone="ok">{text('security.restore.doneUndo')}</Note>
            <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
              <Button variant="contained" color="primary" autoFocus onClick={() => void finish()}>
                {text('action.continue')}
              </Button>
            </Box>
          </Box>
        ) : chosen ? (
          <RestoreForm chosen={chosen} onDone={() => setDone(true)} onCancel={() => setChosen(null)} />
        ) : (
          <ChooseBackup onChoose={setChosen} onCancel={onCancel} />
        )}
      </Card>
      {done || chosen ? null : (
        <Box sx={{ textAlign: 'center', marginTop: '16px' }}>
          <UndoRestore />
        </Box>
      )}
    </Entrance>
  );
}
