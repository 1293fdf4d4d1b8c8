import type { Page } from '@playwright/test';
import { csafFile, exploitedFile } from '../support/advisories.ts';
import { componentFields, deviceFields } from '../support/builders.ts';
import { promiseFields } from '../support/obligations.ts';
import { choose, expect, type Hospital, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog, navigation } from './looking.ts';

// Each journey goes over many screens.
test.slow();

/** Hands a file to the program the way the window does, and takes it in as advisories. */
async function takeIn(page: Page, { ask }: Hospital, name: string, content: string): Promise<void> {
  const uploadId = await page.evaluate(
    async ([fileName = '', text = '']) => {
      const answer = await fetch('/files', {
        method: 'POST',
        body: text,
        headers: { 'x-file-name': fileName, 'x-medsteward': 'window' },
      });
      return ((await answer.json()) as { uploadId: string }).uploadId;
    },
    [name, content],
  );
  const { files } = await ask.imports.advisories({ files: [{ uploadId, fileName: name }] });
  expect(files.map(({ outcome }) => outcome)).toEqual(['created']);
}

const MIRTH = { cve: 'CVE-2023-43208', vendor: 'NextGen Healthcare', product: 'Mirth Connect', addedOn: '2024-05-20' };

test('an advisory becomes a match that a person confirms (story 8)', async ({ page, hospital }) => {
  const { ask } = hospital;
  await ask.device.create(
    deviceFields({
      assetTag: 'PACS-1',
      manufacturer: 'PHILIPS MEDICAL',
      model: 'Vue PACS',
      softwareVersion: '12.2.8.100',
    }),
  );
  await ask.device.create(deviceFields({ assetTag: 'PUMP-1', manufacturer: 'Norvia Medical', model: 'InfuSmart 300' }));
  await page.goto(hospital.address);
  await expect(heading(page, 'What needs a decision')).toBeVisible();
  await takeIn(
    page,
    hospital,
    'ICSMA-24-200-01.json',
    csafFile([{ vendor: 'Philips', product: 'Vue PACS', range: '<12.2.8.410' }], { title: 'Philips Vue PACS' }),
  );

  await test.step('Today says that there is something to look at', async () => {
    await expect(page.getByText('1 match to look at')).toBeVisible();
    await page.getByRole('link', { name: 'Look at them' }).click();
    await expect(heading(page, 'Matches')).toBeVisible();
  });

  await test.step('both sides stand beside each other, with the reasons', async () => {
    const says = page.getByRole('region', { name: 'What the source says' });
    const ours = page.getByRole('region', { name: 'What we have' });
    await expect(says).toContainText('<12.2.8.410');
    await expect(ours).toContainText('PHILIPS MEDICAL');
    await expect(ours).toContainText('12.2.8.100');
    await expect(page.getByText('Philips is probably PHILIPS MEDICAL')).toBeVisible();
    await expect(page.getByText('Version 12.2.8.100 is in the range <12.2.8.410')).toBeVisible();
    await look(page, 'matches');
  });

  await test.step('a key confirms it, for the one device', async () => {
    await page.keyboard.press('c');
    await expect(page.getByText('Confirmed for 1 device.')).toBeVisible();
    await expect(page.getByText('Nothing to look at')).toBeVisible();
    await look(page, 'no matches');
    const { rows } = await ask.finding.list({ filter: { state: ['confirmed'] } });
    expect(rows.map(({ devices, model }) => [model, devices])).toEqual([['Vue PACS', 1]]);
  });

  await test.step('the device says what is known of it', async () => {
    const { rows } = await ask.device.list({ filter: { search: 'PACS-1' } });
    await show(page, `/devices/${rows[0]?.id}`);
    const card = page.getByRole('region', { name: 'Known vulnerabilities' });
    await expect(card.getByRole('link', { name: 'ICSMA-24-200-01' })).toBeVisible();
    await expect(card).toContainText('1 device');
  });
});

test('a vulnerability linked to a part is exploited and starts what was promised (story 9)', async ({
  page,
  hospital,
}) => {
  const { ask } = hospital;
  const { id: deviceId } = await ask.device.create(deviceFields({ softwareVersion: '5.2' }));
  const { modelId, vendorId } = await ask.device.get({ id: deviceId });
  await ask.model.saveComponent({
    modelId,
    softwareVersion: '5.2',
    componentId: null,
    revision: null,
    fields: componentFields({ kind: 'application', label: 'Mirth Connect 4.3.0' }),
  });
  const exploited = { severity: 'exploited', severityBasis: 'kev', clockStart: 'KEV_ADDED' } as const;
  const promises = [
    { ...exploited, kind: 'NOTIFY_EXPLOITED', amount: 3, unit: 'business_days' },
    { ...exploited, kind: 'REMEDIATE', amount: 30 },
  ] as const;
  for (const fields of promises)
    await ask.commitment.create({ contractId: null, vendorId, fields: promiseFields(fields) });
  await page.goto(hospital.address);
  await expect(heading(page, 'What needs a decision')).toBeVisible();
  await takeIn(page, hospital, 'kev.json', exploitedFile([MIRTH]));

  await test.step('linked on the page of the model', async () => {
    await show(page, `/models/${modelId}?tab=components`);
    await page.getByRole('button', { name: 'Link a vulnerability' }).click();
    await dialog(page).getByRole('textbox', { name: 'Number' }).fill('43208');
    await dialog(page).getByRole('button', { name: 'Link', exact: true }).click();
    await expect(dialog(page).getByText('Write the number like CVE-2023-43208.')).toBeVisible();
    await dialog(page).getByRole('textbox', { name: 'Number' }).fill('CVE-2023-43208');
    await choose(page, 'Part', 'Mirth Connect 4.3.0');
    await lookAtDialog(page, 'link a vulnerability');
    await dialog(page).getByRole('button', { name: 'Link', exact: true }).click();
    await expect(page.getByText('Linked for 1 device.')).toBeVisible();
  });

  await test.step('it is exploited, and two obligations count from the day of the catalogue', async () => {
    const card = page.getByRole('region', { name: 'Known vulnerabilities' });
    await expect(card).toContainText('Exploited');
    await expect(card).toContainText('CVE-2023-43208');
    const { rows } = await ask.obligation.list({ filter: { cve: 'CVE-2023-43208' } });
    expect(Object.fromEntries(rows.map(({ kind, dueOn }) => [kind, dueOn]))).toEqual({
      NOTIFY_EXPLOITED: '2024-05-23',
      REMEDIATE: '2024-06-19',
    });
  });

  await test.step('what the catalogue proposed by itself is rejected with a reason, by keyboard', async () => {
    await navigation(page).getByRole('link', { name: 'Matches' }).click();
    await expect(page.getByText('Through its part Mirth Connect 4.3.0')).toBeVisible();
    await page.keyboard.press('r');
    await dialog(page).getByRole('textbox', { name: 'Reason' }).fill('Already linked to this part');
    await lookAtDialog(page, 'reject a match');
    await page.keyboard.press('Tab');
    await dialog(page).getByRole('button', { name: 'Reject' }).click();
    await expect(page.getByText('1 match rejected.')).toBeVisible();
    await expect(page.getByText('Nothing to look at')).toBeVisible();
  });
});
