import type { Page } from '@playwright/test';
import type { Day } from '../../main/domain/day.ts';
import type { ModelId } from '../../main/domain/ids.ts';
import { type Ask, expect, type Hospital, onDay, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog } from './looking.ts';

// Journeys that look at several screens in the light and in the dark, and live through days.
test.describe.configure({ timeout: 120_000 });

const decisions = (page: Page) => page.getByRole('table', { name: 'Decisions' });
const line = (page: Page, name: string | RegExp) => decisions(page).getByRole('row', { name });
const notice = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text });

async function recordEnd(ask: Ask, modelId: ModelId, on: string) {
  await ask.model.recordMilestone({
    modelId,
    softwareVersion: null,
    kind: 'end_of_support',
    on: { on: on as Day, precision: 'day' },
    vendorTerm: null,
    source: 'Letter',
    documentId: null,
    announcedOn: null,
    receivedOn: null,
    confidence: 'stated',
  });
}

/** Devices of one model whose vendor has given the end of support. */
async function addFleet(ask: Ask, model: string, count: number, endsOn: string): Promise<ModelId> {
  let modelId: ModelId | null = null;
  for (let n = 1; n <= count; n += 1) {
    const { id } = await ask.device.create({
      assetTag: `${model}-${n}`,
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
      storesPhi: 'unknown',
      notTrackedReason: null,
      plannedReplacementOn: null,
      notes: null,
    });
    modelId = (await ask.device.get({ id })).modelId;
  }
  if (modelId === null) throw new Error('a fleet has devices');
  await recordEnd(ask, modelId, endsOn);
  return modelId;
}

async function act(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `More about: ${name}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('a line that was acknowledged is quiet, and comes back when its date moves', async ({ page, hospital }) => {
  const modelId = await addFleet(hospital.ask, 'CM-40', 1, '2027-12-31');
  await page.goto(hospital.address);
  const monitor = 'CM-40-1 loses support';
  await act(page, monitor, 'Acknowledge');
  await expect(page.getByText('Nothing needs a decision')).toBeVisible();
  await notice(page, 'Acknowledged.').getByRole('button', { name: 'Undo' }).click();
  await expect(line(page, new RegExp(monitor))).toBeVisible();

  await act(page, monitor, 'Set aside with a reason…');
  await lookAtDialog(page, 'set aside with a reason');
  await dialog(page).getByLabel('Reason').fill('In the plan of 2027');
  await dialog(page).getByRole('button', { name: 'Set aside' }).click();
  await expect(page.getByText('Nothing needs a decision')).toBeVisible();
  await page.getByRole('button', { name: 'Quiet: 1' }).click();
  await expect(line(page, new RegExp(monitor))).toContainText('Acknowledged by Ada Verne on 21 Nov 2026.');
  await expect(line(page, new RegExp(monitor))).toContainText('Reason: In the plan of 2027');
  await look(page, 'quiet lines');

  await recordEnd(hospital.ask, modelId, '2027-10-31');
  await expect(page.getByText('No line is like this')).toBeVisible();
  await page
    .getByRole('button', { name: /^Quiet/ })
    .first()
    .click();
  await expect(line(page, new RegExp(monitor))).toContainText('Back: the end moved from 31 Dec 2027 to 31 Oct 2027.');
  await expect(page.getByRole('list', { name: 'Devices by support' })).toContainText('1Ends within 12 months');
});

test('lines are selected by keyboard, snoozed together, and are back when that is over', async ({ page, hospital }) => {
  await addFleet(hospital.ask, 'CM-40', 3, '2027-11-30');
  await addFleet(hospital.ask, 'CM-50', 1, '2027-12-31');
  await page.goto(hospital.address);
  await page.getByRole('checkbox', { name: /^Select: Start replacing 3 CM-40/ }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('checkbox', { name: 'Select: CM-50-1 loses support' })).toBeFocused();
  await page.keyboard.press('Space');
  const bar = page.getByRole('region', { name: 'Selected lines' });
  await expect(bar).toContainText('2 lines selected');
  await look(page, 'selected lines');
  await bar.getByRole('button', { name: 'Give to somebody…' }).click();
  await dialog(page).getByLabel('Name').fill('Marta Reis');
  await lookAtDialog(page, 'give to somebody');
  await dialog(page).getByRole('button', { name: 'Give', exact: true }).click();
  await expect(line(page, /CM-50-1/)).toContainText('For Marta Reis');

  await page.getByRole('checkbox', { name: /^Select: Start replacing/ }).check();
  await page.getByRole('checkbox', { name: 'Select: CM-50-1 loses support' }).check();
  await bar.getByRole('button', { name: 'Snooze' }).click();
  await page.getByRole('menuitem', { name: 'Snooze for a week' }).click();
  await expect(notice(page, '2 lines snoozed until 28 Nov 2026.')).toBeVisible();
  await expect(page.getByText('Nothing needs a decision')).toBeVisible();

  await onDay(page, hospital, '2026-11-28');
  await expect(page.getByText('Nothing needs a decision')).toBeVisible();
  await onDay(page, hospital, '2026-11-29');
  await expect(line(page, /Start replacing 3 CM-40/)).toContainText('Back: snoozed until 28 Nov 2026.');
  await page.getByRole('button', { name: 'For whom' }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: 'Marta Reis 2' })).toBeVisible();
});

/** Opens the first screen as somebody who was there on the first day, and comes back on another one. */
async function backOn(page: Page, hospital: Hospital, today: string): Promise<void> {
  await page.goto(hospital.address);
  await expect(heading(page, 'What needs a decision')).toBeVisible();
  await expect.poll(async () => (await hospital.ask.alert.meanwhile()).since).toBe('2026-11-21');
  await onDay(page, hospital, today);
}

test('after days of absence the first screen says what fell due', async ({ page, hospital }) => {
  await addFleet(hospital.ask, 'CM-40', 3, '2026-12-15');
  await addFleet(hospital.ask, 'CM-50', 1, '2027-12-31');
  await backOn(page, hospital, '2027-01-05');
  const card = page.getByRole('region', { name: 'While you were away' });
  await expect(card).toContainText('Since 21 Nov 2026:');
  await expect(card.getByRole('listitem')).toHaveText([
    '3 CM-40 lost support (Vendor end of support)',
    'The day to start replacing CM-50-1 passed on 31 Dec 2026',
  ]);
  await look(page, 'first screen after days of absence');
  await card.getByRole('button', { name: 'Seen' }).click();
  await expect(card).toHaveCount(0);
  await page.reload();
  await expect(decisions(page)).toBeVisible();
  await expect(card).toHaveCount(0);
});

test('each device says why it is or is not on the list', async ({ page, hospital }) => {
  await addFleet(hospital.ask, 'CM-40', 2, '2027-12-31');
  await page.goto(hospital.address);
  await act(page, 'Start replacing 2 CM-40', 'Show the devices');
  await lookAtDialog(page, 'devices of a line');
  await dialog(page).getByRole('link', { name: 'Why is CM-40-2 here?' }).click();
  await expect(page.getByText('It is on the list of what needs a decision.')).toBeVisible();
  await expect(page.getByText('Start replacing it by 31 Dec 2026: 12 months before the end.')).toBeVisible();
  await expect(page.getByText('One for 2 devices that need the same.')).toBeVisible();
  await look(page, 'why a device is on the list');

  const { rows } = await hospital.ask.alert.list({});
  await hospital.ask.alert.snooze({
    alerts: rows.map(({ key, revision }) => ({ key, revision })),
    untilOn: '2026-12-01' as Day,
    reason: 'Offer awaited',
  });
  await expect(page.getByText('It has a line, which somebody set aside.')).toBeVisible();
  await expect(
    page.getByText('Snoozed until 1 Dec 2026 by Ada Verne on 21 Nov 2026. Reason: Offer awaited'),
  ).toBeVisible();
});
