import { Box, TextField } from '@mui/material';
import { useState } from 'react';
import { useText } from '../i18n/i18n.ts';
import type { ShownFailure } from './error-state.tsx';
import { type ChosenKeyFile, KeyFileField } from './key-file-field.tsx';
import { PassphraseField } from './passphrase-field.tsx';

/** Ways in that a person types or carries. */
export const TYPED_WAYS = ['passphrase', 'recovery_key', 'recovery_shares'] as const;
export type TypedWay = (typeof TYPED_WAYS)[number];

/** What opens a vault or a backup, as the program takes it. */
export type TypedProof =
  | { readonly user: string | null; readonly passphrase: string; readonly keyFile: string | null }
  | { readonly recoveryKey: string }
  | { readonly shares: string[] };

/** Whether a name belongs to the passphrase: it does where several people have one, and of a backup nobody knows. */
export type AskedName = 'none' | 'needed' | 'optional';

/** More shares than any set has; the program looks at no more. */
const SHARES_MOST = 10;

export interface WayInState {
  readonly way: TypedWay;
  readonly user: string;
  readonly passphrase: string;
  readonly keyFile: ChosenKeyFile | null;
  readonly recoveryKey: string;
  readonly shares: readonly string[];
}

const NOTHING = { user: '', passphrase: '', keyFile: null, recoveryKey: '', shares: ['', ''] } as const;

/** What was typed to get in; `proof` is null as long as something is missing. `set` is told only what changed. */
export function useWayIn({ name, onChange }: { name: AskedName; onChange?: () => void }) {
  const [state, setState] = useState<WayInState>({ way: 'passphrase', ...NOTHING });
  const set = (change: Partial<WayInState>) => {
    // Another way starts empty: a recovery key shall not stay in a field that nobody sees.
    setState((before) => (change.way ? { ...NOTHING, user: before.user, way: change.way } : { ...before, ...change }));
    onChange?.();
  };
  return { state, set, proof: proofOf(state, name) };
}

function proofOf(state: WayInState, name: AskedName): TypedProof | null {
  const { way, user, passphrase, keyFile, recoveryKey, shares } = state;
  if (way === 'recovery_key') return recoveryKey.trim() === '' ? null : { recoveryKey: recoveryKey.trim() };
  if (way === 'recovery_shares') {
    const typed = shares.map((share) => share.trim()).filter((share) => share !== '');
    return typed.length === 0 ? null : { shares: typed };
  }
  if (passphrase === '' || (name === 'needed' && user.trim() === '')) return null;
  return { user: user.trim() === '' ? null : user.trim(), passphrase, keyFile: keyFile?.text ?? null };
}

/** The fields of the chosen way in. */
export function WayInFields({
  state,
  set,
  name,
  withKeyFile,
  wrong,
  failure = null,
  disabled = false,
}: {
  state: WayInState;
  set: (change: Partial<WayInState>) => void;
  name: AskedName;
  withKeyFile: boolean;
  wrong: boolean;
  /** Says which share was refused. */
  failure?: ShownFailure | null;
  disabled?: boolean;
}) {
  const text = useText();
  if (state.way === 'recovery_shares') {
    return <ShareFields shares={state.shares} onChange={(shares) => set({ shares })} failure={failure} />;
  }
  if (state.way === 'recovery_key') {
    return (
      <TextField
        key="recovery"
        label={text('vault.keyLabel')}
        value={state.recoveryKey}
        onChange={(event) => set({ recoveryKey: event.target.value })}
        helperText={text('vault.recoveryText')}
        error={wrong}
        disabled={disabled}
        autoFocus
        slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'characters', maxLength: 200 } }}
      />
    );
  }
  return (
    <>
      {name === 'none' ? null : (
        <TextField
          label={text('vault.user')}
          value={state.user}
          onChange={(event) => set({ user: event.target.value })}
          error={wrong}
          disabled={disabled}
          autoFocus
          helperText={name === 'optional' ? text('vault.userOptional') : undefined}
          slotProps={{ htmlInput: { spellCheck: false, maxLength: 100 } }}
        />
      )}
      <PassphraseField
        key="passphrase"
        label={text('vault.passphrase')}
        value={state.passphrase}
        onChange={(passphrase) => set({ passphrase })}
        error={wrong}
        disabled={disabled}
        autoFocus={name === 'none'}
      />
      {withKeyFile ? (
        <KeyFileField
          label={text('vault.keyFile')}
          value={state.keyFile}
          onChange={(keyFile) => set({ keyFile })}
          help={text('vault.keyFileHelp')}
          error={wrong && state.keyFile !== null}
          disabled={disabled}
        />
      ) : null}
    </>
  );
}

/** A field for each share; one more appears while the last is being typed. */
function ShareFields({
  shares,
  onChange,
  failure,
}: {
  shares: readonly string[];
  onChange: (shares: readonly string[]) => void;
  failure: ShownFailure | null;
}) {
  const text = useText();
  // The answer counts what was sent, and empty fields were not.
  const refused =
    failure?.code === 'share_refused' && typeof failure.details.number === 'number'
      ? shares.flatMap((share, index) => (share.trim() === '' ? [] : [index]))[failure.details.number - 1]
      : undefined;
  const type = (at: number, typed: string) => {
    const next = shares.map((share, index) => (index === at ? typed : share));
    onChange(next.at(-1)?.trim() && next.length < SHARES_MOST ? [...next, ''] : next);
  };
  return (
    <Box sx={{ display: 'grid', gap: '12px' }} role="group" aria-label={text('vault.sharesLabel')}>
      {shares.map((share, index) => (
        <TextField
          // Fields have no other identity than their place.
          key={String(index)}
          label={text('vault.shareLabel', { number: index + 1 })}
          value={share}
          onChange={(event) => type(index, event.target.value)}
          helperText={index === 0 ? text('vault.sharesText') : undefined}
          error={index === refused}
          autoFocus={index === 0}
          multiline
          maxRows={3}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            event.currentTarget.closest('form')?.requestSubmit();
          }}
          slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'characters', maxLength: 200 } }}
        />
      ))}
    </Box>
  );
}
