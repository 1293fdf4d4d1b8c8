import { Box, FormControlLabel, Radio, RadioGroup, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { type PassphraseProblem, passphraseProblems } from '../../main/domain/passphrase.ts';
import type { Policy } from '../../main/domain/policy.ts';
import { type Text, useText, useWords } from '../i18n/i18n.ts';
import type { ShownFailure } from './error-state.tsx';
import { type ChosenKeyFile, KeyFileField } from './key-file-field.tsx';
import { paint } from './paint.ts';
import { PassphraseField } from './passphrase-field.tsx';

/** More than any passphrase (contract/vault.ts). */
const MOST = 1024;

/** What a new passphrase stands beside. */
export const KEY_FILE_CHOICES = ['none', 'new', 'there'] as const;
export type KeyFileKind = (typeof KEY_FILE_CHOICES)[number];

export interface NewPassphraseState {
  readonly passphrase: string;
  readonly again: string;
  readonly kind: KeyFileKind;
  readonly chosen: ChosenKeyFile | null;
}

/** A new passphrase with what stands beside it, and what is still wrong with it, as far as the window can know. */
export function useNewPassphrase({
  policy: { passphraseLeast, passphraseLeastWithKeyFile },
  names,
  kind = 'none',
  chosen = null,
}: {
  policy: Pick<Policy, 'passphraseLeast' | 'passphraseLeastWithKeyFile'>;
  names: readonly string[];
  kind?: KeyFileKind;
  chosen?: ChosenKeyFile | null;
}) {
  const [state, setState] = useState<NewPassphraseState>({ passphrase: '', again: '', kind, chosen });
  const set = (change: Partial<NewPassphraseState>) => setState((before) => ({ ...before, ...change }));
  const least = state.kind === 'none' ? passphraseLeast : passphraseLeastWithKeyFile;
  // The list of common passphrases is the program's; whether this is one, its answer says.
  const [problem = null] = passphraseProblems(state.passphrase, { least, most: MOST, names, isCommon: () => false });
  const same = state.passphrase === state.again;
  const complete = state.kind !== 'there' || state.chosen !== null;
  return {
    state,
    set,
    least,
    problem,
    same,
    fits: problem === null && same && complete,
    /** As the program takes it. */
    keyFile:
      state.kind === 'there' && state.chosen ? { text: state.chosen.text } : state.kind === 'new' ? 'new' : 'none',
  } as const;
}

/** Passphrase, once and again, with a calm word on its length. `tried` marks what keeps it from being taken. */
export function NewPassphraseFields({
  value: { state, set, least, problem, same },
  tried,
  failure,
  label,
  autoFocus = false,
}: {
  value: ReturnType<typeof useNewPassphrase>;
  label?: string;
  tried: boolean;
  /** What the program had against it. */
  failure: ShownFailure | null;
  autoFocus?: boolean;
}) {
  const text = useText();
  const words = useWords();
  const refused = failure?.code === 'passphrase_too_weak' || failure?.details.problem === 'same_passphrase';
  const length = lengthOf(state.passphrase);
  return (
    <>
      <Box>
        <PassphraseField
          label={label ?? text('vault.newPassphrase')}
          value={state.passphrase}
          onChange={(passphrase) => set({ passphrase })}
          error={(tried && problem !== null) || refused}
          help={passphraseHelp(text, state.passphrase, least, problem, (one) =>
            words.t(`passphraseProblem.${one.code}`, { ...one }),
          )}
          isNew
          autoFocus={autoFocus}
        />
        <LengthBar share={Math.min(1, length / least)} fine={problem === null} />
      </Box>
      <PassphraseField
        label={text('vault.passphraseAgain')}
        value={state.again}
        onChange={(again) => set({ again })}
        error={tried && !same}
        help={state.again === '' ? ' ' : text(same ? 'vault.passphraseSame' : 'vault.passphraseDiffers')}
        isNew
      />
    </>
  );
}

/** How much of the least length is there; words beside it say the same. */
function LengthBar({ share, fine }: { share: number; fine: boolean }) {
  return (
    <Box aria-hidden="true" sx={{ height: 3, borderRadius: 2, backgroundColor: paint.line, marginTop: '5px' }}>
      <Box
        sx={{
          height: '100%',
          width: `${share * 100}%`,
          borderRadius: 2,
          backgroundColor: fine ? paint.ok : paint.near,
          transition: 'width 120ms ease-out',
        }}
      />
    </Box>
  );
}

/** Which key file stands beside the passphrase. `choices` leaves out what is not offered here. */
export function KeyFileChoice({
  value: { state, set },
  choices = KEY_FILE_CHOICES,
  tried,
  labels,
}: {
  value: ReturnType<typeof useNewPassphrase>;
  choices?: readonly KeyFileKind[];
  tried: boolean;
  /** What `there` means where it is not simply another file. */
  labels?: Partial<Record<KeyFileKind, string>>;
}) {
  const text = useText();
  const id = useId();
  return (
    <Box>
      <Typography id={id} variant="h3">
        {text('vault.keyFile')}
      </Typography>
      <Typography variant="body2" sx={{ color: paint.muted, marginBottom: '4px' }}>
        {text('vault.keyFileWhat')}
      </Typography>
      <RadioGroup
        aria-labelledby={id}
        value={state.kind}
        onChange={(_, picked) => set({ kind: choices.find((one) => one === picked) ?? 'none' })}
      >
        {choices.map((one) => (
          <FormControlLabel
            key={one}
            value={one}
            control={<Radio size="small" sx={{ padding: '5px 9px' }} />}
            label={labels?.[one] ?? text(`vault.keyFileChoice.${one}`)}
          />
        ))}
      </RadioGroup>
      {state.kind === 'there' && labels?.there === undefined ? (
        <Box sx={{ marginTop: '8px' }}>
          <KeyFileField
            label={text('vault.keyFile')}
            value={state.chosen}
            onChange={(chosen) => set({ chosen })}
            error={tried && state.chosen === null}
            help={tried && state.chosen === null ? text('vault.required') : undefined}
          />
        </Box>
      ) : null}
    </Box>
  );
}

/** Characters as people count them, not as the computer stores them. */
function lengthOf(passphrase: string): number {
  return [...passphrase.normalize('NFC')].length;
}

function passphraseHelp(
  text: Text,
  passphrase: string,
  least: number,
  problem: PassphraseProblem | null,
  say: (problem: PassphraseProblem) => string,
): string {
  const length = lengthOf(passphrase);
  if (length === 0) return text('vault.passphraseRule', { least });
  if (problem === null) return text('vault.passphraseLongEnough', { count: length });
  return problem.code === 'too_short' ? text('vault.passphraseShort', { count: least - length }) : say(problem);
}
