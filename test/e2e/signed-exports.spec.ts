import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { day, exactly } from '../../main/domain/day.ts';
import { readIcs } from '../support/ics-reader.ts';
import { download, expect, exportAs, type SavedFile, show, test } from './fixtures.ts';
import { look } from './looking.ts';

const CHECKER = join(import.meta.dirname, '../../docs/verify-export.mjs');

const DEVICE = {
  assetTag: 'GW-01',
  serialNumber: null,
  manufacturer: 'Norvia Medical',
  model: 'InfuSmart Gateway',
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
  networkConnected: 'unknown',
  storesPhi: 'unknown',
  notTrackedReason: null,
  plannedReplacementOn: null,
  notes: null,
} as const;

/** What somebody without the program finds out about saved files that lie in one folder, of which the first is checked. */
async function check(...files: readonly SavedFile[]): Promise<{ readonly code: number; readonly says: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'medsteward-saved-'));
  try {
    for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
    const checked = promisify(execFile)(process.execPath, [CHECKER, join(folder, files[0]?.name ?? '')]);
    return await checked.then(
      ({ stdout }) => ({ code: 0, says: stdout }),
      (error: { code: number; stdout: string }) => ({ code: error.code, says: error.stdout }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('one saves the register with its signature, and somebody without the program checks both', async ({
  page,
  hospital,
}) => {
  await hospital.ask.device.create(DEVICE);
  await page.goto(hospital.address);
  await show(page, '/devices');
  const notice = page.getByRole('status').filter({ hasText: 'Saved as' });

  const csv = await exportAs(page, 'Export', /CSV/);
  await expect(notice).toContainText('Saved as devices-2026-11-21.csv');
  await look(page, 'the notice of an export');
  const signature = await download(page, () => notice.getByRole('button', { name: 'Save its signature' }).click());
  expect(signature.name).toBe('devices-2026-11-21.csv.sig');
  await expect(notice, 'a signature is saved once').toHaveCount(0);

  const fingerprint = (await hospital.ask.vault.status({})).fingerprint ?? 'of a locked vault';
  const sound = await check(csv, signature);
  expect(sound.code, sound.says).toBe(0);
  expect(sound.says).toContain('"export":"devices"');
  expect(sound.says).toContain(fingerprint);
  expect((await check(csv)).code, 'without its signature').toBe(6);
  const bytes = new TextEncoder().encode(
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(csv.bytes).replace('ICU', 'ICV'),
  );
  expect((await check({ ...csv, bytes }, signature)).code, 'one letter changed').toBe(6);

  const pdf = await exportAs(page, 'Export', /PDF/);
  await expect(notice).toContainText('Saved as devices-2026-11-21.pdf');
  await expect(notice.getByRole('button'), 'the file holds its signature').toHaveCount(0);
  const paper = await check(pdf);
  expect(paper.code, paper.says).toBe(0);
  expect(paper.says).toContain(fingerprint);
});

test('one takes ends of support into a calendar, from Today and from the register', async ({ page, hospital }) => {
  const { id } = await hospital.ask.device.create(DEVICE);
  const { modelId } = await hospital.ask.device.get({ id });
  await hospital.ask.model.recordMilestone({
    modelId,
    softwareVersion: null,
    kind: 'end_of_support',
    on: exactly(day('2027-06-30')),
    vendorTerm: null,
    source: 'letter',
    documentId: null,
    announcedOn: null,
    receivedOn: null,
    confidence: 'stated',
  });
  await page.goto(hospital.address);
  const today = await exportAs(page, 'Support report', /^Calendar/);
  expect(today.name).toBe('support-report-2026-11-21.ics');
  const notice = page.getByRole('status').filter({ hasText: 'Saved as' });
  await look(page, 'Today with its export');
  const signature = await download(page, () => notice.getByRole('button', { name: 'Save its signature' }).click());
  expect((await check(today, signature)).code).toBe(0);

  await show(page, '/devices');
  const register = await exportAs(page, 'Export', /^Calendar/);
  for (const { bytes } of [today, register])
    expect(readIcs(bytes).events.map(({ summary, start }) => [summary, start])).toEqual([
      ['Start replacing: Norvia Medical InfuSmart Gateway (1 device)', '20260630'],
      ['Support ends: Norvia Medical InfuSmart Gateway (1 device)', '20270630'],
    ]);
  await show(page, '/contracts');
  const contracts = await exportAs(page, 'Export', /^Calendar/);
  expect(readIcs(contracts.bytes).events).toEqual([]);
});
