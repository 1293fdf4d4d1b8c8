/**
 * Builds what is out of date: the database client, the window (dist/renderer) and the program (dist/main).
 *
 *     node main/scripts/build.ts [client] [window] [program] [--force]
 *
 * Without a name it builds all three.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build as viteBuild } from 'vite';

const ROOT = join(import.meta.dirname, '../..');
const MEMORY = join(ROOT, 'node_modules/.cache/medsteward/built.json');

/** A part of the build. */
export type PartName = 'client' | 'window' | 'program';

interface Part {
  readonly name: PartName;
  /** Files and folders that decide what comes out; paths from the root. */
  readonly sources: readonly string[];
  /** Must be there for the part to count as built. */
  readonly output: string;
  make(): Promise<void> | void;
}

const PARTS: readonly Part[] = [
  {
    name: 'client',
    sources: ['prisma/schema.prisma', 'prisma/prisma.config.ts', 'node_modules/prisma/package.json'],
    output: 'main/data/prisma/client.ts',
    make: generateClient,
  },
  {
    name: 'window',
    sources: ['renderer', 'main/domain', 'main/contract', 'main/words', 'package.json', 'package-lock.json'],
    output: 'dist/renderer/index.html',
    make: () => bundle('renderer/vite.config.ts'),
  },
  {
    name: 'program',
    sources: ['main', 'prisma/migrations', 'package.json', 'package-lock.json'],
    output: 'dist/main/worker.js',
    make: () => bundle('main/vite.config.ts'),
  },
];

/** Builds the named parts that changed since they were built last, in their order. Says a line per part it builds. */
export async function build(names: readonly PartName[] = [], force = false): Promise<void> {
  for (const part of PARTS) {
    if (names.length > 0 && !names.includes(part.name)) continue;
    const before = fingerprint([...part.sources, 'main/scripts/build.ts']);
    if (!force && remembered()[part.name] === before && existsSync(join(ROOT, part.output))) continue;
    const start = performance.now();
    await part.make();
    // Taken before the work: what changed while it ran is built the next time.
    remember(part.name, before);
    process.stderr.write(`built the ${part.name} in ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
  }
}

function generateClient(): void {
  const command = join(ROOT, 'node_modules/prisma/build/index.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [command, 'generate', '--config', 'prisma/prisma.config.ts'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      // Generating needs no engine, but the command looks for one, and fetches it unless it is told where one is.
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    },
  );
  if (status !== 0) throw new Error(`The database client could not be generated.\n${stdout}${stderr}`);
}

async function bundle(configFile: string): Promise<void> {
  // The licences of what is bundled ask to travel with it.
  const license = { fileName: 'third-party-licences.md' };
  // A test runner says `test`, and the bundler would build the slow window for developers, with the paths of this machine.
  const given = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await viteBuild({ configFile: join(ROOT, configFile), mode: 'production', logLevel: 'error', build: { license } });
  } finally {
    if (given === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = given;
  }
}

/** Names, sizes and times of all source files: a deleted file counts as a change too. */
function fingerprint(sources: readonly string[]): string {
  const hash = createHash('sha256').update(process.version);
  for (const source of sources) for (const line of linesOf(join(ROOT, source))) hash.update(line);
  return hash.digest('hex');
}

function linesOf(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [lineOf(path)];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => lineOf(join(entry.parentPath, entry.name)))
    .sort();
}

function lineOf(file: string): string {
  const { mtimeMs, size } = statSync(file);
  return `${file} ${size} ${mtimeMs}\n`;
}

function remembered(): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(MEMORY, 'utf8'));
  } catch {
    return {};
  }
}

function remember(name: PartName, print: string): void {
  mkdirSync(dirname(MEMORY), { recursive: true });
  writeFileSync(MEMORY, JSON.stringify({ ...remembered(), [name]: print }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const words = process.argv.slice(2);
  await build(
    PARTS.map(({ name }) => name).filter((name) => words.includes(name)),
    words.includes('--force'),
  );
}
