import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isRecovery } from '../../../main/domain/way-in.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Moment } from '../../ui/change-history.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorNote, ErrorState, type ShownFailure } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { NewRecoveryKeyDialog, NewSharesDialog } from './recovery-dialogs.tsx';
import type { WayIn } from './types.ts';

/** What opens the vault when passphrases are lost: the recovery key and the shares, and what else opens it. */
export function WaysInTab() {
  const text = useText();
  const info = useQuery(orpc.vault.info.queryOptions());
  const [making, setMaking] = useState<'key' | 'shares' | null>(null);
  const mayChange = useMayChange('vault.newRecoveryKey');
  if (info.error && !info.data) {
    return (
      <Card>
        <ErrorState failure={failureOf(info.error)} onRetry={() => void info.refetch()} />
      </Card>
    );
  }
  if (!info.data) {
    return (
      <Card>
        <LoadingLines />
      </Card>
    );
  }
  const of = (kind: WayIn['kind']) => info.data.slots.filter((slot) => slot.kind === kind);
  const key = of('recovery_key');
  const shares = of('recovery_shares');
  return (
    <Box sx={{ display: 'grid', gap: '18px', maxWidth: 860 }}>
      <WayInCard
        kind="recovery_key"
        ways={key}
        mayChange={mayChange}
        make={text(key.length === 0 ? 'security.ways.makeKey' : 'security.ways.renewKey')}
        onMake={() => setMaking('key')}
      />
      <WayInCard
        kind="recovery_shares"
        ways={shares}
        mayChange={mayChange}
        make={text(shares.length === 0 ? 'security.ways.makeShares' : 'security.ways.renewShares')}
        onMake={() => setMaking('shares')}
      />
      <WayInCard kind="passphrase" ways={[...of('passphrase'), ...of('passphrase_key_file')]} mayChange={false} />
      <WayInCard kind="key_store" ways={of('key_store')} mayChange={mayChange} />
      {making === 'key' ? <NewRecoveryKeyDialog onClose={() => setMaking(null)} /> : null}
      {making === 'shares' ? <NewSharesDialog onClose={() => setMaking(null)} /> : null}
    </Box>
  );
}

function WayInCard({
  kind,
  ways,
  mayChange,
  make,
  onMake,
}: {
  kind: WayIn['kind'];
  ways: readonly WayIn[];
  mayChange: boolean;
  make?: string;
  onMake?: () => void;
}) {
  const text = useText();
  return (
    <Card
      title={text(`security.wayIn.${kind}.title`)}
      actions={
        mayChange && make ? (
          <Button size="small" onClick={onMake}>
            {make}
          </Button>
        ) : null
      }
    >
      <Typography sx={{ color: paint.muted }}>{text(`security.wayIn.${kind}.what`)}</Typography>
      {ways.length === 0 ? (
        <Box sx={{ marginTop: '8px' }}>
          <Tag tone={kind === 'recovery_key' ? 'near' : 'unk'}>{text('security.ways.none')}</Tag>
        </Box>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', margin: '8px 0 0', padding: 0 }}>
          {ways.map((way) => (
            <WayInLine key={way.id} way={way} mayRemove={mayChange} />
          ))}
        </Box>
      )}
    </Card>
  );
}

function WayInLine({ way, mayRemove }: { way: WayIn; mayRemove: boolean }) {
  const text = useText();
  const notice = useNotice();
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const name = text(`security.wayIn.${way.kind}.name`);
  // Recovery belongs to the hospital; whoever made it is only noted.
  const ofHospital = isRecovery(way.kind);
  const remove = async () => {
    setAsking(false);
    try {
      await client.vault.removeWayIn({ id: way.id });
      notice({ text: text('security.ways.removed', { name }) });
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <Box component="li" sx={{ borderTop: `1px solid ${paint.line}`, padding: '8px 0' }}>
      <Box sx={{ display: 'flex', gap: '12px', alignItems: 'center' }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          {way.shares
            ? text('security.ways.shares', { needed: way.shares.needed, total: way.shares.total })
            : ofHospital
              ? name
              : (way.user ?? text('security.ways.unknown'))}
          <Typography variant="body2" sx={{ color: paint.muted }}>
            {way.kind === 'passphrase_key_file' ? `${text('security.ways.withKeyFile')} ` : null}
            {text('security.ways.made')} <Moment at={way.createdAt} />
            {ofHospital && way.user ? ` ${text('security.ways.by', { name: way.user })}` : null}
            {way.shares ? `. ${text('security.ways.set', { setId: way.shares.setId })}` : null}
          </Typography>
        </Box>
        {way.temporary ? <Tag tone="plan">{text('security.people.temporary')}</Tag> : null}
        {mayRemove ? (
          <Button
            variant="text"
            size="small"
            onClick={() => setAsking(true)}
            aria-label={text('security.ways.removeNamed', { name })}
          >
            {text('form.remove')}
          </Button>
        ) : null}
      </Box>
      {failure ? <ErrorNote failure={failure} /> : null}
      <ConfirmDialog
        open={asking}
        title={text('security.ways.removeTitle', { name })}
        text={text(`security.wayIn.${way.kind}.removing`)}
        confirm={text('security.ways.removeNamed', { name })}
        destructive
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      />
    </Box>
  );
}
