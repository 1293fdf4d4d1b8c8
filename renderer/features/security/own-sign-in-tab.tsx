import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { needsKeyFile } from '../../../main/domain/policy.ts';
import { isPassphrase } from '../../../main/domain/way-in.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { useHasKeyFile, useOwnWaysIn } from '../../bridge/own-sign-in.ts';
import { orpc, queryClient } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Moment } from '../../ui/change-history.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { ProofDialog } from '../../ui/proof-dialog.tsx';
import { ChangePassphraseDialog } from './change-passphrase-dialog.tsx';

/** How whoever is signed in gets in: passphrase, key file, this computer's key store. */
export function OwnSignInTab() {
  const text = useText();
  const words = useWords();
  const { data: status } = useQuery(orpc.vault.status.queryOptions());
  const own = useOwnWaysIn();
  const hasKeyFile = useHasKeyFile();
  const mayChange = useMayChange('user.changePassphrase');
  const [changing, setChanging] = useState(false);
  const passphrase = own.find(({ kind }) => isPassphrase(kind));
  if (!status) return null;
  return (
    <Box sx={{ display: 'grid', gap: '18px', maxWidth: 760 }}>
      <Card
        title={text('security.own.title')}
        actions={
          mayChange ? (
            <Button size="small" onClick={() => setChanging(true)}>
              {text('security.own.change')}
            </Button>
          ) : null
        }
      >
        <KeyValues
          keyWidth={170}
          items={[
            [text('security.people.name'), status.user],
            [text('security.people.role'), status.role ? words.t(`role.${status.role}`) : null],
            [
              text('security.own.passphrase'),
              passphrase ? (
                <span key="since">
                  {text('security.own.since')} <Moment at={passphrase.createdAt} />
                </span>
              ) : null,
            ],
            [text('vault.keyFile'), text(hasKeyFile ? 'security.own.keyFileYes' : 'security.own.keyFileNo')],
          ]}
        />
        <Typography variant="body2" sx={{ color: paint.muted, marginTop: '12px' }}>
          {text('vault.keyFileWhat')}
        </Typography>
      </Card>
      <ThisComputer hasKeyFile={hasKeyFile} />
      {changing ? (
        <ChangePassphraseDialog status={status} hasKeyFile={hasKeyFile} onClose={() => setChanging(false)} />
      ) : null}
    </Box>
  );
}

/** Letting this computer's key store open the vault, or no longer. */
function ThisComputer({ hasKeyFile }: { hasKeyFile: boolean }) {
  const text = useText();
  const notice = useNotice();
  const { data: status } = useQuery(orpc.vault.status.queryOptions());
  const own = useOwnWaysIn();
  const mayChange = useMayChange('vault.rememberHere');
  const [asking, setAsking] = useState(false);
  const kept = own.find(({ kind }) => kind === 'key_store');
  if (!status) return null;
  const { policy, role } = status;
  // The reason stands where the button would be; pressing to be told no is nothing to offer.
  const reason = !status.keyStore
    ? 'none'
    : !policy.keyStoreAllowed
      ? 'policy'
      : needsKeyFile(policy, role)
        ? 'keyFile'
        : status.sample
          ? 'sample'
          : null;
  const forget = async () => {
    if (!kept) return;
    await client.vault.removeWayIn({ id: kept.id });
    notice({ text: text('security.keyStore.forgotten') });
  };
  return (
    <Card
      title={text('security.keyStore.title')}
      actions={
        !mayChange ? null : kept ? (
          <Button size="small" onClick={() => void forget()}>
            {text('security.keyStore.forget')}
          </Button>
        ) : reason === null ? (
          <Button size="small" onClick={() => setAsking(true)}>
            {text('security.keyStore.remember')}
          </Button>
        ) : null
      }
    >
      <Typography>{text('security.keyStore.text')}</Typography>
      <Typography variant="body2" sx={{ color: paint.muted, marginTop: '6px' }}>
        {kept ? (
          <>
            {text('security.keyStore.kept')} <Moment at={kept.createdAt} />
          </>
        ) : (
          text(reason === null ? 'security.keyStore.notKept' : `security.keyStore.reason.${reason}`)
        )}
      </Typography>
      {asking ? (
        <ProofDialog
          title={text('security.keyStore.askTitle')}
          intro={text('security.keyStore.askText')}
          submit={text('security.keyStore.remember')}
          withKeyFile={hasKeyFile}
          explain={failureOf}
          onProof={async (current) => {
            await client.vault.rememberHere({ current });
            await queryClient.invalidateQueries({ queryKey: orpc.vault.info.key() });
            notice({ text: text('security.keyStore.done') });
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Card>
  );
}
