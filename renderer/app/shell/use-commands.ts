import { useColorScheme } from '@mui/material/styles';
import { useNavigate } from 'react-router';
import { mayCall } from '../../../main/contract/permissions.ts';
import type { Role } from '../../../main/domain/role.ts';
import { lockVault } from '../../bridge/lock.ts';
import type { Command } from '../../features/palette/palette.tsx';
import { useText } from '../../i18n/i18n.ts';
import { navigationFor } from '../navigation.ts';

/** Everything that can be done from anywhere: going to a screen, locking, choosing the theme. */
export function useCommands(
  role: Role | null,
  { showKeys, scan }: { readonly showKeys: () => void; readonly scan: () => void },
): { list: readonly Command[]; lock: () => void } {
  const text = useText();
  const navigate = useNavigate();
  const { setMode } = useColorScheme();
  const mayLetter = role !== null && mayCall(role, 'model.recordLetter');
  const mayImport = role !== null && mayCall(role, 'imports.run');
  const screens = navigationFor(role)
    .flatMap(({ entries }) => entries)
    .map(({ to, label }): Command => ({ key: to, group: 'screen', label: text(label), run: () => void navigate(to) }));
  return {
    lock: () => void lockVault(),
    list: [
      ...screens,
      { key: 'lock', group: 'action', label: text('palette.lock'), run: () => void lockVault() },
      ...(mayImport
        ? [
            {
              key: 'import',
              group: 'action',
              label: text('palette.import'),
              run: () => void navigate('/import'),
            } as const,
          ]
        : []),
      ...(mayLetter
        ? [
            {
              key: 'letter',
              group: 'action',
              label: text('letters.title'),
              run: () => void navigate('/letters/new'),
            } as const,
          ]
        : []),
      { key: 'scan', group: 'action', label: text('scan.action'), run: scan },
      { key: 'light', group: 'action', label: text('palette.themeLight'), run: () => setMode('light') },
      { key: 'dark', group: 'action', label: text('palette.themeDark'), run: () => setMode('dark') },
      { key: 'system', group: 'action', label: text('palette.themeSystem'), run: () => setMode('system') },
      { key: 'keys', group: 'action', label: text('palette.keys'), run: showKeys },
    ],
  };
}
