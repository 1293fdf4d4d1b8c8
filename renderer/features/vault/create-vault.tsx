import { Box, Button, TextField, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import type { VaultStatus } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Entrance } from '../../ui/entrance.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { KeyFileChoice, NewPassphraseFields, useNewPassphrase } from '../../ui/new-passphrase.tsx';
import { paint } from '../../ui/paint.ts';
import { BlockedVault, isBlocking } from './blocked-vault.tsx';
import { RecoveryKey } from './recovery-key.tsx';

/** Makes a vault and does not let go before its key file is on a stick and its recovery key on paper. */
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
  const [tried, setTried] = useState(false);
  const create = useMutation(orpc.vault.create.mutationOptions({ gcTime: 0 }));
  const next = useNewPassphrase({ policy: status.policy, names: [organisation, user] });

  if (create.data) {
    return <RecoveryKey status={status} organisation={organisation.trim()} made={create.data} onDone={onDone} />;
  }
  const failure = create.error ? failureOf(create.error) : null;
  if (failure && isBlocking(failure)) {
    return <BlockedVault status={status} failure={failure} onRetry={() => create.reset()} />;
  }

  const fits = organisation.trim() !== '' && user.trim() !== '' && next.fits;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!fits || create.isPending) return;
    create.mutate({ passphrase: next.state.passphrase, organisation, user, keyFile: next.keyFile });
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
          <NewPassphraseFields value={next} tried={tried} failure={failure} label={text('vault.passphrase')} />
          <KeyFileChoice value={next} tried={tried} />
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
