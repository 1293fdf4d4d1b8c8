import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { orpc } from '../../bridge/queries.ts';
import { startAgain } from '../../bridge/start-again.ts';
import { useText } from '../../i18n/i18n.ts';
import { Moment } from '../../ui/change-history.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';

/** Puts back what lay there before the last restore, while that is possible. */
export function UndoRestore() {
  const text = useText();
  const { data: found } = useQuery(orpc.backup.found.queryOptions());
  const [asking, setAsking] = useState(false);
  const { busy, failure, attempt } = useAttempt();
  if (!found?.undo) return null;
  const undo = () =>
    attempt(async () => {
      await client.backup.undoRestore();
      startAgain();
    });
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {text('security.restore.undo')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={text('security.restore.undoTitle')}
        text={
          <>
            {text('security.restore.undoText')} <Moment at={found.undo.restoredAt} />
            {'. '}
            {text('security.restore.undoSafe')}
            {failure ? <ErrorNote failure={failure} /> : null}
          </>
        }
        confirm={text('security.restore.undo')}
        busy={busy}
        onConfirm={() => void undo()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
