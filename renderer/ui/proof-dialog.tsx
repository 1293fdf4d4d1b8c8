import { type FormEvent, type ReactNode, useState } from 'react';
import { useText } from '../i18n/i18n.ts';
import { Note, type ShownFailure } from './error-state.tsx';
import { FormDialog } from './form-dialog.tsx';
import { type ChosenKeyFile, KeyFileField } from './key-file-field.tsx';
import { PassphraseField } from './passphrase-field.tsx';

/** The passphrase of whoever sits there, with the key file if there is one. */
export interface Proof {
  readonly passphrase: string;
  readonly keyFile: string | null;
}

/** What was typed as proof; `proof` is null as long as something is missing. */
export function useProof(withKeyFile: boolean) {
  const [passphrase, setPassphrase] = useState('');
  const [keyFile, setKeyFile] = useState<ChosenKeyFile | null>(null);
  const proof: Proof | null =
    passphrase === '' || (withKeyFile && keyFile === null) ? null : { passphrase, keyFile: keyFile?.text ?? null };
  return { passphrase, setPassphrase, keyFile, setKeyFile, proof, withKeyFile };
}

/** The fields of a proof. */
export function ProofFields({
  value: { passphrase, setPassphrase, keyFile, setKeyFile, withKeyFile },
  tried,
  wrong,
  autoFocus = true,
}: {
  value: ReturnType<typeof useProof>;
  tried: boolean;
  wrong: boolean;
  autoFocus?: boolean;
}) {
  const text = useText();
  const missing = (value: unknown) => tried && !value;
  return (
    <>
      <PassphraseField
        label={text('security.proof.passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        error={wrong || missing(passphrase)}
        help={missing(passphrase) ? text('vault.required') : undefined}
        autoFocus={autoFocus}
      />
      {withKeyFile ? (
        <KeyFileField
          label={text('vault.keyFile')}
          value={keyFile}
          onChange={setKeyFile}
          error={wrong || missing(keyFile)}
          help={missing(keyFile) ? text('vault.required') : undefined}
        />
      ) : null}
      {wrong ? (
        <Note tone="near" role="alert">
          {text('security.proof.wrong')}
        </Note>
      ) : null}
    </>
  );
}

/** Asks for the passphrase again before something that must not happen at a desk that somebody left. */
export function ProofDialog({
  title,
  intro,
  submit,
  withKeyFile,
  ready = true,
  explain,
  onProof,
  onClose,
  children,
}: {
  title: string;
  intro?: ReactNode;
  submit: string;
  withKeyFile: boolean;
  /** False while something else of the form is missing. */
  ready?: boolean;
  explain: (error: unknown) => ShownFailure;
  onProof: (proof: Proof) => Promise<void>;
  onClose: () => void;
  children?: ReactNode;
}) {
  const value = useProof(withKeyFile);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const wrong = failure?.code === 'wrong_credentials';
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (value.proof === null || !ready || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await onProof(value.proof);
    } catch (error) {
      setFailure(explain(error));
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
      dirty={false}
      failure={wrong ? null : failure}
      onSubmit={(event) => void send(event)}
      onClose={onClose}
    >
      {children}
      <ProofFields value={value} tried={tried} wrong={wrong} />
    </FormDialog>
  );
}
