import { Box, Button, FormControlLabel, MenuItem, Switch, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { KEY_FILE_FOR, POLICY_BOUNDS, type Policy } from '../../../main/domain/policy.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';

type Bounded = keyof typeof POLICY_BOUNDS;
/** Numbers as they are typed; they are numbers once they are saved. */
type Draft = Omit<Policy, Bounded> & Readonly<Record<Bounded, string>>;

/** What holds for everybody who uses the vault, each with the reason. */
export function PolicyTab() {
  const { data: status } = useQuery(orpc.vault.status.queryOptions());
  // Another administrator's change replaces what was being typed here: two halves of two policies would be a third.
  return status ? <PolicyForm key={JSON.stringify(status.policy)} policy={status.policy} /> : null;
}

function draftOf(policy: Policy): Draft {
  return {
    ...policy,
    passphraseLeast: String(policy.passphraseLeast),
    passphraseLeastWithKeyFile: String(policy.passphraseLeastWithKeyFile),
    autoLockMinutes: String(policy.autoLockMinutes),
    backupEveryHours: String(policy.backupEveryHours),
  };
}

function fits(field: Bounded, typed: string): boolean {
  const { least, most } = POLICY_BOUNDS[field];
  return /^\d{1,4}$/.test(typed.trim()) && Number(typed) >= least && Number(typed) <= most;
}

const NUMBERS = Object.keys(POLICY_BOUNDS) as Bounded[];

function PolicyForm({ policy }: { policy: Policy }) {
  const text = useText();
  const notice = useNotice();
  const mayChange = useMayChange('vault.setPolicy');
  const [draft, setDraft] = useState<Draft>(() => draftOf(policy));
  const { busy, failure, attempt, forget } = useAttempt();
  const set = (change: Partial<Draft>) => {
    forget();
    setDraft((before) => ({ ...before, ...change }));
  };
  const valid = NUMBERS.every((field) => fits(field, draft[field]));
  const dirty = JSON.stringify(draft) !== JSON.stringify(draftOf(policy));
  const keyFileFirst = failure?.details.problem === 'key_file_first';
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!valid || !dirty) return;
    void attempt(async () => {
      await client.vault.setPolicy({
        ...draft,
        passphraseLeast: Number(draft.passphraseLeast),
        passphraseLeastWithKeyFile: Number(draft.passphraseLeastWithKeyFile),
        autoLockMinutes: Number(draft.autoLockMinutes),
        backupEveryHours: Number(draft.backupEveryHours),
        backupFolder: draft.backupFolder?.trim() ? draft.backupFolder.trim() : null,
      });
      notice({ text: text('security.policy.saved') });
    });
  };
  const number = (field: Bounded) => (
    <NumberField
      field={field}
      value={draft[field]}
      disabled={!mayChange}
      onChange={(typed) => set({ [field]: typed })}
    />
  );
  return (
    <Box component="form" noValidate onSubmit={save} sx={{ display: 'grid', gap: '18px', maxWidth: 860 }}>
      <Card title={text('security.policy.signIn')}>
        <Rule name="passphraseLeast">{number('passphraseLeast')}</Rule>
        <Rule name="passphraseLeastWithKeyFile">{number('passphraseLeastWithKeyFile')}</Rule>
        <Rule name="keyFileFor">
          <TextField
            select
            label={text('security.policy.name.keyFileFor')}
            value={draft.keyFileFor}
            disabled={!mayChange}
            onChange={(event) =>
              set({ keyFileFor: KEY_FILE_FOR.find((one) => one === event.target.value) ?? draft.keyFileFor })
            }
          >
            {KEY_FILE_FOR.map((one) => (
              <MenuItem key={one} value={one}>
                {text(`security.policy.keyFileFor.${one}`)}
              </MenuItem>
            ))}
          </TextField>
        </Rule>
        <Rule name="keyStoreAllowed">
          <FormControlLabel
            control={
              <Switch
                checked={draft.keyStoreAllowed}
                disabled={!mayChange}
                onChange={(_, checked) => set({ keyStoreAllowed: checked })}
              />
            }
            label={text('security.policy.name.keyStoreAllowed')}
          />
        </Rule>
        <Rule name="autoLockMinutes">{number('autoLockMinutes')}</Rule>
      </Card>
      <Card title={text('security.policy.backups')}>
        <Rule name="backupEveryHours">{number('backupEveryHours')}</Rule>
        <Rule name="backupFolder">
          <TextField
            label={text('security.policy.name.backupFolder')}
            value={draft.backupFolder ?? ''}
            placeholder={text('security.policy.backupFolderOwn')}
            disabled={!mayChange}
            onChange={(event) => set({ backupFolder: event.target.value === '' ? null : event.target.value })}
            slotProps={{ inputLabel: { shrink: true }, htmlInput: { spellCheck: false, maxLength: 1000 } }}
          />
        </Rule>
      </Card>
      {keyFileFirst ? (
        <Note tone="near" role="alert">
          {text('security.policy.keyFileFirst')}
        </Note>
      ) : failure ? (
        <ErrorNote failure={failure} />
      ) : null}
      {mayChange ? (
        <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
          <Button disabled={!dirty || busy} onClick={() => setDraft(draftOf(policy))}>
            {text('security.policy.reset')}
          </Button>
          <Button type="submit" variant="contained" color="primary" loading={busy} disabled={!dirty || !valid}>
            {text('security.policy.save')}
          </Button>
        </Box>
      ) : null}
    </Box>
  );
}

/** One line of the policy: why, and what. */
function Rule({ name, children }: { name: keyof Policy; children: ReactNode }) {
  const text = useText();
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: 'minmax(0, 1fr) 300px' },
        gap: '6px 24px',
        alignItems: 'center',
        padding: '12px 0',
        '&:not(:first-of-type)': { borderTop: `1px solid ${paint.line}` },
      }}
    >
      <Typography sx={{ color: paint.muted }}>{text(`security.policy.why.${name}`)}</Typography>
      {children}
    </Box>
  );
}

function NumberField({
  field,
  value,
  disabled,
  onChange,
}: {
  field: Bounded;
  value: string;
  disabled: boolean;
  onChange: (typed: string) => void;
}) {
  const text = useText();
  const { least, most } = POLICY_BOUNDS[field];
  const wrong = !fits(field, value);
  return (
    <TextField
      label={text(`security.policy.name.${field}`)}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      disabled={disabled}
      error={wrong}
      helperText={wrong ? text('form.error.number', { min: least, max: most }) : undefined}
      slotProps={{ htmlInput: { inputMode: 'numeric' } }}
    />
  );
}
