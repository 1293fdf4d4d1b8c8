import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMPORT_COLUMNS, IMPORT_NOUNS, type ImportNoun } from '../../main/domain/import/headings.ts';
import { IMPORT_FILE_ERROR_CODES, IMPORT_PROBLEM_CODES, ImportFileError } from '../../main/domain/import/problems.ts';
import { readTable } from '../../main/domain/import/rows.ts';
import { readDelimited, writeDelimited } from '../../main/formats/csv.ts';
import { en } from '../../main/words/en.ts';

const bytesOf = (text: string, encoding: 'utf8' | 'latin1' = 'utf8') => new Uint8Array(Buffer.from(text, encoding));

function importText<N extends ImportNoun>(noun: N, text: string | Uint8Array) {
  const table = readDelimited(typeof text === 'string' ? bytesOf(text) : text);
  return readTable(noun, table.rows, table);
}

const codes = (result: { problems: readonly { row: number; code: string; column?: string }[] }) =>
  result.problems.map(({ row, code, column }) => `${row} ${column ?? ''} ${code}`);

/** The register of domain.md 5.7: semicolons, decimal comma, a placeholder, a word for a date, leading zeros. */
const REGISTER = `Control Number;Description;Manufacturer;Model;Serial No;Department;In Service;Acq. Cost;Warranty Exp;PM Freq;OS;SW Version;Status
000417;INFUSION PUMP;NORVIA MEDICAL INC;InfuSmart 300;NS30-00417;ICU 2;14.03.2021;2.350,00;13.03.2023;12M;;7.2.1;Active
000918;ULTRASOUND;Acme Imaging;UltraView 7;UV7E0012;Radiology;2022-06-01;78.900,00;;12M;Win10 IoT LTSC 2021;4.1;Active
001203;MONITOR;Pulse Line;CM-40;CM40/8831;ED;1/0/1900;;;6M;Windows 10 22H2;2.9;Active
000077;LAB ANALYZER;Labtron;Q2;;Lab;TBD;;;;;;Retired
`;

describe('the register of a hospital', () => {
  it('is read as story 1 tells', () => {
    const table = readDelimited(bytesOf(REGISTER, 'latin1'));
    expect(table.delimiter).toBe(';');
    const result = readTable('devices', table.rows, table);
    expect(result.style.decimalSign).toBe('comma');
    expect(result.counts).toEqual({ read: 4, rejected: 0, skipped: 0, warnings: 2 });
    expect(result.problems).toEqual([
      { row: 4, column: 'in_service_on', code: 'date_placeholder', severity: 'warning', value: '1/0/1900' },
      { row: 5, column: 'in_service_on', code: 'date_not_given', severity: 'warning', value: 'TBD' },
    ]);
    expect(result.rows.map((row) => row.status)).toEqual(['in_service', 'in_service', 'in_service', 'retired']);
    expect(result.rows[0]).toEqual({
      row: 2,
      assetTag: '000417',
      serialNumber: 'NS30-00417',
      manufacturer: 'NORVIA MEDICAL INC',
      model: 'InfuSmart 300',
      deviceType: 'INFUSION PUMP',
      udiDi: null,
      catalogNumber: null,
      gmdnCode: null,
      gmdnTerm: null,
      softwareVersion: '7.2.1',
      os: null,
      osEdition: null,
      location: null,
      department: 'ICU 2',
      status: 'in_service',
      acquiredOn: null,
      inServiceOn: '2021-03-14',
      purchasePrice: '2350.00',
      currency: null,
      warrantyEndsOn: '2023-03-13',
      contractNumber: null,
      criticality: null,
      networkConnected: null,
      storesPhi: null,
      notes: null,
    });
    expect(result.rows[3]).toMatchObject({ assetTag: '000077', serialNumber: null, inServiceOn: null });
  });

  it('gives the same rows in any order of columns, line ends and encoding', () => {
    const lines = REGISTER.trim()
      .replace('Radiology', 'Gerätehöfe')
      .split('\n')
      .map((line) => line.split(';'));
    const width = lines[0]?.length ?? 0;
    const expected = importText('devices', lines.map((cells) => cells.join(';')).join('\n')).rows;
    expect(expected).toHaveLength(4);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...Array(width).keys()], { minLength: width }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom(';', ',', '\t', '|'),
        fc.constantFrom('utf8' as const, 'latin1' as const, 'utf16le' as const),
        fc.boolean(),
        (order, lineEnd, delimiter, encoding, mark) => {
          const cell = (text: string) => (text.includes(delimiter) ? `"${text}"` : text);
          const text = lines.map((line) => order.map((place) => cell(line[place] ?? '')).join(delimiter)).join(lineEnd);
          const marked = mark && encoding !== 'latin1' ? `\uFEFF${text}` : text;
          const result = importText('devices', new Uint8Array(Buffer.from(marked, encoding)));
          expect(result.rows).toEqual(expected);
        },
      ),
    );
  });

  it('is read from the real form', (context) => {
    const real = new URL('../../../shared/data/inventory/hospital-inventory-latin1.csv', import.meta.url);
    if (!existsSync(real)) {
      console.warn(`skipped: ${real.pathname} is not here`);
      context.skip();
    }
    const table = readDelimited(readFileSync(real));
    const result = readTable('devices', table.rows, table);
    expect(result.header).toMatchObject({ headerRow: 8, language: 'es' });
    const headings = table.rows[8] ?? [];
    const mapped = result.header.columns.flatMap((column, place) => (column ? [[column, headings[place]]] : []));
    // What has no field of its own is kept in the notes (issue 7: at least 30 of the 50 columns).
    expect(mapped.length).toBe(42);
    expect(mapped.filter(([column, heading]) => column !== 'notes' || heading === 'Otros')).toEqual([
      ['device_type', 'Nombre del equipo'],
      ['asset_tag', 'Código de inventario interno del laboratorio y/o asignado por UdeA'],
      ['location', 'Ubicación física'],
      ['manufacturer', 'Marca'],
      ['model', 'Modelo'],
      ['serial_number', 'Serie'],
      ['acquired_on', 'Antigüedad del eq. (F. adquisición)'],
      ['warranty_ends_on', 'Fecha finalización garantía'],
      ['purchase_price', 'Valor de compra'],
      ['notes', 'Otros'],
    ]);
    expect(result.counts).toMatchObject({ read: 40, rejected: 0 });
    expect(new Set(result.problems.map((problem) => problem.code))).toEqual(
      new Set(['date_not_given', 'year_two_digits']),
    );
    expect(result.rows[0]?.notes).toBe(
      'Proceso: LIME\nClasificación IPS (IND-BIO-Gases): BIO\nClasificación por riesgo: IIA\nEstá en garantía (Si/No): no',
    );
    expect(result.rows[2]).toMatchObject({ row: 12, acquiredOn: '2018-02-01', purchasePrice: '12500000.00' });
    expect(result.rows[4]).toMatchObject({ row: 14, warrantyEndsOn: '2021-09-03' });
    expect(result.rows.find((row) => row.assetTag === 'LIME-016')?.purchasePrice).toBe('1234.56');
  });
});

describe('notes', () => {
  it('hold what has no field of its own behind its heading, and the notes of the file as they are', () => {
    const head = 'asset_tag,manufacturer,model,Weight (kg),notes,Calibration interval,Colour';
    const { rows, header } = importText('devices', `${head}\n1,M,X,12,old,NI,red\n2,M,X,,,,\n`);
    expect(header.columns.slice(3)).toEqual(['notes', 'notes', 'notes', null]);
    expect(rows.map(({ notes }) => notes)).toEqual(['old\nWeight (kg): 12', null]);
    const lone = importText('devices', 'asset_tag,manufacturer,model,Weight\n1,M,X,12\n');
    expect(lone.rows.map(({ notes }) => notes)).toEqual(['Weight: 12']);
  });
});

describe('devices', () => {
  const head = 'asset_tag,serial_number,manufacturer,model';

  it('wants an identifier, a maker and a model', () => {
    const result = importText('devices', `${head}\n,,M,X\nNI,-,M,X\n1,,,X\n2,,M,\n3,,M,N/A\n4,,M,X\n,S,M,X\n`);
    expect(codes(result)).toEqual([
      '2  missing_identifier',
      '3  missing_identifier',
      '4 manufacturer missing_value',
      '5 model missing_value',
      '6 model missing_value',
    ]);
    expect(result.rejected).toEqual([2, 3, 4, 5, 6]);
    expect(result.rows.map((row) => row.row)).toEqual([7, 8]);
    expect(result.counts).toEqual({ read: 7, rejected: 5, skipped: 0, warnings: 0 });
  });

  it('refuses a tag that stands there twice, and only warns of a serial', () => {
    const result = importText('devices', `${head}\na1,S,M,X\nA1,S2,M,X\n2,s,m,x\n3,S,M,Y\n4,,,X\n4,,M,X\n`);
    expect(codes(result)).toEqual([
      '3 asset_tag duplicate_in_file',
      '4 serial_number duplicate_serial_in_file',
      '6 manufacturer missing_value',
    ]);
    // The rejected row 6 has not taken the tag of row 7.
    expect(result.rows.map((row) => row.row)).toEqual([2, 4, 5, 7]);
  });

  it('passes over blank rows, totals and repeated headers without losing count', () => {
    const result = importText(
      'devices',
      `${head},price\n1,,M,X,5\n\n,,,,\n${head},price\n2,,M,X,6\nTotal: 2,,,,11.00\nTotal,,M,X,\n`,
    );
    expect(codes(result)).toEqual(['5  header_repeated', '7  totals_row_skipped']);
    expect(result.rows.map((row) => [row.row, row.assetTag])).toEqual([
      [2, '1'],
      [6, '2'],
      [8, 'Total'],
    ]);
    expect(result.counts.read).toBe(3);
  });

  it('says when cells stand outside of the headings or a quote swallowed the rest', () => {
    const result = importText('devices', `${head}\n1,,M,X,,lost\n2,,M,"X\n3,,M,X\n`);
    expect(codes(result)).toEqual(['2  row_has_extra_cells', '3  quote_not_closed']);
    // What lies behind the quote is no name of a model.
    expect([result.rows.map(({ row }) => row), result.rejected]).toEqual([[2], [3]]);
  });

  it('takes the order of day and month from the column, then from the file, and never from language or delimiter', () => {
    const dates = (header: string, ...rows: string[]) => importText('devices', [header, ...rows].join('\n')).rows;
    const english = 'asset tag,manufacturer,model,purchase date,warranty end';
    expect(dates(english, '1,M,X,3/15/2021,3/9/2021')[0]).toMatchObject({
      acquiredOn: '2021-03-15',
      warrantyEndsOn: '2021-03-09',
    });
    const open = importText('devices', `${english}\n1,M,X,3/9/2021,\n`);
    expect(open.problems).toEqual([
      { row: 2, column: 'acquired_on', code: 'date_ambiguous', severity: 'warning', value: '3/9/2021' },
    ]);
    expect(open.rows[0]?.acquiredOn).toBeNull();
    const table = readDelimited(bytesOf(`${english}\n1,M,X,3/9/2021,\n`));
    expect(readTable('devices', table.rows, { ...table, dateOrder: 'mdy' }).rows[0]?.acquiredOn).toBe('2021-03-09');
    for (const text of [
      'Inventarnummer,Hersteller,Modell,Kaufdatum\n1,M,X,3/9/2021',
      'placa;marca;modelo;fecha de compra;precio\n1;M;X;3/9/2021;2.350,00',
      'asset tag;manufacturer;model;purchase date\n1;M;X;3-9-2021',
    ]) {
      const asked = importText('devices', text);
      expect([asked.rows[0]?.acquiredOn, ...codes(asked)]).toEqual([null, '2 acquired_on date_ambiguous']);
    }
    const german = 'Inventarnummer;Hersteller;Modell;Kaufdatum';
    expect(dates(german, '1;M;X;3/9/2021', '2;M;X;25/9/2021')[0]?.acquiredOn).toBe('2021-09-03');
    expect(dates(german, '1;M;X;3.9.2021')[0]?.acquiredOn).toBe('2021-09-03');
    const mixed = importText('devices', `${english}\n1,M,X,15/3/2021,\n2,M,X,3/15/2021,\n3,M,X,3/9/2021,\n`);
    expect(codes(mixed)).toEqual(['4 acquired_on date_ambiguous']);
  });

  it('reads how the model is called elsewhere, and a number in the place of the GMDN name as its code', () => {
    const head = 'asset tag;manufacturer;model;device type;catalogue no;gmdn code;gmdn';
    const { rows, problems } = importText(
      'devices',
      `${head}\n1;M;X;Pump;0012-A;;35062\n2;M;X;Pump;NI;35062;Infusion pump\n`,
    );
    expect(rows).toMatchObject([
      { deviceType: 'Pump', catalogNumber: '0012-A', gmdnCode: '35062', gmdnTerm: null },
      { deviceType: 'Pump', catalogNumber: null, gmdnCode: '35062', gmdnTerm: 'Infusion pump' },
    ]);
    expect(problems).toEqual([]);
    const long = importText('devices', `${head}\n1;M;X;Pump;;${'9'.repeat(21)};\n`);
    expect([long.rows[0]?.gmdnCode, ...codes(long)]).toEqual([null, '2 gmdn_code text_too_long']);
  });

  it('takes the currency from its column, else from the price', () => {
    const result = importText(
      'devices',
      `${head},price,currency\n1,,M,X,EUR 5,\n2,,M,X,5,usd\n3,,M,X,€ 5,CHF\n4,,M,X,,\n`,
    );
    expect(result.rows.map((row) => row.currency)).toEqual(['EUR', 'USD', 'CHF', null]);
    expect(codes(result)).toEqual(['4 currency currency_conflict']);
  });

  it('holds hostile cells as text', () => {
    const row = importText('devices', `${head},notes,__proto__\n__proto__,constructor,<b>,"a\u202eb",'=cmd(),x\n`)
      .rows[0];
    expect(row).toMatchObject({
      assetTag: '__proto__',
      serialNumber: 'constructor',
      manufacturer: '<b>',
      model: 'ab',
      notes: '=cmd()',
    });
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('the other nouns', () => {
  it('reads models', () => {
    const result = importText(
      'models',
      `${IMPORT_COLUMNS.models.join(',')}\nM,X,pump,fleet,0123,C-1,35062,Pump,7.2,yes,vendor only,30,2350,EUR,n\nM,X,,,,,,,8.0,,,,,,\nM,x,,,,,,,7.2,,,,,,\nM,Y,,spaceship,,,,,,,,-3,,,\n`,
    );
    expect(result.rows[0]).toEqual({
      row: 2,
      manufacturer: 'M',
      model: 'X',
      deviceType: 'pump',
      category: 'fleet',
      udiDi: '0123',
      ...{ catalogNumber: 'C-1', gmdnCode: '35062', gmdnTerm: 'Pump' },
      softwareVersion: '7.2',
      updatesNeedContract: 'yes',
      whoInstalls: 'vendor_only',
      leadTimeMonths: 30,
      replacementPrice: '2350.00',
      currency: 'EUR',
      notes: 'n',
    });
    expect(codes(result)).toEqual([
      '4 model duplicate_in_file',
      '5 category word_not_recognised',
      '5 lead_time_months number_not_recognised',
    ]);
  });

  it('reads milestones with the precision and the word of the vendor', () => {
    const result = importText(
      'milestones',
      [
        'manufacturer,model,software_version,milestone,on,vendor_term,announced_on,received_on,source,confidence',
        'M,X,,end_of_support,2029-06-30,End of Service,2026-11-01,2026-11-10,letter,stated',
        'M,X,,EOL,2027-06,,,,,announced',
        'M,X,4.1,End of security updates,2027,,,,,',
        'M,X,,EOS,2027,,,,,',
        'M,X,,end_of_sales,Q3 2027,,,,,',
        'M,X,,end_of_sales,TBD,,,,,',
        'M,X,,EOSL,2030-01-01,,,,,',
        'M,X,,,2030-01-01,,,,,',
        'M,X,,End of spare parts,2031,,,,,',
        'M,X,5,end_of_support,TBA,,,,,',
      ].join('\n'),
    );
    expect(result.rows).toEqual([
      {
        row: 2,
        manufacturer: 'M',
        model: 'X',
        softwareVersion: null,
        milestone: 'end_of_support',
        ownName: null,
        on: { on: '2029-06-30', precision: 'day' },
        vendorTerm: 'End of Service',
        announcedOn: '2026-11-01',
        receivedOn: '2026-11-10',
        source: 'letter',
        confidence: 'stated',
      },
      expect.objectContaining({
        milestone: 'end_of_life',
        vendorTerm: 'EOL',
        on: { on: '2027-06-01', precision: 'month' },
      }),
      expect.objectContaining({ milestone: 'end_of_security_support', on: { on: '2027-01-01', precision: 'year' } }),
      expect.objectContaining({ milestone: 'end_of_support', vendorTerm: 'EOSL' }),
      // Whether the organisation has such a date is known only to the vault.
      expect.objectContaining({ milestone: null, ownName: 'End of spare parts', vendorTerm: null }),
      expect.objectContaining({ milestone: 'end_of_support', on: null }),
    ]);
    expect(codes(result)).toEqual([
      '5 milestone milestone_word_ambiguous',
      '6 on date_quarter',
      '6 on missing_value',
      '7 on date_not_given',
      '7 on missing_value',
      '8 milestone duplicate_in_file',
      '9 milestone missing_value',
    ]);
    expect(result.rejected).toEqual([5, 6, 7, 9]);
  });

  it('reads vendors', () => {
    const result = importText(
      'vendors',
      'name,aliases,roles,security_contact,website\nBD,"Becton, Dickinson; BD Medical;",Hersteller; service_partner; juggler,psirt@a.example,https://a.example\nbd,,,,\nX,,,,javascript:x\n',
    );
    expect(result.rows[0]).toEqual({
      row: 2,
      name: 'BD',
      aliases: ['Becton, Dickinson', 'BD Medical'],
      roles: ['manufacturer', 'service_partner'],
      securityContact: 'psirt@a.example',
      website: 'https://a.example',
    });
    expect(codes(result)).toEqual([
      '2 roles word_not_recognised',
      '3 name duplicate_in_file',
      '4 website address_not_recognised',
    ]);
  });

  it('reads contracts', () => {
    const result = importText(
      'contracts',
      [
        IMPORT_COLUMNS.contracts.join(','),
        'C-101,Norvia,service,2024-02-01,2027-01-31,tacit,12,60,days,"12,000.50",EUR,yes,000417; 000918',
        'C-102,Acme,Wartung,,2027-03-31,stillschweigend,12 Monate,3 months,,,,,"a,b"',
        'C-103,Acme,,,,auto,,2,weeks,,,,a b',
        'C-104,Acme,,2027-02-01,2027-01-31,none,,,,,,,',
        'c-101,Norvia,,,,,,,,,,,',
        'C-105,Acme,,,,perhaps,,60,,,,,',
        'C-106,,,,,,,,,,,,',
        'C-107,Acme,,,,,,20 Arbeitstage,,,,,',
        'C-108,Acme,,,,,,20,business_days,,,,',
      ].join('\n'),
    );
    expect(result.rows.slice(-2)).toMatchObject([
      { number: 'C-107', noticeAmount: 20, noticeUnit: 'business_days' },
      { number: 'C-108', noticeAmount: 20, noticeUnit: 'business_days' },
    ]);
    expect(result.rows[0]).toEqual({
      row: 2,
      number: 'C-101',
      vendor: 'Norvia',
      kind: 'service',
      startsOn: '2024-02-01',
      endsOn: '2027-01-31',
      renewal: 'tacit',
      renewalMonths: 12,
      noticeAmount: 60,
      noticeUnit: 'days',
      yearlyPrice: '12000.50',
      currency: 'EUR',
      includesSecurityUpdates: 'yes',
      coveredAssetTags: ['000417', '000918'],
    });
    expect(result.rows[1]).toMatchObject({
      kind: 'service',
      renewal: 'tacit',
      renewalMonths: 12,
      noticeAmount: 3,
      noticeUnit: 'months',
      coveredAssetTags: ['a', 'b'],
    });
    expect(result.rows[2]).toMatchObject({
      renewal: 'tacit',
      noticeAmount: 14,
      noticeUnit: 'days',
      coveredAssetTags: ['a', 'b'],
    });
    expect(codes(result)).toEqual([
      '5 ends_on ends_before_start',
      '6 number duplicate_in_file',
      '7 notice_unit unit_missing',
      '7 renewal word_not_recognised',
      '8 vendor missing_value',
    ]);
  });

  it('reads commitments', () => {
    const result = importText(
      'commitments',
      [
        IMPORT_COLUMNS.commitments.join(','),
        'C-101,Norvia,REMEDIATE,critical,KEV_ADDED,after,30,calendar_days,vendor,4.2',
        ',Norvia,notify exploited,Any,vendor_aware,AFTER,3,Business days,Vendor,',
        'C-101,,EOS_NOTICE,,MILESTONE_DATE,before,36 months,,,',
        'C-101,,DANCE,,,,,,,',
        'C-101,,REMEDIATE,,,,0,months,,',
        'C-101,,REMEDIATE,,,,1.5,months,,',
        'C-101,,REMEDIATE,,,,30,,,',
        'C-101,,REMEDIATE,,,,30 moons,,,',
        ',,REMEDIATE,,,,,,,',
        'C-101,,UPDATE_ENTITLEMENT,,,,,,,',
        'C-101,,RESTORE_TIME,,,,601,months,,',
      ].join('\n'),
    );
    expect(result.rows).toEqual([
      {
        row: 2,
        contractNumber: 'C-101',
        vendor: 'Norvia',
        kind: 'REMEDIATE',
        severity: 'critical',
        clockStart: 'KEV_ADDED',
        direction: 'after',
        amount: 30,
        unit: 'calendar_days',
        obligor: 'vendor',
        clause: '4.2',
      },
      expect.objectContaining({ kind: 'NOTIFY_EXPLOITED', severity: 'any', amount: 3, unit: 'business_days' }),
      expect.objectContaining({ kind: 'EOS_NOTICE', direction: 'before', amount: 36, unit: 'months' }),
      expect.objectContaining({ kind: 'UPDATE_ENTITLEMENT', amount: null, unit: null }),
    ]);
    expect(codes(result)).toEqual([
      '5 kind word_not_recognised',
      '6 amount number_not_recognised',
      '7 amount number_not_recognised',
      '8 unit unit_missing',
      '9 amount word_not_recognised',
      '10 contract_number missing_value',
      '12 amount number_not_recognised',
    ]);
  });
});

it('says when there is no header', () => {
  expect(() => importText('devices', 'a,b\n1,2\n')).toThrow(ImportFileError);
});

it.each(IMPORT_NOUNS)('reads any cells of %s without throwing', (noun) => {
  const columns = IMPORT_COLUMNS[noun];
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '',
      'EOS',
      '1/2/2021',
      '2.350,00',
      'EUR',
      '30 days',
      'Total',
      '1.2E+5',
      '__proto__',
      'tacit',
      'yes',
      ';;',
      '\ud800',
    ),
  );
  const table = fc.array(fc.array(cell, { maxLength: columns.length + 2 }), { maxLength: 6 });
  fc.assert(
    fc.property(table, (rows) => {
      const result = readTable(noun, [[...columns], ...rows], { delimiter: ',' });
      expect(result.counts.read).toBe(result.rows.length + result.rejected.length);
      const errors = new Set(result.problems.filter(({ severity }) => severity === 'error').map(({ row }) => row));
      expect([...errors].sort((a, b) => a - b)).toEqual(result.rejected);
    }),
  );
});

it('turns 100,000 devices into rows', () => {
  const header = IMPORT_COLUMNS.devices.slice(0, 20);
  const line = (index: number) =>
    header.map((column) => {
      if (column.endsWith('_on')) return `${(index % 28) + 1}/${(index % 12) + 1}/20${10 + (index % 15)}`;
      if (column === 'purchase_price') return `${index % 9000},50`;
      if (column === 'status') return 'Aktiv';
      return `${column} ${column === 'asset_tag' || column === 'serial_number' ? index : index % 500}`;
    });
  const table = [[...header], ...Array.from({ length: 100_000 }, (_, index) => line(index))];
  const result = readTable('devices', table, { delimiter: ';' });
  expect(result.counts.read).toBe(100_000);
});

it('comes back from our own export', () => {
  const table = [
    ['asset_tag', 'manufacturer', 'model', 'notes'],
    ['-1', '=M', '+X', '@home, "here"\nand there'],
  ];
  expect(importText('devices', writeDelimited(table)).rows[0]).toMatchObject({
    assetTag: '-1',
    manufacturer: '=M',
    model: '+X',
    notes: '@home, "here"\nand there',
  });
});

it('has a text for every code', () => {
  expect(Object.keys(en.importProblem).sort()).toEqual([...IMPORT_PROBLEM_CODES].sort());
  expect(Object.keys(en.importFile).sort()).toEqual([...IMPORT_FILE_ERROR_CODES].sort());
});
