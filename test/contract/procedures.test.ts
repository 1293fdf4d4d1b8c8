import { ORPCError, ValidationError } from '@orpc/server';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { appError } from '../../main/app/errors.ts';
import { UPLOAD_BYTES } from '../../main/app/file-routes.ts';
import { promise } from '../../main/contract/index.ts';
import type { ProgramEvent } from '../../main/contract/program.ts';
import { day } from '../../main/domain/day.ts';
import { contractFields, deviceFields, vendorFields } from '../support/builders.ts';
import { addDocument, call, fresh, INTO_EMPTY_VAULT, makeWorld, PROCEDURES, type World } from '../support/cases.ts';
import { promiseFields } from '../support/obligations.ts';
import { appOn, copyVault, failureOf, openApp, PASSPHRASE, type TestApp } from '../support/vault.ts';
import { expectOnlyCodes, post, rpc } from '../support/wire.ts';

/** Answered by the program while it is locked. Everything else needs an open vault. */
const ANSWERED_LOCKED = [
  'program.events',
  'program.cancel',
  'vault.status',
  'vault.create',
  'vault.unlock',
  'vault.lock',
  'vault.touch',
  'vault.openSample',
  'backup.found',
  'backup.restore',
  'backup.undoRestore',
];
/** Leave the vault locked. */
const EXCHANGING = ['backup.restore', 'backup.undoRestore'];
const NO_ID = '00000000-0000-7000-8000-000000000000';

function outputSchema(name: string): z.ZodType | undefined {
  const [noun = '', own = ''] = name.split('.');
  const procedure: unknown = Reflect.get(Reflect.get(promise, noun) as object, own);
  return (procedure as { '~orpc': { outputSchema?: z.ZodType } })['~orpc'].outputSchema;
}

let world: World;
beforeAll(async () => {
  world = await makeWorld(await openApp('file'));
});

/** What can be asked again and again without the vault being another one after. */
const ORDINARY = PROCEDURES.filter(
  ({ noun, own, name }) =>
    (noun !== 'vault' || own === 'info' || own === 'verify' || own === 'status') &&
    !EXCHANGING.includes(name) &&
    !INTO_EMPTY_VAULT.includes(name),
);

describe('every procedure', () => {
  it('is promised with an access (main/contract/shared.ts)', () => {
    expect(PROCEDURES.length).toBeGreaterThan(50);
    expect(new Set(PROCEDURES.map(({ name }) => name)).size).toBe(PROCEDURES.length);
  });

  it.each(ORDINARY.filter(({ name }) => name !== 'program.events'))(
    '$name answers good input with what it promised and no more (design.md 4)',
    async ({ name, good }) => {
      const output = await call(world, name, await good(world));
      const promised = outputSchema(name);
      expect(promised?.parse(output)).toEqual(output);
    },
  );

  it.each(PROCEDURES.filter(({ takesInput }) => takesInput))(
    '$name refuses what is not its input (design.md 4)',
    async ({ name }) => {
      for (const bad of [null, 'text', 7, [], true]) {
        const answer = await rpc(world, name, bad);
        expect([bad, answer.status]).toEqual([bad, 422]);
        expect(answer.json).toMatchObject({ code: 'input_refused', data: { problem: 'invalid' } });
        expectOnlyCodes(answer);
      }
    },
  );

  it.each(PROCEDURES)(
    '$name is refused while the vault is locked, unless it opens it (design.md 4)',
    async ({ name, good }) => {
      const { folder } = await copyVault();
      const locked = appOn(folder);
      if (ANSWERED_LOCKED.includes(name)) return expect(name).toMatch(/^(program|vault|backup)\./);
      const answer = await rpc(locked, name, await lockedInput(name, good));
      expect([name, answer.status, answer.json.code]).toEqual([name, 423, 'vault_locked']);
      expectOnlyCodes(answer);
    },
  );

  async function lockedInput(name: string, good: (world: World) => unknown): Promise<unknown> {
    return name === 'vault.confirmRecoveryKey' ? { recoveryKey: 'X' } : good(world);
  }
});

describe('a record that is not there', () => {
  it.each([
    ['device.get', { id: NO_ID }],
    ['device.get', { assetTag: 'nothing' }],
    ['device.get', {}],
    ['device.update', { id: NO_ID, revision: 1, changes: {} }],
    ['device.retire', { id: NO_ID, revision: 1, on: '2026-05-01', disposedOn: null, dataErasedOn: null, reason: null }],
    ['device.removeComponent', { deviceId: NO_ID, componentId: NO_ID, revision: 1 }],
    [
      'device.recordExtension',
      {
        componentId: NO_ID,
        purchasedUntilOn: '2028-01-01',
        proof: null,
        documentId: null,
        vendorApproved: false,
        approval: null,
      },
    ],
    [
      'device.recordStatement',
      { componentId: NO_ID, kind: 'mitigated', statedOn: '2026-01-01', untilOn: null, documentId: null, note: null },
    ],
    ['model.get', { id: NO_ID }],
    ['catalogue.removeOverride', { releaseKey: 'windows/of-nobody', revision: 1 }],
    [
      'catalogue.override',
      {
        releaseKey: '__proto__',
        revision: null,
        securityEndOn: '2027-01-12',
        paidExtensionEndOn: null,
        reason: 'x',
        documentId: null,
      },
    ],
    ['model.update', { id: NO_ID, revision: 1, changes: {} }],
    [
      'model.recordMilestone',
      {
        modelId: NO_ID,
        softwareVersion: null,
        kind: 'end_of_support',
        on: null,
        vendorTerm: null,
        source: null,
        documentId: null,
        announcedOn: null,
        receivedOn: null,
        confidence: 'stated',
      },
    ],
    ['vendor.get', { id: NO_ID }],
    ['vendor.update', { id: NO_ID, revision: 1, changes: {} }],
    ['conflict.get', { key: 'no_cover|nothing' }],
    ['contract.get', { id: NO_ID }],
    ['contract.update', { id: NO_ID, revision: 1, changes: {} }],
    ['contract.recordCancellation', { id: NO_ID, revision: 1, on: null, reason: null }],
    [
      'contract.recordDecision',
      { id: NO_ID, revision: 1, termEndsOn: '2027-01-31', decision: 'renew', reason: 'x', nextStep: null },
    ],
    ['contract.addDevices', { id: NO_ID, assetTags: ['GW-01'], startsOn: null, endsOn: null }],
    ['commitment.get', { id: NO_ID }],
    ['commitment.create', { contractId: NO_ID, vendorId: null, fields: promiseFields() }],
    ['commitment.update', { id: NO_ID, revision: 1, changes: {} }],
    ['commitment.remove', { id: NO_ID, revision: 1 }],
    ['checklist.get', { id: NO_ID }],
    ['checklist.create', { templateId: NO_ID, title: 'x', vendor: null, model: null }],
    ['checklist.update', { id: NO_ID, revision: 1, changes: {} }],
    [
      'checklist.answer',
      { id: NO_ID, control: 'AM-02', answerRevision: 0, answer: 'yes', remark: null, evidence: null },
    ],
    ['checklist.answerAll', { id: NO_ID, answers: [] }],
    ['exports.checklist', { format: 'csv', assessmentId: NO_ID }],
    ['exports.checklist', { format: 'csv' }],
    ['document.open', { id: NO_ID }],
  ])('asked for by %s %j is not found (design.md 4)', async (name, input) => {
    const answer = await rpc(world, name, input);
    expect(answer.json.code).toBe('not_found');
    expectOnlyCodes(answer);
  });

  it('cannot be named by another: a document that nobody added is no proof (main/contract/device.ts recordExtension)', async () => {
    const input = {
      componentId: world.componentId,
      purchasedUntilOn: '2028-01-01',
      proof: null,
      documentId: NO_ID,
      vendorApproved: true,
      approval: null,
    };
    const answer = await rpc(world, 'device.recordExtension', input);
    expect(answer.json.code).toBe('not_found');
  });
});

describe('input that breaks a rule', () => {
  it.each([
    ['device.create', () => deviceFields({ assetTag: 'GW-01' }), 'already_exists'],
    [
      'device.create',
      () => ({ ...deviceFields({ assetTag: fresh('X') }), warrantyEndsOn: '2027-02-29' }),
      'input_refused',
    ],
    ['device.create', () => deviceFields({ assetTag: fresh('X'), manufacturer: '   ' }), 'input_refused'],
    ['device.create', () => deviceFields({ assetTag: 'line\nbreak' }), 'input_refused'],
    [
      'device.create',
      () => deviceFields({ assetTag: fresh('X'), purchasePrice: { amount: '1,5', currency: 'EUR' } }),
      'input_refused',
    ],
    ['device.list', () => ({ limit: 1001 }), 'input_refused'],
    ['device.list', () => ({ offset: -1 }), 'input_refused'],
    ['device.list', () => ({ filter: { band: ['gone'] } }), 'input_refused'],
    ['model.create', () => ({ ...world, manufacturer: 'Norvia Medical', name: 'InfuSmart Gateway' }), 'input_refused'],
    ['vendor.create', () => vendorFields({ name: 'NORVIA medical Inc.' }), 'already_exists'],
    ['vendor.create', () => vendorFields({ name: fresh('V'), aliases: ['Norvia Medical'] }), 'already_exists'],
    ['contract.create', () => contractFields(), 'already_exists'],
    ['contract.create', () => contractFields({ number: fresh('C'), renewalMonths: 0 }), 'input_refused'],
    [
      'checklist.answer',
      () => ({
        id: world.assessmentId,
        control: 'BR-01',
        answerRevision: 0,
        answer: 'n/a',
        remark: '',
        evidence: null,
      }),
      'input_refused',
    ],
    [
      'checklist.answer',
      () => ({
        id: world.assessmentId,
        control: 'XX-99',
        answerRevision: 0,
        answer: 'yes',
        remark: null,
        evidence: null,
      }),
      'not_found',
    ],
    [
      'checklist.create',
      () => ({ templateId: world.templateId, title: 'x', vendor: null, model: 'Alone' }),
      'input_refused',
    ],
    ['imports.run', () => ({ noun: 'devices', uploadId: '0'.repeat(32), fileName: 'x.csv' }), 'upload_missing'],
    [
      'imports.run',
      () => ({ noun: 'devices', uploadId: world.upload('a;b\n1;2\n'), fileName: 'x.csv' }),
      'file_refused',
    ],
    [
      'imports.preview',
      () => ({ noun: 'devices', uploadId: world.upload(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])), fileName: 'x.xlsx' }),
      'file_refused',
    ],
    ['vault.create', () => ({ passphrase: PASSPHRASE, organisation: 'Twice' }), 'vault_exists'],
    ['vault.fillSample', () => ({ devices: 5 }), 'already_exists'],
    [
      'document.add',
      () => ({ uploadId: 'f'.repeat(32), fileName: 'x', title: 'x', kind: 'other', datedOn: null, receivedOn: null }),
      'upload_missing',
    ],
  ])('is refused by %s (case %#) (design.md 4)', async (name, input, code) => {
    const before = await world.client.vault.info();
    const answer = await rpc(world, name, input());
    expect(answer.json.code).toBe(code);
    expectOnlyCodes(answer);
    expect(await world.client.vault.info()).toEqual(before);
  });

  it('keeps a device from being disposed of before its data are erased, unless somebody says why (domain.md story 14, E12)', async () => {
    const { client } = world;
    const { id, revision } = await client.device.create(deviceFields({ assetTag: fresh('D') }));
    const disposed = { id, revision, on: day('2026-05-01'), disposedOn: day('2026-06-01'), dataErasedOn: null };
    const refused = { code: 'input_refused', problem: 'erasure_needed' };
    expect(await failureOf(client.device.retire({ ...disposed, reason: null }))).toMatchObject(refused);
    expect(await failureOf(client.device.update({ id, revision, changes: { status: 'disposed' } }))).toMatchObject(
      refused,
    );
    await client.device.retire({ ...disposed, reason: 'stolen' });
    expect((await client.device.get({ id })).support.band).toBe('not_tracked');
  });

  it('is no proof of an extension when it is empty (domain.md 1.6 E2)', async () => {
    const { client } = world;
    const { id: deviceId } = await client.device.create(deviceFields({ assetTag: fresh('E'), model: fresh('M') }));
    const { componentId } = await client.device.saveComponent({
      deviceId,
      componentId: null,
      revision: null,
      fields: {
        kind: 'operating_system',
        label: 'Windows 10 22H2',
        edition: null,
        releaseKey: null,
        ownEnd: null,
        endSource: null,
        securityRelevant: true,
      },
    });
    await client.device.recordExtension({
      componentId,
      purchasedUntilOn: day('2027-10-12'),
      proof: '  ',
      documentId: null,
      vendorApproved: true,
      approval: null,
    });
    const { support } = await client.device.get({ id: deviceId });
    expect(support.reasons.map(({ code }) => code)).toContain('extension_without_proof');
    expect(support.band).toBe('unsupported');
  });
});

describe('over the wire', () => {
  it('fields that nobody promised are dropped, coming and going (design.md 4)', async () => {
    const assetTag = fresh('W');
    const made = await rpc(world, 'device.create', {
      ...deviceFields({ assetTag }),
      revision: 9,
      createdBy: 'Mallory',
      id: NO_ID,
    });
    expect(made.json).toMatchObject({ revision: 1 });
    const { json } = await rpc(world, 'device.get', { assetTag, extra: true });
    expect(json.id).not.toBe(NO_ID);
    const [entry] = await world.client.device.history({ id: String(json.id) as World['deviceId'] });
    expect(entry?.actor).toBe('Administrator');
    expect(Object.keys(json)).not.toContain('createdBy');
  });

  it.each(['{', 'nonsense', '"', '[1,', '{"json":'])(
    'a body like %j is refused with a code (design.md 4)',
    async (body) => {
      const answer = await post(world, 'device/list', body);
      expect(answer.json).toMatchObject({ code: 'input_refused', data: { problem: 'invalid_input' } });
      expectOnlyCodes(answer);
    },
  );

  it.each([
    'nope/nope',
    'device/nope',
    'device',
    '',
    '__proto__/toString',
    'device/constructor',
    'device/list/more',
    '..%2f..%2fetc',
  ])('a path like %s is not there (design.md 4)', async (path) => {
    expect((await post(world, path, '{}')).status).toBe(404);
  });

  it.each([
    '{"json":{"filter":{"__proto__":{"polluted":true}}}}',
    '{"json":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}',
    '{"json":{"filter":{}},"meta":[[1,"filter","__proto__","polluted"]]}',
    '{"json":{"filter":{}},"meta":[[1,"__proto__","polluted"],[1,"constructor","prototype","polluted"]]}',
  ])('%s pollutes nothing (reliability.md T39)', async (body) => {
    const { status } = await post(world, 'device/list', body);
    expect(status).not.toBe(500);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Reflect.get(Object.prototype, 'polluted')).toBeUndefined();
  });

  it("what nobody foresaw says nothing of its inside, and an output that breaks the promise is not the caller's fault (design.md 4)", async () => {
    const cause = new ValidationError({
      message: 'Output validation failed',
      issues: [{ message: 'secret value' }],
      data: {},
    });
    const write = process.stderr.write.bind(process.stderr);
    let logged = '';
    process.stderr.write = ((chunk: string) => {
      logged += chunk;
      return true;
    }) as typeof process.stderr.write;
    try {
      expect(appError(new ORPCError('INTERNAL_SERVER_ERROR', { message: 'secret value', cause })).code).toBe(
        'unforeseen',
      );
    } finally {
      process.stderr.write = write;
    }
    expect(logged).not.toContain('secret value');
    const input = new ValidationError({
      message: 'Input validation failed',
      issues: [{ message: 'x', path: ['limit'] }],
      data: {},
    });
    expect(appError(new ORPCError('BAD_REQUEST', { cause: input }))).toMatchObject({
      code: 'input_refused',
      details: { field: 'limit' },
    });
  });
});

describe('the stream of events', () => {
  let test: TestApp;
  beforeEach(async () => {
    test = await openApp();
  });

  async function eventsDuring(work: () => Promise<unknown>): Promise<ProgramEvent[]> {
    const abort = new AbortController();
    const stream = await test.client.program.events(undefined, { signal: abort.signal });
    const seen: ProgramEvent[] = [];
    const listening = (async () => {
      for await (const event of stream) seen.push(event);
    })().catch(() => undefined);
    await work();
    abort.abort();
    await listening;
    return seen;
  }

  it('says which nouns a command changed, once it is done (design.md 4)', async () => {
    const events = await eventsDuring(async () => {
      const { id, revision } = await test.client.device.create(deviceFields());
      await test.client.device.update({ id, revision, changes: { notes: 'x' } });
      await test.client.contract.create(contractFields({ vendor: 'Somebody new' }));
    });
    const nouns = events.map((event) => (event.kind === 'changed' ? [...event.nouns].sort() : event.kind));
    // Each is a step that can be taken back, too.
    expect(nouns).toEqual([
      ['device', 'edit', 'model', 'vendor'],
      ['device', 'edit'],
      ['contract', 'edit', 'vendor'],
    ]);
  });

  it('says nothing of a command that failed, and of one that only read (design.md 4)', async () => {
    await test.client.device.create(deviceFields());
    const events = await eventsDuring(async () => {
      await failureOf(test.client.device.create(deviceFields()));
      await test.client.device.list({});
    });
    expect(events).toEqual([]);
  });

  it('tells that the vault was locked (design.md 4)', async () => {
    const events = await eventsDuring(() => test.client.vault.lock());
    expect(events).toContainEqual({ kind: 'vault' });
  });
});

describe('files beside the calls', () => {
  const get = ({ app }: TestApp, ticket: string, method = 'GET') =>
    app.fetch(new Request(`http://localhost/files/${ticket}`, { method }));
  const put = ({ app }: TestApp, body: ReadableStream | string) =>
    app.fetch(
      new Request('http://localhost/files', {
        method: 'POST',
        body,
        headers: { 'x-file-name': 'x.csv' },
        ...{ duplex: 'half' },
      }),
    );

  it('come in under an id that the import takes (design.md 4)', async () => {
    const response = await put(world, `asset_tag,manufacturer,model\n${fresh('UP')},A,B\n`);
    const { uploadId } = (await response.json()) as { uploadId: string };
    const result = await world.client.imports.preview({ noun: 'devices', uploadId, fileName: 'x.csv' });
    expect(result).toMatchObject({ read: 1, created: 1, importId: null });
  });

  it('go out under a ticket that works once (main/contract/export.ts)', async () => {
    const { ticket, byteSize, fileName } = await world.client.exports.devices({ format: 'csv', filter: {} });
    const first = await get(world, ticket);
    expect([first.status, (await first.arrayBuffer()).byteLength]).toEqual([200, byteSize]);
    expect(first.headers.get('content-disposition')).toContain(fileName);
    for (const used of [ticket, '0'.repeat(32), 'x', '../vault.json', `${ticket}/..`])
      expect((await get(world, used)).status).toBe(404);
    expect((await get(world, ticket, 'DELETE')).status).toBe(404);
  });

  it('keep a name that cannot be a path (reliability.md T40)', async () => {
    const { documentId } = await world.client.document.add({
      uploadId: world.upload('letter'),
      fileName: '..\\..\\C:\\evil\r\nSet-Cookie: x=1/"\u202egnp.exe',
      title: fresh('Letter'),
      kind: 'other',
      datedOn: null,
      receivedOn: null,
    });
    const { ticket, fileName } = await world.client.document.open({ id: documentId });
    const response = await get(world, ticket);
    expect(fileName).toBe('"gnp.exe');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(await response.text()).toBe('letter');
  });

  it('are kept once, however often they are added (main/contract/document.ts)', async () => {
    const content = fresh('same');
    const [a, b] = [await addDocument(world, content), await addDocument(world, content)];
    expect(b).toEqual(a);
  });

  it('are refused while the vault is locked (design.md 5)', async () => {
    const { folder } = await copyVault();
    const locked = appOn(folder);
    for (const response of [await put(locked, 'x'), await get(locked, '0'.repeat(32))]) {
      expect([response.status, await response.json()]).toEqual([423, { error: { code: 'vault_locked', details: {} } }]);
    }
  });

  it('are refused when they are too large, and not read to their end (reliability.md 5)', async () => {
    const chunk = new Uint8Array(4_000_000);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.length;
        if (sent > UPLOAD_BYTES * 3) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const response = await put(world, endless);
    expect([response.status, await response.json()]).toEqual([
      422,
      { error: { code: 'file_refused', details: { problem: 'file_too_large', limit: UPLOAD_BYTES } } },
    ]);
    expect(sent).toBeLessThan(UPLOAD_BYTES * 2);
  });
});
