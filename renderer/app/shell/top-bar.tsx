import { Box, Button, ButtonBase } from '@mui/material';
import type { useSteps } from '../../bridge/edits.ts';
import { useText } from '../../i18n/i18n.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { paint } from '../../ui/paint.ts';
import { usesCommandKey } from '../../ui/shortcuts.ts';
import { ThemeMenu } from './theme-menu.tsx';
import { UndoMenu } from './undo-menu.tsx';

/** The search that goes anywhere, the theme, who is working, and the lock. */
export function TopBar({
  user,
  onSearch,
  onLock,
  onKeys,
  steps,
}: {
  user: string | null;
  onSearch: () => void;
  onLock: () => void;
  onKeys: () => void;
  steps: ReturnType<typeof useSteps>;
}) {
  const text = useText();
  const keys = usesCommandKey ? '⌘ K' : 'Ctrl K';
  return (
    <Box
      sx={{
        height: 52,
        display: 'flex',
        alignItems: 'center',
        gap: '8px',
        padding: '0 22px',
        borderBottom: `1px solid ${paint.line}`,
        backgroundColor: paint.surface,
      }}
    >
      <ButtonBase
        onClick={onSearch}
        aria-keyshortcuts={usesCommandKey ? 'Meta+K' : 'Control+K'}
        sx={{
          flex: '0 1 420px',
          justifyContent: 'space-between',
          border: `1px solid ${paint.control}`,
          borderRadius: '8px',
          padding: '6px 11px',
          backgroundColor: paint.bg,
          color: paint.faint,
          font: 'inherit',
          fontSize: 14,
          lineHeight: '20px',
          '&:hover': { borderColor: paint.muted },
        }}
      >
        <span>{text('shell.searchOrGo')}</span>
        <Keycap>{keys}</Keycap>
      </ButtonBase>
      <Box sx={{ flex: 1 }} />
      {user ? (
        <Box component="span" sx={{ color: paint.muted, fontSize: 12.5, marginRight: '4px' }}>
          {user}
        </Box>
      ) : null}
      <UndoMenu steps={steps} />
      <Button variant="text" onClick={onKeys} aria-label={text('shell.keys')} title={text('shell.keys')}>
        ?
      </Button>
      <ThemeMenu />
      <Button onClick={onLock}>{text('shell.lock')}</Button>
    </Box>
  );
}
