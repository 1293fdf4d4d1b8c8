import { day } from '../../main/domain/day.ts';
import type { ModelId } from '../../main/domain/ids.ts';
import { contractFields, deviceFields } from '../support/builders.ts';
import { EOS_NOTICE, promiseFields } from '../support/obligations.ts';
import { type Ask, choose, expect, exportAs, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog, navigation } from './looking.ts';

// Each journey goes over many screens.
test.slow();

/** Devices of one model of Norvia Medical. */
async function addDevices(ask: Ask, model: string, tags: readonly string[]): Promise<ModelId> {
  let modelId = '' as ModelId;
  for (const assetTag of tags) {
    const { id } = await ask.device.create(deviceFields({ assetTag, model }));
    modelId = (await ask.device.get({ id })).modelId;
  }
  return modelId;
}

test('a notice that came too late stands on the scorecard of its vendor, with its days, and leaves as evidence (domain.md story 18)', async ({
  page,
  hospital,
}) => {
  const { ask } = hospital;
  const modelId = await addDevices(ask, 'InfuSmart Gateway', ['GW-01']);
  const { id: contractId } = await ask.contract.create(contractFields());
  await ask.contract.addDevices({ id: contractId, assetTags: ['GW-01'], startsOn: null, endsOn: null });
  const fields = promiseFields({ ...EOS_NOTICE, clause: '9.4', page: '17' });
  await ask.commitment.create({ contractId, vendorId: null, fields });
  await ask.model.recordMilestone({
    modelId,
    softwareVersion: null,
    kind: 'end_of_support',
    on: { on: day('2029-06-30'), precision: 'day' },
    vendorTerm: null,
    source: 'Letter',
    documentId: null,
    announcedOn: null,
    receivedOn: day('2026-09-15'),
    confidence: 'stated',
  });

  await page.goto(hospital.address);
  await navigation(page).getByRole('link', { name: 'Scorecards' }).click();
  await expect(heading(page, 'Scorecards')).toBeVisible();
  const compared = page.getByRole('row', { name: /Norvia Medical/ });
  await expect(compared).toContainText('too few');
  await expect(compared).toContainText('77');
  await look(page, 'scorecards');

  await compared.getByRole('link').click();
  const late = page.getByRole('table', { name: 'What came too late' }).getByRole('row').nth(1);
  await expect(late).toContainText('Announce the end of support');
  await expect(late).toContainText('9.4, page 17');
  await expect(late).toContainText('30 Jun 2026');
  await expect(late).toContainText('15 Sep 2026');
  await expect(late.getByRole('cell').last()).toHaveText('77');
  await look(page, 'scorecard');
  await page.getByRole('button', { name: 'As a table' }).click();
  await expect(page.getByRole('table', { name: 'Over time' }).getByRole('row', { name: /Q2 2026/ })).toContainText('1');

  const { bytes } = await exportAs(page, 'Export', /CSV/);
  const text = new TextDecoder().decode(bytes);
  expect(text).toContain('9.4');
  expect(text).toContain('77');

  await page.getByRole('button', { name: 'Days' }).click();
  await page.getByLabel('First day').fill('2026-07-01');
  await page.getByRole('button', { name: 'Show these days' }).click();
  await expect(page.getByText('Nothing is owed yet')).toBeVisible();
  await page.getByRole('button', { name: /^Clear filter/ }).click();
  await late.getByRole('link', { name: 'Announce the end of support' }).click();
  await expect(heading(page, 'Announce the end of support')).toBeVisible();
});

test('a fix that we install is owed by our own time; a control lowers the risk and does not meet it, the last device does (W15)', async ({
  page,
  hospital,
}) => {
  const { ask } = hospital;
  const modelId = await addDevices(ask, 'WardView', ['WV-1', 'WV-2', 'WV-3']);
  await page.goto(hospital.address);

  await navigation(page).getByRole('link', { name: 'Our own times' }).click();
  await expect(page.getByText('Proposal, does not hold')).toHaveCount(5);
  expect((await ask.commitment.list({})).total).toBe(0);
  await page.getByRole('button', { name: 'Set times' }).click();
  await expect(dialog(page).getByLabel('Critical: within')).toHaveValue('15');
  await dialog(page).getByLabel('Medium: within').fill('');
  await lookAtDialog(page, 'our own times');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /^Critical/ })).toContainText('15 calendar days');
  await expect(page.getByRole('row', { name: /^Medium/ })).toContainText('No time set');
  await look(page, 'our own times');

  await show(page, `/models/${modelId}`);
  await page.getByRole('button', { name: 'Edit' }).click();
  await choose(page, 'Who installs updates', 'The vendor, on site');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  const installing = page.getByRole('region', { name: 'Who installs updates' });
  await expect(installing).toContainText('no response time is promised (PM-05)');
  await page.getByRole('button', { name: 'Edit' }).click();
  await choose(page, 'Who installs updates', 'The hospital, with instructions');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(installing).not.toContainText('PM-05');
  await expect(installing).toContainText('Critical: 15 calendar days');
  await expect(installing).toContainText('Recorded by Ada Verne');

  const { rows } = await ask.commitment.list({ kind: ['INSTALL'] });
  const critical = rows.find(({ severity }) => severity === 'critical');
  if (!critical) throw new Error('the time for what is critical was not saved');
  const { ids } = await ask.obligation.startClock({
    commitmentIds: [critical.id],
    event: 'FIX_AVAILABLE',
    title: 'WardView 8.1',
    on: day('2026-10-31'),
    modelId,
  });

  await show(page, `/obligations/${ids[0]}`);
  await expect(page.getByText('Not met: due on 15 Nov 2026, 6 days ago')).toBeVisible();
  const controls = page.getByRole('region', { name: 'Controls meanwhile' });
  await controls.getByRole('button', { name: 'Record a control' }).click();
  await dialog(page).getByLabel('Reason').fill('Only reachable from the ward itself');
  await dialog(page).getByLabel('Owner').fill('Jonas Weber');
  await dialog(page).getByLabel('Decided on').fill('2026-11-12');
  await dialog(page).getByLabel('Last day').fill('2027-01-31');
  await dialog(page).getByRole('button', { name: 'Record' }).click();
  await expect(controls).toContainText('Risk lowered until 31 Jan 2027; the fix is still owed.');
  await expect(page.getByText('Not met: due on 15 Nov 2026, 6 days ago')).toBeVisible();

  await page.getByRole('tab', { name: /Devices/ }).click();
  await expect(page.getByText('0 of 3 installed')).toBeVisible();
  await page.getByRole('button', { name: 'Record installations' }).click();
  await dialog(page).getByLabel('Asset tags').fill('WV-1, WV-9');
  await dialog(page).getByLabel('Installed on').fill('2026-11-18');
  await dialog(page).getByRole('button', { name: 'Record' }).click();
  await expect(dialog(page)).toContainText('1 tag names no device of this obligation: WV-9');
  await lookAtDialog(page, 'installations');
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('1 of 3 installed')).toBeVisible();
  await look(page, 'installations');
  for (const tag of ['WV-2', 'WV-3'])
    await page
      .getByRole('row', { name: new RegExp(tag) })
      .getByRole('checkbox')
      .check();
  await page.getByRole('button', { name: 'Record 2 devices' }).click();
  await dialog(page).getByLabel('Installed on').fill('2026-11-20');
  await dialog(page).getByRole('button', { name: 'Record' }).click();
  await expect(page.getByText('3 of 3 installed')).toBeVisible();
  await expect(page.getByText('Met late').first()).toBeVisible();
  await expect(controls).toContainText('Risk lowered until 31 Jan 2027.');

  await navigation(page).getByRole('link', { name: 'Our own times' }).click();
  const late = page.getByRole('table', { name: 'What came too late' }).getByRole('row').nth(1);
  await expect(late).toContainText('WardView 8.1');
  await expect(late.getByRole('cell').last()).toHaveText('5');
});
