import { Box, Button, Link } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { client } from '../../bridge/client.ts';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { orpc, queryClient } from '../../bridge/queries.ts';
import type { VaultStatus } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Entrance } from '../../ui/entrance.tsx';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { paint } from '../../ui/paint.ts';
import { useCountdown } from '../../ui/use-countdown.ts';
import { type TypedWay, useWayIn, WayInFields } from '../../ui/way-in.tsx';
import { BlockedVault, isBlocking } from './blocked-vault.tsx';
import { SampleFailure, useOpenSample } from './use-open-sample.tsx';

/** What a wrong secret is answered with; a slip in a recovery key is found by its check letters. */
const WRONG: ReadonlySet<Failure['code']> = new Set(['wrong_credentials', 'recovery_key_mistyped', 'input_refused']);

const WRONG_TEXTS = {
  recovery_key: 'vault.wrongRecovery',
  recovery_shares: 'vault.wrongShares',
  passphrase: 'vault.wrongPassphrase',
} as const;

/** Signs in: by name, passphrase and key file, or by one of the other ways in that the vault has. */
export function Unlock({ status, onRestore }: { status: VaultStatus; onRestore: () => void }) {
  const text = useText();
  const { namesNeeded, waysIn } = status;
  const wait = useCountdown(status.waitSeconds);
  const sample = useOpenSample();
  const unlock = useMutation(
    orpc.vault.unlock.mutationOptions({
      gcTime: 0,
      onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.vault.status.key() }),
      onError: async (error) => {
        const { code, details } = failureOf(error);
        if (code === 'too_many_attempts') return wait.start(Number(details.seconds));
        // A failure may be the one after which the next attempt has to wait.
        wait.start((await client.vault.status()).waitSeconds);
      },
    }),
  );
  const name = namesNeeded ? 'needed' : 'none';
  const { state, set, proof } = useWayIn({ name, onChange: () => unlock.error && unlock.reset() });
  const failure = unlock.error ? failureOf(unlock.error) : null;
  if (failure && isBlocking(failure)) {
    return (
      <BlockedVault status={status} failure={failure} onRetry={() => unlock.reset()} onRestore={() => onRestore()} />
    );
  }
  const wrong = failure !== null && WRONG.has(failure.code);
  const waits = wait.left > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (proof !== null && !waits && !unlock.isPending) unlock.mutate(proof);
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
          <WayInFields
            state={state}
            set={set}
            name={name}
            withKeyFile={waysIn.includes('passphrase_key_file')}
            wrong={wrong}
            failure={failure}
          />
          {wrong ? (
            <Note tone="near" role="alert">
              {text(state.way === 'passphrase' && namesNeeded ? 'vault.wrongSignIn' : WRONG_TEXTS[state.way])}{' '}
              {text('vault.nothingChanged')}
              {waits ? <Wait seconds={wait.left} /> : null}
            </Note>
          ) : null}
          {failure && !wrong && failure.code !== 'too_many_attempts' ? <ErrorNote failure={failure} /> : null}
          {waits && !wrong ? (
            <Note tone="near" role="status">
              <Wait seconds={wait.left} />
            </Note>
          ) : null}
          <Button
            type="submit"
            variant="contained"
            color="primary"
            loading={unlock.isPending}
            loadingPosition="start"
            disabled={waits}
          >
            {text(unlock.isPending ? 'vault.unlocking' : 'vault.unlock')}
          </Button>
          {status.keyStore && waysIn.includes('key_store') && state.way === 'passphrase' ? (
            <Button disabled={waits || unlock.isPending} onClick={() => unlock.mutate({ keyStore: true })}>
              {text('vault.useKeyStore')}
            </Button>
          ) : null}
          <OtherWays status={status} way={state.way} onChoose={(way) => set({ way })} />
        </Box>
      </Card>
      <Box sx={{ display: 'flex', justifyContent: 'center', gap: '18px', marginTop: '16px' }}>
        <QuietLink onClick={onRestore}>{text('vault.restoreLink')}</QuietLink>
        <QuietLink onClick={() => sample.mutate({})} disabled={sample.isPending}>
          {text(sample.isPending ? 'vault.samplePreparing' : 'vault.sampleLink')}
        </QuietLink>
      </Box>
      <SampleFailure error={sample.error} />
    </Entrance>
  );
}

/** Why nothing happens for a while. Screen readers hear it once, not every second. */
function Wait({ seconds }: { seconds: number }) {
  const text = useText();
  return (
    <div>
      {text('vault.waitText')} <span aria-hidden="true">{text('vault.waitSeconds', { count: seconds })}</span>
    </div>
  );
}

function OtherWays({
  status,
  way,
  onChoose,
}: {
  status: VaultStatus;
  way: TypedWay;
  onChoose: (way: TypedWay) => void;
}) {
  const text = useText();
  const ways = (['passphrase', 'recovery_key', 'recovery_shares'] as const).filter(
    (one) => one !== way && (one === 'passphrase' || status.waysIn.includes(one)),
  );
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'center', columnGap: '18px' }}>
      {ways.map((one) => (
        <Link
          key={one}
          component="button"
          type="button"
          sx={{ font: 'inherit', padding: '4px' }}
          onClick={() => onChoose(one)}
        >
          {text(`vault.use.${one}`)}
        </Link>
      ))}
    </Box>
  );
}

function QuietLink({
  onClick,
  disabled = false,
  children,
}: {
  onClick: () => void;
  disabled?: boolean;
  children: ReactNode;
}) {
  return (
    <Link
      component="button"
      type="button"
      disabled={disabled}
      sx={{ font: 'inherit', fontSize: 13, color: paint.muted, padding: '4px' }}
      onClick={onClick}
    >
      {children}
    </Link>
  );
}
