import { useColorScheme } from '@mui/material/styles';
import { useNavigate } from 'react-router';
import type { Role } from '../../../main/domain/role.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { startAgain } from '../../bridge/start-again.ts';
import type { Command } from '../../features/palette/palette.tsx';
import { useText } from '../../i18n/i18n.ts';
import { navigationFor } from '../navigation.ts';

/** Closes the vault and drops everything that this window holds of it. */
async function lock(): Promise<void> {
  try {
    await client.vault.lock();
  } catch (error) {
    // A program that is gone has locked the vault by going; the screen that says so is on its way.
    if (failureOf(error).code === 'unreachable') return;
  }
  // Also after a failure: the window then shows how things really stand.
  startAgain();
}

/** Everything that can be done from anywhere: going to a screen, locking, choosing the theme. */
export function useCommands(role: Role | null, showKeys: () => void): { list: readonly Command[]; lock: () => void } {
  const text = useText();
  const navigate = useNavigate();
  const { setMode } = useColorScheme();
  const screens = navigationFor(role)
    .flatMap(({ entries }) => entries)
    .map(({ to, label }): Command => ({ key: to, group: 'screen', label: text(label), run: () => void navigate(to) }));
  return {
    lock: () => void lock(),
    list: [
      ...screens,
      { key: 'lock', group: 'action', label: text('palette.lock'), run: () => void lock() },
      { key: 'import', group: 'action', label: text('palette.import'), run: () => void navigate('/import') },
      { key: 'light', group: 'action', label: text('palette.themeLight'), run: () => setMode('light') },
      { key: 'dark', group: 'action', label: text('palette.themeDark'), run: () => setMode('dark') },
      { key: 'system', group: 'action', label: text('palette.themeSystem'), run: () => setMode('system') },
      { key: 'keys', group: 'action', label: text('palette.keys'), run: showKeys },
    ],
  };
}
