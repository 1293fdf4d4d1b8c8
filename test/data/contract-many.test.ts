import { beforeAll, describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import { contractFields } from '../support/builders.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

describe('many contracts in one step', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openApp('file');
  });

  it('shows and does what is said, names what was edited meanwhile, and moves the days of notice (issue 7)', async () => {
    const { client } = test;
    const make = (number: string, vendor = 'PulseLine') =>
      client.contract.create(
        contractFields({
          number,
          vendor,
          startsOn: day('2025-01-01'),
          endsOn: day('2027-12-31'),
          noticeAmount: 30,
          noticeUnit: 'days',
          notes: null,
        }),
      );
    const [first, second, edited] = [await make('C-1'), await make('C-2'), await make('C-3')];
    const other = await make('X-9', 'Acme Imaging');
    const { chosen } = await client.contract.chosen({ search: 'pulse' });
    expect(chosen.map(({ id }) => id).sort()).toEqual([first.id, second.id, edited.id].sort());
    expect(await client.contract.chosen({ ids: [other.id, other.id] })).toEqual({ chosen: [other] });

    await client.contract.update({ ...edited, changes: { notes: 'mine' } });
    await client.contract.update({ ...second, changes: { noticeAmount: 6, noticeUnit: 'months' } });
    const again = await client.contract.chosen({ ids: [first.id, second.id] });
    const all = {
      chosen: [...again.chosen, edited],
      changes: { noticeAmount: 6, noticeUnit: 'months' as const },
    };
    const preview = await client.contract.previewMany(all);
    expect(preview).toMatchObject({ changed: 1, same: 1, refused: 1, total: 3 });
    expect(preview.rows[0]).toMatchObject({
      name: 'C-1, PulseLine',
      changes: [
        { field: 'noticeAmount', before: '30', after: '6' },
        { field: 'noticeUnit', before: 'days', after: 'months' },
      ],
    });
    const before = await client.contract.get({ id: first.id });
    expect(before.position.lastNoticeOn).toBe('2027-12-01');
    expect(await client.contract.updateMany(all)).toMatchObject({
      changed: 1,
      refusals: [{ id: edited.id, name: 'C-3, PulseLine', reason: 'stale_edit' }],
    });
    expect(await client.contract.get({ id: first.id })).toMatchObject({
      revision: 2,
      position: { lastNoticeOn: '2027-06-30' },
    });

    const { chosen: now } = await client.contract.chosen({ search: 'pulse' });
    const more = { noticeAddress: 'Legal department', appendNotes: 'frame agreement of May' };
    expect(await client.contract.updateMany({ chosen: now, changes: more })).toMatchObject({ changed: 3, refused: 0 });
    expect(await client.contract.get({ id: edited.id })).toMatchObject({
      noticeAddress: 'Legal department',
      notes: 'mine\nframe agreement of May',
    });
    await client.edit.undo({});
    await client.edit.undo({});
    expect(await client.contract.get({ id: first.id })).toMatchObject({ ...before, revision: expect.any(Number) });
  });

  it('refuses to change nothing, and what a contract cannot be without', async () => {
    const { client } = test;
    const { chosen } = await client.contract.chosen({ search: '' });
    expect(await failureOf(client.contract.updateMany({ chosen, changes: {} }))).toMatchObject({
      code: 'input_refused',
      problem: 'no_change',
    });
    const none = { kind: null } as never;
    expect(await failureOf(client.contract.updateMany({ chosen, changes: none }))).toMatchObject({
      code: 'input_refused',
    });
  });
});
