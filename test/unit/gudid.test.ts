import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { gudidIdentifier, gudidName, gudidNameKeys } from '../../main/domain/gudid.ts';
import { ImportFileError } from '../../main/domain/import/problems.ts';
import { readGudid } from '../../main/formats/gudid.ts';
import { gudidAnswer, gudidDevice, json } from '../support/gudid.ts';

const text = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\n'));

function refusal(bytes: Uint8Array): object {
  try {
    return { devices: readGudid(bytes).length };
  } catch (error) {
    if (error instanceof ImportFileError) return { code: error.code, ...error.details };
    throw error;
  }
}

const VERSION = (number: number, end: string) => ({
  publicVersionNumber: String(number),
  xml: `<?xml version='1.0' encoding='UTF-8'?><device xmlns='http://www.fda.gov/cdrh/gudid' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>
    <publicVersionDate>2019-02-0${number}</publicVersionDate><deviceCommDistributionEndDate${end === '' ? ' xsi:nil="true"/>' : `>${end}</deviceCommDistributionEndDate>`}
    <identifiers><identifier><deviceId>10208851107342</deviceId><deviceIdType>Package</deviceIdType></identifier>
    <identifier><deviceId>208851107345</deviceId><deviceIdType>Primary</deviceIdType></identifier></identifiers>
    <brandName>SMITH &amp; CO</brandName><companyName>Norvia</companyName>
    <gmdnTerms><gmdn><gmdnPTName>First</gmdnPTName></gmdn><gmdn><gmdnPTName>Second</gmdnPTName></gmdn></gmdnTerms></device>`,
});

describe('answers of AccessGUDID', () => {
  it('say who makes what, and until when it was sold', () => {
    const other = { deviceId: '10208851107342', deviceIdType: 'Package' };
    expect(readGudid(gudidAnswer({}, [other]))).toEqual([
      {
        identifiers: ['00208851107345', '10208851107342'],
        company: 'NORVIA MEDICAL HOLDINGS LLC',
        brand: 'INFUSMART',
        modelNumber: 'IS-300',
        catalogNumber: '300-7',
        gmdnCode: '44816',
        gmdnTerm: 'Infusion pump gateway',
        salesEndOn: '2025-03-31',
        distribution: 'Not in Commercial Distribution',
        versionOn: '2024-07-23',
      },
    ]);
  });

  it('are read from the newest version of a history, whichever order it has', () => {
    for (const versions of [
      { 2: VERSION(2, '2018-03-30'), 5: VERSION(5, '2021-06-30'), 4: VERSION(4, '') },
      { a: VERSION(5, '2021-06-30'), b: VERSION(4, '2018-03-30') },
    ]) {
      const [device] = readGudid(json({ history: versions }));
      expect(device).toMatchObject({ salesEndOn: '2021-06-30', brand: 'SMITH & CO', gmdnTerm: 'First' });
      expect(device?.identifiers).toEqual(['00208851107345', '10208851107342']);
    }
  });

  it('may be what was read from an identifier, a list of answers, or devices by themselves', () => {
    const parsed = { udi: '(01)00208851107345(17)150331', issuingAgency: 'GS1', di: '00208851107345' };
    expect(readGudid(json(parsed))).toMatchObject([
      { identifiers: ['00208851107345'], company: null, salesEndOn: null },
    ]);
    const list = readGudid(json([{ gudid: { device: gudidDevice() } }, parsed, gudidDevice({ brandName: 'Two' })]));
    expect(list.map(({ brand }) => brand)).toEqual(['INFUSMART', null, 'Two']);
  });

  it('may be an extract as a table, in the columns of the download', () => {
    const rows = [
      'PrimaryDI|publicVersionDate|deviceCommDistributionEndDate|deviceCommDistributionStatus|brandName|versionModelNumber|catalogNumber|companyName|unknownColumn',
      '208851107345|2024-07-23|2025-03-31|Not in Commercial Distribution|INFUSMART|IS-300||Norvia|x',
      '|||||||no identifier|',
      'H123PARTNO1234567890120||||OTHER||7|Acme|',
    ];
    const devices = readGudid(text(rows));
    expect(devices).toMatchObject([
      { identifiers: ['00208851107345'], salesEndOn: '2025-03-31', catalogNumber: null },
      { identifiers: ['H123PARTNO1234567890120'], salesEndOn: null, catalogNumber: '7' },
    ]);
    const csv = text(['"Device ID","Company Name","Brand Name"', '"00208851107345","Norvia, Inc.","A ""B"""']);
    expect(readGudid(csv)).toMatchObject([{ company: 'Norvia, Inc.', brand: 'A "B"' }]);
  });

  it('are one line of plain text wherever a stranger wrote more', () => {
    const [device] = readGudid(gudidAnswer({ brandName: 'a\n\u202eb\u0000c', companyName: 'x'.repeat(5000) }));
    expect(device?.brand).toBe('a b c');
    expect(device?.company?.length).toBeLessThanOrEqual(200);
  });

  it.each([
    ['nothing that we know', json({ hello: 1 }), 'gudid_not_recognised'],
    ['an empty list', json([]), 'gudid_not_recognised'],
    ['a device without identifiers', json({ gudid: { device: { brandName: 'a' } } }), 'gudid_not_recognised'],
    ['an empty history', json({ history: {} }), 'gudid_not_recognised'],
    ['a company that is a number', gudidAnswer({ companyName: 7 }), 'field_of_wrong_type'],
    ['an end that is no day', gudidAnswer({ deviceCommDistributionEndDate: 'soon' }), 'field_of_wrong_type'],
    ['a table of other things', text(['asset_tag,model', 'A-1,b']), 'gudid_not_recognised'],
    ['JSON that was cut off', gudidAnswer().subarray(0, 200), 'file_damaged'],
    [
      'a document type in the XML of a history',
      json({ history: { 1: { publicVersionNumber: '1', xml: '<!DOCTYPE a [<!ENTITY b "c">]><device/>' } } }),
      'doctype_refused',
    ],
    [
      'more devices than a file may have',
      text(['PrimaryDI,companyName,brandName', ...Array.from({ length: 5001 }, (_, n) => `${n + 10_000_000},a,b`)]),
      'too_many_rows',
    ],
  ])('are refused for %s', (_what, bytes, code) => {
    expect(refusal(bytes)).toMatchObject({ code });
  });

  it('take no field from what every object has', () => {
    const bytes = new TextEncoder().encode(
      '{"gudid":{"device":{"__proto__":{"brandName":"bad"},"identifiers":{"identifier":[{"deviceId":"00208851107345"}]}}}}',
    );
    expect(readGudid(bytes)).toMatchObject([{ brand: null }]);
  });
});

describe('an identifier of the database', () => {
  it.each([
    ['208851107345', '00208851107345'],
    ['0208851107345', '00208851107345'],
    ['00208851107345', '00208851107345'],
    ['h123partno1234567890120', 'H123PARTNO1234567890120'],
    ['*+H123PARTNO1234567890120*', 'H123PARTNO1234567890120'],
    ['A9999XYZ100T0944', 'A9999XYZ100T0944'],
  ])('%s is kept as %s (domain.md 5.5)', (given, kept) => {
    expect(gudidIdentifier(given)).toBe(kept);
  });
});

describe('the name of a device', () => {
  it('has brand and number, and the number once', () => {
    expect(gudidName({ brand: 'INFUSMART', modelNumber: 'IS-300' })).toBe('INFUSMART IS-300');
    expect(gudidName({ brand: 'InfuSmart IS-300', modelNumber: 'IS 300' })).toBe('InfuSmart IS-300');
    expect(gudidName({ brand: null, modelNumber: 'IS-300' })).toBe('IS-300');
    expect(gudidName({ brand: null, modelNumber: null })).toBeNull();
    const [device] = readGudid(gudidAnswer());
    expect(device && gudidNameKeys(device).length).toBe(4);
  });
});

const REAL = fileURLToPath(new URL('../../../shared/data/gudid', import.meta.url));
const here = existsSync(REAL);
describe.runIf(here)(`the published answers${here ? '' : ' (SKIPPED: ../shared/data is not here)'}`, () => {
  it('are all read', () => {
    const answers = globSync(`${REAL}/*.json`).map((file) => readGudid(readFileSync(file)));
    expect(answers).toHaveLength(8);
    for (const devices of answers) expect(devices).toHaveLength(1);
    const stem = answers.flat().filter(({ identifiers }) => identifiers[0] === '03596010535344');
    expect(stem.length).toBe(2);
    for (const device of stem)
      expect(device).toMatchObject({
        ...{ company: 'Smith & Nephew, Inc.', brand: 'EMPERION', modelNumber: '71360949' },
        ...{ salesEndOn: '2018-03-30', gmdnTerm: 'Femoral stem prosthesis trial' },
      });
  });
});
