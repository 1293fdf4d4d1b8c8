import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CommandRun,
  type PrintedFailure,
  ROOT,
  runCommand,
  runProcess,
  startCommand,
} from '../support/command-line.ts';
import { readIcs } from '../support/ics-reader.ts';

const PASSPHRASE = 'a passphrase for the tests';
const AS_OF = ['--as-of', '2026-11-21'];

const folder = mkdtempSync(join(tmpdir(), 'steward-cli-'));
const vault = join(folder, 'vault');
const at = (name: string) => join(folder, name);
const environment = {
  HOME: folder,
  XDG_DATA_HOME: at('data'),
  LOCALAPPDATA: at('data'),
  MEDSTEWARD_VAULT: vault,
  MEDSTEWARD_PASSPHRASE: PASSPHRASE,
};

function cli(...words: string[]): Promise<CommandRun> {
  return runCommand(words, environment);
}

/** Runs a command that has to succeed and gives its one document. */
async function document<T>(...words: string[]): Promise<T> {
  const run = await cli(...words, '--json');
  expect([run.exit, run.err.replace(/^(Written|Rows that).*\n/gm, '')]).toEqual([0, '']);
  return run.json<T>();
}

/** Runs a command that has to fail and gives exit code and error code. The message is on standard error too. */
async function failure(words: readonly string[], settings: Record<string, string> = environment, input = '') {
  const run = await runCommand([...words, '--json'], settings, input);
  const { error } = run.json<PrintedFailure>();
  expect(run.err).toContain(error.message);
  expect(error.message).not.toMatch(/\{\{|undefined|null/);
  return [run.exit, error.code, ...(error.details?.problem === undefined ? [] : [error.details.problem])];
}

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(at(name), content);
  return at(name);
}

interface ImportCounts {
  readonly importId: string | null;
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly warnings: number;
  readonly problems: readonly { readonly row: number; readonly column?: string; readonly code: string }[];
}

const counts = ({ read, created, updated, unchanged, rejected, warnings }: ImportCounts) => [
  read,
  created,
  updated,
  unchanged,
  rejected,
  warnings,
];

interface SupportReport {
  readonly asOf: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly rows: readonly {
    readonly assetTag: string;
    readonly manufacturer: string;
    readonly band: string;
    readonly effectiveEnd: string | null;
    readonly precision: string | null;
    readonly daysLeft: number | null;
    readonly limitedBy: { readonly kind: string; readonly name: string; readonly renewable: boolean } | null;
    readonly reasons: readonly { readonly code: string; readonly days?: number }[];
  }[];
}

/** The register of domain.md 5.7, as a hospital's system would save it. */
const REGISTER = [
  'Control Number;Description;Manufacturer;Model;Serial No;Department;In Service;Acq. Cost;Warranty Exp;PM Freq;OS;SW Version;Status',
  '000417;INFUSION PUMP;NORVIA MEDICAL INC;InfuSmart 300;NS30-00417;ICU 2;14.03.2021;2.350,00;13.03.2023;12M;;7.2.1;Active',
  '000918;ULTRASOUND;Acme Imaging;UltraView 7;UV7E0012;Radiology;2022-06-01;78.900,00;;12M;Win10 IoT LTSC 2021;4.1;Active',
  '001203;MONITOR;Pulse Line;CM-40;CM40/8831;ED;1/0/1900;;;6M;Windows 10 22H2;2.9;Active',
  '000077;LAB ANALYZER;Labtron;Q2;;Lab;TBD;;;;;;Retired',
  '',
].join('\r\n');

const MILESTONES = `manufacturer,model,software_version,milestone,on,received_on
Norvia Medical,InfuSmart Gateway,,end_of_support,2029-06-30,
Acme Imaging,UltraView 8,,end_of_support,2040-12-31,
Acme Imaging,UltraView 9,,end_of_support,2030-12-31,2024-01-10
Acme Imaging,UltraView 9,,end_of_support,2029-06-30,2026-11-10
PulseLine,Month,,end_of_support,2027-06,
PulseLine,Year,,end_of_support,2027,
PulseLine,Today,,end_of_support,2026-11-21,
PulseLine,Yesterday,,end_of_support,2026-11-20,
PulseLine,Eighteen,,end_of_support,2028-05-21,
PulseLine,DayAfter,,end_of_support,2028-05-22,
PulseLine,Versions,,end_of_support,2032-01-01,
PulseLine,Versions,4.1,end_of_security_support,2027-03-31,
`;

const EDGES = `asset_tag,serial_number,manufacturer,model,software_version,os,status
GW-01,1,Norvia Medical,InfuSmart Gateway,5.2,Windows Server 2016,
E1-IOT,2,Acme Imaging,UltraView 8,,Windows 10 IoT Enterprise LTSC 2021,
E1-LTSC,3,Acme Imaging,UltraView 8,,Windows 10 Enterprise LTSC 2021,
E1-22H2,4,Acme Imaging,UltraView 8,,Windows 10 22H2,
E1-BARE,5,Acme Imaging,UltraView 8,,Windows 10,
E3,6,Acme Imaging,UltraView 8,,Windows Server 2012 R2,
E4-OLD,7,Labtron,Q3,,Windows 7,
E4-BLANK,8,Labtron,Q4,,,
E5-MONTH,9,PulseLine,Month,,,
E5-YEAR,10,PulseLine,Year,,,
E6,11,Acme Imaging,UltraView 9,,,
E12,12,PulseLine,Today,,,retired
E14,13,PulseLine,Versions,4.1,,
E16-TODAY,14,PulseLine,Today,,,
E16-YESTERDAY,15,PulseLine,Yesterday,,,
E16-18,16,PulseLine,Eighteen,,,
E16-DAYAFTER,17,PulseLine,DayAfter,,,
`;

const CONTRACTS = `number,vendor,kind,starts_on,ends_on,renewal,renewal_months,notice_amount,notice_unit,includes_security_updates,covered_asset_tags
C-101,Norvia Medical,service,2024-02-01,2027-01-31,tacit,12,60,days,yes,GW-01;000417
C-102,Acme Imaging,service,2024-04-01,2027-03-31,tacit,12,90,days,no,000918
`;

beforeAll(async () => {
  const made = await cli('vault', 'create', '--user', 'Ines', '--recovery-file', at('recovery.txt'), '--json');
  expect([made.exit, made.err]).toEqual([0, '']);
  expect(Object.keys(made.json<object>())).toEqual(['vaultId', 'createdAt']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the words of a call', () => {
  it.concurrent.each([
    [['vault', 'craete'], 'command_unknown'],
    [[], 'command_missing'],
    [['vault', 'info', '--bogus'], 'option_unknown'],
    [['vault', 'info', 'more'], 'operand_extra'],
    [['devices', 'show'], 'operand_missing'],
    [['checklist', 'new', '--title', 'T'], 'option_missing'],
    [['checklist', 'answer', 'x'], 'option_missing'],
    [['support', 'report', '--as-of', '2026-02-30'], 'not_a_day'],
    [['support', 'report', '--within', 'soon'], 'not_a_number'],
    [['support', 'report', '--within'], 'option_value'],
    [['support', 'report', '--format', 'doc'], 'not_a_choice'],
    [['support', 'report', '--format', 'pdf'], 'out_needed'],
    [['support', 'report', '--format', 'csv'], 'out_with_json'],
    [['support', 'report', '--json', '--format', 'ics'], 'out_with_json'],
    [['history', 'list', '--out', 'h', '--format', 'ics'], 'not_a_choice'],
    [['checklist', 'export', 'x', '--format', 'docx'], 'out_needed'],
    [['support', 'report', '--format', 'docx', '--out', 'a'], 'not_a_choice'],
    [['checklist', 'export', '--format', 'pdf'], 'one_of'],
    [['devices', 'list', '--limit', '0'], 'not_a_number'],
    [['devices', 'list', '--status', 'broken'], 'not_a_choice'],
    [['import', 'devices', 'f.csv', '--match', 'name'], 'not_a_choice'],
    [['vault', 'info', '--passphrase', PASSPHRASE], 'passphrase_argument'],
    [['vault', 'info', `--passphrase=${PASSPHRASE}`], 'passphrase_argument'],
    [['vault', 'change-passphrase', '--new-key-file', 'a', '--no-key-file'], 'one_of'],
    [['vault', 'change-passphrase', '--recovery-key-file', 'a', '--share-file', 'b'], 'one_of'],
    [['vault', 'rotate-key', '--cipher', 'none'], 'not_a_choice'],
    [['vault', 'shares', '--needed', '2', '--total', '3'], 'option_missing'],
    [['vault', 'shares', '--needed', '4', '--total', '3', '--out-dir', 'd'], 'not_a_number'],
    [['users', 'add', 'Bo'], 'option_missing'],
    [['users', 'set-role', 'Bo', 'boss'], 'not_a_choice'],
    [['serve', '--port', '70000'], 'not_a_number'],
  ])('%j is wrong usage: %s', async (words, problem) => {
    expect(await failure(words)).toEqual([2, 'usage', problem]);
  });

  it.concurrent('never repeat a secret that was put in the wrong place', async () => {
    for (const words of [['--passphrase', 'my secret'], ['--passphrase=my secret'], ['--passfrase=my secret']]) {
      const { out, err } = await cli('vault', 'info', ...words, '--json');
      expect(out + err).not.toContain('my secret');
    }
  });

  it.concurrent('can ask for help anywhere', async () => {
    const [all, noun, one] = await Promise.all([
      runProcess(['--help'], environment),
      cli('vault', '--help'),
      cli('support', 'report', '--help'),
    ]);
    expect([all.exit, noun.exit, one.exit]).toEqual([0, 0, 0]);
    expect(all.out).toContain('checklist export');
    expect(noun.out).toContain('vault verify');
    expect(noun.out).not.toContain('checklist export');
    expect(one.out).toContain('--within MONTHS');
  });
});

describe('a vault', () => {
  it('keeps its recovery key in a file of its own, for the owner alone', async () => {
    expect(readFileSync(at('recovery.txt'), 'utf8').trim()).toMatch(/^\w{6}(-\w{6}){5}$/);
    if (process.platform !== 'win32') {
      expect(statSync(at('recovery.txt')).mode & 0o777).toBe(0o600);
      for (const name of readdirSync(vault)) expect([name, statSync(join(vault, name)).mode & 0o77]).toEqual([name, 0]);
    }
    expect(await failure(['vault', 'create', '--vault', at('other'), '--recovery-file', at('recovery.txt')])).toEqual([
      4,
      'file_exists',
    ]);
    expect(existsSync(at('other'))).toBe(false);
  });

  it('gives its recovery key once where no file is named', async () => {
    const made = await document<object>('vault', 'create', '--vault', at('second'));
    expect(made).toEqual({
      vaultId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      recoveryKey: expect.stringMatching(/^\w{6}(-\w{6}){5}$/),
    });
  });

  it('is not made where one is, nor with a weak passphrase or none', async () => {
    expect(await failure(['vault', 'create'])).toEqual([5, 'vault_exists']);
    const weak = { ...environment, MEDSTEWARD_PASSPHRASE: 'short' };
    expect(await failure(['vault', 'create', '--vault', at('weak')], weak)).toEqual([
      4,
      'passphrase_too_weak',
      'too_short',
    ]);
    const none = { ...environment, MEDSTEWARD_PASSPHRASE: '' };
    expect(await failure(['vault', 'create', '--vault', at('weak')], none)).toEqual([2, 'usage', 'passphrase_needed']);
    expect(existsSync(at('weak'))).toBe(false);
  });

  it('opens with the passphrase of a file, of standard input, or of the environment, and with no other', async () => {
    const bare = { HOME: folder, MEDSTEWARD_PASSPHRASE: 'another passphrase' };
    const file = write('passphrase.txt', `${PASSPHRASE}\r\n`);
    // Wrong guesses make the next command wait; the other tests have a vault of their own.
    cpSync(vault, at('guessed'), { recursive: true });
    const guessed = ['--vault', at('guessed')];
    const [byFile, byInput] = await Promise.all([
      runCommand(['vault', 'info', '--vault', vault, '--passphrase-file', file], bare),
      runProcess(['vault', 'info', '--vault', vault, '--passphrase-file', '-'], bare, `${PASSPHRASE}\n`),
    ]);
    expect([byFile.exit, byInput.exit]).toEqual([0, 0]);
    expect(
      await Promise.all([
        failure(['vault', 'info', ...guessed], bare),
        failure(['vault', 'info', '--vault', vault], { HOME: folder }),
        failure(['vault', 'info', '--passphrase-file', at('no.txt')]),
        failure(['vault', 'info', ...guessed, '--user', 'Somebody else']),
      ]),
    ).toEqual([
      [3, 'wrong_credentials'],
      [3, 'vault_locked'],
      [4, 'file_refused', 'file_missing'],
      [3, 'wrong_credentials'],
    ]);
  });

  it('is looked for in the folder for the data of the user when nobody names one', async () => {
    const { MEDSTEWARD_VAULT, ...unnamed } = environment;
    const run = await runCommand(['vault', 'info', '--json'], unnamed);
    expect([run.exit, run.json<PrintedFailure>().error.code]).toEqual([3, 'vault_missing']);
    if (process.platform === 'linux') expect(run.err).toContain(at('data/medsteward/vault'));
  });

  it('tells what it holds, and that it is sound', async () => {
    const [info, verified] = await Promise.all([
      document<object>('vault', 'info', '--user', 'Ines'),
      document<object>('vault', 'verify'),
    ]);
    expect(verified).toEqual({ ok: true, findings: [] });
    expect(info).toMatchObject({
      vaultId: expect.any(String),
      schemaVersion: expect.any(Number),
      counts: { devices: expect.any(Number), contracts: expect.any(Number) },
      slots: [{ kind: 'passphrase' }, { kind: 'recovery_key' }],
      audit: { entries: expect.any(Number), head: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('says which part is damaged, and that a newer program made it', async () => {
    const damaged = (name: string, change: (path: string) => void) => {
      cpSync(vault, at(name), { recursive: true });
      change(at(name));
      return failure(['vault', 'verify', '--vault', at(name)]);
    };
    const writeBoth = (path: string, content: string) => {
      for (const name of ['vault.json', 'vault.json.bak']) writeFileSync(join(path, name), content);
    };
    expect(await damaged('cut', (path) => writeBoth(path, '{'))).toEqual([6, 'vault_damaged']);
    expect(await damaged('gone', (path) => rmSync(join(path, 'steward.db')))).toEqual([6, 'vault_damaged']);
    const newer = '{"format":"medsteward-vault","formatVersion":99}';
    expect(await damaged('newer', (path) => writeBoth(path, newer))).toEqual([5, 'vault_newer']);
  });
});

interface BackupMade {
  readonly file: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly audit: object;
  readonly test: object;
}

describe('a backup', () => {
  const file = at('first.medsteward-backup');
  const elsewhere = at('restored');

  it('is made, and restored where there is no vault (cli.md)', async () => {
    const made = await document<BackupMade>('vault', 'backup', '--out', file);
    expect(Object.keys(made)).toEqual([
      'file',
      'byteSize',
      'vaultId',
      'createdAt',
      'schemaVersion',
      'program',
      'counts',
      'audit',
      'test',
    ]);
    expect([made.file, made.test]).toEqual([file, { ok: true, findings: [] }]);
    expect(await failure(['vault', 'backup', '--out', file])).toEqual([4, 'file_exists']);
    const restored = await document<BackupMade>('vault', 'restore', file, '--vault', elsewhere);
    expect(restored).toMatchObject({ folder: elsewhere, undoable: false, findings: [], counts: { User: 1 } });
    const known = await document<{ vaultId: string }>('vault', 'info', '--vault', elsewhere);
    expect(known.vaultId).toBe((await document<{ vaultId: string }>('vault', 'info')).vaultId);
  });

  it('takes the place of a vault only with --force, which can be undone (cli.md)', async () => {
    expect(await failure(['vault', 'restore', file, '--vault', elsewhere])).toEqual([5, 'vault_exists']);
    const over = await document<object>('vault', 'restore', file, '--vault', elsewhere, '--force');
    expect(over).toMatchObject({ undoable: true });
    const undone = await document<object>('vault', 'undo-restore', '--vault', elsewhere);
    expect(Object.keys(undone)).toEqual(['restoredAt']);
    const again = await failure(['vault', 'undo-restore', '--vault', elsewhere]);
    expect(again).toEqual([4, 'input_refused', 'nothing_to_undo']);
    expect(await document('vault', 'verify', '--vault', elsewhere)).toEqual({ ok: true, findings: [] });
  });

  it('opens by the recovery key too, and says what is wrong with it (cli.md)', async () => {
    const { exit, out } = await cli('vault', 'backup', '--out', file, '--force');
    expect([exit, out]).toEqual([0, expect.stringContaining('AuditEntry')]);
    const bare = { ...environment, MEDSTEWARD_PASSPHRASE: '' };
    const recovery = ['--recovery-key-file', at('recovery.txt')];
    const run = await runCommand(['vault', 'restore', file, '--vault', at('recovered'), ...recovery], bare);
    expect([run.exit, run.out]).toEqual([0, expect.stringContaining('there was no vault')]);
    expect(await failure(['vault', 'restore', file, '--vault', at('none')], bare)).toEqual([3, 'vault_locked']);
    const wrong = { ...environment, MEDSTEWARD_PASSPHRASE: 'something else' };
    expect(await failure(['vault', 'restore', file, '--vault', at('none')], wrong)).toEqual([3, 'wrong_credentials']);
    writeFileSync(file, 'a letter');
    expect(await failure(['vault', 'restore', file, '--vault', at('none')])).toEqual([6, 'backup_damaged']);
    const missing = await failure(['vault', 'restore', at('no'), '--vault', at('none')]);
    expect(missing).toEqual([4, 'file_refused', 'file_missing']);
  });

  it('goes into the folder of the policy without --out, for a timer of the system (main/contract/backup.ts)', async () => {
    const made = await document<BackupMade>('vault', 'backup');
    expect(dirname(made.file)).toBe(join(vault, 'backups'));
  });
});

describe('an import', () => {
  it('takes the register of a hospital in, and the same file changes nothing (domain.md story 1)', async () => {
    const file = write('register.csv', Buffer.from(REGISTER, 'latin1'));
    const dry = await document<ImportCounts>('import', 'devices', file, '--dry-run');
    expect([dry.importId, counts(dry)]).toEqual([null, [4, 4, 0, 0, 0, 2]]);
    expect(Object.keys(dry)).toEqual([
      'importId',
      'read',
      'created',
      'updated',
      'unchanged',
      'rejected',
      'warnings',
      'problems',
    ]);
    expect(dry.problems).toEqual([
      { row: 4, column: 'in_service_on', code: 'date_placeholder', severity: 'warning', value: '1/0/1900' },
      { row: 5, column: 'in_service_on', code: 'date_not_given', severity: 'warning', value: 'TBD' },
    ]);
    const first = await document<ImportCounts>('import', 'devices', file);
    expect([first.importId, counts(first)]).toEqual([expect.any(String), [4, 4, 0, 0, 0, 2]]);
    const second = await document<ImportCounts>('import', 'devices', file);
    expect(counts(second)).toEqual([4, 0, 0, 4, 0, 2]);
    const device = await document<object>('devices', 'show', '000417');
    expect(device).toMatchObject({
      id: expect.any(String),
      revision: 1,
      assetTag: '000417',
      inServiceOn: '2021-03-14',
      purchasePrice: { amount: '2350.00' },
      status: 'in_service',
      support: { band: 'unknown', effectiveEnd: null, reasons: expect.any(Array) },
      components: [],
      contracts: [],
      milestones: [],
    });
  });

  it('takes milestones, devices and contracts in from files with our own headings', async () => {
    // A date that moves stands twice in one file; that is worth a warning and no more.
    for (const [noun, content, rows, warnings] of [
      ['milestones', MILESTONES, 12, 1],
      ['devices', EDGES, 17, 0],
      ['contracts', CONTRACTS, 2, 0],
    ] as const) {
      const made = await document<ImportCounts>('import', noun, write(`${noun}.csv`, content));
      expect([noun, ...counts(made)]).toEqual([noun, rows, rows, 0, 0, 0, warnings]);
    }
  });

  it('takes models, vendors and commitments in', async () => {
    const models = write('models.csv', 'manufacturer,model,device_type\nLabtron,Q9,Analyser\n');
    const vendors = write('vendors.csv', 'name,aliases,website\nLabtron,LABTRON GmbH,https://labtron.example\n');
    const commitments = write(
      'commitments.csv',
      'contract_number,vendor,kind,severity,clock_start,direction,amount,unit,obligor,clause\nC-101,Norvia Medical,REMEDIATE,critical,VENDOR_AWARE,after,30,calendar_days,vendor,7.2\n',
    );
    // At once: two processes that write wait for one another.
    const made = await Promise.all(
      [models, vendors, commitments].map((file) =>
        runProcess(['import', basename(file, '.csv'), file, '--json'], environment),
      ),
    );
    expect(made.map(({ exit, json }) => [exit, ...counts(json<ImportCounts>())])).toEqual([
      [0, 1, 1, 0, 0, 0, 0],
      [0, 1, 0, 1, 0, 0, 0],
      [0, 1, 1, 0, 0, 0, 0],
    ]);
  });

  it('keeps good rows and gives bad ones back in a file that is never overwritten', async () => {
    const file = write('mixed.csv', 'asset_tag,serial_number,manufacturer,model\nR1,1,A,M\n,,A,M\nR1,2,A,M\n');
    const words = ['import', 'devices', file, '--dry-run', '--rejects', at('rejects.csv')];
    const result = await document<ImportCounts>(...words);
    expect(counts(result)).toEqual([3, 1, 0, 0, 2, 0]);
    const [heading, ...rows] = readFileSync(at('rejects.csv'), 'utf8').trimEnd().split('\r\n');
    expect(heading).toBe('\uFEFF"asset_tag","serial_number","manufacturer","model","row","problem"');
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain('missing_identifier');
    expect(await failure(words)).toEqual([4, 'file_exists']);
  });

  it('obeys a mapping where no heading is known, and refuses one that names no column', async () => {
    const file = write('foreign.csv', 'x1,x2,x3,x4\nM1,S1,Acme Imaging,UltraView 8\n');
    const mapping = { x1: 'asset_tag', x2: 'serial_number', x3: 'manufacturer', x4: 'model' };
    const good = write('mapping.json', JSON.stringify(mapping));
    const bad = write('bad.json', JSON.stringify({ x1: 'tag' }));
    const list = write('list.json', '[]');
    const words = ['import', 'devices', file, '--dry-run'];
    expect(counts(await document<ImportCounts>(...words, '--mapping', good))).toEqual([1, 1, 0, 0, 0, 0]);
    expect(await failure([...words, '--mapping', bad])).toEqual([4, 'file_refused', 'mapping_column']);
    expect(await failure([...words, '--mapping', list])).toEqual([4, 'file_refused', 'mapping_shape']);
    expect(await failure([...words, '--mapping', file])).toEqual([4, 'file_refused', 'not_json']);
    expect(await failure(words)).toEqual([4, 'file_refused', 'no_header_found']);
  });

  it('finds known devices by serial number when told so', async () => {
    const file = write(
      'by-serial.csv',
      'asset_tag,serial_number,manufacturer,model\nNEW,UV7E0012,Acme Imaging,UltraView 7\n',
    );
    const words = ['import', 'devices', file, '--dry-run'];
    expect(counts(await document<ImportCounts>(...words, '--match', 'serial'))).toEqual([1, 0, 1, 0, 0, 0]);
  });

  it('refuses what is no table', async () => {
    const empty = write('empty.csv', '');
    const pdf = write('letter.csv', '%PDF-1.7');
    const refused = await Promise.all(
      [at('nowhere.csv'), folder, empty, pdf].map((file) => failure(['import', 'devices', file])),
    );
    expect(refused).toEqual([
      [4, 'file_refused', 'file_missing'],
      [4, 'file_refused', 'not_readable'],
      [4, 'file_refused', 'empty_file'],
      [4, 'file_refused', 'file_kind_not_supported'],
    ]);
  });
});

describe('a report', () => {
  it('shows until when each device is supported and what limits it (domain.md 1.6, stories 2, 3, 5)', async () => {
    const report = await document<SupportReport>('support', 'report', ...AS_OF);
    const rows = new Map(report.rows.map((row) => [row.assetTag, row]));
    const shown = (tag: string) => {
      const row = rows.get(tag);
      return row && [row.effectiveEnd, row.precision, row.daysLeft, row.band, row.limitedBy?.name];
    };
    const expected = {
      'GW-01': ['2027-01-12', 'day', 52, 'approaching_3', 'Windows Server 2016'],
      'E1-IOT': ['2032-01-13', 'day', 1879, 'supported', 'Windows 10 IoT Enterprise LTSC 2021'],
      'E1-LTSC': ['2027-01-12', 'day', 52, 'approaching_3', 'Windows 10 Enterprise LTSC 2021'],
      'E1-22H2': ['2025-10-14', 'day', -403, 'unsupported', 'Windows 10 22H2'],
      'E5-MONTH': ['2027-06-01', 'month', 192, 'approaching_12', 'end_of_support'],
      'E5-YEAR': ['2027-01-01', 'year', 41, 'approaching_3', 'end_of_support'],
      E6: ['2029-06-30', 'day', 952, 'plan_36', 'end_of_support'],
      E14: ['2027-03-31', 'day', 130, 'approaching_6', '4.1'],
      'E16-TODAY': ['2026-11-21', 'day', 0, 'approaching_3', 'end_of_support'],
      'E16-YESTERDAY': ['2026-11-20', 'day', -1, 'unsupported', 'end_of_support'],
      'E16-18': ['2028-05-21', 'day', 547, 'approaching_18', 'end_of_support'],
      'E16-DAYAFTER': ['2028-05-22', 'day', 548, 'plan_24', 'end_of_support'],
    };
    expect(Object.fromEntries(Object.keys(expected).map((tag) => [tag, shown(tag)]))).toEqual(expected);
    const bands = ['E1-BARE', 'E3', 'E4-OLD', 'E4-BLANK', 'E12', '000077'].map((tag) => rows.get(tag)?.band);
    expect(bands).toEqual(['unknown', 'unsupported', 'unsupported', 'unknown', 'not_tracked', 'not_tracked']);
    const codes = (tag: string) => rows.get(tag)?.reasons.map(({ code }) => code);
    expect(codes('GW-01')?.[0]).toBe('limited_by_operating_system');
    expect(codes('E1-BARE')).toContain('component_edition_missing');
    expect(codes('E4-BLANK')).toContain('vendor_date_missing');
    expect(codes('E14')).toContain('behind_supported_version');
    expect(rows.get('E6')?.reasons.find(({ code }) => code === 'vendor_date_moved')?.days).toBe(-549);
  });

  it('has exactly the promised keys, and counts only the bands that are there', async () => {
    const report = await document<SupportReport>('support', 'report', '--within', '3', ...AS_OF);
    expect(Object.keys(report)).toEqual(['asOf', 'counts', 'rows']);
    expect(Object.keys(report.counts)).toEqual(['approaching_3', 'unsupported', 'unknown']);
    expect(Object.values(report.counts).reduce((sum, count) => sum + count, 0)).toBe(report.rows.length);
    const keys =
      'assetTag serialNumber manufacturer model department status band stage effectiveEnd precision daysLeft limitedBy technicalEnd coverageEnd reasons';
    for (const row of report.rows) expect(Object.keys(row).sort()).toEqual(keys.split(' ').sort());
  });

  it('answers for another day (domain.md E5)', async () => {
    const month = async (day: string) =>
      (await document<SupportReport>('support', 'report', '--as-of', day)).rows.find(
        ({ assetTag }) => assetTag === 'E5-MONTH',
      );
    const [within, after] = await Promise.all([month('2027-06-15'), month('2027-07-01')]);
    expect(within?.reasons).toContainEqual({ code: 'day_not_confirmed', precision: 'month' });
    expect([within?.band === 'unsupported', after?.band]).toEqual([false, 'unsupported']);
  });

  it('of contracts shows the last day of notice, and what follows when it is missed (domain.md E8, story 16)', async () => {
    const report = (day: string) => document<{ asOf: string; rows: object[] }>('contracts', 'report', '--as-of', day);
    const [before, after] = await Promise.all([report('2026-11-21'), report('2026-12-03')]);
    expect(before).toEqual({
      asOf: '2026-11-21',
      rows: [
        {
          number: 'C-101',
          vendor: 'NORVIA MEDICAL INC',
          startsOn: '2024-02-01',
          termEndsOn: '2027-01-31',
          renewal: 'tacit',
          renewalMonths: 12,
          lastNoticeOn: '2026-12-02',
          notifyOn: expect.stringMatching(/^2026-/),
          status: 'notice_due',
          daysToNotice: 11,
          coveredDevices: 2,
        },
        expect.objectContaining({ number: 'C-102', lastNoticeOn: '2026-12-31', coveredDevices: 1 }),
      ],
    });
    expect(after.rows).toContainEqual(
      expect.objectContaining({ number: 'C-101', status: 'notice_missed', termEndsOn: '2028-01-31' }),
    );
  });

  it('is readable without --json, and an export of it goes to standard output or to a file', async () => {
    const [text, csv, json] = await Promise.all([
      runProcess(['support', 'report', ...AS_OF], environment),
      cli('support', 'report', '--format', 'csv', ...AS_OF),
      cli('contracts', 'report', '--format', 'json', ...AS_OF),
    ]);
    expect(text.out).toMatch(/^GW-01 .*Ends within 3 months +12 Jan 2027 +52 +OS: Windows Server 2016$/m);
    expect(csv.out).toMatch(/^"Tag",/);
    expect(json.json<object>()).toMatchObject({ asOf: '2026-11-21' });
    for (const [format, start] of [
      ['pdf', '%PDF-'],
      ['xlsx', 'PK'],
    ] as const) {
      const out = at(`support.${format}`);
      const written = await document<object>('support', 'report', '--out', out, ...AS_OF);
      expect(written).toEqual({ file: out, format, byteSize: statSync(out).size });
      expect(readFileSync(out, 'latin1').startsWith(start)).toBe(true);
    }
  });

  it('is signed, inside or beside it, and checked without a vault (issue 3, reliability.md T58)', async () => {
    const info = await document<{ fingerprint: string }>('vault', 'info');
    for (const format of ['csv', 'json'] as const) {
      const out = at(`signed.${format}`);
      const written = await document<object>('support', 'report', '--out', out, ...AS_OF);
      const beside = format === 'csv' ? { signatureFile: `${out}.sig` } : {};
      expect(written).toEqual({ file: out, format, byteSize: statSync(out).size, ...beside });
      const nowhere = { MEDSTEWARD_VAULT: at('nowhere') };
      const sound = await runCommand(['verify', out, '--json'], nowhere);
      expect([sound.exit, sound.json()]).toEqual([
        0,
        {
          ok: true,
          reason: 'signed',
          manifest: expect.objectContaining({ export: 'support_report', asOf: '2026-11-21' }),
          fingerprint: info.fingerprint,
        },
      ]);
      const typed = info.fingerprint.toLowerCase().replaceAll('-', ' ');
      expect((await runCommand(['verify', out, '--fingerprint', typed], nowhere)).exit).toBe(0);
      const stranger = await runCommand(['verify', out, '--json', '--fingerprint', 'AAAA'], nowhere);
      expect([stranger.exit, stranger.json()]).toMatchObject([6, { ok: false, reason: 'other_key' }]);
      writeFileSync(out, readFileSync(out, 'utf8').replace('a', 'b'));
      const changed = await runCommand(['verify', out, '--json'], nowhere);
      expect([changed.exit, changed.json()]).toMatchObject([6, { ok: false, reason: 'content_changed' }]);
    }
    const unsigned = await runCommand(['verify', write('unsigned.csv', 'a,b\n'), '--json'], {});
    expect([unsigned.exit, unsigned.json()]).toMatchObject([4, { ok: false, reason: 'not_signed', manifest: null }]);
    expect(await failure(['verify', at('missing.pdf')])).toEqual([4, 'file_refused', 'file_missing']);
    const taken = write('taken.csv.sig', 'mine');
    expect(await failure(['support', 'report', '--out', taken.slice(0, -4)])).toEqual([4, 'file_exists']);
  });

  it('is a calendar for other programs, kept up to date in a folder (issue 4)', async () => {
    const out = at('medsteward.ics');
    const calendar = (noun: string, ...words: string[]) =>
      document<{ format: string; signatureFile: string }>(noun, 'report', '--out', out, ...words, ...AS_OF);
    const told = () => readIcs(readFileSync(out)).events;
    expect(await calendar('support')).toMatchObject({ format: 'ics', file: out, signatureFile: `${out}.sig` });
    const gateway = told().filter(({ summary }) => summary.includes('InfuSmart Gateway'));
    expect(gateway.map(({ summary, start, end }) => [summary, start, end])).toEqual([
      ['Start replacing: NORVIA MEDICAL INC InfuSmart Gateway (1 device)', '20260112', '20260113'],
      ['Support ends: NORVIA MEDICAL INC InfuSmart Gateway (1 device)', '20270112', '20270113'],
    ]);
    expect(gateway[1]?.description).toContain('Limited by: OS: Windows Server 2016\nDevices: GW-01');
    expect(await document('verify', out)).toMatchObject({ ok: true, manifest: { export: 'support_report' } });

    const before = told();
    expect(await failure(['support', 'report', '--out', out])).toEqual([4, 'file_exists']);
    await calendar('support', '--force');
    expect(told(), 'nothing has changed').toEqual(before);
    await calendar('contracts', '--force');
    expect(told().map(({ summary, start }) => [summary, start])).toEqual([
      ['Last day of notice: contract C-101, NORVIA MEDICAL INC', '20261202'],
      ['Last day of notice: contract C-102, Acme Imaging', '20261231'],
      ['Contract renews: C-101, NORVIA MEDICAL INC', '20270131'],
      ['Contract renews: C-102, Acme Imaging', '20270331'],
    ]);
    expect(await document('verify', out), 'the signature goes with the file').toMatchObject({ ok: true });
    const piped = await cli('contracts', 'report', '--format', 'ics', ...AS_OF);
    expect(readIcs(new TextEncoder().encode(piped.out)).events).toEqual(told());
  });

  it('never replaces a file unless told to, and leaves no half file', async () => {
    const out = write('kept.json', 'mine');
    const words = ['contracts', 'report', '--out', out];
    expect(await failure(words)).toEqual([4, 'file_exists']);
    expect(readFileSync(out, 'utf8')).toBe('mine');
    await document(...words, '--force', ...AS_OF);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ asOf: '2026-11-21' });
    expect(await failure(['contracts', 'report', '--out', at('no/where.json')])).toEqual([
      4,
      'input_refused',
      'folder_missing',
    ]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('the register', () => {
  interface List {
    readonly total: number;
    readonly rows: readonly { readonly assetTag: string; readonly band: string }[];
  }

  it('is listed in parts, filtered by words and status', async () => {
    const [page, filtered, retired] = await Promise.all([
      document<List>('devices', 'list', '--limit', '2', '--offset', '1', ...AS_OF),
      document<List>('devices', 'list', '--filter', 'norv gate', ...AS_OF),
      document<List>('devices', 'list', '--status', 'retired,disposed', ...AS_OF),
    ]);
    expect([page.total, page.rows.map(({ assetTag }) => assetTag)]).toEqual([21, ['000417', '000918']]);
    expect(filtered).toEqual({
      total: 1,
      rows: [
        {
          assetTag: 'GW-01',
          serialNumber: '1',
          manufacturer: 'NORVIA MEDICAL INC',
          model: 'InfuSmart Gateway',
          softwareVersion: '5.2',
          department: '',
          location: '',
          status: 'in_service',
          band: 'approaching_3',
          effectiveEnd: '2027-01-12',
          precision: 'day',
          daysLeft: 52,
          limitedBy: { kind: 'operating_system', name: 'Windows Server 2016', renewable: false },
        },
      ],
    });
    expect(retired.rows.map(({ assetTag }) => assetTag)).toEqual(['000077', 'E12']);
  });

  it('shows one device in words, and says when there is none', async () => {
    const { out } = await cli('devices', 'show', 'GW-01', ...AS_OF);
    expect(out).toContain('The operating system limits it: Windows Server 2016 is supported until 12 Jan 2027.');
    expect(out).toMatch(/^C-101 /m);
    expect(await failure(['devices', 'show', 'GW-99'])).toEqual([4, 'not_found']);
  });
});

describe('the history', () => {
  interface History {
    readonly total: number;
    readonly rows: readonly {
      readonly seq: number;
      readonly actor: string;
      readonly action: string;
      readonly records: readonly {
        readonly title: string;
        readonly changes: readonly { readonly field: string; readonly before: string; readonly after: string }[];
      }[];
    }[];
  }
  const list = (...words: string[]) => document<History>('history', 'list', ...words);

  it('is listed newest first, in parts and filtered, from what to what', async () => {
    const columns = 'asset_tag,manufacturer,model,department\n';
    for (const department of ['Attic', 'Cellar']) {
      const file = write(`history-${department}.csv`, `${columns}HIST-1,Acme Imaging,UltraView 7,${department}\n`);
      await document('import', 'devices', file);
    }
    const { total, rows } = await list('--filter', 'HIST-1', '--noun', 'device');
    expect([total, rows.map(({ action }) => action)]).toEqual([1, ['imports.run']]);
    expect(rows[0]?.records).toMatchObject([
      { title: 'HIST-1, UltraView 7', changes: [{ before: 'Attic', after: 'Cellar' }] },
    ]);
    const all = await list('--limit', '3');
    expect(all.rows.map(({ seq }) => seq)).toEqual([all.total, all.total - 1, all.total - 2]);
    const later = await list('--limit', '1', '--offset', '2');
    // Every call unlocks the vault, which is an entry too.
    expect(later.rows[0]?.seq).toBe(later.total - 2);
    expect(await list('--person', 'Nobody')).toEqual({ total: 0, rows: [] });
    expect(await list('--to', '2020-01-01')).toEqual({ total: 0, rows: [] });
    const { out } = await cli('history', 'list', '--filter', 'HIST-1');
    expect(out).toMatch(/Took a file in +HIST-1, UltraView 7 +Department: Attic → Cellar/);
    const csv = await cli('history', 'list', '--filter', 'HIST-1', '--format', 'csv');
    expect(csv.out).toContain('"Took a file in","HIST-1, UltraView 7","Department: Attic → Cellar"');
    const held = await cli('history', 'list', '--filter', 'HIST-1', '--format', 'csv', '--leave-out', 'locations');
    expect([held.out.includes('"Took a file in"'), held.out.includes('Cellar')]).toEqual([true, false]);
    expect(await failure(['history', 'list', '--leave-out', 'locations'])).toEqual([2, 'usage', 'format_needed']);
    expect(await failure(['history', 'list', '--from', 'yesterday'])).toEqual([2, 'usage', 'not_a_day']);
  });
});

describe('a checklist', () => {
  interface Shown {
    readonly points: number;
    readonly possible: number;
    readonly percentage: number;
    readonly redFlags: readonly { readonly control: string; readonly weight: string }[];
    readonly answers: readonly object[];
  }
  interface Control {
    readonly control: string;
    readonly answerType: string;
  }
  let full: readonly { readonly control: string; readonly answer: string | number }[];

  const newAssessment = async (vendor: string, ...more: string[]) => {
    const words = ['checklist', 'new', '--template', 'procurement-security', '--title', 'Infusion pumps'];
    return (await document<{ assessmentId: string }>(...words, '--vendor', vendor, ...AS_OF, ...more)).assessmentId;
  };
  const answer = (id: string, name: string, content: unknown) =>
    cli('checklist', 'answer', id, '--file', write(name, JSON.stringify(content)), '--json');

  beforeAll(async () => {
    const blank = await document<{ sections: { controls: Control[] }[] }>(
      'checklist',
      'export',
      '--template',
      'procurement-security',
      '--format',
      'json',
    );
    const given: Record<string, string | number> = { 'LC-02': 36, 'CA-03': '2029-12-31' };
    const byType: Record<string, string | number> = {
      yes_no_partial_na: 'yes',
      number: 4,
      date: '2034-12-31',
      text: 'x',
    };
    full = blank.sections
      .flatMap(({ controls }) => controls)
      .map(({ control, answerType }) => ({ control, answer: given[control] ?? byType[answerType] ?? '' }));
  });

  it('has a template of 90 controls', async () => {
    expect(await document('checklist', 'templates')).toEqual({
      templates: [{ id: expect.any(String), title: 'Procurement security checklist', version: 1, controls: 90 }],
    });
  });

  it('tells two bidders apart: full marks, and one critical red flag (domain.md story 19)', async () => {
    const norvia = await newAssessment('Norvia Medical', '--model', 'InfuSmart 500');
    const first = await answer(norvia, 'full.json', full);
    expect([first.exit, first.json()]).toEqual([0, { answered: 90, unchanged: 0 }]);
    const again = await answer(norvia, 'full.json', full);
    expect(again.json()).toEqual({ answered: 0, unchanged: 90 });
    const best = await document<Shown>('checklist', 'show', norvia);
    expect(Object.keys(best)).toEqual(['points', 'possible', 'percentage', 'redFlags', 'answers']);
    expect([best.points, best.possible, best.percentage, best.redFlags]).toEqual([551, 551, 100, []]);
    expect(best.answers).toContainEqual({ control: 'LC-02', answer: 36, remark: null, evidence: null });

    const changed = await answer(norvia, 'am-02.json', { 'AM-02': 'no' });
    expect(changed.json()).toEqual({ answered: 1, unchanged: 0 });
    const second = await document<Shown>('checklist', 'show', norvia);
    expect([second.points, second.possible, second.percentage]).toEqual([541, 551, 98.2]);
    expect(second.redFlags).toEqual([{ control: 'AM-02', weight: 'critical', answer: 'no', rule: expect.any(String) }]);
  });

  it('flags dates that are too short for the plans (domain.md stories 22 and 23)', async () => {
    const plans = ['--planned-delivery', '2026-12-15', '--planned-replacement', '2031-12-31'];
    const id = await newAssessment('PulseLine', ...plans);
    await answer(id, 'dates.json', { 'HD-06': '2027-01-12', 'LC-01': '2029-06-30' });
    const { redFlags } = await document<Shown>('checklist', 'show', id);
    expect(redFlags).toContainEqual(expect.objectContaining({ control: 'HD-06', answer: '2027-01-12' }));
    expect(redFlags).toContainEqual(expect.objectContaining({ control: 'LC-01', answer: '2029-06-30' }));
  });

  it('takes answers from CSV, and all of a file or none', async () => {
    const id = await newAssessment('Labtron');
    const csv = write(
      'answers.csv',
      'control;answer;remark;evidence\r\nAM-02;NA;never serviced from outside;\r\nBR-02;4;;Report 7\r\nBR-01;;;\r\n',
    );
    expect(await document('checklist', 'answer', id, '--file', csv)).toEqual({ answered: 2, unchanged: 0 });
    const bad = await answer(id, 'wrong.json', { 'BR-01': 'yes', 'AM-02': 'maybe', 'XX-99': 'yes' });
    expect(bad.exit).toBe(4);
    expect(bad.json<PrintedFailure>().error).toMatchObject({
      code: 'input_refused',
      details: {
        problems: [
          { control: 'AM-02', code: 'choice_not_known' },
          { control: 'XX-99', code: 'control_not_known' },
        ],
      },
    });
    expect((await document<Shown>('checklist', 'show', id)).answers).toEqual([
      { control: 'BR-02', answer: 4, remark: null, evidence: 'Report 7' },
      { control: 'AM-02', answer: 'NA', remark: 'never serviced from outside', evidence: null },
    ]);
    const shapeless = write('shapeless.json', '{"answers": [1]}');
    expect(await failure(['checklist', 'answer', id, '--file', shapeless])).toEqual([
      4,
      'file_refused',
      'answers_shape',
    ]);
  });

  it('is exported blank and filled in, in every format', async () => {
    const id = await newAssessment('Acme Imaging');
    const formats = [
      ['pdf', '%PDF-'],
      ['xlsx', 'PK'],
      ['csv', '\u00EF\u00BB\u00BF"control"'],
      ['json', '{'],
    ] as const;
    await Promise.all(
      formats.map(async ([format, start]) => {
        const out = at(`checklist.${format}`);
        expect(await document('checklist', 'export', id, '--format', format, '--out', out)).toMatchObject({ format });
        expect(readFileSync(out, 'latin1').startsWith(start)).toBe(true);
      }),
    );
  });

  it('says which template or assessment is not there', async () => {
    const nobody = '01a20004-49cb-77c6-9261-91830e87fe02';
    const model = ['checklist', 'new', '--template', 'procurement-security', '--title', 'T', '--model', 'M'];
    expect(
      await Promise.all([
        failure(['checklist', 'new', '--template', 'x', '--title', 'T']),
        failure(['checklist', 'show', nobody]),
        failure(['checklist', 'show', 'x']),
        failure(model),
      ]),
    ).toEqual([
      [4, 'not_found'],
      [4, 'not_found'],
      [4, 'input_refused', 'invalid'],
      [4, 'input_refused', 'vendor_needed'],
    ]);
  });
});

describe('the sample', () => {
  it('is made in a vault of its own, the same for the same seed, and never over devices', async () => {
    const demo = (name: string) =>
      runCommand(['demo', '--devices', '40', '--seed', '7', '--vault', at(name), '--json'], { HOME: folder });
    const made = await demo('demo');
    expect([made.exit, made.json()]).toEqual([
      0,
      {
        vaultId: expect.any(String),
        devices: 40,
        models: expect.any(Number),
        vendors: expect.any(Number),
        contracts: expect.any(Number),
        passphrase: expect.stringMatching(/^.{15,}$/),
      },
    ]);
    const { passphrase } = made.json<{ passphrase: string }>();
    const opened = { ...environment, MEDSTEWARD_VAULT: at('demo'), MEDSTEWARD_PASSPHRASE: passphrase };
    const list = await runCommand(['devices', 'list', '--json', '--limit', '1'], opened);
    expect(list.json()).toMatchObject({ total: 40, rows: [{}] });
    expect(await failure(['demo', '--vault', at('demo')], opened)).toEqual([5, 'already_exists']);
    expect(await failure(['demo'], { HOME: folder })).toEqual([2, 'usage', 'vault_needed']);
  });
});

describe('serve', () => {
  const built = existsSync(join(ROOT, 'dist/renderer/index.html'));

  it.skipIf(!built)('prints one address, lets nobody else in, and ends on a signal', async () => {
    const child = startCommand(['serve', '--no-open', '--vault', vault], environment);
    try {
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      const address = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(line)?.[0] ?? '';
      const status = async (url: string) => (await fetch(url, { redirect: 'manual' })).status;
      expect(await status(new URL('/', address).href)).toBe(401);
      expect(await status(address)).toBe(303);
    } finally {
      child.kill('SIGTERM');
    }
    const [exit] = (await once(child, 'exit')) as [number | null];
    if (process.platform !== 'win32') expect(exit).toBe(0);
  });
});

mkdirSync(at('data'), { recursive: true });
