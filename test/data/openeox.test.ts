import { expect, test } from 'vitest';
import type { AppClient } from '../../main/app/create-app.ts';
import { deviceFields } from '../support/builders.ts';
import { openEox, type Statement } from '../support/openeox.ts';
import { openApp, type TestApp } from '../support/vault.ts';

const CORE = { end_of_security_support: '2029-06-30T23:59:59Z', end_of_life: '2030-12-31T23:59:59Z' };

async function hospital(): Promise<TestApp & { modelId: Awaited<ReturnType<AppClient['device']['get']>>['modelId'] }> {
  const test = await openApp();
  const fields = { assetTag: 'US-1', manufacturer: 'Acme Imaging', model: 'UltraView 7', softwareVersion: '4.1' };
  const { id } = await test.client.device.create(deviceFields(fields));
  const { modelId } = await test.client.device.get({ id });
  return { ...test, modelId };
}

function fileOf({ upload }: TestApp, text: string) {
  return { noun: 'milestones' as const, uploadId: upload(text, 'eox.json'), fileName: 'eox.json' };
}

const run = (test: TestApp, statements: readonly Statement[], updated?: string) =>
  test.client.imports.run(fileOf(test, openEox(statements, updated)));

test('the dates of known products are taken in by their meaning, and the same file twice changes nothing', async () => {
  const world = await hospital();
  const preview = await world.client.imports.preview(fileOf(world, openEox([{ core: CORE }])));
  expect(preview).toMatchObject({ importId: null, created: 2, rejected: 0, file: { format: 'openeox' } });
  expect(await run(world, [{ core: CORE }])).toMatchObject({ read: 2, created: 2 });
  expect(await run(world, [{ core: CORE }])).toMatchObject({ read: 2, created: 0, unchanged: 2 });
  expect(await run(world, [{ core: CORE }], '2026-09-01T00:00:00Z')).toMatchObject({ created: 0, unchanged: 2 });
  const { milestones } = await world.client.model.get({ id: world.modelId });
  expect(milestones.map(({ kind, on, vendorTerm, source }) => [kind, on?.on, vendorTerm, source])).toEqual([
    ['end_of_support', '2030-12-31', 'end_of_life', 'OpenEoX, 2026-06-12'],
    ['end_of_security_support', '2029-06-30', 'end_of_security_support', 'OpenEoX, 2026-06-12'],
  ]);
  expect((await world.client.support.today({})).counts).toEqual({ plan_36: 1 });
});

test('what is not known of a vendor’s products is reported, given back as a table, and never made', async () => {
  const world = await hospital();
  const result = await run(world, [
    { core: CORE },
    { product: 'UltraView 9', core: CORE },
    { version: '5.0', core: CORE },
    { vendor: '', product: '', core: CORE },
  ]);
  expect(result).toMatchObject({ read: 8, created: 2, rejected: 6 });
  expect(new Set(result.problems.map(({ code, value }) => `${code} ${value ?? ''}`))).toEqual(
    new Set(['model_not_known Acme Imaging UltraView 9', 'version_not_known 5.0', 'missing_value ']),
  );
  expect((await world.client.model.list({})).total).toBe(1);
  const rejects = new TextDecoder().decode(world.app.files.collect(result.rejectsTicket ?? '')?.bytes);
  expect(rejects).toContain('"Acme Imaging","UltraView 9","","end_of_support","2030-12-31","end_of_life"');
  // A person who corrects the table can take it in: a table makes what it names.
  const corrected = rejects.split(/\r?\n/).filter((line) => /"manufacturer"|UltraView 9/.test(line));
  const input = {
    noun: 'milestones' as const,
    uploadId: world.upload(corrected.join('\r\n')),
    fileName: 'rejects.csv',
  };
  expect(await world.client.imports.run(input)).toMatchObject({ created: 2, rejected: 0 });
});

test('a newer document moves a date, an older one does not, and one that is to be announced takes it back', async () => {
  const world = await hospital();
  const eol = (day: string) => [{ core: { end_of_life: day } }];
  await run(world, eol('2030-12-31T00:00:00Z'), '2026-06-12T00:00:00Z');
  expect(await run(world, eol('2029-06-30T00:00:00Z'), '2026-11-10T00:00:00Z')).toMatchObject({ created: 1 });
  const older = await run(world, eol('2031-12-31T00:00:00Z'), '2026-01-01T00:00:00Z');
  expect(older).toMatchObject({ created: 0, unchanged: 1, warnings: 1, problems: [{ code: 'older_than_known' }] });
  expect(await run(world, eol('tba'), '2026-11-20T00:00:00Z')).toMatchObject({ created: 1 });
  const { milestones } = await world.client.model.get({ id: world.modelId });
  expect(milestones.map(({ on, movedDays, current }) => [on?.on ?? null, movedDays, current])).toEqual([
    [null, null, true],
    ['2029-06-30', -549, false],
    ['2030-12-31', null, false],
  ]);
  expect((await world.client.support.today({})).counts).toEqual({ unknown: 1 });
});

test('a document for one software version reaches the devices that run it', async () => {
  const world = await hospital();
  await world.client.device.create(
    deviceFields({ assetTag: 'US-2', manufacturer: 'Acme Imaging', model: 'UltraView 7', softwareVersion: '5.0' }),
  );
  expect(await run(world, [{ version: '4.1', core: { end_of_life: '2027-01-31T00:00:00Z' } }])).toMatchObject({
    created: 1,
  });
  expect((await world.client.support.today({})).counts).toEqual({ approaching_3: 1, unknown: 1 });
});

test('a table names dates of the organisation’s own by their names, and leaves out names that nobody added', async () => {
  const world = await hospital();
  const { id: kind } = await world.client.model.addMilestoneKind({ name: 'End of spare parts' });
  const table =
    'manufacturer,model,milestone,on\nAcme Imaging,UltraView 7,end of Spare Parts,2027-06\nAcme Imaging,UltraView 7,End of the world,2028\nAcme Imaging,UltraView 7,end_of_support,tba\n';
  const result = await world.client.imports.run({
    noun: 'milestones',
    uploadId: world.upload(table),
    fileName: 'm.csv',
  });
  expect(result).toMatchObject({
    ...{ created: 2, rejected: 1 },
    problems: [{ row: 3, column: 'milestone', code: 'word_not_recognised', value: 'End of the world' }],
  });
  const { milestones } = await world.client.model.get({ id: world.modelId });
  expect(milestones.map((one) => [one.kind, one.ownName, one.on?.on ?? null])).toEqual([
    ['end_of_support', null, null],
    [kind, 'End of spare parts', '2027-06-01'],
  ]);
});
