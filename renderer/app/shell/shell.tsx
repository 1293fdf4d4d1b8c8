import { Box, Link } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { useSavedNotices, useSteps } from '../../bridge/edits.ts';
import { orpc } from '../../bridge/queries.ts';
import { ScanDialog } from '../../features/devices/scan/scan-dialog.tsx';
import { Palette } from '../../features/palette/palette.tsx';
import { useText } from '../../i18n/i18n.ts';
import { paint } from '../../ui/paint.ts';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { Banners } from './banners.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { Navigation } from './navigation.tsx';
import { TopBar } from './top-bar.tsx';
import { useCommands } from './use-commands.ts';

/** The frame around every screen: where one can go, the way to search, who is working, and the lock. */
export function Shell() {
  const text = useText();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const content = useRef<HTMLElement>(null);
  const [palette, setPalette] = useState(false);
  const [keys, setKeys] = useState(false);
  const [scanning, setScanning] = useState(false);
  const { data: status } = useQuery(orpc.vault.status.queryOptions());
  const commands = useCommands(status?.role ?? null, { showKeys: () => setKeys(true), scan: () => setScanning(true) });

  const steps = useSteps();
  useSavedNotices(steps);

  useShortcuts({
    'mod+z': () => void steps.move('undo'),
    'mod+shift+z': () => void steps.move('redo'),
    'mod+y': () => void steps.move('redo'),
    'mod+k': () => setPalette(true),
    'mod+shift+u': () => setScanning(true),
    '?': () => setKeys(true),
    '/': () => {
      const search = document.querySelector<HTMLInputElement>('[data-page-search] input');
      if (search) search.select();
      else setPalette(true);
    },
  });

  // A new screen starts at its top, and the keyboard starts there too.
  const shownPath = useRef(pathname);
  useEffect(() => {
    if (shownPath.current === pathname) return;
    shownPath.current = pathname;
    content.current?.scrollTo({ top: 0 });
    content.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: '216px minmax(0, 1fr)',
        gridTemplateRows: 'minmax(0, 1fr)',
        height: '100vh',
        // Half a screen, or a zoom of 200 %: the navigation moves above the content.
        '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'auto minmax(0, 1fr)' },
        '@media print': { display: 'block', height: 'auto' },
      }}
    >
      <Link
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          content.current?.focus();
        }}
        sx={{
          position: 'absolute',
          left: 8,
          top: -60,
          zIndex: 10,
          padding: '6px 12px',
          backgroundColor: paint.surface,
          '&:focus': { top: 8 },
        }}
      >
        {text('shell.skip')}
      </Link>
      <Navigation
        organisation={status?.organisation ?? null}
        sample={status?.sample ?? false}
        role={status?.role ?? null}
      />
      <Box sx={{ display: 'flex', flexDirection: 'column', minWidth: 0, minHeight: 0 }}>
        <Box component="header" data-screen-only sx={{ flex: 'none' }}>
          {status ? <Banners status={status} /> : null}
          <TopBar
            user={status?.user ?? null}
            onSearch={() => setPalette(true)}
            onLock={commands.lock}
            onKeys={() => setKeys(true)}
            steps={steps}
          />
        </Box>
        <Box
          component="main"
          id="content"
          ref={content}
          tabIndex={-1}
          sx={{
            flex: 1,
            minHeight: 0,
            overflow: 'auto',
            // What is only read out lies apart from the flow; it scrolls with the page and does not make the window longer.
            position: 'relative',
            display: 'flex',
            flexDirection: 'column',
            '&:focus-visible': { outline: 'none' },
            '@media print': { overflow: 'visible', display: 'block' },
          }}
        >
          <Outlet />
        </Box>
      </Box>
      <Palette
        open={palette}
        onClose={() => setPalette(false)}
        commands={commands.list}
        onGo={(to) => void navigate(to)}
      />
      {scanning ? (
        <ScanDialog
          onClose={() => setScanning(false)}
          onOpen={(id) => {
            setScanning(false);
            void navigate(`/devices/${id}`);
          }}
        />
      ) : null}
      <KeysDialog open={keys} onClose={() => setKeys(false)} />
    </Box>
  );
}
