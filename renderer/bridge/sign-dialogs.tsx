import { TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Id } from '../../main/domain/ids.ts';
import type { Duty, SignedNoun } from '../../main/domain/sign-off.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { Note, type ShownFailure } from '../ui/error-state.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { useNotice } from '../ui/notices.tsx';
import { ProofFields, useProof } from '../ui/proof-dialog.tsx';
import { client } from './client.ts';
import { failureOf } from './failure.ts';
import { useHasKeyFile } from './own-sign-in.ts';
import { orpc } from './queries.ts';
import type { Outputs } from './types.ts';

type Signature = NonNullable<Outputs['signOff']['of']['duties'][number]['signature']>;

/** Says what is signed, and asks for the passphrase once more. `contentHash` is that of what the person saw. */
export function SignDialog({
  record,
  duty,
  contentHash,
  onClose,
}: {
  record: { readonly noun: SignedNoun; readonly recordId: Id<'signed'> };
  duty: Duty;
  contentHash: string;
  onClose: () => void;
}) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const { data: status } = useQuery(orpc.vault.status.queryOptions());
  const proof = useProof(useHasKeyFile());
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const sample = status?.sample ?? false;
  const wrong = failure?.code === 'wrong_credentials';
  const stale = failure?.code === 'stale_edit';
  const name = words.t(`signOff.duty.${duty}`);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || (!sample && proof.proof === null)) return;
    setBusy(true);
    setFailure(null);
    try {
      const current = sample ? null : proof.proof;
      await client.signOff.sign({ ...record, duty, comment: comment.trim() || null, contentHash, current });
      notice({ text: text('signOff.dialog.done', { duty: name }) });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <FormDialog
      open
      title={text('signOff.dialog.title', { duty: name })}
      intro={text(`signOff.dialog.${record.noun}`)}
      submit={text('signOff.dialog.submit')}
      busy={busy}
      dirty={comment !== ''}
      failure={wrong || stale ? null : failure}
      onSubmit={(event) => void send(event)}
      onClose={onClose}
    >
      <TextField
        label={text('signOff.dialog.comment')}
        helperText={text('signOff.dialog.commentHint')}
        value={comment}
        multiline
        onChange={(event) => setComment(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 4000 } }}
      />
      <Typography variant="body2">{text(sample ? 'signOff.dialog.sample' : 'signOff.dialog.proof')}</Typography>
      {sample ? null : <ProofFields value={proof} tried={tried} wrong={wrong} />}
      {stale ? (
        <Note tone="near" role="alert">
          {text('signOff.dialog.stale')}
        </Note>
      ) : null}
    </FormDialog>
  );
}

/** Takes a signature back, with the reason. */
export function WithdrawSignatureDialog({ signature, onClose }: { signature: Signature; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  return (
    <ReasonDialog
      title={text('signOff.withdrawDialog.title', { name: signature.userName })}
      intro={text('signOff.withdrawDialog.text')}
      label={text('signOff.withdrawDialog.reason')}
      submit={text('signOff.withdrawDialog.submit')}
      onSave={async (reason) => {
        await client.signOff.withdraw({ id: signature.id, reason });
        notice({ text: text('signOff.withdrawDialog.done') });
        onClose();
      }}
      onClose={onClose}
    />
  );
}

/** Asks for a reason before something is done. */
export function ReasonDialog({
  title,
  intro,
  label,
  submit,
  onSave,
  onClose,
}: {
  title: string;
  intro: string;
  label: string;
  submit: string;
  onSave: (reason: string) => Promise<void>;
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const text = useText();
  const missing = tried && reason.trim() === '';
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || reason.trim() === '') return;
    setBusy(true);
    setFailure(null);
    try {
      await onSave(reason.trim());
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <FormDialog
      open
      title={title}
      intro={intro}
      submit={submit}
      busy={busy}
      dirty={reason !== ''}
      failure={failure}
      onSubmit={(event) => void send(event)}
      onClose={onClose}
    >
      <TextField
        label={label}
        value={reason}
        required
        autoFocus
        multiline
        error={missing}
        helperText={missing ? text('vault.required') : undefined}
        onChange={(event) => setReason(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </FormDialog>
  );
}
