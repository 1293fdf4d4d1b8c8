import { beforeAll, describe, expect, it } from 'vitest';
import { LIST_NAMES, type ListName } from '../../main/contract/export-list.ts';
import type { Day } from '../../main/domain/day.ts';
import type { Id } from '../../main/domain/ids.ts';
import { contractFields, vendorFields } from '../support/builders.ts';
import { makeWorld, type World } from '../support/cases.ts';
import { appOn, failureOf, openApp } from '../support/vault.ts';

type Asked = Parameters<World['client']['exports']['list']>[0];

let world: World;
beforeAll(async () => {
  world = await makeWorld(await openApp('file'));
});

async function textOf(asked: Asked): Promise<string> {
  const { ticket } = await world.client.exports.list(asked);
  return new TextDecoder().decode(world.app.files.collect(ticket)?.bytes);
}

async function jsonOf(list: Asked['list'], disclosure: Asked['disclosure'] = {}) {
  return JSON.parse(await textOf({ format: 'json', list, disclosure })) as {
    list: string;
    notes: string[];
    total: number;
    rows: Record<string, unknown>[];
  };
}

/** How the window asks for each list, with what names a row. */
const SHOWN: Readonly<Record<ListName, () => Promise<readonly unknown[]>>> = {
  models: async () => (await world.client.model.list({})).rows.map(({ id }) => id),
  vendors: async () => (await world.client.vendor.list({})).rows.map(({ id }) => id),
  contracts: async () => (await world.client.contract.list({})).rows.map(({ id }) => id),
  obligations: async () => (await world.client.obligation.list({})).rows.map(({ id }) => id),
  exceptions: async () => (await world.client.exception.list({})).rows.map(({ id }) => id),
  conflicts: async () => (await world.client.conflict.list({})).rows.map(({ key }) => key),
  cases: async () => (await world.client.procurement.list({})).rows.map(({ id }) => id),
  tasks: async () => (await world.client.task.list({})).rows.map(({ id }) => id),
  alerts: async () => (await world.client.alert.list({})).rows.map(({ key }) => key),
  findings: async () => (await world.client.finding.list({})).rows.map(({ id }) => id),
  advisories: async () => (await world.client.advisory.list({})).rows.map(({ id }) => id),
  exploited: async () => (await world.client.advisory.kev({})).rows.map(({ cve }) => cve),
  releases: async () => (await world.client.catalogue.search({ limit: 1000 })).rows.map(({ key }) => key),
  handovers: async () => (await world.client.handover.list({})).rows.map(({ id }) => id),
  checklists: async () => (await world.client.checklist.list()).map(({ id }) => id),
  templates: async () => (await world.client.template.list()).flatMap(({ editions }) => editions.map(({ id }) => id)),
  documents: async () => (await world.client.document.search({})).rows.map(({ id }) => id),
  imports: async () => (await world.client.imports.list()).map(({ id }) => id),
  names: async () => (await world.client.duplicate.list({ noun: 'vendor' })).rows.map(({ into }) => into.id),
  changes: async () => (await world.client.edit.list({})).rows.map(({ seq }) => String(seq)),
  trash: async () => (await world.client.trash.list({})).rows.map(({ id }) => id),
  people: async () => (await world.client.user.list()).map(({ id }) => id),
  // None was taken in; test/data/open-folder.test.ts looks at one that was.
  formerHistory: async () => [],
  backups: async () => (await world.client.backup.list()).backups.map(({ fileName }) => fileName),
};

describe('a list as a file', () => {
  it.each(LIST_NAMES)('%s has the rows of the window in its order, and says how they are sorted', async (name) => {
    const shown = await SHOWN[name]();
    const { list, notes, rows, total } = await jsonOf({ name } as Asked['list']);
    expect(list).toBe(name);
    const named = rows.map((row) => row.id ?? row.key ?? row.cve);
    expect(named.slice(0, shown.length)).toEqual(shown);
    expect(total).toBe(rows.length);
    expect(notes.some((note) => note.startsWith('Sorted by: '))).toBe(true);
    const csv = await textOf({ format: 'csv', list: { name } as Asked['list'] });
    // A row may have line breaks in it; its identifier has none.
    for (const one of shown.slice(0, 20)) expect(csv).toContain(String(one));
  });

  it('has all pages of a list', async () => {
    const { total } = await world.client.catalogue.search({ limit: 1 });
    expect(total).toBeGreaterThan(1000);
    const { rows } = await jsonOf({ name: 'releases', question: { limit: 10, offset: 5 } });
    expect(rows).toHaveLength(total);
  });

  it('tells what is searched, filtered and sorted, by names', async () => {
    const { client, vendorId } = world;
    const vendor = await client.vendor.get({ id: vendorId });
    const { notes, rows } = await jsonOf({
      name: 'models',
      question: { vendorId, search: 'a', sort: 'devices', descending: true },
    });
    expect(notes).toEqual([
      expect.stringMatching(/: a$/),
      `Vendor: ${vendor.name}`,
      'Sorted by: Devices, the last first',
    ]);
    const shown = await client.model.list({ vendorId, search: 'a', sort: 'devices', descending: true });
    expect(rows.map(({ id }) => id)).toEqual(shown.rows.map(({ id }) => id));
    const states = await jsonOf({ name: 'obligations', question: { filter: { state: ['met', 'due_soon'] } } });
    expect(states.notes[0]).toBe('State: Met, Due soon');
    expect((await jsonOf({ name: 'tasks', question: { state: 'closed' } })).notes[0]).toBe('State: Closed');
  });

  it('holds back what is to stay in the house, and does not tell it by a filter', async () => {
    const { client } = world;
    await client.task.create({
      ...{ title: 'Ask', dueOn: '2026-12-21' as Day, assignee: 'Berta Klein', notes: 'call' },
      ...{ vendorId: null, modelId: null, deviceId: world.deviceId, documentId: null },
    });
    const contents = await client.exports.contents({ of: 'list', list: { name: 'tasks' } });
    expect(contents.values.people).toBeGreaterThan(0);
    expect(contents.values.serials).toBeGreaterThan(0);
    expect(contents.freeTexts).toBeGreaterThan(1);
    const list = { name: 'tasks', question: { search: 'Berta' } } as const;
    expect(await textOf({ format: 'csv', list })).toContain('Berta Klein');
    const left = { people: 'leave_out', serials: 'pseudonym' } as const;
    for (const format of ['csv', 'json'] as const)
      expect(await textOf({ format, list, disclosure: left })).not.toContain('Berta');
  });

  it('leaves only with those who see it in the window', async () => {
    const { client, folder, clock } = world;
    const [first, own] = ['lantern copper meadow tide', 'seven quiet herons on ice'];
    await client.user.add({ name: 'Ada Auditor', role: 'auditor', passphrase: first });
    const theirs = appOn(folder, clock).client;
    await theirs.vault.unlock({ user: 'Ada Auditor', passphrase: first });
    const current = { passphrase: first, keyFile: null };
    await theirs.user.changePassphrase({ current, passphrase: own, keyFile: 'none' });
    const list = (name: ListName) => theirs.exports.list({ format: 'csv', list: { name } });
    expect((await list('people')).fileName).toMatch(/^people-/);
    expect((await list('trash')).fileName).toMatch(/^trash-/);
    for (const [name, procedure] of [
      ['backups', 'backup.list'],
      ['changes', 'edit.list'],
    ] as const) {
      const refused = { code: 'not_permitted', procedure, role: 'auditor' };
      expect(await failureOf(list(name))).toEqual(refused);
      expect(await failureOf(theirs.exports.contents({ of: 'list', list: { name } }))).toEqual(refused);
    }
  });

  it('names people and what was removed, and holds people back where that is asked', async () => {
    const { client } = world;
    const [person] = await client.user.list();
    if (person === undefined) throw new Error('nobody');
    const asked = { format: 'csv', list: { name: 'people' } } as const;
    expect(await textOf(asked)).toContain(person.name);
    expect(await textOf({ ...asked, disclosure: { people: 'pseudonym' } })).not.toContain(person.name);
    const { id: gone } = await client.vendor.create(vendorFields({ name: 'Gone Medical' }));
    await client.trash.remove({ noun: 'vendor', ids: [gone as string as Id<'trashed'>] });
    const { rows } = await client.trash.list({});
    expect(rows.length).toBeGreaterThan(0);
    const left = await textOf({ format: 'csv', list: { name: 'trash' }, disclosure: { people: 'leave_out' } });
    expect(left).not.toContain('Removed by');
    for (const { id, deletedBy } of rows) {
      expect(left).toContain(id);
      expect(left).not.toContain(deletedBy);
    }
  });

  it('ends when whoever asked for it leaves, and is not told as made', async () => {
    const { client } = world;
    const { total } = await client.history.list({ filter: { action: ['export.made'] } });
    const controller = new AbortController();
    const call = client.exports.list({ format: 'pdf', list: { name: 'releases' } }, { signal: controller.signal });
    setImmediate(() => controller.abort());
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect((await client.history.list({ filter: { action: ['export.made'] } })).total).toBe(total);
  });

  it('refuses a list that there is not, and a filter that it does not know', async () => {
    const list = (asked: unknown) => failureOf(world.client.exports.list({ format: 'csv', list: asked as never }));
    expect(await list({ name: 'secrets' })).toMatchObject({ code: 'input_refused' });
    expect(await list({ name: 'tasks', question: { state: 'eaten' } })).toMatchObject({ code: 'input_refused' });
  });
});

describe('what is held back of plan, cover, cost and history', () => {
  const all = { serials: 'pseudonym', locations: 'leave_out', people: 'leave_out', prices: 'leave_out' } as const;
  type Tickets = World['client']['exports'];

  async function contentOf(given: ReturnType<Tickets['plan']>): Promise<string> {
    return new TextDecoder().decode(world.app.files.collect((await given).ticket)?.bytes);
  }

  it('leaves with nobody, in any form, and is counted before', async () => {
    const { exports, device, user, contract } = world.client;
    const { id: contractId } = await contract.create(
      contractFields({
        number: 'PRICED-1',
        startsOn: '2026-01-01' as Day,
        yearlyPrice: { amount: '1200.00', currency: 'EUR' },
      }),
    );
    const { assetTag, serialNumber, department } = await device.get({ id: world.deviceId });
    await contract.addDevices({ id: contractId, assetTags: [assetTag ?? ''], startsOn: null, endsOn: null });
    const [person] = await user.list();
    const made: Record<string, (format: 'csv' | 'json', disclosure?: typeof all) => Promise<string>> = {
      plan: (format, disclosure) => contentOf(exports.plan({ format, disclosure })),
      coverGaps: (format, disclosure) => contentOf(exports.coverGaps({ format, disclosure })),
      byDevice: (format, disclosure) => contentOf(exports.contractCost({ format, by: 'device', disclosure })),
      byDepartment: (format, disclosure) => contentOf(exports.contractCost({ format, by: 'department', disclosure })),
      history: (format, disclosure) => contentOf(exports.history({ format, disclosure })),
    };
    const told = new Set<string>();
    for (const [name, make] of Object.entries(made))
      for (const format of ['csv', 'json'] as const) {
        const [whole, left] = [await make(format), await make(format, all)];
        for (const secret of [assetTag, serialNumber, department, person?.name]) {
          if (!secret) continue;
          if (whole.includes(`"${secret}"`)) told.add(secret);
          expect([name, format, secret, left.includes(`"${secret}"`)]).toEqual([name, format, secret, false]);
        }
        expect([name, format, /"\d+\.\d\d(?: EUR)?"/.test(left)]).toEqual([name, format, false]);
      }
    // What was looked for is in the whole forms.
    expect(told.size).toBeGreaterThan(2);
    const cost = await exports.contents({ of: 'contractCost', by: 'device' });
    expect(cost.values.serials).toBeGreaterThan(0);
    expect((await exports.contents({ of: 'history' })).values.people).toBeGreaterThan(0);
    expect((await exports.contents({ of: 'coverGaps' })).freeTexts).toBe(0);
    expect((await exports.contents({ of: 'plan' })).values).toMatchObject({ serials: 0 });
  });
});
