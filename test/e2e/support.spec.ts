import type { Page } from '@playwright/test';
import { addDays, type Day, day } from '../../main/domain/day.ts';
import { createWords } from '../../main/words/words.ts';
import { type Ask, choose, expect, type Hospital, onDay, show, test } from './fixtures.ts';

/** A device of a model whose vendor has given the end of support, if any. */
async function addDevice(
  ask: Ask,
  device: { tag: string; manufacturer: string; model: string; system?: string; endOfSupport?: string },
) {
  const { id } = await ask.device.create({
    assetTag: device.tag,
    serialNumber: null,
    manufacturer: device.manufacturer,
    model: device.model,
    softwareVersion: null,
    udiDi: null,
    department: 'ICU',
    location: null,
    status: 'in_service',
    acquiredOn: null,
    inServiceOn: null,
    purchasePrice: null,
    warrantyEndsOn: null,
    criticality: null,
    networkConnected: 'yes',
    storesPhi: 'unknown',
    notTrackedReason: null,
    plannedReplacementOn: null,
    notes: null,
  });
  const { modelId } = await ask.device.get({ id });
  if (device.endOfSupport) {
    await ask.model.recordMilestone({
      modelId,
      softwareVersion: null,
      kind: 'end_of_support',
      on: { on: device.endOfSupport as Day, precision: 'day' },
      vendorTerm: 'EOS',
      source: 'Letter of 12 March 2025',
      documentId: null,
      announcedOn: null,
      receivedOn: null,
      confidence: 'stated',
    });
  }
  if (device.system) {
    await ask.device.saveComponent({
      deviceId: id,
      componentId: null,
      revision: null,
      fields: {
        kind: 'operating_system',
        label: device.system,
        edition: null,
        releaseKey: null,
        ownEnd: null,
        endSource: null,
        securityRelevant: true,
      },
    });
  }
  return { id, modelId };
}

async function openDevice(page: Page, hospital: Hospital, id: string): Promise<void> {
  await page.goto(hospital.address);
  await show(page, `/devices/${id}`);
}

/** The answer at the head of a device: until when it is supported, and why. */
const answer = (page: Page) => page.getByRole('tabpanel').getByRole('heading', { level: 2 }).first();
const why = (page: Page) => page.getByRole('region', { name: 'Why' });
const dialog = (page: Page) => page.getByRole('dialog');

async function record(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

test('what limits support is named, and changes with what is recorded', async ({ page, hospital }) => {
  const { ask } = hospital;
  const { id, modelId } = await addDevice(ask, {
    tag: 'GW-01',
    manufacturer: 'Norvia Medical',
    model: 'InfuSmart Gateway 5.2',
    system: 'Windows Server 2016',
    endOfSupport: '2029-06-30',
  });
  const contract = await ask.contract.create({
    number: 'C-101',
    vendor: 'Norvia Medical',
    kind: 'service',
    startsOn: '2024-02-01' as Day,
    endsOn: '2027-01-31' as Day,
    renewal: 'tacit',
    renewalMonths: 12,
    noticeAmount: 60,
    noticeUnit: 'days',
    firstTermMonths: null,
    lastDay: 'anniversary',
    noticeAddress: null,
    calendar: null,
    notifyDays: null,
    yearlyPrice: null,
    escalatorPercent: null,
    escalatesFrom: null,
    includesSecurityUpdates: 'yes',
    includesOsUpgrades: 'no',
    notes: null,
  });
  await ask.contract.addDevices({ id: contract.id, assetTags: ['GW-01'], startsOn: null, endsOn: null });

  await openDevice(page, hospital, id);
  await expect(answer(page)).toHaveText('Support ends on 12 January 2027 because Windows Server 2016 does');
  await expect(page.getByText('Ends in 52 days')).toBeVisible();
  await expect(why(page)).toContainText(
    'The operating system limits it: Windows Server 2016 is supported until 12 Jan 2027.',
  );
  const timeline = page.getByRole('img', { name: /^Timeline/ });
  await expect(timeline).toHaveAccessibleName(/Vendor support: 30 Jun 2029/);
  await expect(timeline).toHaveAccessibleName(/Contract C-101: renews by itself/);
  expect((await ask.device.get({ id })).support).toMatchObject({ band: 'approaching_3', daysLeft: 52 });

  await page
    .getByRole('row', { name: /Buy the paid extension/ })
    .getByRole('button')
    .click();
  await expect(dialog(page)).toBeVisible();
  await expect(dialog(page).getByRole('status')).toContainText('does not count yet');
  await dialog(page).getByLabel('Bought until').fill('2030-01-12');
  await dialog(page)
    .locator('input[type=file]')
    .setInputFiles({
      name: 'extension-order.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4 order of the extension'),
    });
  await dialog(page).getByLabel('The vendor of the device approves these patches').check();
  await dialog(page).getByLabel('Approval', { exact: true }).fill('Norvia, letter of 3 November 2026');
  await expect(dialog(page).getByRole('status')).toHaveText('It will count from now on.');
  await dialog(page).getByRole('button', { name: 'Record purchase' }).click();
  await expect(dialog(page)).toHaveCount(0);

  await expect(answer(page)).toHaveText('The vendor ends support on 30 June 2029');
  await expect(page.getByText('Plan: 2 to 3 years')).toBeVisible();
  await expect(why(page)).toContainText('The paid extension for Windows Server 2016 runs until 12 Jan 2030.');
  await expect(why(page)).toContainText('Whether security updates need a contract is not recorded');
  expect((await ask.device.get({ id })).support).toMatchObject({ band: 'plan_36', daysLeft: 952 });
  expect(await ask.document.list({})).toMatchObject([{ fileName: 'extension-order.pdf' }]);

  await page.getByRole('region', { name: 'Device' }).getByRole('link', { name: 'InfuSmart Gateway 5.2' }).click();
  // The page of the device, which has an Edit of its own, stays until the next one has come.
  await expect(page).toHaveURL(/\/models\//);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await choose(page, /Updates need a contract/, 'Yes');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(dialog(page)).toHaveCount(0);
  expect((await ask.model.get({ id: modelId })).updatesNeedContract).toBe('yes');

  await show(page, `/devices/${id}`);
  await expect(answer(page)).toHaveText('The vendor ends support on 30 June 2029');
  await expect(why(page)).toContainText('Contract C-101 renews by itself and does not limit support.');

  await show(page, `/contracts/${contract.id}`);
  await page.getByRole('button', { name: 'Record a cancellation' }).click();
  await expect(dialog(page)).toContainText('The contract then ends on 31 Jan 2027.');
  await dialog(page).getByLabel('Reason').fill('Service moves to another partner');
  await dialog(page).getByRole('button', { name: 'Record', exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);

  await show(page, `/devices/${id}`);
  await expect(answer(page)).toHaveText('Support ends on 31 January 2027 with contract C-101');
  await expect(why(page)).toContainText('it can be renewed');
  expect((await ask.device.get({ id })).support.limitedBy).toMatchObject({ kind: 'contract', renewable: true });
});

test('an operating system is known by its edition, never by its number alone', async ({ page, hospital }) => {
  const { id } = await addDevice(hospital.ask, {
    tag: '000918',
    manufacturer: 'Acme Imaging',
    model: 'UltraView 7',
    endOfSupport: '2033-12-31',
  });
  await openDevice(page, hospital, id);
  const name = dialog(page).getByLabel('Product and version');
  const save = dialog(page).getByRole('button', { name: 'Save' });

  await record(page, 'A software component');
  await name.fill('Win10 IoT LTSC 2021');
  await expect(dialog(page)).toContainText('Supported until 13 Jan 2032.');
  await save.click();
  await expect(answer(page)).toHaveText(/^Support ends on 13 January 2032 because Windows 10 IoT Enterprise LTSC 2021/);
  await expect(page.getByText('Supported', { exact: true })).toBeVisible();

  await page.getByRole('tab', { name: 'Details' }).click();
  const change = async (to: string) => {
    await page.getByRole('button', { name: /^Actions for Win/ }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await name.fill(to);
  };
  await change('Windows 10 Enterprise LTSC 2021');
  await expect(dialog(page)).toContainText('Supported until 12 Jan 2027.');
  await save.click();
  await expect(page.getByText('Ends in 52 days')).toBeVisible();

  await change('Windows 10');
  await expect(dialog(page)).toContainText('Which edition?');
  await expect(dialog(page).getByRole('radio').first()).toBeVisible();
  await save.click();
  await expect(page.getByText('Unknown', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('table', { name: 'Software and components' })).toContainText('Which edition?');
  await page.getByRole('tab', { name: 'Support' }).click();
  await expect(answer(page)).toHaveText('Until when this device is supported is not known');
  await expect(why(page)).toContainText('Windows 10: which edition? Its end of support depends on it.');
  await expect(page.getByText('Supported', { exact: true }), 'unknown never counts as supported').toHaveCount(0);
});

test('a paid extension counts with proof and the approval of the vendor, and not before', async ({
  page,
  hospital,
}) => {
  const { id } = await addDevice(hospital.ask, {
    tag: '001203',
    manufacturer: 'PulseLine',
    model: 'CM-40',
    system: 'Windows 10 22H2',
    endOfSupport: '2029-12-31',
  });
  await openDevice(page, hospital, id);
  await expect(answer(page)).toHaveText('Support ended on 14 October 2025 because Windows 10 22H2 did');
  await expect(page.getByText('Unsupported', { exact: true })).toBeVisible();

  await record(page, 'A paid extension');
  await dialog(page).getByLabel('Bought until').fill('2027-10-12');
  await dialog(page).getByLabel('Proof of purchase').fill('Order 4711');
  await expect(dialog(page).getByRole('status')).toContainText('the approval of the vendor is missing');
  await dialog(page).getByRole('button', { name: 'Record purchase' }).click();
  await expect(why(page)).toContainText('does not count: the vendor has not approved it');
  await expect(answer(page)).toHaveText('Support ended on 14 October 2025 because Windows 10 22H2 did');

  await record(page, 'A paid extension');
  await dialog(page).getByLabel('Bought until').fill('2027-10-12');
  await dialog(page).getByLabel('Proof of purchase').fill('Order 4711');
  await dialog(page).getByLabel('The vendor of the device approves these patches').check();
  await dialog(page).getByRole('button', { name: 'Record purchase' }).click();
  await expect(answer(page)).toHaveText('Support ends on 12 October 2027 because Windows 10 22H2 does');
  expect((await hospital.ask.device.get({ id })).support).toMatchObject({ band: 'approaching_12', daysLeft: 325 });
});

test('a month without a day is kept as a month', async ({ page, hospital }) => {
  const { id } = await addDevice(hospital.ask, { tag: 'V-7', manufacturer: 'Labtron', model: 'Q2' });
  await openDevice(page, hospital, id);
  await page.getByRole('button', { name: 'Record answer' }).first().click();
  await dialog(page).getByRole('textbox', { name: 'Date', exact: true }).fill('2027-06');
  await expect(dialog(page)).toContainText('Read as Jun 2027, day not confirmed.');
  await dialog(page).getByRole('button', { name: 'Record the date' }).click();
  await expect(answer(page)).toHaveText('The vendor ends support in June 2027');
  await expect(page.getByText('Ends in 6 months')).toBeVisible();
  await expect(why(page)).toContainText('Only the month of the end is known. The day is not confirmed.');
  expect((await hospital.ask.device.get({ id })).support).toMatchObject({ band: 'approaching_12', daysLeft: 192 });

  await show(page, '/devices');
  const row = page.getByRole('row', { name: /V-7/ });
  await expect(row).toContainText('Jun 2027');
  await expect(row).toContainText('day not confirmed');

  await onDay(page, hospital, '2027-06-15');
  await expect(row).toContainText('Ends this month');
  await show(page, `/devices/${id}`);
  await expect(page.getByText('Ends this month')).toBeVisible();

  await onDay(page, hospital, '2027-07-01');
  await expect(page.getByText('Unsupported', { exact: true })).toBeVisible();
  await expect(answer(page)).toHaveText('The vendor ended support in June 2027');
});

test('a device of which nothing is known is a question to the vendor', async ({ page, hospital }) => {
  await addDevice(hospital.ask, { tag: 'L-1', manufacturer: 'Labtron', model: 'Q2' });
  // The window lives on a day of the test, and a record is made when it is made.
  const by = addDays(day(new Date().toISOString().slice(0, 10)), 30);
  await page.goto(hospital.address);
  const decisions = page.getByRole('table', { name: 'Decisions' });
  const ask = decisions.getByRole('row', { name: /Ask Labtron for support dates/ });
  await expect(ask).toContainText(createWords().day(by));
  await expect(ask).toContainText('The end of support of L-1 is not known.');
  const figures = page.getByRole('list', { name: 'Devices by support' });
  await expect(figures.getByRole('link', { name: /Unknown/ })).toHaveText('1Unknown');
  await expect(figures.getByRole('link', { name: /^0 ?Supported/ })).toHaveText('0Supported');

  await figures.getByRole('link', { name: /Unknown/ }).click();
  await expect(page).toHaveURL(/\/devices\?band=unknown$/);
  await page.getByRole('grid').getByText('L-1').click();
  await expect(answer(page)).toHaveText('Nobody has said until when this device is supported');
  await expect(page.getByText('It does not count as supported.')).toBeVisible();
});
