import { exactly } from '../../main/domain/day.ts';
import { addDevice, contractFields } from '../support/builders.ts';
import { EOS_NOTICE, promiseFields } from '../support/obligations.ts';
import { type Ask, expect, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog, navigation } from './looking.ts';

// Each journey goes over several screens.
test.slow();

/** The gateway of domain.md 7 on contract C-101. */
async function gateway(ask: Ask) {
  const { modelId } = await addDevice(ask, { device: { assetTag: 'GW-01' } });
  const { id: contractId } = await ask.contract.create(contractFields());
  await ask.contract.addDevices({ id: contractId, assetTags: ['GW-01'], startsOn: null, endsOn: null });
  const promise = async (fields: Parameters<typeof promiseFields>[0]) =>
    (await ask.commitment.create({ contractId, vendorId: null, fields: promiseFields(fields) })).id;
  return { modelId, contractId, promise };
}

test('evidence decides whether an obligation was met, and every step is kept (story 10)', async ({
  page,
  hospital,
}) => {
  const { ask } = hospital;
  const { modelId, promise } = await gateway(ask);
  const id = await promise({ clockStart: 'HOSPITAL_REQUEST' });
  await ask.obligation.startClock({
    commitmentIds: [id],
    event: 'HOSPITAL_REQUEST',
    title: 'Fix of the log service',
    on: '2026-10-05' as never,
    modelId,
  });
  await page.goto(hospital.address);
  await expect(page.getByText('Norvia Medical did not: Deliver a validated fix')).toBeVisible();
  await navigation(page).getByRole('link', { name: 'Obligations' }).click();
  await expect(heading(page, 'Obligations')).toBeVisible();
  await expect(page.getByRole('row').getByText('17 days ago')).toBeVisible();
  await look(page, 'obligations');
  await page.getByText('Fix of the log service').click();
  await expect(page.getByText('Not met: due on 4 Nov 2026, 17 days ago')).toBeVisible();
  await look(page, 'an obligation');

  await page.getByRole('button', { name: 'Record evidence' }).click();
  await lookAtDialog(page, 'evidence');
  await dialog(page).getByLabel('Done on').fill('2026-11-09');
  await dialog(page).getByLabel('Note').fill('Version 5.2.1 arrived');
  await dialog(page).getByRole('button', { name: 'Record' }).click();
  await expect(page.getByText('Met on 9 Nov 2026, 5 days late')).toBeVisible();
  await page.getByRole('button', { name: 'Take back the evidence of 9 Nov 2026' }).click();
  await expect(page.getByText('Not met: due on 4 Nov 2026, 17 days ago')).toBeVisible();
  await expect(page.getByText(/taken back by Ada Verne/)).toBeVisible();
  await page.getByRole('tab', { name: 'History' }).click();
  for (const step of ['Recorded evidence of an obligation', 'Took evidence of an obligation back'])
    await expect(page.getByText(step).first()).toBeVisible();
});

test('a letter that comes too late is a notice met late (story 18)', async ({ page, hospital }) => {
  const { ask } = hospital;
  const { modelId, promise } = await gateway(ask);
  await promise(EOS_NOTICE);
  await ask.model.recordMilestone({
    modelId,
    softwareVersion: null,
    kind: 'end_of_support',
    on: exactly('2029-06-30' as never),
    vendorTerm: null,
    source: 'letter',
    documentId: null,
    announcedOn: null,
    receivedOn: '2026-09-15' as never,
    confidence: 'stated',
  });
  await page.goto(hospital.address);
  await show(page, '/obligations');
  await expect(page.getByText('77 days late')).toBeVisible();
  await page.getByText('Announce the end of support').first().click();
  await expect(page.getByText('Met on 15 Sep 2026, 77 days late')).toBeVisible();
  await expect(page.getByText('Letter that told the date')).toBeVisible();
  await look(page, 'a notice');
});

test('a person starts the clock of what no file tells of', async ({ page, hospital }) => {
  const { promise } = await gateway(hospital.ask);
  await promise({ kind: 'ADVISORY_ANSWER', clockStart: 'HOSPITAL_REQUEST', amount: 10, unit: 'business_days' });
  await page.goto(hospital.address);
  await show(page, '/obligations');
  await expect(page.getByText('Nothing is owed yet')).toBeVisible();
  await page.getByRole('button', { name: 'Start a clock' }).click();
  await dialog(page).getByLabel('In a few words').fill('Are we affected by the open port?');
  await dialog(page).getByRole('button', { name: 'Start' }).click();
  await expect(dialog(page).getByText('Choose at least one promise.')).toBeVisible();
  await dialog(page)
    .getByLabel(/Say whether we are affected, 10 business days, Norvia Medical, C-101/)
    .check();
  await lookAtDialog(page, 'starting a clock');
  await dialog(page).getByRole('button', { name: 'Start' }).click();
  await expect(page.getByText('Are we affected by the open port?')).toBeVisible();
  await expect(page.getByRole('row').getByText('4 Dec 2026')).toBeVisible();
});
