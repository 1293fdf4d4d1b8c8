import { beforeAll, describe, expect, it } from 'vitest';
import { SHEET_NOUNS, type SheetNoun } from '../../main/contract/export.ts';
import type { Id } from '../../main/domain/ids.ts';
import { makeWorld, type World } from '../support/cases.ts';
import { failureOf, openApp } from '../support/vault.ts';

type Asked = Parameters<World['client']['exports']['sheet']>[0];

let world: World;
beforeAll(async () => {
  world = await makeWorld(await openApp('file'));
});

function idOf(noun: SheetNoun): Id<'sheet'> {
  const { deviceId, modelId, vendorId, contractId } = world;
  return { device: deviceId, model: modelId, vendor: vendorId, contract: contractId }[noun] as string as Id<'sheet'>;
}

async function made(asked: Asked) {
  const { ticket, fileName, mediaType } = await world.client.exports.sheet(asked);
  const bytes = world.app.files.collect(ticket)?.bytes;
  if (bytes === undefined) throw new Error('no file');
  return { bytes, fileName, mediaType };
}

async function factsOf(noun: SheetNoun, disclosure: Asked['disclosure'] = {}) {
  const { bytes } = await made({ format: 'json', noun, id: idOf(noun), disclosure });
  return JSON.parse(new TextDecoder().decode(bytes)) as {
    record: Record<string, unknown>;
    withheld?: object;
    [part: string]: unknown;
  };
}

describe('the sheet of a record', () => {
  it.each(SHEET_NOUNS)('of a %s says what its page says, and is a PDF and a workbook too', async (noun) => {
    const { client } = world;
    const id = idOf(noun) as string as never;
    const shown: object = await client[noun].get({ id });
    const { record, history } = await factsOf(noun);
    const { revision: _revision, ...known } = shown as { revision: number };
    // Contacts and roles have parts of their own on the sheet of a vendor.
    for (const [field, value] of Object.entries(known))
      if (field !== 'contacts' && field !== 'roles') expect([field, record[field]]).toEqual([field, value]);
    expect((history as object[]).length).toBeGreaterThan(0);
    const pdf = await made({ format: 'pdf', noun, id: idOf(noun) });
    expect(new TextDecoder('latin1').decode(pdf.bytes.subarray(0, 5))).toBe('%PDF-');
    expect(pdf.fileName.startsWith(`${noun}-`)).toBe(true);
    expect((await made({ format: 'xlsx', noun, id: idOf(noun) })).bytes.length).toBeGreaterThan(5000);
  });

  it('tells of a device why its support ends, and what covers it', async () => {
    const { support } = await world.client.device.get({ id: world.deviceId });
    const { ends, reasons, cover } = await factsOf('device');
    expect(ends).toHaveLength(support.terms.length);
    expect(reasons).toHaveLength(support.reasons.length);
    const { lines } = await world.client.cover.ofDevice({ deviceId: world.deviceId });
    expect(lines.length).toBeGreaterThan(0);
    expect(cover).toEqual(lines);
  });

  it.each(SHEET_NOUNS)(
    'of a %s holds back what is to stay in the house, and the history that repeats it',
    async (noun) => {
      const { client, deviceId } = world;
      const { assetTag, serialNumber, department } = await client.device.get({ id: deviceId });
      const people = (await client.user.list()).map(({ name }) => name);
      const disclosure = {
        serials: 'pseudonym',
        locations: 'leave_out',
        people: 'leave_out',
        prices: 'leave_out',
      } as const;
      const facts = await factsOf(noun, disclosure);
      expect(facts.withheld).toEqual(disclosure);
      expect(facts.history).toBeUndefined();
      const text = JSON.stringify(facts);
      for (const secret of [assetTag, serialNumber, department, ...people])
        if (secret) expect(text).not.toContain(`"${secret}"`);
      expect(text).not.toContain('"currency"');
      const { fileName } = await made({ format: 'json', noun, id: idOf(noun), disclosure });
      expect(fileName).toMatch(new RegExp(`^${noun}-\\d{4}-`));
      const { values } = await client.exports.contents({ of: 'sheet', noun, id: idOf(noun) });
      if (noun === 'device') expect(values.serials).toBeGreaterThan(0);
    },
  );

  it('refuses a record that there is not', async () => {
    const id = '01a20447-e85a-7000-8086-46cb0bf646ef' as Id<'sheet'>;
    for (const noun of SHEET_NOUNS)
      expect(await failureOf(world.client.exports.sheet({ format: 'json', noun, id }))).toMatchObject({
        code: 'not_found',
      });
  });
});
