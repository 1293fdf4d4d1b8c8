import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { lockVault } from '../../bridge/lock.ts';
import { useMay } from '../../bridge/may.tsx';
import { orpc, queryClient } from '../../bridge/queries.ts';
import type { VaultStatus } from '../../bridge/types.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Entrance } from '../../ui/entrance.tsx';
import { Note } from '../../ui/error-state.tsx';
import { Part } from '../../ui/explained.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { ProofDialog } from '../../ui/proof-dialog.tsx';

/**
 * The history in the vault is not the one that was last known (reliability.md 7). Says what is known and what was found, and
 * leaves the decision to people: look around, restore a backup, or take the history as it is.
 */
export function AlarmScreen({
  status,
  alarm: { known, found },
  onLook,
  onRestore,
}: {
  status: VaultStatus;
  alarm: NonNullable<VaultStatus['alarm']>;
  onLook: () => void;
  onRestore: () => void;
}) {
  const text = useText();
  const number = useNumber();
  const notice = useNotice();
  const mayAccept = useMay('vault.acceptHistory');
  const [accepting, setAccepting] = useState(false);
  const missing = known.entries - found.entries;
  return (
    <Entrance title={text('vault.alarmTitle')} text={text('vault.alarmText')} status={status} width={660}>
      <Card sx={{ '& > div': { padding: '24px', display: 'grid', gap: '18px' } }}>
        <Part title={text('vault.alarmFound')}>
          {text('vault.alarmKnown', { entries: number(known.entries), hash: short(known.hash) })}{' '}
          {text('vault.alarmIs', { entries: number(found.entries), hash: short(found.hash) })}
          {missing > 0 ? ` ${text('vault.alarmMissing', { count: missing, amount: number(missing) })}` : null}
        </Part>
        <Part title={text('vault.alarmMeans')}>
          <Box component="ul" sx={{ margin: 0, paddingLeft: '20px', display: 'grid', gap: '4px' }}>
            <li>{text('vault.alarmMeans1')}</li>
            <li>{text('vault.alarmMeans2')}</li>
            <li>{text('vault.alarmMeans3')}</li>
          </Box>
        </Part>
        <Part title={text('vault.whatIsSafe')}>{text('vault.alarmSafe')}</Part>
        <Part title={text('vault.whatToDo')}>
          <Box component="ol" sx={{ margin: 0, paddingLeft: '20px', display: 'grid', gap: '4px' }}>
            <li>{text('vault.alarmNext1')}</li>
            <li>{text('vault.alarmNext2')}</li>
            <li>{text(mayAccept ? 'vault.alarmNext3' : 'vault.alarmNext3Other')}</li>
          </Box>
        </Part>
        <Note tone="near">{text('vault.alarmNote')}</Note>
        <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end', flexWrap: 'wrap' }}>
          <Button onClick={() => void lockVault()}>{text('shell.lock')}</Button>
          <Button onClick={onLook}>{text('vault.alarmLook')}</Button>
          {mayAccept ? <Button onClick={() => setAccepting(true)}>{text('vault.alarmAccept')}</Button> : null}
          <Button variant="contained" color="primary" onClick={onRestore}>
            {text('vault.restoreLink')}
          </Button>
        </Box>
      </Card>
      {accepting ? (
        <ProofDialog
          title={text('vault.alarmAcceptTitle')}
          intro={text('vault.alarmAcceptText', { known: number(known.entries), found: number(found.entries) })}
          submit={text('vault.alarmAcceptSubmit')}
          withKeyFile={status.wayIn === 'passphrase_key_file'}
          explain={failureOf}
          onProof={async (current) => {
            await client.vault.acceptHistory({ current });
            notice({ text: text('vault.alarmAccepted') });
            await queryClient.invalidateQueries({ queryKey: orpc.vault.status.key() });
          }}
          onClose={() => setAccepting(false)}
        />
      ) : null}
    </Entrance>
  );
}

/** Enough of a hash to compare it with one on paper. */
function short(hash: string): string {
  return hash.slice(0, 12);
}
