import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const ROOT = join(import.meta.dirname, '..');
const OUTPUT = join(ROOT, 'dist/main');

/** What stays a package at run time: the shell itself, and the one module that is not JavaScript. */
const EXTERNAL = ['electron', 'better-sqlite3'];

/** The fonts of the documents. */
const FONTS = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'];

/**
 * Puts what the program reads from the disk beside its code: dist/main/fonts/*.ttf and dist/main/migrations/*.
 * main/app/resources.ts knows both places.
 */
function resources(): Plugin {
  return {
    name: 'medsteward-resources',
    closeBundle() {
      const fonts = join(ROOT, 'node_modules/@expo-google-fonts/inter');
      mkdirSync(join(OUTPUT, 'fonts'), { recursive: true });
      for (const font of FONTS) cpSync(join(fonts, font), join(OUTPUT, 'fonts', basename(font)));
      cpSync(join(fonts, 'LICENSE_FONT'), join(OUTPUT, 'fonts/LICENSE'));
      const migrations = join(ROOT, 'prisma/migrations');
      for (const entry of readdirSync(migrations, { withFileTypes: true })) {
        if (!entry.isDirectory()) continue;
        const file = join(entry.name, 'migration.sql');
        cpSync(join(migrations, file), join(OUTPUT, 'migrations', file));
      }
    },
  };
}

/**
 * All that is not pixels, as plain modules for Node and for Electron. Every module lies flat in dist/main, shared ones
 * too, so that `import.meta.dirname` is dist/main wherever a line of code ends up.
 */
export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  publicDir: false,
  plugins: [resources()],
  // pdfmake asks for its folder as old modules do; without one every PDF of the packed program fails.
  define: { __dirname: 'import.meta.dirname' },
  ssr: { noExternal: true, external: EXTERNAL, target: 'node' },
  build: {
    ssr: true,
    target: 'node24',
    outDir: OUTPUT,
    emptyOutDir: true,
    copyPublicDir: false,
    sourcemap: false,
    minify: false,
    rolldownOptions: {
      input: {
        electron: join(ROOT, 'main/hosts/electron/entry.ts'),
        browser: join(ROOT, 'main/hosts/browser/entry.ts'),
        cli: join(ROOT, 'main/hosts/cli/entry.ts'),
        worker: join(ROOT, 'main/app/worker.ts'),
        'publish-worker': join(ROOT, 'main/app/publish-worker.ts'),
        'print-worker': join(ROOT, 'main/app/print-worker.ts'),
        'backup-worker': join(ROOT, 'main/app/backup-worker.ts'),
        'checkpoint-worker': join(ROOT, 'main/app/checkpoint-worker.ts'),
        'read-worker': join(ROOT, 'main/app/read-worker.ts'),
        'folder-worker': join(ROOT, 'main/app/folder-worker.ts'),
        holidays: join(ROOT, 'main/features/commitment/holidays.ts'),
      },
      external: (id) => EXTERNAL.includes(id) || isBuiltin(id),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared-[name]-[hash].js' },
    },
  },
});
