import { Box, Button } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { needsKeyFile } from '../../../main/domain/policy.ts';
import { isRecovery } from '../../../main/domain/way-in.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { useShownOnce } from '../../bridge/awake.ts';
import { client } from '../../bridge/client.ts';
import { lockVault } from '../../bridge/lock.ts';
import { orpc, queryClient } from '../../bridge/queries.ts';
import type { VaultStatus } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Entrance } from '../../ui/entrance.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { KeyFileChoice, NewPassphraseFields, useNewPassphrase } from '../../ui/new-passphrase.tsx';
import { ProofFields, useProof } from '../../ui/proof-dialog.tsx';
import { SaveKeyFile } from '../../ui/save-key-file.tsx';

/**
 * What somebody has to do before anything else: a passphrase of one's own instead of one that somebody else set or that was
 * lost, or a key file beside it because the policy asks for one.
 */
export function FirstStep({ status: now, onDone }: { status: VaultStatus; onDone: () => void }) {
  const text = useText();
  // What is asked for is done the moment the program answers; this screen stays until a new key file is on its stick.
  const [status] = useState(now);
  const done = async () => {
    await queryClient.invalidateQueries({ queryKey: orpc.vault.status.key() });
    onDone();
  };
  const [made, setMade] = useState<string | null>(null);
  const asksKeyFile = asksKeyFileOf(status);
  if (made !== null) return <Stick status={status} keyFile={made} onDone={() => void done()} />;
  const title = text(status.step === 'key_file' ? 'vault.stepKeyFileTitle' : 'vault.stepPassphraseTitle');
  const recovered = status.wayIn !== null && isRecovery(status.wayIn);
  const lead =
    status.step === 'key_file'
      ? 'vault.stepKeyFileText'
      : recovered
        ? 'vault.stepRecoveredText'
        : 'vault.stepPassphraseText';
  return (
    <Entrance title={title} text={text(lead)} status={status} width={520}>
      <Card sx={{ '& > div': { padding: '24px' } }}>
        <StepForm status={status} recovered={recovered} asksKeyFile={asksKeyFile} onKeyFile={setMade} onDone={done} />
      </Card>
    </Entrance>
  );
}

function asksKeyFileOf({ policy, role, step }: VaultStatus): boolean {
  return step === 'key_file' || needsKeyFile(policy, role);
}

function StepForm({
  status,
  recovered,
  asksKeyFile,
  onKeyFile,
  onDone,
}: {
  status: VaultStatus;
  recovered: boolean;
  asksKeyFile: boolean;
  onKeyFile: (text: string) => void;
  onDone: () => Promise<void>;
}) {
  const text = useText();
  const [tried, setTried] = useState(false);
  const { busy, failure, attempt } = useAttempt();
  const proof = useProof(status.wayIn === 'passphrase_key_file');
  const next = useNewPassphrase({
    policy: status.policy,
    names: [status.user ?? '', status.organisation ?? ''],
    kind: asksKeyFile ? 'new' : 'none',
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!next.fits || (!recovered && proof.proof === null)) return;
    void attempt(async () => {
      const { keyFile } = await client.user.changePassphrase({
        current: recovered ? null : proof.proof,
        passphrase: next.state.passphrase,
        keyFile: next.keyFile,
      });
      if (keyFile !== null) onKeyFile(keyFile);
      else await onDone();
    });
  };
  const wrong = failure?.code === 'wrong_credentials';
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: '14px' }}>
      {recovered ? null : <ProofFields value={proof} tried={tried} wrong={wrong} />}
      <NewPassphraseFields value={next} tried={tried} failure={failure} autoFocus={recovered} />
      <KeyFileChoice value={next} tried={tried} choices={asksKeyFile ? ['new', 'there'] : ['none', 'new', 'there']} />
      {failure && !wrong ? <ErrorNote failure={failure} /> : null}
      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
        <Button onClick={() => void lockVault()} disabled={busy}>
          {text('vault.stepLock')}
        </Button>
        <Button type="submit" variant="contained" color="primary" loading={busy}>
          {text('vault.stepSubmit')}
        </Button>
      </Box>
    </Box>
  );
}

function Stick({ status, keyFile, onDone }: { status: VaultStatus; keyFile: string; onDone: () => void }) {
  const text = useText();
  useShownOnce();
  return (
    <Entrance title={text('vault.keyFileTitle')} text={text('vault.keyFileText')} status={status} width={560}>
      <Card sx={{ '& > div': { padding: '24px' } }}>
        <SaveKeyFile keyFile={keyFile} done={text('action.continue')} onDone={onDone} />
      </Card>
    </Entrance>
  );
}
