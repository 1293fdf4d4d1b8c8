import { beforeAll, describe, expect, it } from 'vitest';
import { IMPORT_NOUNS, type ImportNoun } from '../../main/domain/import/headings.ts';
import { contractFields, deviceFields, vendorFields } from '../support/builders.ts';
import { FILES, REGISTER, realInventory } from '../support/import-files.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

type Result = Awaited<ReturnType<TestApp['client']['imports']['run']>>;

function run(test: TestApp, noun: ImportNoun, content: string | Uint8Array, options: object = {}): Promise<Result> {
  return test.client.imports.run({ noun, uploadId: test.upload(content), fileName: `${noun}.csv`, ...options });
}

const counts = ({ read, created, updated, unchanged, rejected }: Result) => ({
  read,
  created,
  updated,
  unchanged,
  rejected,
});

/** Everything that the register says of each device, without what differs between two vaults. */
async function register({ client }: TestApp) {
  const { rows } = await client.device.list({ limit: 1000 });
  return Promise.all(
    rows.map(async ({ id }) => {
      const {
        id: _id,
        modelId,
        vendorId,
        components,
        createdAt,
        updatedAt,
        milestones,
        contracts,
        ...device
      } = await client.device.get({ id });
      return { ...device, components: components.map(({ label, edition, kind }) => [kind, label, edition]) };
    }),
  );
}

describe('the register of domain.md 5.7', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openApp('file');
  });

  it('is previewed with what was recognised, and nothing is written (domain.md story 1)', async () => {
    const before = await test.client.vault.info();
    const uploadId = test.upload(REGISTER);
    const result = await test.client.imports.preview({ noun: 'devices', uploadId, fileName: 'register.csv' });
    expect(counts(result)).toEqual({ read: 4, created: 4, updated: 0, unchanged: 0, rejected: 0 });
    expect(result).toMatchObject({
      importId: null,
      rejectsTicket: null,
      file: { delimiter: ';', decimal: 'comma', headerRow: 1 },
    });
    const inService = result.problems.filter(({ column }) => column === 'in_service_on');
    expect(inService.map(({ row, severity, value }) => [row, severity, value])).toEqual([
      [4, 'warning', '1/0/1900'],
      [5, 'warning', 'TBD'],
    ]);
    expect(new Set(result.problems.map(({ row }) => row)).size).toBe(2);
    const { columns, rows } = await test.client.imports.rows({ uploadId });
    expect(rows.filter(({ values }) => values[columns.indexOf('status')] === 'retired')).toHaveLength(1);
    expect(await test.client.vault.info()).toEqual(before);
  });

  it('comes in whole: zeros kept, costs to the cent, four devices (domain.md story 1)', async () => {
    const result = await run(test, 'devices', REGISTER);
    expect(counts(result)).toEqual({ read: 4, created: 4, updated: 0, unchanged: 0, rejected: 0 });
    expect((await test.client.device.list({})).rows.map(({ assetTag }) => assetTag)).toEqual([
      '000077',
      '000417',
      '000918',
      '001203',
    ]);
    const pump = await test.client.device.get({ assetTag: '000417' });
    expect(pump).toMatchObject({
      purchasePrice: { amount: '2350.00' },
      inServiceOn: '2021-03-14',
      warrantyEndsOn: '2023-03-13',
      softwareVersion: '7.2.1',
    });
    expect(await test.client.device.get({ assetTag: '001203' })).toMatchObject({
      inServiceOn: null,
      purchasePrice: null,
    });
    expect((await test.client.device.get({ assetTag: '000918' })).components).toMatchObject([
      { release: 'Windows 10 IoT Enterprise LTSC 2021' },
    ]);
    expect((await test.client.device.get({ assetTag: '000077' })).support.band).toBe('not_tracked');
  });

  it('changes nothing when it comes again (domain.md story 1, reliability.md T43)', async () => {
    const before = await register(test);
    expect(counts(await run(test, 'devices', REGISTER))).toEqual({
      read: 4,
      created: 0,
      updated: 0,
      unchanged: 4,
      rejected: 0,
    });
    expect(await register(test)).toEqual(before);
  });
});

describe('the same file twice', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openApp('file');
  });

  it.each(IMPORT_NOUNS)('changes nothing: %s (reliability.md T43)', async (noun) => {
    const first: ImportNoun[] = ['devices', 'models', 'milestones', 'vendors', 'contracts', 'commitments'];
    for (const one of first.slice(0, first.indexOf(noun))) await run(test, one, FILES[one]);
    const once = await run(test, noun, FILES[noun]);
    expect(once.created + once.updated).toBe(once.read);
    const [before, seen] = [(await test.client.vault.info()).counts, await register(test)];
    const twice = await run(test, noun, FILES[noun]);
    expect(counts(twice)).toEqual({ read: once.read, created: 0, updated: 0, unchanged: once.read, rejected: 0 });
    const { imports, ...after } = (await test.client.vault.info()).counts;
    expect({ ...after, imports: (imports ?? 0) - 1 }).toEqual(before);
    expect(await register(test)).toEqual(seen);
    expect((await test.client.vault.verify()).ok).toBe(true);
  });
});

describe('good rows come in and bad rows come back', () => {
  it('with what is wrong, and can be mended and brought in (main/contract/import.ts)', async () => {
    const test = await openApp();
    const content =
      'asset_tag,manufacturer,model,notes\nA-1,Acme,One,fine\nA-2,,Two,no maker\nA-3,Acme,,"no, model"\nA-4,Acme,Four,fine\n';
    const result = await run(test, 'devices', content);
    expect(counts(result)).toEqual({ read: 4, created: 2, updated: 0, unchanged: 0, rejected: 2 });
    expect(
      result.problems
        .filter(({ severity }) => severity === 'error')
        .map(({ row, column, code }) => [row, column, code]),
    ).toEqual([
      [3, 'manufacturer', 'missing_value'],
      [4, 'model', 'missing_value'],
    ]);
    const rejects = test.app.files.collect(result.rejectsTicket ?? '');
    const text = new TextDecoder().decode(rejects?.bytes);
    expect(text.split(/\r?\n/).filter(Boolean)).toHaveLength(3);
    expect(text).toContain('no, model');
    const mended = text.replace(/(A-2"?,)("?"?,)/, '$1Acme,').replace(/(A-3"?,"?Acme"?,)("?"?,)/, '$1Three,');
    const second = await run(test, 'devices', mended);
    expect(counts(second)).toEqual({ read: 2, created: 2, updated: 0, unchanged: 0, rejected: 0 });
    const rows = (await test.client.device.list({})).rows.map(({ assetTag, manufacturer, model }) => [
      assetTag,
      manufacturer,
      model,
    ]);
    expect(rows).toEqual([
      ['A-1', 'Acme', 'One'],
      ['A-2', 'Acme', 'Two'],
      ['A-3', 'Acme', 'Three'],
      ['A-4', 'Acme', 'Four'],
    ]);
  });

  it('also where only the register knows that they are bad: a commitment of no contract (main/features/import)', async () => {
    const test = await openApp();
    const result = await run(test, 'commitments', FILES.commitments);
    expect(counts(result)).toEqual({ read: 2, created: 1, updated: 0, unchanged: 0, rejected: 1 });
    expect(result.problems).toContainEqual(
      expect.objectContaining({ row: 2, code: 'contract_not_known', severity: 'error' }),
    );
    expect(result.rejectsTicket).not.toBeNull();
  });

  it('counts in the preview what the import then does (main/contract/import.ts preview)', async () => {
    const test = await openApp();
    for (const noun of IMPORT_NOUNS) {
      const uploadId = test.upload(FILES[noun]);
      const preview = await test.client.imports.preview({ noun, uploadId, fileName: 'x.csv' });
      const done = await test.client.imports.run({ noun, uploadId, fileName: 'x.csv' });
      expect([noun, counts(preview)]).toEqual([noun, counts(done)]);
    }
  });
});

describe('however a file was saved', () => {
  const rows = [
    ['asset_tag', 'manufacturer', 'model', 'department', 'in_service_on', 'purchase_price', 'os', 'notes'],
    [
      'Z001',
      'Müller & Söhne',
      'Größe 7',
      'Chirurgie é',
      '2021-03-14',
      '1234.56',
      'Windows 10 22H2',
      'say "hello", twice',
    ],
    ['Z002', 'Acme', 'M-1', '', '2022-11-30', '2000000.00', '', 'two words'],
  ];
  const quote = (cell: string) => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const text = (table: readonly (readonly string[])[], delimiter = ',', end = '\n') =>
    table.map((row) => row.map(quote).join(delimiter)).join(end) + end;
  const order = [7, 2, 0, 5, 6, 1, 3, 4];
  const comma = rows.map((row, index) =>
    row.map((cell, column) => (column === 5 && index > 0 ? cell.replace('.', ',') : cell)),
  );
  const latin = (content: string) => Uint8Array.from(content, (letter) => letter.charCodeAt(0));

  const ways: readonly (readonly [string, string | Uint8Array])[] = [
    ['with LF', text(rows)],
    ['with CRLF', text(rows, ',', '\r\n')],
    ['with a byte order mark', `\ufeff${text(rows)}`],
    ['in Latin-1', latin(text(rows))],
    ['with semicolons', text(rows, ';')],
    ['with tabs', text(rows, '\t')],
    ['with other columns first', text(rows.map((row) => order.map((at) => row[at] ?? '')))],
    ['with decimal commas', text(comma, ';')],
    [
      'with thousands marked',
      text(
        comma.map((row) => row.map((cell) => cell.replace('2000000,00', '2.000.000,00'))),
        ';',
      ),
    ],
    ['with lines before the header', `Hospital inventory;;;\n;;;\n${text(rows, ';')}`],
    [
      'with German dates',
      text(
        rows.map((row) => row.map((cell) => cell.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3.$2.$1'))),
        ';',
      ),
    ],
    ['in UTF-16', new Uint8Array(Buffer.from(`\ufeff${text(rows)}`, 'utf16le'))],
  ];

  const tagOf = (way: number) => `${String.fromCharCode(65 + way)}00`;
  /** The same file about two devices of its own; only the letter in front of the tags differs. */
  function own(content: string | Uint8Array, way: number): string | Uint8Array {
    if (typeof content === 'string') return content.replace(/Z00(\d)/g, `${tagOf(way)}$1`);
    const letter = tagOf(way).charCodeAt(0);
    return content.map((byte, at) => (byte === 0x5a && isTag(content, at) ? letter : byte));
  }
  const isTag = (bytes: Uint8Array, at: number) => bytes.subarray(at + 1, at + 4).includes(0x30);

  it('it says the same (reliability.md T43)', async () => {
    const test = await openApp();
    const found: [string, unknown][] = [];
    for (const [index, [way, content]] of ways.entries()) {
      const result = await run(test, 'devices', own(content, index));
      const devices = (await register(test)).filter(({ assetTag }) => assetTag?.startsWith(tagOf(index)));
      found.push([way, [counts(result), devices.map(({ assetTag, ...device }) => device)]]);
      expect(devices).toHaveLength(2);
    }
    const [, expected] = found[0] ?? [];
    expect(JSON.stringify(expected)).toContain('Müller & Söhne');
    for (const [way, seen] of found) expect([way, seen]).toEqual([way, expected]);
  });
});

describe('what a later file says', () => {
  it('changes only what differs, and blanks never erase (main/features/import/work.ts differing)', async () => {
    const test = await openApp();
    await run(test, 'devices', REGISTER);
    const later =
      'asset_tag,manufacturer,model,serial_number,department,status,purchase_price,warranty_ends_on,os,notes\n000417,Norvia Medical,InfuSmart 300,,ICU 3,,,,,\n';
    const before = await test.client.device.get({ assetTag: '000417' });
    expect(counts(await run(test, 'devices', later))).toMatchObject({ updated: 1, created: 0 });
    const after = await test.client.device.get({ assetTag: '000417' });
    const { department, revision, updatedAt, ...rest } = after;
    expect([department, revision]).toEqual(['ICU 3', before.revision + 1]);
    expect(before).toMatchObject({ ...rest, department: 'ICU 2' });
    const [entry] = await test.client.device.history({ id: after.id });
    expect(entry?.changes.map(({ field }) => field)).toEqual(['departmentId']);
  });

  it('replaces the operating system, and forgets the release that belonged to the old name (domain.md 1.6 E1)', async () => {
    const test = await openApp();
    await run(test, 'devices', REGISTER);
    await run(
      test,
      'devices',
      'asset_tag,manufacturer,model,os\n000918,Acme Imaging,UltraView 7,Windows 10 Enterprise LTSC 2021\n',
    );
    const { components } = await test.client.device.get({ assetTag: '000918' });
    expect(components.map(({ release }) => release)).toEqual(['Windows 10 Enterprise LTSC 2021']);
  });

  it('that names another model takes its version of the same name, and not the dates of the old one (domain.md 1.3)', async () => {
    const test = await openApp();
    await run(test, 'devices', 'asset_tag,manufacturer,model,software_version\nA-1,Acme,One,4.1\n');
    await run(
      test,
      'milestones',
      'manufacturer,model,software_version,milestone,on\nAcme,One,4.1,end_of_security_support,2026-12-31\n',
    );
    const row = async () =>
      (await test.client.device.list({})).rows.map(({ support: { band }, model, softwareVersion }) => [
        model,
        softwareVersion,
        band,
      ]);
    expect(await row()).toEqual([['One', '4.1', 'approaching_3']]);
    await run(test, 'devices', 'asset_tag,manufacturer,model\nA-1,Acme,Two\n');
    expect(await row()).toEqual([['Two', '4.1', 'unknown']]);
  });

  it('reaches the register of every device of the model (main/features/device/listing.ts)', async () => {
    const test = await openApp();
    await run(test, 'devices', 'asset_tag,manufacturer,model\nA-1,Acme,One\n');
    await run(test, 'devices', 'asset_tag,manufacturer,model,device_type\nA-2,Acme,One,ventilator\n');
    const { rows } = await test.client.device.list({});
    expect(rows.map(({ assetTag, deviceType }) => [assetTag, deviceType])).toEqual([
      ['A-1', 'ventilator'],
      ['A-2', 'ventilator'],
    ]);
    expect((await test.client.device.list({ filter: { search: 'ventil' } })).total).toBe(2);
    await run(test, 'milestones', 'manufacturer,model,milestone,on\nAcme,One,end_of_support,2027-06\n');
    const bands = (await test.client.device.list({})).rows.map(({ support }) => support.band);
    expect(bands).toEqual(['approaching_12', 'approaching_12']);
  });

  it('adds dates to the history and overwrites none (domain.md 1.6 E6, story 7)', async () => {
    const test = await openApp();
    await run(test, 'milestones', FILES.milestones);
    await run(
      test,
      'milestones',
      'manufacturer,model,milestone,on,received_on\nACME IMAGING,ultraview-7,end_of_support,2029-06-30,2026-11-10\n',
    );
    const [model] = (await test.client.model.list({ search: 'UltraView' })).rows;
    expect(model?.endsOn).toEqual({ on: '2029-06-30', precision: 'day' });
    const { milestones } = await test.client.model.get({ id: model?.id ?? ('' as never) });
    expect(milestones.map(({ on, movedDays, current }) => [on?.on, movedDays, current])).toEqual([
      ['2029-06-30', -549, true],
      ['2030-12-31', null, false],
    ]);
  });

  it('finds devices by serial number and model when told to (main/contract/import.ts match)', async () => {
    const test = await openApp();
    await run(test, 'devices', 'asset_tag,serial_number,manufacturer,model\nA-1,S-1,Acme,One\nA-2,S-1,Acme,Two\n');
    const result = await run(test, 'devices', 'asset_tag,serial_number,manufacturer,model\nB-1,S-1,Acme,One\n', {
      match: 'serial',
    });
    expect(counts(result)).toMatchObject({ updated: 1, created: 0 });
    expect((await test.client.device.list({})).rows.map(({ assetTag, model }) => [assetTag, model])).toEqual([
      ['A-2', 'Two'],
      ['B-1', 'One'],
    ]);
  });
});

describe('names in files', () => {
  it('find the vendor by any of its aliases (domain.md 5.7)', async () => {
    const test = await openApp();
    await test.client.vendor.create(vendorFields({ name: 'Norvia Medical', aliases: ['Norvia', 'NM Systems'] }));
    await run(
      test,
      'devices',
      'asset_tag,manufacturer,model\nA-1,NORVIA,One\nA-2,nm-systems GmbH,one\nA-3,Norvia Medical Inc.,ONE\n',
    );
    const { rows } = await test.client.device.list({});
    expect(new Set(rows.map(({ manufacturer, modelId }) => `${manufacturer} ${modelId}`)).size).toBe(1);
    expect((await test.client.vendor.list({})).total).toBe(1);
  });

  it('put a device under its contract, and say when there is none of that number (main/features/import/apply-devices.ts)', async () => {
    const test = await openApp();
    await test.client.contract.create(contractFields());
    const result = await run(
      test,
      'devices',
      'asset_tag,manufacturer,model,contract_number\nA-1,Norvia Medical,One,C-101\nA-2,Norvia Medical,One,C-999\n',
    );
    expect(result).toMatchObject({ created: 2, rejected: 0 });
    expect(result.problems).toMatchObject([
      { row: 3, column: 'contract_number', code: 'contract_not_known', severity: 'warning', value: 'C-999' },
    ]);
    expect((await test.client.device.get({ assetTag: 'A-1' })).contracts).toMatchObject([
      { number: 'C-101', renews: true },
    ]);
    expect((await test.client.device.get({ assetTag: 'A-2' })).contracts).toEqual([]);
  });

  it('pollute nothing and turn into no formula or statement (reliability.md T39)', async () => {
    const test = await openApp();
    const content = `asset_tag,manufacturer,model,__proto__,constructor,notes\n__proto__,constructor,toString,x,y,"'); DROP TABLE ""Device"";--"\n`;
    const result = await run(test, 'devices', content, {
      mapping: { ['__proto__']: 'notes', constructor: 'department' },
    });
    expect(result).toMatchObject({ created: 1 });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    const device = await test.client.device.get({ assetTag: '__proto__' });
    expect([device.manufacturer, device.model, device.department]).toEqual(['constructor', 'toString', 'y']);
    expect((await test.client.vault.verify()).ok).toBe(true);
  });
});

describe('an import that is stopped', () => {
  const many = `asset_tag,manufacturer,model\n${Array.from({ length: 6000 }, (_, n) => `T-${n},Acme,Model ${n % 7}`).join('\n')}\n`;

  it('leaves nothing half done (design.md 4, reliability.md T42)', async () => {
    const test = await openApp();
    await test.client.device.create(deviceFields({ assetTag: 'T-1' }));
    const before = await test.client.vault.info();
    const failure = failureOf(run(test, 'devices', many, { jobId: 'job' }));
    const stop = async (): Promise<boolean> => {
      if ((await test.client.program.cancel({ jobId: 'job' })).cancelled) return true;
      await new Promise((resolve) => setImmediate(resolve));
      return stop();
    };
    expect(await stop()).toBe(true);
    expect((await failure).code).toBe('cancelled');
    expect(await test.client.vault.info()).toEqual(before);
    expect((await test.client.device.list({})).total).toBe(1);
    expect((await test.client.program.cancel({ jobId: 'job' })).cancelled).toBe(false);
    expect(await run(test, 'devices', many, { jobId: 'job' })).toMatchObject({ created: 5999, updated: 1 });
  });

  it('leaves nothing either when it is stopped behind its last row, while the register is made anew (reliability.md T42)', async () => {
    const test = await openApp();
    const rows = Array.from({ length: 3000 }, (_, n) => `L-${n},Acme,Model,ICU`).join('\n');
    const before = await test.client.vault.info();
    const abort = new AbortController();
    const events = await test.client.program.events(undefined, { signal: abort.signal });
    const failure = failureOf(
      run(test, 'devices', `asset_tag,manufacturer,model,department\n${rows}\n`, { jobId: 'late' }),
    );
    for await (const event of events)
      if (event.kind === 'progress' && event.jobId === 'late' && event.done === event.total) break;
    expect((await test.client.program.cancel({ jobId: 'late' })).cancelled).toBe(true);
    expect((await failure).code).toBe('cancelled');
    abort.abort();
    expect(await test.client.vault.info()).toEqual(before);
    expect((await test.client.device.list({ limit: 1 })).total).toBe(0);
  });

  it('by whoever asked for it going away, too (design.md 4)', async () => {
    const test = await openApp();
    const before = await test.client.vault.info();
    const abort = new AbortController();
    const input = { noun: 'devices' as const, uploadId: test.upload(many), fileName: 'x.csv' };
    const failure = failureOf(test.client.imports.run(input, { signal: abort.signal }));
    abort.abort();
    expect((await failure).code).toBe('cancelled');
    expect(await test.client.vault.info()).toEqual(before);
  });
});

describe('a real inventory', () => {
  it('comes in, and changes nothing when it comes again (reliability.md T43, domain.md 5.7)', async (context) => {
    const bytes = realInventory();
    if (bytes === null) return context.skip('the real inventory is not here');
    const test = await openApp();
    const first = await run(test, 'devices', bytes, { match: 'tag' });
    expect(first.created).toBeGreaterThan(0);
    expect(first.created + first.updated + first.unchanged + first.rejected).toBe(first.read);
    expect(first.file).toMatchObject({ delimiter: ';', headerRow: 9 });
    const before = await test.client.support.report({});
    const second = await run(test, 'devices', bytes, { match: 'tag' });
    expect(second).toMatchObject({ read: first.read, created: 0, updated: 0, rejected: first.rejected });
    expect(await test.client.support.report({})).toEqual(before);
  });
});
