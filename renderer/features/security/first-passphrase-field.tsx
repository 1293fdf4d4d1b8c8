import { Box, Button, InputAdornment, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { passphraseProblems } from '../../../main/domain/passphrase.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import type { ShownFailure } from '../../ui/error-state.tsx';
import { suggestFirstPassphrase } from './first-passphrase.ts';

/** What keeps a first passphrase from being taken, in words; null when nothing does that the window could know. */
export function useFirstPassphraseProblem(passphrase: string, name: string): string | null {
  const words = useWords();
  const { data: status } = useQuery(orpc.vault.status.queryOptions());
  const least = status?.policy.passphraseLeast ?? 0;
  const names = [name, status?.organisation ?? ''];
  const [problem] = passphraseProblems(passphrase, { least, most: 1024, names, isCommon: () => false });
  return problem ? words.t(`passphraseProblem.${problem.code}`, { ...problem }) : null;
}

/** A first passphrase: seen, because somebody has to write it down, and suggested, because people repeat themselves. */
export function FirstPassphraseField({
  value,
  onChange,
  problem,
  failure,
}: {
  value: string;
  onChange: (passphrase: string) => void;
  problem: string | null;
  failure: ShownFailure | null;
}) {
  const text = useText();
  return (
    <Box>
      <TextField
        label={text('security.people.firstPassphrase')}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        error={problem !== null || failure?.code === 'passphrase_too_weak'}
        helperText={problem ?? text('security.people.firstPassphraseHelp')}
        slotProps={{
          htmlInput: { spellCheck: false, autoCapitalize: 'off', maxLength: 1024 },
          input: {
            endAdornment: (
              <InputAdornment position="end">
                <Button variant="text" size="small" color="primary" onClick={() => onChange(suggestFirstPassphrase())}>
                  {text('security.people.suggest')}
                </Button>
              </InputAdornment>
            ),
          },
        }}
      />
    </Box>
  );
}
