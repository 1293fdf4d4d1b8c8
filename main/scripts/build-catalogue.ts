/**
 * Writes main/domain/catalogue/catalogue-data.json, the support ends that ship with the product, or a catalogue file of the
 * same form that a hospital puts in its place (docs/catalogue-format.md).
 *
 *     node main/scripts/build-catalogue.ts PATH_TO_ENDOFLIFE_FOLDER [OUTPUT_FILE]
 *
 * The folder holds `eol-derived.json` and `products/*.md` of endoflife.date (MIT). The same folder always gives the
 * same bytes. The product reads only the written file, never the folder.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseDay } from '../domain/day.ts';
import type { ComponentKind } from '../domain/model.ts';

const OUTPUT = join(import.meta.dirname, '../domain/catalogue/catalogue-data.json');

interface SourceRelease {
  readonly releaseCycle: string;
  readonly releaseLabel?: string;
  readonly releaseDate: string;
  readonly eoas?: string | boolean;
  readonly eol: string | boolean;
  readonly eoes?: string | boolean;
}

interface Source {
  readonly source: string;
  readonly commit: string;
  readonly commitDate: string;
  readonly licence: string;
  readonly products: Readonly<
    Record<string, { readonly title: string; readonly category: string; readonly releases: readonly SourceRelease[] }>
  >;
}

/** What a person reads and what the matcher compares; `version` holds every word that tells releases apart. */
interface Naming {
  readonly product: string;
  readonly version: string | null;
  readonly label: string;
  readonly edition?: 'iot_enterprise' | 'enterprise_education' | 'home_pro' | null;
  readonly channel?: 'ltsc' | 'general_availability' | null;
}

interface Context {
  readonly title: string;
  readonly cycle: string;
  /** The source's own label without templates and markup; the cycle where it has none. */
  readonly label: string;
  readonly codename: string | null;
  readonly cycles: readonly string[];
}

const KIND_BY_CATEGORY: Readonly<Record<string, ComponentKind>> = {
  os: 'operating_system',
  database: 'database',
  lang: 'runtime',
  framework: 'library',
  standard: 'library',
  app: 'application',
  'server-app': 'application',
  device: 'hardware',
};

/** Where the category says less than we know. */
const KIND_BY_PRODUCT: Readonly<Record<string, ComponentKind>> = {
  dotnet: 'runtime',
  dotnetfx: 'runtime',
  electron: 'runtime',
  nodejs: 'runtime',
};

/** Shorter names than the source's titles, as people say them. */
const PRODUCT_NAMES: Readonly<Record<string, string>> = {
  almalinux: 'AlmaLinux',
  android: 'Android',
  dotnetfx: '.NET Framework',
  ios: 'iOS',
  ipados: 'iPadOS',
  macos: 'macOS',
  msexchange: 'Exchange Server',
  mssqlserver: 'SQL Server',
  'pan-os': 'PAN-OS',
  powershell: 'PowerShell',
  'visual-studio': 'Visual Studio',
  'windows-powershell': 'Windows PowerShell',
  'windows-server-core': 'Windows Server Core',
  'windows-nano-server': 'Nano Server',
};

/** The channel's year in Microsoft's names; the releases before 2019 were called LTSB. */
const LTSC_NAMES: Readonly<Record<string, string>> = {
  '10-1507': 'LTSB 2015',
  '10-1607': 'LTSB 2016',
  '10-1809': 'LTSC 2019',
  '10-21h2': 'LTSC 2021',
  '11-24h2': 'LTSC 2024',
};

const OLD_WINDOWS: Readonly<Record<string, readonly [product: string, version: string | null]>> = {
  '8.1': ['Windows 8.1', null],
  '8': ['Windows 8', null],
  '7-sp1': ['Windows 7', 'SP1'],
  '6-sp2': ['Windows Vista', 'SP2'],
  '5-sp3': ['Windows XP', 'SP3'],
  // IoT Core is a product of its own, and only this version of it is in the source.
  '10-1507-iot': ['Windows 10 IoT Core 1507', null],
};

function windowsNaming({ cycle, cycles }: Context): Naming {
  const old = OLD_WINDOWS[cycle];
  if (old) return named(old[0], old[1]);
  const match = /^(10|11)-([0-9h]+)(?:-(iot-lts|e-lts|e|w))?$/.exec(cycle);
  if (!match) throw new Error(`unknown Windows cycle: ${cycle}`);
  const [, generation = '', build = '', suffix] = match;
  const product = `Windows ${generation}`;
  const version = build.toUpperCase();
  const ltsc = LTSC_NAMES[`${generation}-${build}`];
  if (suffix === 'iot-lts' || suffix === 'e-lts') {
    if (ltsc === undefined) throw new Error(`no LTSC year for ${cycle}`);
    const iot = suffix === 'iot-lts';
    return {
      product,
      version,
      label: `${product} ${iot ? 'IoT Enterprise' : 'Enterprise'} ${ltsc}`,
      edition: iot ? 'iot_enterprise' : 'enterprise_education',
      channel: 'ltsc',
    };
  }
  // The same build also exists as LTSC with other dates (domain.md 1.6 E1): then the label has to name the channel.
  const hasLtscTwin = suffix !== 'w' && cycles.includes(`${generation}-${build}-e-lts`);
  const words = [product, suffix === 'e' ? 'Enterprise' : suffix === 'w' ? 'Pro' : '', version];
  if (hasLtscTwin) words.push('(General Availability Channel)');
  return {
    product,
    version,
    label: words.filter((word) => word !== '').join(' '),
    edition: suffix === 'e' ? 'enterprise_education' : suffix === 'w' ? 'home_pro' : null,
    channel: 'general_availability',
  };
}

/** Years are the long-term channel; 1709 to 23H2 were the semi-annual and the annual channel. */
function windowsServerNaming(product: string): (context: Context) => Naming {
  return ({ cycle, cycles }) => {
    const [base = '', ...rest] = cycle.toUpperCase().split('-');
    const channelWord = rest.at(-1);
    const general = !/^(?:2000|2003|2008|2012|2016|2019|2022|2025)$/.test(base);
    const words = general ? [base] : [base, ...rest];
    if (rest.length === 0 && hasServicePacks(cycle, cycles)) words.push('RTM');
    const version = words.join(' ');
    const suffix = general && (channelWord === 'SAC' || channelWord === 'AC') ? ` ${channelWord}` : '';
    const label = `${product} ${version}${suffix}`;
    return { product, version, label, channel: general ? 'general_availability' : 'ltsc' };
  };
}

/** `SQL Server 2016` alone names no release: without its service pack one cannot tell which end holds. */
function sqlServerNaming({ cycle, label, cycles }: Context): Naming {
  let version = label.replace(/\s+/g, ' ').trim();
  const family = cycle.split('-')[0] ?? cycle;
  const isPlain = cycle === family || cycle.endsWith('-r2');
  if (isPlain && cycles.some((other) => other.startsWith(`${family}-sp`))) version += ' RTM';
  return named('SQL Server', version);
}

function hasServicePacks(cycle: string, cycles: readonly string[]): boolean {
  return cycles.some((other) => other.startsWith(`${cycle}-sp`));
}

const suse = /^(10|11|12|15)\.(\d+)$/;

/** Products whose names follow no common pattern. */
const NAMINGS: Readonly<Record<string, (context: Context) => Naming>> = {
  windows: windowsNaming,
  'windows-server': windowsServerNaming('Windows Server'),
  'windows-server-core': windowsServerNaming('Windows Server Core'),
  'windows-nano-server': windowsServerNaming('Nano Server'),
  'windows-embedded': ({ label }) => named('Windows Embedded', label),
  mssqlserver: sqlServerNaming,
  msexchange: ({ cycle }) => named('Exchange Server', cycle === 'subscription' ? 'Subscription Edition' : cycle),
  office: ({ label }) => named('Microsoft Office', label),
  'internet-explorer': ({ cycle, label }) => named('Internet Explorer', cycle === '11' ? '11 Desktop' : label),
  dotnet: ({ cycle, label }) => named(label.startsWith('Core') ? '.NET Core' : '.NET', cycle),
  dotnetfx: ({ label }) => named('.NET Framework', label),
  'visual-studio': ({ cycle, codename }) => ({
    ...named('Visual Studio', cycle),
    label: `Visual Studio ${codename ?? ''} ${cycle}`.replace('  ', ' '),
  }),
  macos: ({ cycle, label }) => ({ ...named('macOS', cycle), label }),
  android: ({ cycle, codename }) => {
    const alsoCalled = cycle === '12.1' ? 'Snow Cone v2, 12L' : codename;
    return named('Android', cycle.toUpperCase(), alsoCalled);
  },
  freebsd: ({ cycle, label }) => named('FreeBSD', label.startsWith('stable/') ? `${cycle}-STABLE` : cycle),
  sles: ({ cycle }) => {
    const match = suse.exec(cycle);
    const pack = match?.[2] === '0' ? 'GA' : `SP${match?.[2]}`;
    return named('SUSE Linux Enterprise Server', match ? `${match[1]} ${pack}` : cycle);
  },
  opensuse: ({ cycle, label }) => ({
    ...named('openSUSE', cycle),
    label: `openSUSE ${label.startsWith('Leap') ? 'Leap ' : ''}${cycle}`,
  }),
  'oracle-database': ({ cycle, label }) => ({
    ...named('Oracle Database', cycle),
    // The source renamed release 23 to 26ai; registers know it as 23ai.
    label: cycle === '23' ? 'Oracle Database 26ai (23ai)' : `Oracle Database ${label}`,
  }),
  'ibm-aix': ({ cycle }) => {
    const parts = cycle.split('.');
    return named('IBM AIX', `${parts.slice(0, 2).join('.')} TL${parts[2]}`);
  },
  commvault: ({ cycle, label }) => named('Commvault', cycle, label === cycle ? null : label),
  'citrix-vad': ({ cycle, title, label }) => ({
    ...named(title, cycle),
    ...(label.startsWith('XenDesktop') ? { label } : {}),
  }),
  'nvidia-driver': ({ cycle, label }) => {
    const [branch = '', system = ''] = cycle.split('-');
    const remark = /\((\w+)\)/.exec(label)?.[1] ?? null;
    const systemName = system === 'linux' ? 'Linux' : 'Windows';
    return named('NVIDIA Driver', `${branch.toUpperCase()} ${systemName}`, remark);
  },
  'azul-zulu': ({ cycle, label }) => named('Azul Zulu', cycle, /\(([A-Z]+)\)/.exec(label)?.[1] ?? null),
  mongodb: ({ cycle, label }) => named('MongoDB', cycle, label.includes('Rapid') ? 'Rapid Release' : null),
  'pan-os': ({ cycle }) => named('PAN-OS', cycle.replace('-xfr', ' XFR')),
  'samsung-mobile': ({ label }) => named('Samsung', label),
  'intel-processors': ({ label }) => named('Intel', label),
  'raspberry-pi': ({ label }) => named('Raspberry Pi', label),
  ipad: ({ label }) => ({ product: 'iPad', version: label.replace(/^iPad /, ''), label }),
};

function named(product: string, version: string | null, alsoCalled: string | null = null): Naming {
  const base = version === null ? product : `${product} ${version}`;
  return { product, version, label: alsoCalled === null ? base : `${base} (${alsoCalled})` };
}

function defaultNaming(productKey: string, { title, cycle, codename }: Context): Naming {
  return named(PRODUCT_NAMES[productKey] ?? title, cycle, codename);
}

/** The codenames and the product's label template, which only the Markdown files hold. */
function readFrontMatter(path: string): { template: string | null; codenames: ReadonlyMap<string, string> } {
  const codenames = new Map<string, string>();
  let template: string | null = null;
  let cycle = '';
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const match = /^(\s*)(?:- )?(releaseCycle|codename|releaseLabel):\s*(.+?)\s*$/.exec(line);
    if (!match) continue;
    const value = (match[3] ?? '').replace(/^(["'])(.*)\1$/, '$2');
    if (match[2] === 'releaseCycle') cycle = value;
    if (match[2] === 'codename') codenames.set(cycle, value);
    if (match[2] === 'releaseLabel' && match[1] === '') template = value;
  }
  return { template, codenames };
}

/** Fills the template, or gives the bare cycle where the template holds a program (two products, named by us). */
function fillLabel(template: string, cycle: string, codename: string | null): string {
  if (template.includes('{')) return cycle;
  return template
    .replaceAll('__RELEASE_CYCLE__', cycle)
    .replace(/\s*\(?'?__CODENAME__'?\)?/, (found) => (codename === null ? '' : found.replace('__CODENAME__', codename)))
    .replace(/<[^>]*>/g, '')
    .trim();
}

function dayOrNull(value: string | boolean | undefined): string | null {
  if (typeof value !== 'string') return null;
  if (parseDay(value) === null) throw new Error(`not a day: ${value}`);
  return value;
}

/** The whole text of the data file for a folder of endoflife.date. Deterministic: no clock, sorted, one release a line. */
export function buildCatalogue(folder: string): string {
  const source = JSON.parse(readFileSync(join(folder, 'eol-derived.json'), 'utf8')) as Source;
  const kinds: Record<string, ComponentKind> = {};
  const rows: (string | null)[][] = [];
  for (const productKey of Object.keys(source.products).sort()) {
    const product = source.products[productKey];
    if (!product) continue;
    const kind = KIND_BY_PRODUCT[productKey] ?? KIND_BY_CATEGORY[product.category];
    if (!kind) throw new Error(`unknown category: ${product.category}`);
    kinds[productKey] = kind;
    const { template, codenames } = readFrontMatter(join(folder, 'products', `${productKey}.md`));
    const cycles = product.releases.map((release) => release.releaseCycle);
    for (const release of product.releases) {
      const cycle = release.releaseCycle;
      // SQL Server's codenames (Kilimanjaro, Denali) are in the way of its service packs and nobody writes them.
      const codename = productKey === 'mssqlserver' ? null : (codenames.get(cycle) ?? null);
      const label = fillLabel(release.releaseLabel ?? template ?? cycle, cycle, codename);
      const context: Context = { title: product.title, cycle, label, codename, cycles };
      const naming = NAMINGS[productKey]?.(context) ?? defaultNaming(productKey, context);
      const securityEnd = release.eol === true ? 'ended' : release.eol === false ? 'open' : dayOrNull(release.eol);
      const extension = dayOrNull(release.eoes);
      rows.push([
        `${productKey}/${cycle}`,
        naming.product,
        naming.label,
        naming.version,
        naming.edition ?? null,
        naming.channel ?? null,
        dayOrNull(release.releaseDate),
        dayOrNull(release.eoas),
        securityEnd,
        // An extension that ends with the ordinary support extends nothing.
        extension !== null && securityEnd !== null && extension <= securityEnd ? null : extension,
      ]);
    }
  }
  rows.sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1));
  const head = {
    source: 'endoflife.date',
    sourceUrl: 'https://endoflife.date',
    commit: source.commit,
    commitDate: source.commitDate,
    licence: source.licence,
    licenceNote: 'Copyright 2020 endoflife.date contributors, MIT licence',
    columns: [
      'key',
      'product',
      'label',
      'version',
      'edition',
      'channel',
      'releasedOn',
      'activeSupportEndOn',
      'securityEnd',
      'paidExtensionEndOn',
    ],
    kinds,
  };
  const lines = Object.entries(head).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)},\n`);
  return `{\n${lines.join('')}"releases":[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , folder, output = OUTPUT] = process.argv;
  if (folder === undefined) {
    console.error('usage: node main/scripts/build-catalogue.ts PATH_TO_ENDOFLIFE_FOLDER [OUTPUT_FILE]');
    process.exitCode = 2;
  } else {
    writeFileSync(output, buildCatalogue(folder));
    console.log(`written: ${output}`);
  }
}
