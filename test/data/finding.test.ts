import { describe, expect, it } from 'vitest';
import { type CsafProduct, csafFile, type ExploitedEntry, exploitedFile } from '../support/advisories.ts';
import { addDevice, componentFields, deviceFields } from '../support/builders.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

const VUE: CsafProduct = { vendor: 'Philips', product: 'Vue PACS', range: '<12.2.8.410' };

/** Takes files in as the window does. */
function take({ client, upload }: TestApp, ...contents: readonly string[]) {
  return client.imports.advisories({
    files: contents.map((content, at) => ({ uploadId: upload(content, `${at}.json`), fileName: `${at}.json` })),
  });
}
const advise = (test: TestApp, products: readonly CsafProduct[], options?: Parameters<typeof csafFile>[1]) =>
  take(test, csafFile(products, options));
const exploit = (test: TestApp, entries: readonly ExploitedEntry[], released?: string) =>
  take(test, exploitedFile(entries, released));

async function rowsOf({ client }: TestApp, filter: Parameters<TestApp['client']['finding']['list']>[0]['filter'] = {}) {
  return (await client.finding.list({ filter })).rows;
}

async function addVue({ client }: TestApp, assetTag = 'PACS-1', softwareVersion: string | null = '12.2.8.100') {
  return client.device.create(
    deviceFields({ assetTag, manufacturer: 'PHILIPS MEDICAL', model: 'Vue PACS', softwareVersion }),
  );
}

const MIRTH = { cve: 'CVE-2023-43208', vendor: 'NextGen Healthcare', product: 'Mirth Connect' };

describe('matches with advisories', () => {
  it('proposes story 8 and leaves the decision to a person', async () => {
    const test = await openApp();
    await addVue(test);
    await addVue(test, 'PACS-2', '12.2.9.1');
    expect(await advise(test, [VUE])).toMatchObject({ proposed: 2, reopened: 0 });
    const [inside, outside] = await rowsOf(test);
    expect(inside).toMatchObject({
      state: 'proposed',
      confidence: 'likely',
      versionFit: 'inside',
      softwareVersion: '12.2.8.100',
      devices: 1,
      exploited: false,
      advisory: { trackingId: 'ICSMA-24-200-01' },
    });
    expect(inside?.reasons).toEqual([
      { code: 'vendor', relation: 'family', theirs: 'Philips', ours: 'PHILIPS MEDICAL' },
      { code: 'name', relation: 'same', theirs: 'Vue PACS', ours: 'Vue PACS' },
      { code: 'version', fit: 'inside', range: '<12.2.8.410', version: '12.2.8.100' },
    ]);
    // Nothing is closed by a machine: what lies outside is asked as well, with less confidence.
    expect(outside).toMatchObject({ state: 'proposed', confidence: 'possible', versionFit: 'outside' });
    const { id = '' as never, revision = 0 } = inside ?? {};
    expect(await test.client.finding.confirm({ findings: [{ id, revision }] })).toMatchObject({ devices: 1 });
    expect(await rowsOf(test, { state: ['confirmed'] })).toMatchObject([{ id, decidedOn: '2026-11-21', devices: 1 }]);
    const { rows } = await test.client.finding.devices({ id });
    expect(rows).toMatchObject([{ assetTag: 'PACS-1' }]);
  });

  it('proposes nothing twice, and asks again when a newer version says otherwise', async () => {
    const test = await openApp();
    await addVue(test);
    await advise(test, [VUE]);
    const [one] = await rowsOf(test);
    if (one === undefined) throw new Error('nothing proposed');
    await test.client.finding.reject({ findings: [one], reason: 'Not this option' });
    expect(await advise(test, [VUE])).toMatchObject({ proposed: 0, reopened: 0 });
    expect(await advise(test, [VUE, { ...VUE, product: 'Vue Motion' }], { version: '2' })).toMatchObject({
      proposed: 0,
      reopened: 0,
    });
    expect(await rowsOf(test)).toMatchObject([{ state: 'rejected', decidedReason: 'Not this option' }]);
    expect(await advise(test, [{ ...VUE, range: '<12.2.8.500' }], { version: '3' })).toMatchObject({ reopened: 1 });
    expect(await rowsOf(test)).toMatchObject([
      { id: one.id, state: 'proposed', reopenedOn: '2026-11-21', decidedReason: 'Not this option' },
    ]);
  });

  it('opens what was confirmed when it is no longer named, and drops a proposal that nobody decided', async () => {
    const test = await openApp();
    await addVue(test);
    await addVue(test, 'PACS-2', '12.2.7.1');
    await advise(test, [VUE]);
    const [first] = await rowsOf(test);
    // Both versions lie inside: one answer for the model.
    expect(first).toMatchObject({ softwareVersion: null, devices: 2 });
    if (first === undefined) throw new Error('nothing proposed');
    await test.client.finding.confirm({ findings: [first] });
    await advise(test, [{ ...VUE, product: 'Vue Motion' }], { version: '2' });
    const [after] = await rowsOf(test);
    expect(after).toMatchObject({ id: first.id, state: 'proposed' });
    expect(after?.reasons.at(-1)).toEqual({ code: 'no_longer_named' });
    await advise(test, [{ ...VUE, product: 'Vue Explorer' }], { version: '3' });
    expect(await rowsOf(test)).toEqual([]);
  });

  it('shows what the maker says is not affected, and a range that nobody can compare, as it stands', async () => {
    const test = await openApp();
    await addVue(test);
    await advise(test, [{ ...VUE, status: 'known_not_affected', range: '< july 1 2017' }]);
    const [row] = await rowsOf(test);
    expect(row).toMatchObject({ confidence: 'weak', versionFit: 'not_comparable', state: 'proposed' });
    expect(row?.reasons).toContainEqual({ code: 'stated', status: 'known_not_affected', vulnerabilities: 1 });
    expect(row?.reasons).toContainEqual({
      code: 'version',
      fit: 'not_comparable',
      range: '< july 1 2017',
      version: '12.2.8.100',
    });
    await advise(test, [{ ...VUE, status: 'fixed' }], { id: 'ICSMA-24-200-02' });
    expect(await rowsOf(test)).toHaveLength(1);
  });

  it('knows a device by its serial number, and a model by what somebody remembered', async () => {
    const test = await openApp();
    const { id: deviceId } = await test.client.device.create(
      deviceFields({ assetTag: 'P-1', serialNumber: 'SN-77', manufacturer: 'Smiths Medical', model: 'Medfusion 4000' }),
    );
    await test.client.device.create(deviceFields({ assetTag: 'P-2', manufacturer: 'Hillrom', model: 'CSM' }));
    await advise(test, [
      { vendor: 'Smiths Medical', product: 'Syringe', range: 'vers:all/*', helper: { serial_numbers: ['SN-77'] } },
      { vendor: 'Welch Allyn', product: 'Connex CSM Spot', range: 'vers:all/*' },
    ]);
    expect(await rowsOf(test)).toMatchObject([{ deviceId, assetTag: 'P-1', confidence: 'likely', devices: 1 }]);
    const second = { id: 'ICSMA-24-200-07' };
    await advise(test, [{ vendor: 'Hillrom', product: 'Connex CSM', range: 'vers:all/*' }], second);
    const [csm] = await rowsOf(test, { search: 'Hillrom' });
    expect(csm).toMatchObject({ confidence: 'possible', model: 'CSM' });
    if (csm === undefined) throw new Error('nothing proposed');
    await test.client.finding.confirm({ findings: [csm], remember: true });
    const third = { id: 'ICSMA-24-200-08' };
    await advise(test, [{ vendor: 'Hillrom', product: 'Connex CSM', range: 'vers:all/*' }], third);
    const rows = await rowsOf(test, { search: 'ICSMA-24-200-08' });
    expect(rows).toMatchObject([{ confidence: 'likely', model: 'CSM' }]);
  });

  it('finds devices that come later', async () => {
    const test = await openApp();
    await advise(test, [VUE]);
    expect(await rowsOf(test)).toEqual([]);
    await addVue(test);
    expect(await rowsOf(test)).toMatchObject([{ model: 'Vue PACS', versionFit: 'inside' }]);
    const csv = 'asset_tag,manufacturer,model,software_version\nPACS-9,Philips Healthcare,Vue PACS,12.2.9\n';
    await test.client.imports.run({ noun: 'devices', uploadId: test.upload(csv), fileName: 'd.csv', match: 'tag' });
    expect(await rowsOf(test, { search: 'Healthcare' })).toMatchObject([
      { versionFit: 'outside', confidence: 'possible' },
    ]);
  });
});

describe('matches with exploited vulnerabilities', () => {
  it('takes a broad product as one question per model and part, whatever the number of entries and devices', async () => {
    const test = await openApp();
    for (let at = 0; at < 5; at += 1)
      await addDevice(test.client, { device: { assetTag: `W-${at}`, model: 'Viewer' }, os: 'Windows Server 2016' });
    const entries = Array.from({ length: 40 }, (_, at) => ({
      cve: `CVE-2030-${10_000 + at}`,
      vendor: 'Microsoft',
      product: 'Windows',
      addedOn: `2026-0${1 + (at % 9)}-10`,
    }));
    expect(await exploit(test, [...entries, MIRTH])).toMatchObject({ proposed: 1 });
    const [group] = await rowsOf(test);
    expect(group).toMatchObject({
      source: 'kev',
      model: 'Viewer',
      component: 'Windows Server 2016',
      devices: 5,
      vulnerabilities: 40,
      exploited: true,
    });
    if (group === undefined) throw new Error('nothing proposed');
    const { rows: groups } = await test.client.finding.groups({});
    expect(groups).toMatchObject([{ key: group.group, title: 'Windows', subtitle: 'Microsoft', findings: 1 }]);
    const refusal = await failureOf(test.client.finding.confirm({ findings: [group] }));
    expect(refusal).toMatchObject({ code: 'input_refused', problem: 'choose_vulnerabilities' });
    const { total, rows } = await test.client.finding.exploited({ id: group.id, limit: 3 });
    expect([total, rows.length]).toEqual([40, 3]);
    const cves = rows.slice(0, 2).map(({ cve }) => cve);
    expect(await test.client.finding.confirm({ findings: [group], cves })).toMatchObject({ devices: 5 });
    const confirmed = await rowsOf(test, { state: ['confirmed'], source: ['kev'] });
    expect(confirmed.flatMap((row) => (row.group.startsWith('cve:') ? row.cves : [])).sort()).toEqual([...cves].sort());
    // The same catalogue asks nothing; another entry for Windows does.
    expect(await exploit(test, [...entries, MIRTH], '2026-11-21')).toMatchObject({ proposed: 0, reopened: 0 });
    const more = { cve: 'CVE-2030-20000', vendor: 'Microsoft', product: 'Windows', addedOn: '2026-11-21' };
    expect(await exploit(test, [...entries, MIRTH, more], '2026-11-22')).toMatchObject({ proposed: 0, reopened: 1 });
    const still = await rowsOf(test, { state: ['confirmed'] });
    expect(still.map((row) => row.cves[0]).sort()).toEqual([...cves].sort());
  });

  it('takes a vulnerability that a person links as exploited, story 9', async () => {
    const test = await openApp();
    const { modelId } = await addDevice(test.client, { device: { assetTag: 'GW-01', softwareVersion: '5.2' } });
    const { componentId } = await test.client.model.saveComponent({
      modelId,
      softwareVersion: '5.2',
      componentId: null,
      revision: null,
      fields: componentFields({ kind: 'application', label: 'Mirth Connect 4.3.0' }),
    });
    await exploit(test, [MIRTH]);
    expect(await rowsOf(test)).toMatchObject([
      { source: 'kev', component: 'Mirth Connect 4.3.0', confidence: 'possible', devices: 1, cves: [MIRTH.cve] },
    ]);
    const linked = await test.client.finding.link({
      cve: 'cve-2023-43208',
      modelId,
      softwareVersion: '5.2',
      componentId,
    });
    expect(linked).toMatchObject({ devices: 1 });
    const again = await test.client.finding.link({ cve: MIRTH.cve, modelId, softwareVersion: '5.2', componentId });
    expect(again.id).toBe(linked.id);
    expect(await rowsOf(test, { state: ['confirmed'] })).toMatchObject([
      { id: linked.id, exploited: true, source: 'typed', cves: [MIRTH.cve] },
    ]);
    const { id: deviceId } = (await test.client.device.list({})).rows[0] ?? {};
    expect(await rowsOf(test, { state: ['confirmed'], ...(deviceId ? { deviceId } : {}) })).toHaveLength(1);
  });

  it('counts what is to be looked at, and refuses an answer to what changed meanwhile', async () => {
    const test = await openApp();
    await addVue(test);
    await advise(test, [VUE], { cves: [MIRTH.cve] });
    expect(await test.client.finding.counts()).toMatchObject({ proposed: 1, exploited: 0, confirmed: 0 });
    await exploit(test, [MIRTH]);
    expect(await test.client.finding.counts()).toMatchObject({ proposed: 1, exploited: 1, confirmed: 0 });
    const [row] = await rowsOf(test, { exploited: true });
    if (row === undefined) throw new Error('nothing proposed');
    await test.client.finding.confirm({ findings: [row] });
    expect(await failureOf(test.client.finding.reject({ findings: [row], reason: 'x' }))).toMatchObject({
      code: 'stale_edit',
    });
    const changes = await test.client.history.list({});
    expect(changes.rows.some(({ action }) => action === 'finding.confirm')).toBe(true);
  });

  it('keeps what was decided of a part when the device that it was seen on first loses it', async () => {
    const test = await openApp();
    const devices = [];
    for (const tag of ['A-1', 'A-2'])
      devices.push(
        await addDevice(test.client, { device: { assetTag: tag, model: 'Viewer' }, os: 'Windows Server 2016' }),
      );
    await exploit(test, [{ ...MIRTH, vendor: 'Microsoft', product: 'Windows' }]);
    const [row] = await rowsOf(test);
    if (row === undefined) throw new Error('nothing proposed');
    await test.client.finding.confirm({ findings: [row] });
    const [first] = devices;
    const { components } = await test.client.device.get({ id: first?.deviceId ?? ('' as never) });
    const { id, revision } = components[0] ?? { id: '', revision: 0 };
    await test.client.device.removeComponent({
      deviceId: first?.deviceId ?? ('' as never),
      componentId: id as never,
      revision,
    });
    expect(await rowsOf(test, { state: ['confirmed'], source: ['kev'] })).toMatchObject([
      { devices: 1 },
      { devices: 1 },
    ]);
  });
});
