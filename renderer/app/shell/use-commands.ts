import { useColorScheme } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { mayCall } from '../../../main/contract/permissions.ts';
import type { Role } from '../../../main/domain/role.ts';
import { lockVault } from '../../bridge/lock.ts';
import { orpc } from '../../bridge/queries.ts';
import { viewLink } from '../../bridge/saved-views.tsx';
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
  const mayUndo = role !== null && mayCall(role, 'edit.undo');
  const mayImport = role !== null && mayCall(role, 'imports.run');
  const entries = navigationFor(role).flatMap((group) => group.entries);
  const saved = useQuery({ ...orpc.view.list.queryOptions({ input: {} }), enabled: role !== null });
  const views = (saved.data ?? []).map((view): Command => {
    const list = entries.find(({ to }) => to === `/${view.page}`);
    return {
      key: `view ${view.id}`,
      group: 'view',
      label: text('views.inPalette', { name: view.name, list: list ? text(list.label) : '' }),
      run: () => void navigate(viewLink(view)),
    };
  });
  const screens = entries.map(
    ({ to, label }): Command => ({ key: to, group: 'screen', label: text(label), run: () => void navigate(to) }),
  );
  return {
    lock: () => void lockVault(),
    list: [
      ...views,
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
      ...(mayUndo
        ? [
            {
              key: 'changes',
              group: 'action',
              label: text('edits.show'),
              run: () => void navigate('/changes'),
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
