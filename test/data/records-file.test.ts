import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportNoun } from '../../main/domain/import/headings.ts';
import { contractFields, deviceFields, modelFields, vendorFields } from '../support/builders.ts';
import { openApp, type TestApp } from '../support/vault.ts';

/** What refers to something comes after it. */
const ORDER: readonly ImportNoun[] = ['vendors', 'models', 'milestones', 'contracts', 'devices', 'commitments'];
const FORMATS = ['csv', 'xlsx'] as const;

/** Names that a spreadsheet would take for something else, and what people type. */
const anyName = fc.oneof(
  fc.constantFrom(
    '=1+1',
    "'=x",
    '+49 30',
    '-5',
    '@home',
    '＝full',
    'A, B "C"',
    "O'Neill",
    'Ünïcode ß',
    '0012',
    '1e5',
    'TRUE',
  ),
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }).map((text) => `N${text.trim()}`),
);

/** A register in which every column says something. */
const REGISTER: Readonly<Record<ImportNoun, string>> = {
  vendors: `name,aliases,roles,security_contact,website
Acme Imaging,Acme;ACME Inc.,manufacturer;service_partner,psirt@acme.example,https://acme.example`,
  models: `manufacturer,model,device_type,category,udi_di,catalog_number,gmdn_code,gmdn_term,software_version,updates_need_contract,who_installs,lead_time_months,replacement_price,currency,notes
Acme Imaging,Tomo 64,CT scanner,imaging_radiotherapy,00012345678905,0815-64,37618,CT system,4.1,yes,vendor_only,18,250000.00,EUR,"two
lines"
Acme Imaging,Tomo 64,CT scanner,imaging_radiotherapy,00012345678905,0815-64,37618,CT system,4.2,yes,vendor_only,18,250000.00,EUR,"two
lines"`,
  milestones: `manufacturer,model,software_version,milestone,on,vendor_term,announced_on,received_on,source,confidence
Acme Imaging,Tomo 64,,end_of_support,2031-06,EOGS,2026-01-02,2026-01-10,Letter 7,announced
Acme Imaging,Tomo 64,4.1,end_of_security_support,2029,,,,,stated
Acme Imaging,Tomo 64,,end_of_sales,TBA,,,,,estimated`,
  contracts: `number,vendor,kind,starts_on,ends_on,renewal,renewal_months,notice_amount,notice_unit,yearly_price,currency,includes_security_updates,covered_asset_tags
C-1,Acme Imaging,service,2024-01-01,2027-12-31,tacit,12,3,months,1200.50,EUR,yes,T-1;T-2`,
  devices: `asset_tag,serial_number,manufacturer,model,device_type,udi_di,catalog_number,gmdn_code,gmdn_term,software_version,os,os_edition,location,department,status,acquired_on,in_service_on,purchase_price,currency,warranty_ends_on,contract_number,criticality,network_connected,stores_phi,notes
T-1,S-1,Acme Imaging,Tomo 64,CT scanner,00012345678905,0815-64,37618,CT system,4.1,Windows 10,IoT LTSC 2021,Room 1,Radiology,in_service,2020-01-02,2020-02-03,199999.99,EUR,2023-02-03,C-1,high,yes,no,=1+1
T-2,,Acme Imaging,Tomo 64,,,,,,,,,,,storage,,,,,,C-1,,,,`,
  commitments: `contract_number,vendor,kind,severity,clock_start,direction,amount,unit,obligor,clause
C-1,Acme Imaging,REMEDIATE,uncontrolled,VENDOR_AWARE,after,30,calendar_days,vendor,VN-02
,Acme Imaging,NOTIFY_EXPLOITED,any,VENDOR_AWARE,after,5,business_days,vendor,`,
};

let source: TestApp;
beforeAll(async () => {
  source = await openApp('file');
  const { client } = source;
  const run = async (noun: ImportNoun) => {
    const result = await client.imports.run({
      noun,
      fileName: 'r.csv',
      uploadId: source.upload(REGISTER[noun], 'r.csv'),
    });
    expect([noun, result.rejected, result.problems]).toEqual([noun, 0, []]);
  };
  for (const noun of ['vendors', 'models', 'milestones'] as const) await run(noun);
  for (const noun of ['devices', 'contracts', 'commitments'] as const) {
    const { rejected, problems } = await client.imports.run({
      noun,
      fileName: 'r.csv',
      uploadId: source.upload(REGISTER[noun], 'r.csv'),
    });
    expect([noun, rejected, problems.filter(({ severity }) => severity === 'error')]).toEqual([noun, 0, []]);
  }
  const names = fc.sample(anyName, { seed: 11, numRuns: 10 });
  for (const [index, name] of names.entries()) {
    const maker = `${name} ${index}`;
    await client.vendor.create(vendorFields({ name: maker }));
    await client.model.create(modelFields({ manufacturer: maker, name: maker }));
    const notes = `${name}\n${name}`;
    const device = { manufacturer: maker, model: maker, assetTag: `${name}-${index}`, serialNumber: `${name}${index}` };
    await client.device.create(deviceFields({ ...device, notes }));
    await client.contract.create(contractFields({ vendor: maker, number: `${name}/${index}` }));
  }
});

async function written({ app, client }: TestApp, noun: ImportNoun, format: (typeof FORMATS)[number]) {
  const { ticket } = await client.exports.records({ noun, format });
  const file = app.files.collect(ticket);
  if (file === null) throw new Error('there is no file');
  return file;
}

/** The lines of a file without the mark at its beginning. */
async function lines(test: TestApp, noun: ImportNoun) {
  return new TextDecoder().decode((await written(test, noun, 'csv')).bytes).split('\r\n');
}

async function takenBack(from: TestApp, to: TestApp, noun: ImportNoun, format: (typeof FORMATS)[number]) {
  const { name, bytes } = await written(from, noun, format);
  return to.client.imports.run({ noun, fileName: name, uploadId: to.upload(bytes, name) });
}

describe.each(FORMATS)('the file of all records of a noun as %s', (format) => {
  it('changes nothing in the vault that it came from (issue 7, round trip)', async () => {
    for (const noun of ORDER) {
      const before = await lines(source, noun);
      const { read, created, updated, rejected, unchanged, problems } = await takenBack(source, source, noun, format);
      expect([noun, problems.filter(({ severity }) => severity === 'error')]).toEqual([noun, []]);
      expect([noun, created, updated, rejected]).toEqual([noun, 0, 0, 0]);
      expect([noun, unchanged]).toEqual([noun, read]);
      expect([noun, read]).toEqual([noun, before.length - 2]);
      expect([noun, await lines(source, noun)]).toEqual([noun, before]);
    }
  });

  it('makes the same records in another vault (issue 7, round trip)', async () => {
    const other = await openApp();
    for (const noun of ORDER) {
      const { rejected, problems } = await takenBack(source, other, noun, format);
      expect([noun, rejected, problems.filter(({ severity }) => severity === 'error')]).toEqual([noun, 0, []]);
    }
    // Devices come after the contracts that name them.
    await takenBack(source, other, 'contracts', format);
    for (const noun of ORDER) expect([noun, await lines(other, noun)]).toEqual([noun, await lines(source, noun)]);
  });
});
