import { QueryObserver } from '@tanstack/react-query';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ProgramEvent } from '../../main/contract/program.ts';
import { CHANGE_HEADER } from '../../main/contract/program.ts';
import type { DeviceId } from '../../main/domain/ids.ts';
import { deviceFields } from '../support/builders.ts';
import { atEnd, openApp, type TestApp } from '../support/vault.ts';

/** The window's own way to the program, on a real vault. It hears no events here, unless a test tells it one. */
describe('what a window shows once a save has answered', () => {
  let test: TestApp;
  let once: typeof import('../../renderer/bridge/renewal.ts').once;
  let window: typeof import('../../renderer/bridge/queries.ts') & typeof import('../../renderer/bridge/client.ts');
  let deviceId: DeviceId;
  /** What was asked and not answered yet, by the last part of its address, while a test holds it back. */
  const held = new Map<string, { reached: () => void; go: Promise<void> }>();
  const asked: string[] = [];

  beforeAll(async () => {
    test = await openApp('file');
    vi.stubGlobal('window', { location: { href: 'http://window.invalid/' } });
    vi.stubGlobal('fetch', async (request: Request) => {
      const name = new URL(request.url).pathname.replace('/rpc/', '');
      asked.push(name);
      const answer = await test.app.fetch(request);
      const hold = held.get(name);
      held.delete(name);
      hold?.reached();
      await hold?.go;
      return answer;
    });
    atEnd('file', () => {
      vi.unstubAllGlobals();
    });
    await import('../../renderer/bridge/events.ts');
    ({ once } = await import('../../renderer/bridge/renewal.ts'));
    window = {
      ...(await import('../../renderer/bridge/queries.ts')),
      ...(await import('../../renderer/bridge/client.ts')),
    };
    deviceId = (await test.client.device.create(deviceFields())).id;
  });

  function hold(name: string): { reached: Promise<void>; release: () => void } {
    let release: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      held.set(name, { reached: resolve, go: new Promise((go) => (release = go)) });
    });
    return { reached, release };
  }

  /** A page that shows the device. */
  function page() {
    const options = window.orpc.device.get.queryOptions({ input: { id: deviceId } });
    const observer = new QueryObserver(window.queryClient, options);
    const leave = observer.subscribe(() => undefined);
    return { leave, shown: () => window.queryClient.getQueryData(options.queryKey), observer };
  }

  it('is what was saved, so that the next save is no stale edit', async () => {
    const { leave, shown, observer } = page();
    await observer.refetch();
    for (const notes of ['first', 'second', 'third']) {
      const revision = shown()?.revision ?? 0;
      await window.client.device.update({ id: deviceId, revision, changes: { notes } });
      expect(shown()).toMatchObject({ notes, revision: revision + 1 });
    }
    leave();
  });

  it('is not what was on its way before the save', async () => {
    window.queryClient.clear();
    const { revision } = await test.client.device.get({ id: deviceId });
    const first = hold('device/get');
    const { leave, shown } = page();
    await first.reached;
    const saved = window.client.device.update({ id: deviceId, revision, changes: { notes: 'meanwhile' } });
    await vi.waitUntil(() => asked.includes('device/update'));
    first.release();
    await saved;
    expect(shown()?.notes).toBe('meanwhile');
    leave();
  });

  it('is told by the answer as the event tells it, and fetched once for both', async () => {
    const abort = new AbortController();
    const stream = await test.client.program.events(undefined, { signal: abort.signal });
    const event = stream.next();
    const { revision } = await test.client.device.get({ id: deviceId });
    const answer = await test.app.fetch(
      new Request('http://window.invalid/rpc/device/update', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ json: { id: deviceId, revision, changes: { notes: 'told' } } }),
      }),
    );
    const told = (await event).value as Extract<ProgramEvent, { kind: 'changed' }>;
    abort.abort();
    expect(told.nouns).toEqual(['device', 'edit']);
    expect(answer.headers.get(CHANGE_HEADER)).toBe(`${told.change} device,edit`);

    const works: string[] = [];
    const noteOnce = once(async (nouns: string) => void works.push(nouns));
    await Promise.all([noteOnce('1', 'device'), noteOnce('1', 'device'), noteOnce('2', 'model')]);
    expect(works).toEqual(['device', 'model']);
  });

  it('is nothing of a dialog that shows what it would write, which is fetched last', async () => {
    const { rows } = await test.client.vendor.list({});
    const changes = window.orpc.trash.preview.queryOptions({
      input: { noun: 'vendor', ids: rows.map(({ id }) => id as never) },
    });
    const leave = new QueryObserver(window.queryClient, changes).subscribe(() => undefined);
    await vi.waitUntil(() => window.queryClient.getQueryData(changes.queryKey) !== undefined);
    const device = await test.client.device.get({ id: deviceId });
    asked.length = 0;
    await window.client.trash.remove({ noun: 'device', ids: [device.id as never] });
    expect(asked).not.toContain('trash/preview');
    await vi.waitUntil(() => asked.includes('trash/preview'));
    await test.client.trash.restore({ ids: [device.id as never] });
    leave();
  });

  it('waits for nothing where the page leaves a record that goes', async () => {
    const { id } = await test.client.device.create(deviceFields({ assetTag: 'GONE-1' }));
    const options = window.orpc.device.get.queryOptions({ input: { id } });
    const leave = new QueryObserver(window.queryClient, options).subscribe(() => undefined);
    await vi.waitUntil(() => window.queryClient.getQueryData(options.queryKey) !== undefined);
    asked.length = 0;
    await window.client.trash.remove({ noun: 'device', ids: [id as never] }, { context: { leaves: true } });
    expect(asked).toEqual(['trash/remove']);
    leave();
  });
});
