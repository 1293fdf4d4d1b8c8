import { Box, Button, Link, TextField } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { orpc, queryClient } from '../../bridge/queries.ts';
import type { VaultStatus } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { paint } from '../../ui/paint.ts';
import { BlockedVault, isBlocking } from './blocked-vault.tsx';
import { Entrance } from './entrance.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import { SampleFailure, useOpenSample } from './use-open-sample.tsx';

/** What a wrong passphrase or recovery key is answered with; a slip in the key is found by its check letters. */
const WRONG: ReadonlySet<Failure['code']> = new Set(['wrong_credentials', 'recovery_key_mistyped', 'input_refused']);

/** Opens the vault by its passphrase, or by the recovery key. */
export function Unlock({ status }: { status: VaultStatus }) {
  const text = useText();
  const [byRecoveryKey, setByRecoveryKey] = useState(false);
  const [secret, setSecret] = useState('');
  const sample = useOpenSample();
  const unlock = useMutation(
    orpc.vault.unlock.mutationOptions({
      gcTime: 0,
      onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.vault.status.key() }),
    }),
  );
  const failure = unlock.error ? failureOf(unlock.error) : null;
  if (failure && isBlocking(failure)) {
    return <BlockedVault status={status} failure={failure} onRetry={() => unlock.reset()} />;
  }
  const wrong = failure !== null && WRONG.has(failure.code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (secret === '' || unlock.isPending) return;
    unlock.mutate(byRecoveryKey ? { recoveryKey: secret.trim() } : { passphrase: secret });
  };
  const change = (value: string) => {
    setSecret(value);
    if (unlock.error) unlock.reset();
  };

  return (
    <Entrance
      title={status.organisation ?? text('vault.unlockTitle')}
      text={text('vault.unlockText')}
      status={status}
      width={460}
    >
      <Card sx={{ '& > div': { padding: '24px' } }}>
        <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: '12px' }}>
          {byRecoveryKey ? (
            <TextField
              key="recovery"
              label={text('vault.keyLabel')}
              value={secret}
              onChange={(event) => change(event.target.value)}
              helperText={text('vault.recoveryText')}
              error={wrong}
              autoFocus
              autoComplete="off"
              slotProps={{ htmlInput: { spellCheck: false, maxLength: 200 } }}
            />
          ) : (
            <PassphraseField
              key="passphrase"
              label={text('vault.passphrase')}
              value={secret}
              onChange={change}
              error={wrong}
              autoFocus
            />
          )}
          {wrong ? (
            <Note tone="near" role="alert">
              {text(byRecoveryKey ? 'vault.wrongRecovery' : 'vault.wrongPassphrase')} {text('vault.nothingChanged')}
            </Note>
          ) : null}
          {failure && !wrong ? <ErrorNote failure={failure} /> : null}
          <Button type="submit" variant="contained" color="primary" loading={unlock.isPending} loadingPosition="start">
            {text(unlock.isPending ? 'vault.unlocking' : 'vault.unlock')}
          </Button>
          <Link
            component="button"
            type="button"
            sx={{ font: 'inherit', justifySelf: 'center', padding: '4px' }}
            onClick={() => {
              setByRecoveryKey(!byRecoveryKey);
              change('');
            }}
          >
            {text(byRecoveryKey ? 'vault.usePassphrase' : 'vault.useRecovery')}
          </Link>
        </Box>
      </Card>
      <Box sx={{ textAlign: 'center', marginTop: '16px' }}>
        <Link
          component="button"
          type="button"
          disabled={sample.isPending}
          sx={{ font: 'inherit', fontSize: 13, color: paint.muted, padding: '4px' }}
          onClick={() => sample.mutate({})}
        >
          {text(sample.isPending ? 'vault.samplePreparing' : 'vault.sampleLink')}
        </Link>
        <SampleFailure error={sample.error} />
      </Box>
    </Entrance>
  );
}
