import { Box, Button, TextField, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import type { VaultStatus } from '../../bridge/types.ts';
import { type Text, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { paint } from '../../ui/paint.ts';
import { BlockedVault, isBlocking } from './blocked-vault.tsx';
import { Entrance } from './entrance.tsx';
import { lengthOf, passphraseLimits, passphraseState } from './passphrase.ts';
import { PassphraseField } from './passphrase-field.tsx';
import { RecoveryKey } from './recovery-key.tsx';

/** Makes a vault and does not let go before its recovery key is on paper. */
export function CreateVault({
  status,
  onDone,
  onCancel,
}: {
  status: VaultStatus;
  onDone: () => void;
  onCancel: () => void;
}) {
  const text = useText();
  const [organisation, setOrganisation] = useState('');
  const [user, setUser] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const create = useMutation(orpc.vault.create.mutationOptions({ gcTime: 0 }));

  if (create.data) {
    return <RecoveryKey status={status} organisation={organisation.trim()} made={create.data} onDone={onDone} />;
  }
  const failure = create.error ? failureOf(create.error) : null;
  if (failure && isBlocking(failure)) {
    return <BlockedVault status={status} failure={failure} onRetry={() => create.reset()} />;
  }

  const state = passphraseState(passphrase);
  const fits = organisation.trim() !== '' && user.trim() !== '' && state === 'long_enough' && passphrase === again;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fits && !create.isPending) create.mutate({ passphrase, organisation, user });
  };
  const missing = (value: string) => tried && value.trim() === '';

  return (
    <Entrance title={text('vault.createTitle')} text={text('vault.createText')} status={status} width={520}>
      <Card sx={{ '& > div': { padding: '24px' } }}>
        <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: '14px' }}>
          <TextField
            label={text('vault.organisation')}
            value={organisation}
            onChange={(event) => setOrganisation(event.target.value)}
            error={missing(organisation)}
            helperText={text(missing(organisation) ? 'vault.required' : 'vault.organisationHelp')}
            autoComplete="organization"
            autoFocus
            slotProps={{ htmlInput: { maxLength: 200 } }}
          />
          <TextField
            label={text('vault.user')}
            value={user}
            onChange={(event) => setUser(event.target.value)}
            error={missing(user)}
            helperText={text(missing(user) ? 'vault.required' : 'vault.userHelp')}
            autoComplete="name"
            slotProps={{ htmlInput: { maxLength: 100 } }}
          />
          <PassphraseField
            label={text('vault.passphrase')}
            value={passphrase}
            onChange={setPassphrase}
            error={tried && state !== 'long_enough'}
            help={passphraseHelp(text, passphrase)}
            isNew
          />
          <PassphraseField
            label={text('vault.passphraseAgain')}
            value={again}
            onChange={setAgain}
            error={tried && passphrase !== again}
            help={again === '' ? ' ' : text(passphrase === again ? 'vault.passphraseSame' : 'vault.passphraseDiffers')}
            isNew
          />
          {failure ? <ErrorNote failure={failure} /> : null}
          <Typography variant="body2" sx={{ color: paint.muted }}>
            {text('vault.noReset')}
          </Typography>
          <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
            <Button onClick={onCancel} disabled={create.isPending}>
              {text('action.back')}
            </Button>
            <Button
              type="submit"
              variant="contained"
              color="primary"
              loading={create.isPending}
              loadingPosition="start"
            >
              {text(create.isPending ? 'vault.creating' : 'vault.create')}
            </Button>
          </Box>
        </Box>
      </Card>
    </Entrance>
  );
}

function passphraseHelp(text: Text, passphrase: string): string {
  const { least, most } = passphraseLimits;
  switch (passphraseState(passphrase)) {
    case 'empty':
      return text('vault.passphraseRule', { least });
    case 'short':
      return text('vault.passphraseShort', { count: least - lengthOf(passphrase) });
    case 'too_long':
      return text('vault.passphraseTooLong', { most });
    default:
      return text('vault.passphraseLongEnough', { count: lengthOf(passphrase) });
  }
}
