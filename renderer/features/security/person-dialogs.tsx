import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Note } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { suggestFirstPassphrase } from './first-passphrase.ts';
import { FirstPassphraseField, useFirstPassphraseProblem } from './first-passphrase-field.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { RoleField } from './role-field.tsx';
import type { Person } from './types.ts';

interface PersonDialogProps {
  readonly person: Person;
  readonly onClose: () => void;
}

/** Sends what a dialog decided and keeps the dialog open with the reason when it was refused. */
function useSend(act: () => Promise<void>) {
  const { busy, failure, attempt } = useAttempt();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(act);
  };
  return { busy, failure, onSubmit };
}

/** Gives somebody another role. */
export function RoleDialog({ person: { id, name, role: before }, onClose }: PersonDialogProps) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const [role, setRole] = useState(before);
  const { busy, failure, onSubmit } = useSend(async () => {
    await client.user.setRole({ id, role });
    notice({ text: text('security.people.roleDone', { name, role: words.t(`role.${role}`) }) });
    onClose();
  });
  return (
    <FormDialog
      open
      title={text('security.people.roleTitle', { name })}
      submit={text('action.save')}
      busy={busy}
      dirty={role !== before}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <RoleField value={role} onChange={setRole} />
    </FormDialog>
  );
}

/** A first passphrase for somebody who forgot the own one. */
export function ResetPassphraseDialog({ person: { id, name }, onClose }: PersonDialogProps) {
  const text = useText();
  const [passphrase, setPassphrase] = useState(suggestFirstPassphrase);
  const [done, setDone] = useState(false);
  const problem = useFirstPassphraseProblem(passphrase, name);
  const { busy, failure, onSubmit } = useSend(async () => {
    if (problem !== null) return;
    await client.user.resetPassphrase({ id, passphrase });
    setDone(true);
  });
  if (done) return <HandOverDialog name={name} passphrase={passphrase} onClose={onClose} />;
  return (
    <FormDialog
      open
      title={text('security.people.resetTitle', { name })}
      intro={text('security.people.resetText')}
      submit={text('security.people.resetSubmit')}
      busy={busy}
      dirty={false}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <FirstPassphraseField value={passphrase} onChange={setPassphrase} problem={problem} failure={failure} />
    </FormDialog>
  );
}

/** Takes somebody's ways in away, and says what that does not do. */
export function RemovePersonDialog({ person: { id, name }, onClose }: PersonDialogProps) {
  const text = useText();
  const notice = useNotice();
  const navigate = useNavigate();
  const { busy, failure, onSubmit } = useSend(async () => {
    const { recoveryLost } = await client.user.remove({ id });
    onClose();
    const [label, tab] =
      recoveryLost.length > 0
        ? ([text('security.people.recoverNow'), 'ways'] as const)
        : ([text('security.people.rotateNow'), 'keys'] as const);
    notice({
      text: text(recoveryLost.length > 0 ? 'security.people.removedWithRecovery' : 'security.people.removed', { name }),
      action: { label, onClick: () => void navigate(`/security?tab=${tab}`) },
    });
  });
  return (
    <FormDialog
      open
      title={text('security.people.removeTitle', { name })}
      intro={text('security.people.removeText')}
      submit={text('security.people.removeSubmit')}
      busy={busy}
      dirty={false}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Note tone="near">{text('security.people.removeNote')}</Note>
    </FormDialog>
  );
}
