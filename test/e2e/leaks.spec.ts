import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { newCanary, scanFolders, textNeedles } from '../support/canary.ts';
import { type Ask, expect, type Hospital, isAtHome, PASSPHRASE, show, startHospital, test } from './fixtures.ts';
import { settled } from './looking.ts';

/** A vault in which every text that people type is made from one word. */
async function fill(ask: Ask, word: (what: string) => string) {
  const upload = { manufacturer: word('vendor'), model: word('model') };
  const blank = { udiDi: null, acquiredOn: null, inServiceOn: null, purchasePrice: null, warrantyEndsOn: null };
  const { id: deviceId } = await ask.device.create({
    ...upload,
    ...blank,
    assetTag: word('tag').slice(0, 60),
    serialNumber: word('serial').slice(0, 60),
    softwareVersion: word('version').slice(0, 60),
    department: word('department'),
    location: word('location'),
    status: 'in_service',
    criticality: 'high',
    networkConnected: 'yes',
    storesPhi: 'yes',
    notTrackedReason: null,
    plannedReplacementOn: null,
    notes: word('notes'),
  });
  const { modelId, vendorId } = await ask.device.get({ id: deviceId });
  const vendor = await ask.vendor.get({ id: vendorId });
  await ask.vendor.update({
    id: vendorId,
    revision: vendor.revision,
    changes: {
      aliases: [word('alias')],
      website: word('website'),
      securityContact: word('contact'),
      contacts: [{ name: word('person'), role: word('role'), email: word('mail'), phone: word('phone') }],
      notes: word('vendor notes'),
    },
  });
  const component = {
    edition: null,
    releaseKey: null,
    securityRelevant: true,
    ownEnd: null,
    endSource: word('source'),
  };
  const { componentId } = await ask.device.saveComponent({
    deviceId,
    componentId: null,
    revision: null,
    fields: { ...component, kind: 'operating_system', label: word('system') },
  });
  await ask.device.recordStatement({
    componentId,
    kind: 'mitigated',
    statedOn: '2026-09-01' as never,
    untilOn: null,
    documentId: null,
    note: word('statement'),
  });
  await ask.model.recordMilestone({
    modelId,
    softwareVersion: null,
    kind: 'end_of_support',
    on: { on: '2027-03-31' as never, precision: 'day' },
    vendorTerm: word('term'),
    source: word('letter'),
    documentId: null,
    announcedOn: null,
    receivedOn: null,
    confidence: 'stated',
  });
  const { id: contractId } = await ask.contract.create({
    number: word('number').slice(0, 60),
    vendor: word('vendor'),
    kind: 'service',
    startsOn: '2024-02-01' as never,
    endsOn: '2027-01-31' as never,
    renewal: 'tacit',
    renewalMonths: 12,
    noticeAmount: 60,
    noticeUnit: 'days',
    firstTermMonths: null,
    lastDay: 'anniversary',
    noticeAddress: word('address'),
    calendar: null,
    notifyDays: null,
    yearlyPrice: null,
    escalatorPercent: null,
    escalatesFrom: null,
    includesSecurityUpdates: 'yes',
    includesOsUpgrades: 'unknown',
    notes: word('contract notes'),
  });
  const { assetTag } = await ask.device.get({ id: deviceId });
  await ask.contract.addDevices({ id: contractId, assetTags: [assetTag ?? ''], startsOn: null, endsOn: null });
  const [template] = await ask.checklist.templates();
  const { id: assessmentId } = await ask.checklist.create({
    templateId: template?.id ?? ('' as never),
    title: word('title'),
    vendor: word('vendor'),
    model: word('model'),
    softwareVersion: null,
  });
  await ask.checklist.answer({
    id: assessmentId,
    control: 'AM-02',
    answerRevision: 0,
    answer: 'no',
    remark: word('remark'),
    evidence: word('evidence'),
  });
  return [
    ...['/', '/devices', '/models', '/vendors', '/contracts', '/checklists', '/import', '/history'],
    ...['support', 'details', 'contracts', 'dates', 'history'].map((tab) => `/devices/${deviceId}?tab=${tab}`),
    ...['', '?tab=components', '?tab=history'].map((tab) => `/models/${modelId}${tab}`),
    ...['', '?tab=history'].map((tab) => `/vendors/${vendorId}${tab}`),
    ...['', '?tab=devices', '?tab=commitments', '?tab=history'].map((tab) => `/contracts/${contractId}${tab}`),
    `/checklists/${assessmentId}?section=AM`,
  ];
}

test.describe('what the window leaves behind', () => {
  let hospital: Hospital;
  let profile = '';
  let context: BrowserContext;
  test.beforeEach(async ({ prepared, launchOptions }) => {
    hospital = await startHospital(prepared);
    profile = mkdtempSync(join(tmpdir(), 'medsteward-profile-'));
    context = await chromium.launchPersistentContext(profile, { ...launchOptions, locale: 'en-GB' });
  });
  test.afterEach(async () => {
    await context.close();
    await hospital.stop();
    rmSync(profile, { recursive: true, force: true });
  });

  test('is nothing of the vault, in no file of the browser and in no address; and it asks nobody else', async () => {
    const canary = newCanary();
    const addresses: string[] = [];
    const away: string[] = [];
    context.on('request', (request) => {
      addresses.push(request.url());
      if (!isAtHome(request.url())) away.push(request.url());
    });
    const page = context.pages()[0] ?? (await context.newPage());
    page.on('framenavigated', (frame) => addresses.push(frame.url()));
    await page.goto(hospital.address);
    await page.getByRole('textbox', { name: 'Passphrase' }).fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'What needs a decision' })).toBeVisible();
    const screens = await fill(hospital.ask, (what) => `${canary} ${what}`);
    const kept: string[] = [];
    const note = async () => {
      kept.push(
        await page.evaluate(async () =>
          JSON.stringify([
            { ...localStorage },
            { ...sessionStorage },
            document.cookie,
            document.title,
            location.href,
            history.state,
            await indexedDB.databases(),
            await caches.keys(),
          ]),
        ),
      );
    };
    for (const path of screens) {
      await show(page, path);
      await settled(page);
      await note();
    }
    for (const [path, label] of [
      ['/devices', 'Search devices'],
      ['/models', 'Search models'],
      ['/vendors', 'Search vendors'],
      ['/contracts', 'Search number or vendor'],
      ['/checklists', 'Search title, vendor or model'],
    ] as const) {
      await show(page, path);
      await page.getByRole('searchbox', { name: label }).fill(`${canary} `);
      await page.keyboard.press('Enter');
      await settled(page);
      await expect(page.getByText(canary).first()).toBeVisible();
      await note();
    }
    await show(page, '/devices');
    await page.getByRole('button', { name: 'Vendor', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name: new RegExp(canary) }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Department', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name: new RegExp(canary) }).click();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/kept=/);
    await note();
    await page.keyboard.press('Control+k');
    await page.keyboard.type(canary);
    await expect(page.getByRole('option').first()).toContainText(canary);
    await page.keyboard.press('Enter');
    await settled(page);
    await note();
    await page.goBack();
    await expect(page.getByText(canary).first(), 'the way back leads to the same list').toBeVisible();
    await page.getByRole('button', { name: 'Add device' }).click();
    for (const field of await page.getByRole('dialog').getByRole('textbox').all()) {
      await field.fill(canary).catch(() => undefined);
    }
    await note();
    await page.reload();
    await settled(page);

    expect(away).toEqual([]);
    expect(addresses.length).toBeGreaterThan(50);
    expect(addresses.filter((address) => decodeURIComponent(address).includes(canary))).toEqual([]);
    expect(kept.filter((text) => text.includes(canary))).toEqual([]);
    await hospital.ask.vault.lock();
    await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible();
    await expect(page.locator('html')).not.toContainText(canary);
    await context.close();
    const { files, hits } = scanFolders([profile], [...textNeedles(canary), ...textNeedles(PASSPHRASE)]);
    expect(files, 'the browser keeps files').toBeGreaterThan(3);
    expect(hits).toEqual([]);
  });
});
