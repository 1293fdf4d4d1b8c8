import { expect, test } from 'vitest';
import type { Day } from '../../main/domain/day.ts';
import { addDevice } from '../support/builders.ts';
import { failureOf, openApp } from '../support/vault.ts';

const NEW = {
  ...{ title: 'Ask for an upgrade path', dueOn: '2026-12-21' as Day, assignee: null },
  ...{ vendorId: null, modelId: null, deviceId: null, documentId: null, notes: null },
};

test('a task about a device is also one of its model and its vendor', async () => {
  const { client } = await openApp();
  const { deviceId, modelId } = await addDevice(client);
  const { vendorId } = await client.model.get({ id: modelId });
  const { id } = await client.task.create({ ...NEW, deviceId });
  for (const filter of [{ deviceId }, { modelId }, { vendorId }, { search: 'upgrade' }, { search: 'norvia' }]) {
    expect((await client.task.list(filter)).rows).toMatchObject([
      { id, deviceId, modelId, vendorId, assetTag: 'GW-01' },
    ]);
  }
  expect((await client.task.list({ search: 'nothing like it' })).total).toBe(0);
});

test('open tasks come by their day, those without one last', async () => {
  const { client } = await openApp();
  await client.task.create({ ...NEW, title: 'some day', dueOn: null });
  await client.task.create({ ...NEW, title: 'later', dueOn: '2027-01-01' as Day });
  await client.task.create({ ...NEW, title: 'late', dueOn: '2026-11-01' as Day });
  const { rows } = await client.task.list({});
  expect(rows.map(({ title, daysLate, daysLeft }) => [title, daysLate, daysLeft])).toEqual([
    ['late', 20, 0],
    ['later', 0, 41],
    ['some day', 0, null],
  ]);
});

test('a task is closed once, dropped only with a reason, and can be opened again', async () => {
  const { client } = await openApp();
  const made = await client.task.create(NEW);
  const refused = await failureOf(client.task.close({ ...made, as: 'dropped', reason: null }));
  expect(refused).toMatchObject({ code: 'input_refused', problem: 'reason_needed' });
  const closed = await client.task.close({ ...made, as: 'dropped', reason: 'device was sold' });
  expect(await failureOf(client.task.close({ ...made, as: 'done', reason: null }))).toMatchObject({
    code: 'stale_edit',
  });
  expect(await failureOf(client.task.close({ ...closed, as: 'done', reason: null }))).toMatchObject({
    problem: 'already_closed',
  });
  expect((await client.task.list({})).total).toBe(0);
  expect((await client.task.list({ state: 'closed' })).rows).toMatchObject([
    { state: 'dropped', closedOn: '2026-11-21', closedReason: 'device was sold', daysLeft: null },
  ]);
  await client.task.reopen(closed);
  expect(await client.task.get({ id: made.id })).toMatchObject({
    state: 'open',
    closedOn: null,
    closedReason: null,
    daysLeft: 30,
  });
  const history = await client.task.history({ id: made.id });
  expect(history.map(({ action }) => action)).toEqual(['task.reopen', 'task.close', 'task.create']);
});

test('what is changed in a task is in its history, and a stale change is a conflict', async () => {
  const { client } = await openApp();
  const { modelId } = await addDevice(client);
  const made = await client.task.create(NEW);
  const next = await client.task.update({ ...made, changes: { assignee: 'Ana', modelId } });
  expect(await failureOf(client.task.update({ ...made, changes: { assignee: 'Bo' } }))).toMatchObject({
    code: 'stale_edit',
  });
  expect(await client.task.get({ id: made.id })).toMatchObject({ assignee: 'Ana', modelId, revision: next.revision });
  const [change] = await client.task.history({ id: made.id });
  expect(change?.changes).toContainEqual({ field: 'modelId', before: null, after: 'Norvia Medical InfuSmart Gateway' });
  expect(await failureOf(client.task.create({ ...NEW, deviceId: made.id as never }))).toMatchObject({
    code: 'not_found',
    noun: 'device',
  });
});

test('an open task stands among the decisions from ninety days before it is due until it is closed', async () => {
  const { client } = await openApp();
  const { deviceId } = await addDevice(client);
  const tasks = async () => (await client.alert.list({})).rows.filter(({ kind }) => kind === 'task');
  await client.task.create({ ...NEW, title: 'far away', dueOn: '2027-02-20' as Day });
  await client.task.create({ ...NEW, title: 'some day', dueOn: null });
  const made = await client.task.create({ ...NEW, dueOn: '2027-02-19' as Day, deviceId, assignee: 'Ana' });
  expect(await tasks()).toMatchObject([
    { taskId: made.id, title: 'Ask for an upgrade path', by: '2027-02-19', daysLeft: 90, deviceId, owner: 'Ana' },
  ]);
  await client.task.close({ ...made, as: 'done', reason: null });
  expect(await tasks()).toEqual([]);
});
