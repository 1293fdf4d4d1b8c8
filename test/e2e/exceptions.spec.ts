import type { Page } from '@playwright/test';
import { day } from '../../main/domain/day.ts';
import type { DeviceId, ModelId } from '../../main/domain/ids.ts';
import {
  type Ask,
  choose,
  expect,
  exportAs,
  type Hospital,
  onDay,
  PASSPHRASE,
  show,
  startHospital,
  test,
} from './fixtures.ts';
import { dialog, heading, leave, look, lookAtDialog, navigation } from './looking.ts';

// Each journey goes over many screens.
test.slow();

/** Devices of one model, on a system that is over unless another is named. */
async function addDevices(
  ask: Ask,
  tags: readonly string[],
  { model, system, endOfSupport }: { model: string; system?: string; endOfSupport?: string },
): Promise<{ readonly ids: readonly DeviceId[]; readonly modelId: ModelId }> {
  const ids: DeviceId[] = [];
  for (const assetTag of tags) {
    const { id } = await ask.device.create({
      assetTag,
      serialNumber: null,
      manufacturer: 'Norvia Medical',
      model,
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
      storesPhi: 'yes',
      notTrackedReason: null,
      plannedReplacementOn: null,
      notes: null,
    });
    ids.push(id);
    if (system === undefined) continue;
    await ask.device.saveComponent({
      deviceId: id,
      componentId: null,
      revision: null,
      fields: {
        kind: 'operating_system',
        label: system,
        edition: null,
        releaseKey: null,
        ownEnd: null,
        endSource: null,
        securityRelevant: true,
      },
    });
  }
  const { modelId } = await ask.device.get({ id: ids[0] as DeviceId });
  if (endOfSupport) {
    await ask.model.recordMilestone({
      modelId,
      softwareVersion: null,
      kind: 'end_of_support',
      on: { on: day(endOfSupport), precision: 'day' },
      vendorTerm: null,
      source: 'Letter',
      documentId: null,
      announcedOn: null,
      receivedOn: null,
      confidence: 'stated',
    });
  }
  return { ids, modelId };
}

const lines = (page: Page) => page.getByRole('table', { name: 'Decisions' }).getByRole('row');
const line = (page: Page, words: string | RegExp) => lines(page).filter({ hasText: words });

async function fillReason(page: Page, owner: string, endsOn: string): Promise<void> {
  await dialog(page).getByLabel('Reason').fill('In a network of its own until the new ones are here');
  await dialog(page).getByLabel('Owner').fill(owner);
  await dialog(page).getByLabel('Last day').fill(endsOn);
}

test('an accepted risk is quiet until its last day, and then it is back', async ({ page, hospital }) => {
  const { ids } = await addDevices(hospital.ask, ['CM-1', 'CM-2', 'CM-3'], {
    model: 'CM-40',
    system: 'Windows 10 22H2',
  });
  await page.goto(hospital.address);
  await expect(line(page, '3 CM-40 run Windows 10 22H2')).toBeVisible();

  await navigation(page).getByRole('link', { name: 'Devices' }).click();
  for (const tag of ['CM-1', 'CM-2'])
    await page
      .getByRole('row', { name: new RegExp(tag) })
      .getByRole('checkbox')
      .check();
  await page
    .getByRole('region', { name: 'What to do with the selection' })
    .getByRole('button', { name: 'Accept the risk' })
    .click();
  await expect(dialog(page)).toContainText('For 2 devices.');
  await dialog(page).getByLabel('Title').fill('Monitors until the new fleet');
  await fillReason(page, 'Helena Brandt', '2030-01-01');
  await dialog(page).getByRole('button', { name: 'Record' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('21 Nov 2029 at most');
  await dialog(page).getByLabel('Last day').fill('2027-03-31');
  await dialog(page).getByRole('button', { name: 'Record' }).click();
  await expect(dialog(page)).toHaveCount(0);

  await navigation(page).getByRole('link', { name: 'Today' }).click();
  await expect(line(page, '3 CM-40')).toContainText('Risk accepted until 31 Mar 2027 for 2 of them.');
  await show(page, `/devices/${ids[0]}`);
  await expect(page.getByText('Unsupported').first()).toBeVisible();
  const card = page.getByRole('region', { name: 'Risk exceptions' });
  await expect(card).toContainText('Risk acceptance until 31 Mar 2027');
  await expect(card).toContainText('Helena Brandt answers for it');
  expect((await hospital.ask.support.today({})).counts).toEqual({ unsupported: 3 });

  await show(page, `/devices/${ids[2]}`);
  await page
    .getByRole('row', { name: /accept the risk for a time/ })
    .getByRole('button', { name: 'Accept the risk' })
    .click();
  await fillReason(page, 'Helena Brandt', '2027-03-31');
  await dialog(page).getByRole('button', { name: 'Record' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await navigation(page).getByRole('link', { name: 'Today' }).click();
  await expect(page.getByText('Nothing needs a decision')).toBeVisible();

  await onDay(page, hospital, '2027-03-31');
  await expect(line(page, '3 CM-40 run Windows 10 22H2')).not.toContainText('Risk accepted');
  const ends = line(page, 'Accepted risk ends: Monitors until the new fleet');
  await expect(ends).toContainText('Helena Brandt answers for it.');
  await ends.getByRole('link').click();
  await expect(heading(page, 'Monitors until the new fleet')).toBeVisible();
  await expect(page.getByText('Its devices are back on the list of decisions today')).toBeVisible();

  await page.getByRole('button', { name: 'Extend' }).click();
  await dialog(page).getByLabel('New last day').fill('2027-03-30');
  await dialog(page).getByLabel('Why it needs longer').fill('Delivery is late');
  await dialog(page).getByRole('button', { name: 'Extend' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('It has to be later than 31 Mar 2027');
  await dialog(page).getByLabel('New last day').fill('2027-06-30');
  await dialog(page).getByRole('button', { name: 'Extend' }).click();
  await expect(page.getByText('Off the list of decisions until 30 Jun 2027')).toBeVisible();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('Delivery is late');
  await expect(page.getByRole('tabpanel')).toContainText('31 Mar 2027');
});

test('a line leads to accepting its risk, which can be withdrawn; the list goes out as a report', async ({
  page,
  hospital,
}) => {
  await addDevices(hospital.ask, ['CM-1', 'CM-2'], { model: 'CM-40', system: 'Windows 10 22H2' });
  await page.goto(hospital.address);
  await line(page, '2 CM-40').getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Accept the risk' }).click();
  await expect(dialog(page)).toContainText('For all 2 devices in use that end for this reason.');
  await dialog(page).getByLabel('Title').fill('All of them');
  await fillReason(page, 'Helena Brandt', '2027-03-31');
  await dialog(page).getByRole('button', { name: 'Record' }).click();
  await expect(heading(page, 'All of them')).toBeVisible();
  await expect(page.getByText('Off the list of decisions until 31 Mar 2027')).toBeVisible();

  await page.getByRole('row', { name: /CM-2/ }).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Take 1 out' }).click();
  await dialog(page).getByRole('button', { name: 'Take 1 out' }).click();
  await expect(page.getByRole('tab', { name: 'Devices 1' })).toBeVisible();

  await page.getByRole('button', { name: 'Withdraw' }).click();
  await dialog(page).getByLabel('Reason').fill('The network was opened');
  await dialog(page).getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByText('Withdrawn from 21 Nov 2026 on')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Extend' })).toHaveCount(0);

  await navigation(page).getByRole('link', { name: 'Risk exceptions' }).click();
  await expect(page.getByRole('row', { name: /All of them/ })).toContainText('Withdrawn');
  const { bytes } = await exportAs(page, 'Report', /CSV/);
  const text = new TextDecoder().decode(bytes);
  expect(text).toContain('All of them');
  expect(text).toContain('The network was opened');
});

test('a retired device leaves bands and alarms and keeps its history; it goes only with its certificate (domain.md story 14)', async ({
  page,
  hospital,
}) => {
  const { ids } = await addDevices(hospital.ask, ['GW-01'], {
    model: 'InfuSmart Gateway',
    system: 'Windows Server 2016',
  });
  const [id] = ids as [DeviceId];
  await page.goto(hospital.address);
  await expect(line(page, 'GW-01')).toBeVisible();
  await show(page, `/devices/${id}`);
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByRole('menuitem', { name: /Retire/ }).click();
  await dialog(page).getByRole('button', { name: 'Retire device' }).click();
  await expect(dialog(page)).toHaveCount(0);
  expect((await hospital.ask.support.today({})).counts).toEqual({ not_tracked: 1 });

  await navigation(page).getByRole('link', { name: 'Today' }).click();
  await expect(lines(page)).toHaveCount(2);
  await line(page, 'Erase the data of GW-01')
    .getByRole('link', { name: /Record erasure/ })
    .click();
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByRole('menuitem', { name: /Retire/ }).click();
  await expect(dialog(page).getByLabel('It has left the hospital')).toBeChecked();
  await dialog(page).getByRole('button', { name: 'Record disposal' }).click();
  await expect(dialog(page).getByText('Please fill this in.')).toBeVisible();
  await dialog(page).getByLabel('Data erased on').fill('2026-11-20');
  await expect(dialog(page)).toContainText('Disposal needs the certificate of the erasure, or a reason');
  await dialog(page).getByRole('button', { name: 'Record disposal' }).click();
  await expect(dialog(page).getByLabel('Why there is no certificate')).toHaveAttribute('aria-invalid', 'true');
  await lookAtDialog(page, 'disposal without a certificate');
  await dialog(page)
    .locator('input[type=file]')
    .setInputFiles({ name: 'erasure.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 certificate') });
  await dialog(page).getByRole('button', { name: 'Record disposal' }).click();
  await expect(dialog(page)).toHaveCount(0);
  expect(await hospital.ask.device.get({ id })).toMatchObject({
    status: 'disposed',
    dataErasedOn: '2026-11-20',
    erasureDocumentId: expect.any(String),
  });
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('Certificate of the erasure');
  await expect(page.getByRole('tabpanel')).toContainText('Added a device');
  await navigation(page).getByRole('link', { name: 'Today' }).click();
  await expect(page.getByText('Nothing needs a decision')).toBeVisible();
});

test('a hand-over is asked for, collected item by item, and complete when nothing is open', async ({
  page,
  hospital,
}) => {
  const { modelId } = await addDevices(hospital.ask, ['P-1'], { model: 'Pump', endOfSupport: '2027-09-30' });
  await page.goto(hospital.address);
  await line(page, 'Begin the hand-over of Pump').getByRole('link').click();
  await expect(page.getByText('No hand-over was begun')).toBeVisible();
  await page.getByRole('button', { name: 'Begin the hand-over' }).click();
  await dialog(page).getByLabel('Owner').fill('Jonas Weber');
  await dialog(page).getByRole('button', { name: 'Begin the hand-over' }).click();
  await expect(page.getByText('0 of 6 settled')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Complete' })).toBeDisabled();

  await page.getByRole('button', { name: 'Record: Final bill of materials' }).click();
  await choose(page, 'What became of it', 'Not available');
  await dialog(page).getByRole('button', { name: 'Record', exact: true }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('Say who refused it');
  await choose(page, 'What became of it', 'Received');
  await dialog(page)
    .locator('input[type=file]')
    .setInputFiles({ name: 'bom.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await dialog(page).getByRole('button', { name: 'Record', exact: true }).click();
  await expect(page.getByText('1 of 6 settled')).toBeVisible();
  await expect(page.getByRole('row', { name: /Final bill of materials/ })).toContainText('bom.json');

  const { handover } = await hospital.ask.handover.ofModel({ modelId });
  let { id, revision } = handover as NonNullable<typeof handover>;
  for (const item of [
    'last_updates',
    'ports_and_addresses',
    'security_guide',
    'upgrade_options',
    'decommissioning',
  ] as const)
    ({ id, revision } = await hospital.ask.handover.setItem({
      id,
      revision,
      item,
      state: 'received',
      note: null,
      documentId: null,
    }));
  await expect(page.getByText('6 of 6 settled')).toBeVisible();
  await page.getByRole('button', { name: 'Complete' }).click();
  await dialog(page).getByRole('button', { name: 'Complete' }).click();
  await expect(page.getByText('Complete since 21 Nov 2026')).toBeVisible();
  await navigation(page).getByRole('link', { name: 'Today' }).click();
  await expect(line(page, 'hand-over')).toHaveCount(0);
});

test('a person judges what is legacy, and the register can be narrowed to it', async ({ page, hospital }) => {
  const { ids } = await addDevices(hospital.ask, ['A-1', 'A-2'], { model: 'Analyser' });
  await page.goto(hospital.address);
  await show(page, `/devices/${ids[0]}`);
  const card = page.getByRole('region', { name: 'Legacy' });
  await expect(card).toContainText('Not judged');
  await card.getByRole('button', { name: 'Judge' }).click();
  await dialog(page).getByLabel('Judged on').fill('2026-12-24');
  await dialog(page).getByLabel('Reason').fill('Nobody can patch it');
  await dialog(page).getByRole('button', { name: 'Record judgement' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('The day has not come yet.');
  await dialog(page).getByLabel('Judged on').fill('2026-11-20');
  await dialog(page).getByRole('button', { name: 'Record judgement' }).click();
  await expect(card).toContainText('Nobody can patch it');
  await expect(card).toContainText('20 Nov 2026');
  await show(page, '/devices?legacy=legacy');
  await expect(page.getByRole('row', { name: /A-1/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /A-2/ })).toHaveCount(0);
});

test.describe('what is shown of exceptions can be read and used by everyone', () => {
  let hospital: Hospital;
  test.beforeAll(async ({ prepared }) => {
    hospital = await startHospital(prepared);
    await hospital.ask.vault.unlock({ passphrase: PASSPHRASE });
  });
  test.afterAll(() => hospital.stop());
  test.beforeEach(async ({ page }) => {
    await page.goto(await hospital.newAddress());
    await expect(heading(page, 'What needs a decision')).toBeVisible();
  });
  test.afterEach(({ page }) => page.close());

  test('none, and many', async ({ page }) => {
    await show(page, '/exceptions');
    await expect(page.getByText('No risk has been accepted')).toBeVisible();
    await look(page, 'no exceptions');
    await hospital.ask.vault.fillSample({ devices: 200 });
    await expect(page.getByRole('row', { name: /CM-40 until the new monitors/ })).toBeVisible();
    await look(page, 'exceptions');
  });

  test('one, and its steps', async ({ page }) => {
    await navigation(page).getByRole('link', { name: 'Risk exceptions' }).click();
    await page.getByRole('row', { name: /CM-40 until the new monitors/ }).click();
    await expect(heading(page, /CM-40 until/)).toBeVisible();
    await look(page, 'an exception');
    for (const step of ['Extend', 'Edit']) {
      await page.getByRole('button', { name: step }).click();
      await lookAtDialog(page, step);
      await leave(page);
    }
  });

  test('a device with its exceptions, and a hand-over', async ({ page }) => {
    const { rows } = await hospital.ask.device.list({ filter: { search: 'CM-40' }, limit: 1 });
    await show(page, `/devices/${rows[0]?.id}`);
    await expect(page.getByRole('region', { name: 'Legacy' })).toBeVisible();
    await look(page, 'a device with its exceptions');
    const models = await hospital.ask.model.list({ search: 'Q5' });
    await show(page, `/models/${models.rows[0]?.id}?tab=handover`);
    await expect(page.getByText('3 of 6 settled')).toBeVisible();
    await look(page, 'a hand-over');
    await page.getByRole('button', { name: 'Record: Security guide' }).click();
    await lookAtDialog(page, 'an item of a hand-over');
  });
});
