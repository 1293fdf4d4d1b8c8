import { TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import type { Role } from '../../../main/domain/role.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { useText } from '../../i18n/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { suggestFirstPassphrase } from './first-passphrase.ts';
import { FirstPassphraseField, useFirstPassphraseProblem } from './first-passphrase-field.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { RoleField } from './role-field.tsx';

/** Adds a person with a role and a first passphrase, and shows once what to hand over. */
export function AddPersonDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('biomedical_engineer');
  const [passphrase, setPassphrase] = useState(suggestFirstPassphrase);
  const [tried, setTried] = useState(false);
  const [added, setAdded] = useState(false);
  const { busy, failure, attempt, forget } = useAttempt();
  const problem = useFirstPassphraseProblem(passphrase, name);
  const taken = failure?.code === 'already_exists';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || problem !== null) return;
    void attempt(async () => {
      await client.user.add({ name, role, passphrase });
      setAdded(true);
    });
  };
  if (added) return <HandOverDialog name={name.trim()} passphrase={passphrase} onClose={onClose} />;
  const missing = tried && name.trim() === '';
  return (
    <FormDialog
      open
      title={text('security.people.addTitle')}
      submit={text('security.people.addSubmit')}
      busy={busy}
      dirty={name !== ''}
      failure={taken ? null : failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={text('security.people.name')}
        value={name}
        onChange={(event) => {
          setName(event.target.value);
          forget();
        }}
        error={missing || taken}
        helperText={text(missing ? 'vault.required' : taken ? 'security.people.nameTaken' : 'security.people.nameHelp')}
        autoFocus
        slotProps={{ htmlInput: { maxLength: 100 } }}
      />
      <RoleField value={role} onChange={setRole} />
      <FirstPassphraseField
        value={passphrase}
        onChange={setPassphrase}
        problem={tried || passphrase !== '' ? problem : null}
        failure={failure}
      />
    </FormDialog>
  );
}
