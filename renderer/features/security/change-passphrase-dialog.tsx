import { Dialog, DialogContent, DialogTitle, Typography } from '@mui/material';
import { type FormEvent, useId, useState } from 'react';
import { needsKeyFile } from '../../../main/domain/policy.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { useShownOnce } from '../../bridge/awake.ts';
import { client } from '../../bridge/client.ts';
import { orpc, queryClient } from '../../bridge/queries.ts';
import type { VaultStatus } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { KeyFileChoice, type KeyFileKind, NewPassphraseFields, useNewPassphrase } from '../../ui/new-passphrase.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { ProofFields, useProof } from '../../ui/proof-dialog.tsx';
import { SaveKeyFile } from '../../ui/save-key-file.tsx';

/** Changes the own passphrase, and what stands beside it. */
export function ChangePassphraseDialog({
  status,
  hasKeyFile,
  onClose,
}: {
  status: VaultStatus;
  hasKeyFile: boolean;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const [made, setMade] = useState<string | null>(null);
  const done = () => {
    notice({ text: text('security.own.changed') });
    void queryClient.invalidateQueries({ queryKey: orpc.vault.key() });
    onClose();
  };
  return made === null ? (
    <ChangeForm
      status={status}
      hasKeyFile={hasKeyFile}
      onChanged={(keyFile) => (keyFile === null ? done() : setMade(keyFile))}
      onClose={onClose}
    />
  ) : (
    <StickDialog keyFile={made} onDone={done} />
  );
}

function ChangeForm({
  status: { policy, role, user, organisation },
  hasKeyFile,
  onChanged,
  onClose,
}: {
  status: VaultStatus;
  hasKeyFile: boolean;
  onChanged: (keyFile: string | null) => void;
  onClose: () => void;
}) {
  const text = useText();
  const [tried, setTried] = useState(false);
  const { busy, failure, attempt } = useAttempt();
  const proof = useProof(hasKeyFile);
  const next = useNewPassphrase({
    policy,
    names: [user ?? '', organisation ?? ''],
    kind: hasKeyFile ? 'there' : 'none',
    chosen: proof.keyFile,
  });
  // With a key file, "the one of now" is the file that proves who it is.
  const staying = hasKeyFile && next.state.kind === 'there';
  const asksKeyFile = needsKeyFile(policy, role);
  const choices: readonly KeyFileKind[] = asksKeyFile ? ['there', 'new'] : ['there', 'new', 'none'];
  const fits = next.problem === null && next.same && (staying || next.fits) && proof.proof !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const current = proof.proof;
    if (!fits || current === null) return;
    void attempt(async () => {
      const { keyFile } = await client.user.changePassphrase({
        current,
        passphrase: next.state.passphrase,
        keyFile: staying && proof.keyFile ? { text: proof.keyFile.text } : next.keyFile,
      });
      onChanged(keyFile);
    });
  };
  const wrong = failure?.code === 'wrong_credentials';
  return (
    <FormDialog
      open
      title={text('security.own.change')}
      submit={text('security.own.submit')}
      busy={busy}
      dirty={next.state.passphrase !== ''}
      failure={wrong ? null : failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <ProofFields value={proof} tried={tried} wrong={wrong} />
      <NewPassphraseFields value={next} tried={tried} failure={failure} />
      <KeyFileChoice
        value={next}
        tried={tried}
        choices={hasKeyFile ? choices : ['none', 'new', 'there']}
        {...(hasKeyFile
          ? { labels: { there: text('security.own.keepKeyFile'), none: text('security.own.dropKeyFile') } }
          : {})}
      />
    </FormDialog>
  );
}

function StickDialog({ keyFile, onDone }: { keyFile: string; onDone: () => void }) {
  const text = useText();
  const id = useId();
  useShownOnce();
  return (
    <Dialog open aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{text('vault.keyFileTitle')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: '16px' }}>
        <Typography color="textSecondary">{text('vault.keyFileText')}</Typography>
        <SaveKeyFile keyFile={keyFile} done={text('security.own.finish')} onDone={onDone} />
      </DialogContent>
    </Dialog>
  );
}
