import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Builds the window into dist/renderer.
 *
 * Every page carries `<meta property="csp-nonce" nonce="__NONCE__">`, and every tag the same placeholder. The host that
 * serves index.html replaces each `__NONCE__` by a fresh random value and names it in the Content-Security-Policy
 * (`style-src 'self' 'nonce-...'`), so that the styles which Emotion and AG Grid make at run time are let in and no others.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  html: { cspNonce: '__NONCE__' },
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1100,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'grid', test: /node_modules[\\/]ag-grid/, priority: 3 },
            // What keeps zod from making code lies with it: wherever schemas lie, it has run before the first of them is made.
            { name: 'zod', test: /node_modules[\\/]zod[\\/]|app[\\/]without-eval/, priority: 2 },
            { name: 'react', test: /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/, priority: 2 },
          ],
        },
      },
    },
  },
  server: { port: 5173, strictPort: true },
});
