import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { CssBaseline } from '@mui/material';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryClient } from '../bridge/queries.ts';
import { styleNonce } from '../ui/nonce.ts';
import { NoticeProvider } from '../ui/notices.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { theme } from './theme.ts';
import { storeThemeWord, THEME_KEY } from './theme-mode.ts';

const styles = createCache({ key: 'ms', ...(styleNonce === undefined ? {} : { nonce: styleNonce }) });

/** What every screen may count on: styles, theme, answers of the program, notices, and a net below. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <CacheProvider value={styles}>
      <ThemeProvider
        theme={theme}
        defaultMode="system"
        modeStorageKey={THEME_KEY}
        storageManager={storeThemeWord}
        noSsr
      >
        <CssBaseline enableColorScheme />
        <QueryClientProvider client={queryClient}>
          <ErrorBoundary>
            <NoticeProvider>{children}</NoticeProvider>
          </ErrorBoundary>
        </QueryClientProvider>
      </ThemeProvider>
    </CacheProvider>
  );
}
