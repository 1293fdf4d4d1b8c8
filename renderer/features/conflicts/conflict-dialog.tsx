import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Link, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { AddToContractDialog } from '../../bridge/add-to-contract-dialog.tsx';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { ErrorNote } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { useConflictText } from './conflict-columns.tsx';
import { type Conflict, isPaidForNothing, type Member } from './types.ts';

/** One contradiction with its devices, and the one step that settles it. */
export function ConflictDialog({ conflict, onClose }: { conflict: Conflict; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const what = useConflictText();
  const money = useMoneyText();
  const titleId = useId();
  const whole = useQuery(orpc.conflict.get.queryOptions({ input: { key: conflict.key } }));
  const [adding, setAdding] = useState(false);
  const members = whole.data?.members ?? [];
  if (adding) {
    return (
      <AddToContractDialog
        assetTags={members.map(({ assetTag }) => assetTag).filter(Boolean)}
        withoutTag={members.filter(({ assetTag }) => assetTag === '').length}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <DialogTitle id={titleId}>{words.t(`conflict.kind.${conflict.kind}`)}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Typography>
          <Link component={RouterLink} to={`/models/${conflict.modelId}`} sx={{ fontWeight: 600 }}>
            {conflict.manufacturer} {conflict.model}
          </Link>
          {': '}
          {what(conflict)}
        </Typography>
        {conflict.atStake.length > 0 ? (
          <Typography sx={{ color: paint.muted }}>
            {text('conflicts.atStake', { amount: conflict.atStake.map(money).join(', ') })}
          </Typography>
        ) : null}
        {whole.error ? <ErrorNote failure={failureOf(whole.error)} /> : null}
        {whole.isPending ? <LoadingLines lines={4} /> : <Members members={members} />}
      </DialogContent>
      <DialogActions>
        <Box sx={{ flex: 1 }}>
          <Button onClick={onClose}>{text('action.close')}</Button>
        </Box>
        <Settle conflict={conflict} members={members} onAdd={() => setAdding(true)} onClose={onClose} />
      </DialogActions>
    </Dialog>
  );
}

function Members({ members }: { members: readonly Member[] }) {
  const text = useText();
  return (
    <Box
      component="ul"
      // Scrolled by keyboard too, where it is longer than the dialog.
      tabIndex={0}
      aria-label={text('conflicts.devices', { count: members.length })}
      sx={{
        margin: 0,
        padding: '8px 12px',
        listStyle: 'none',
        maxHeight: 280,
        overflowY: 'auto',
        border: `1px solid ${paint.line}`,
        borderRadius: '8px',
      }}
    >
      {members.map(({ id, assetTag, serialNumber, department }) => (
        <li key={id}>
          <Link component={RouterLink} to={`/devices/${id}`}>
            {assetTag || serialNumber || text('conflicts.noTag')}
          </Link>{' '}
          <Box component="span" sx={{ color: paint.muted, fontSize: 12.5 }}>
            {department}
          </Box>
        </li>
      ))}
    </Box>
  );
}

/** The step that settles it: off a contract, onto one, or to the contract that ends too early. */
function Settle({
  conflict,
  members,
  onAdd,
  onClose,
}: {
  conflict: Conflict;
  members: readonly Member[];
  onAdd: () => void;
  onClose: () => void;
}) {
  const text = useText();
  const number = useNumber();
  const notice = useNotice();
  const mayRemove = useMayChange('contract.removeDevices');
  const mayAdd = useMayChange('contract.addDevices');
  const { busy, failure, attempt } = useAttempt();
  const takeOff = (contract: Conflict['contracts'][number]) =>
    attempt(async () => {
      const { removed } = await client.contract.removeDevices({
        id: contract.id,
        deviceIds: members.map(({ id }) => id),
      });
      notice({
        text: text('conflicts.tookOff', { count: removed, amount: number(removed), contract: contract.number }),
      });
      onClose();
    });
  if (failure) return <ErrorNote failure={failure} />;
  if (isPaidForNothing(conflict)) {
    return mayRemove
      ? conflict.contracts.map((contract) => (
          <Button
            key={contract.id}
            variant={conflict.contracts.length === 1 ? 'contained' : 'outlined'}
            color="primary"
            loading={busy}
            disabled={members.length === 0}
            onClick={() => void takeOff(contract)}
          >
            {text('conflicts.takeOff', { count: members.length, contract: contract.number })}
          </Button>
        ))
      : null;
  }
  const [ending] = conflict.contracts;
  return (
    <>
      {conflict.kind === 'ends_before_replacement' && ending ? (
        <Button component={RouterLink} to={`/contracts/${ending.id}`}>
          {text('conflicts.openContract', { contract: ending.number })}
        </Button>
      ) : null}
      {mayAdd ? (
        <Button variant="contained" color="primary" disabled={members.length === 0} onClick={onAdd}>
          {text('conflicts.putOn')}
        </Button>
      ) : null}
    </>
  );
}
