import type { Page } from '@playwright/test';
import { day } from '../../main/domain/day.ts';
import type { CaseId } from '../../main/domain/ids.ts';
import { DISCLOSURE_ITEMS } from '../../main/domain/procurement.ts';
import { caseFields, goodAnswers, offerFields } from '../support/procurement.ts';
import { type Ask, choose, expect, PASSPHRASE, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog } from './looking.ts';

// Each journey goes over many screens.
test.slow();

const gate = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** The candidate of a case that has one. */
async function only(ask: Ask, id: CaseId) {
  const [candidate] = (await ask.procurement.get({ id })).candidates;
  if (candidate === undefined) throw new Error('no candidate');
  return candidate;
}

/** Everything that came with the bid, an answered checklist, and the support that the letter names. */
async function prepare(ask: Ask, id: CaseId, answers: Readonly<Record<string, string>>): Promise<void> {
  for (const item of DISCLOSURE_ITEMS.slice(1)) {
    const { id: candidateId, revision } = await only(ask, id);
    const note = 'Annex of the bid';
    await ask.procurement.setDisclosure({ candidateId, revision, item, state: 'received', note, documentId: null });
  }
  const { checklist, modelId } = await only(ask, id);
  if (checklist === null) throw new Error('no checklist');
  const { controls } = await ask.checklist.get({ id: checklist.id });
  await ask.checklist.answerAll({ id: checklist.id, answers: goodAnswers(controls, answers) });
  await ask.model.recordMilestone({
    modelId,
    softwareVersion: null,
    kind: 'end_of_support',
    on: { on: day('2029-06-30'), precision: 'day' },
    vendorTerm: null,
    source: 'Offer',
    documentId: null,
    announcedOn: null,
    receivedOn: null,
    confidence: 'stated',
  });
}

test('a purchase goes from the request to the acceptance; a gate refuses it until a signed exception opens it (stories 22 and 23)', async ({
  page,
  hospital,
}) => {
  const { ask } = hospital;
  await page.goto(hospital.address);
  await show(page, '/procurement');
  await expect(page.getByText('No purchase is under way')).toBeVisible();
  await page.getByRole('button', { name: 'Open a case' }).first().click();
  const form = dialog(page);
  await form.getByLabel('What is to be bought').fill('Infusion pumps for ICU 2');
  await form.getByRole('textbox', { name: 'Number' }).fill('P-7');
  await form.getByLabel('Devices').fill('24');
  await form.getByLabel('Delivery planned for').fill('2026-12-15');
  await form.getByLabel('Replacement planned for').fill('2031-12-31');
  await lookAtDialog(page, 'opening a case');
  await form.getByRole('button', { name: 'Open a case' }).click();
  await expect(heading(page, 'Infusion pumps for ICU 2')).toBeVisible();
  const path = new URL(page.url()).pathname;
  const id = path.split('/').at(-1) as CaseId;

  // Request, specification, offers: forward one stage at a time.
  for (const stage of ['Specification', 'Offers']) {
    await page
      .getByRole('button', { name: `Move to ${stage}` })
      .first()
      .click();
    await dialog(page).getByRole('button', { name: 'Move', exact: true }).click();
    await expect(page.getByRole('listitem').filter({ hasText: stage })).toHaveAttribute('aria-current', 'step');
  }
  await page.getByRole('tab', { name: /Candidates/ }).click();
  await page.getByRole('button', { name: 'Add a candidate' }).click();
  await dialog(page).getByLabel('Vendor').fill('Norvia Medical');
  await dialog(page).getByLabel('Model').fill('InfuSmart 7');
  await dialog(page).getByLabel('Number of the quote').fill('Q-77');
  await dialog(page).getByRole('button', { name: 'Add a candidate' }).click();
  await expect(page.getByRole('region', { name: 'Norvia Medical InfuSmart 7' })).toContainText('Q-77');
  await page.getByRole('button', { name: 'Costs' }).click();
  await dialog(page).getByRole('button', { name: 'Add a line' }).click();
  await dialog(page).getByLabel('Amount a year').fill('3480');
  await expect(dialog(page).getByRole('table')).toContainText('83,520');
  await lookAtDialog(page, 'costs of a candidate');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  // The card shows the costs once it knows the record as it is now.
  await expect(page.getByRole('region', { name: 'Norvia Medical InfuSmart 7' })).toContainText('83,520');
  await page.getByRole('button', { name: 'Start the checklist' }).click();
  await expect(page.getByText('0 of 90 answered')).toBeVisible();
  await prepare(ask, id, { 'HD-06': '2027-01-12', 'LC-01': '2029-06-30', 'AM-02': 'no' });
  await expect(page.getByText('3 critical red flags')).toBeVisible();
  await look(page, 'candidates of a case');

  // The item that is missing is settled where the table shows it.
  await page.getByRole('tab', { name: 'Disclosure' }).click();
  await page.getByRole('button', { name: /^Software bill of materials of Norvia/ }).click();
  await choose(page, 'Where it stands', 'Received');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('Add the document');
  await dialog(page)
    .getByRole('textbox', { name: /Where it is/ })
    .fill('CycloneDX, on their portal');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: /^Software bill of materials of Norvia.*Received/ })).toBeVisible();
  await look(page, 'disclosure pack');

  await page.getByRole('tab', { name: 'Overview' }).click();
  await expect(gate(page, 'Disclosure pack')).toContainText('Holds');
  await expect(gate(page, 'Red flags')).toContainText('28 days');
  await expect(gate(page, 'Red flags')).toContainText('914 days');
  await look(page, 'overview of a case');
  for (const stage of ['Assessment', 'Decision']) {
    await page
      .getByRole('button', { name: `Move to ${stage}` })
      .first()
      .click();
    await dialog(page).getByRole('button', { name: 'Move', exact: true }).click();
    await expect(page.getByRole('listitem').filter({ hasText: stage })).toHaveAttribute('aria-current', 'step');
  }

  // The gate refuses.
  await page.getByRole('tab', { name: 'Decision' }).click();
  await page.getByRole('button', { name: 'Choose', exact: true }).click();
  await dialog(page).getByLabel('Reason').fill('The only one with a hot swap');
  await dialog(page).getByRole('button', { name: 'Decide' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('A gate of this purchase does not hold');
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await dialog(page).getByRole('button', { name: 'Discard' }).click();

  // The exception opens it, once it is signed.
  await page.getByRole('tab', { name: 'Overview' }).click();
  await gate(page, 'Red flags').getByRole('button', { name: 'Accept the risk' }).click();
  await dialog(page).getByLabel('Reason').fill('On a network of its own; an upgrade is in the offer');
  await dialog(page).getByLabel('Owner').fill('Ada Verne');
  await dialog(page)
    .getByLabel(/last day|until|ends/i)
    .fill('2027-06-30');
  await dialog(page).locator('button[type=submit]').click();
  await expect(heading(page, /Red flags/)).toBeVisible();
  await page.getByRole('button', { name: /^Sign: / }).click();
  await dialog(page).getByLabel('Your passphrase').fill(PASSPHRASE);
  await dialog(page).getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByText('Signed, unchanged since')).toBeVisible();

  await show(page, path);
  await expect(gate(page, 'Red flags')).toContainText('Holds with an exception');
  await page.getByRole('tab', { name: 'Decision' }).click();
  await page.getByRole('button', { name: 'Choose', exact: true }).click();
  await dialog(page).getByLabel('Reason').fill('The only one with a hot swap');
  await dialog(page).getByRole('button', { name: 'Decide' }).click();
  await expect(page.getByRole('region', { name: 'Norvia Medical InfuSmart 7 was chosen' })).toBeVisible();
  for (const stage of ['Ordered', 'Delivered', 'Accepted']) {
    await page
      .getByRole('button', { name: `Move to ${stage}` })
      .first()
      .click();
    await dialog(page).getByRole('button', { name: 'Move', exact: true }).click();
    await expect(page.getByRole('table', { name: 'Moves' }).getByRole('row').nth(1)).toContainText(stage);
  }
  await expect(page.getByText('This purchase is accepted')).toBeVisible();
  await look(page, 'decision of a case');
  await show(page, '/procurement');
  await expect(page.getByRole('gridcell', { name: /Infusion pumps for ICU 2/ })).toBeVisible();
  await look(page, 'list of cases');
});

test('a case is found from anywhere, goes back with a reason and is cancelled and taken up again by keyboard', async ({
  page,
  hospital,
}) => {
  const { ask } = hospital;
  const { id } = await ask.procurement.create(caseFields({ title: 'Ventilators', number: 'P-9' }));
  await ask.procurement.addCandidate({ id, offer: offerFields() });
  await ask.procurement.move({ id, revision: 1, to: 'specification', on: day('2026-11-20'), reason: null });
  await page.goto(hospital.address);
  await expect(page.getByRole('link', { name: 'Procurement cases 1' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('P-9');
  await expect(page.getByRole('option', { name: /Ventilators/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Ventilators')).toBeVisible();

  await page.getByRole('button', { name: 'Move to Request' }).press('Enter');
  await dialog(page).getByRole('button', { name: 'Move', exact: true }).press('Enter');
  await expect(dialog(page).getByText('Please fill this in.')).toBeVisible();
  await dialog(page).getByLabel('Why it goes back').fill('The ward needs other ones');
  await dialog(page).getByRole('button', { name: 'Move', exact: true }).press('Enter');
  await expect(page.getByRole('listitem').filter({ hasText: 'Request' })).toHaveAttribute('aria-current', 'step');

  await page.getByRole('button', { name: 'Cancel the case' }).press('Enter');
  await dialog(page).getByLabel('Reason').fill('No budget this year');
  await dialog(page).getByRole('button', { name: 'Cancel the case' }).press('Enter');
  await expect(page.getByText('This purchase was cancelled')).toBeVisible();
  await look(page, 'a cancelled case');
  await page.getByRole('button', { name: 'Take it up again' }).press('Enter');
  await dialog(page).getByLabel('Reason').fill('The budget came');
  await dialog(page).getByRole('button', { name: 'Take it up again' }).press('Enter');
  await expect(page.getByText('Next: Write the specification')).toBeVisible();
});
