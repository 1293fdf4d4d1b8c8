import type { Page } from '@playwright/test';
import type { AssessmentId } from '../../main/domain/ids.ts';
import { contractFields } from '../support/builders.ts';
import { caseFields, offerFields } from '../support/procurement.ts';
import { type Ask, expect, type Hospital, PASSPHRASE, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog } from './looking.ts';

// Two people sign in, each more than once.
test.slow();

const FIRST = 'lantern copper meadow tide';
const OWN = 'seven quiet herons on ice';
const passphraseOf = (name: string) => (name === 'Ada Verne' ? PASSPHRASE : OWN);

/** Somebody who signs beside the administrator. */
async function addPerson(ask: Ask, name: string, role: 'biomedical_engineer' | 'procurement_officer'): Promise<void> {
  await ask.user.add({ name, role, passphrase: FIRST });
  await ask.vault.lock();
  await ask.vault.unlock({ user: name, passphrase: FIRST });
  const current = { passphrase: FIRST, keyFile: null };
  await ask.user.changePassphrase({ current, passphrase: OWN, keyFile: 'none' });
  await ask.vault.lock();
  await ask.vault.unlock({ user: 'Ada Verne', passphrase: PASSPHRASE });
}

/** Lets somebody else sit down before a screen. */
async function sitDown(page: Page, { ask }: Hospital, user: string, path: string): Promise<void> {
  await ask.vault.lock();
  await ask.vault.unlock({ user, passphrase: passphraseOf(user) });
  // The window begins anew by itself when the vault is locked, which may come in between.
  await expect(() => show(page, path)).toPass();
}

async function startChecklist(ask: Ask): Promise<AssessmentId> {
  const [template] = await ask.checklist.templates();
  const { id } = await ask.checklist.create({
    templateId: template?.id as never,
    title: 'Pumps for ICU 2',
    vendor: 'Norvia Medical',
    model: 'InfuSmart 7',
    softwareVersion: '7.1',
  });
  const given = { remark: null, evidence: 'page 3' };
  const answers = { 'PM-02': '30', 'PM-03': '5', 'LC-01': '2031-12-31' };
  const rows = Object.entries(answers).map(([control, answer]) => ({ control, answer, ...given }));
  await ask.checklist.answerAll({ id, answers: rows });
  return id;
}

const card = (page: Page) => page.getByRole('region', { name: 'Signatures' });
const duty = (page: Page, name: string) => card(page).getByRole('group', { name });

async function sign(page: Page, name: string, who: string): Promise<void> {
  await card(page)
    .getByRole('button', { name: `Sign: ${name}` })
    .click();
  await dialog(page).getByLabel('Your passphrase').fill(passphraseOf(who));
  await dialog(page).getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(duty(page, name)).toContainText('Signed, unchanged since');
}

test('a checklist is signed by two people and locked; a change makes issue 2, and its promises become commitments', async ({
  page,
  hospital,
}) => {
  const { ask } = hospital;
  await addPerson(ask, 'Ana Silva', 'biomedical_engineer');
  await addPerson(ask, 'Pia Holm', 'procurement_officer');
  const { id: contractId } = await ask.contract.create(contractFields({ number: 'C-201' }));
  const path = `/checklists/${await startChecklist(ask)}`;
  await page.goto(hospital.address);

  await sitDown(page, hospital, 'Ana Silva', `${path}?section=PM`);
  await expect(duty(page, 'Procurement approval').getByRole('button')).toHaveCount(0);
  await card(page).getByRole('button', { name: 'Sign: Engineering review' }).click();
  await lookAtDialog(page, 'signing');
  await dialog(page).getByLabel('Your passphrase').fill('quite another passphrase');
  await dialog(page).getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(dialog(page).getByRole('alert')).toBeVisible();
  await dialog(page).getByLabel('Your passphrase').fill(OWN);
  await dialog(page).getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(duty(page, 'Engineering review')).toContainText('Ana Silva');
  await expect(page.getByText('Signed in part, and locked')).toBeVisible();
  await expect(page.getByRole('radiogroup', { name: 'Answer to PM-01' }).getByRole('radio').first()).toBeDisabled();

  await sitDown(page, hospital, 'Pia Holm', `${path}?section=PM`);
  await sign(page, 'Procurement approval', 'Pia Holm');
  await expect(page.getByText('Signed and locked.')).toBeVisible();
  await look(page, 'a signed checklist');

  // What was promised, once; what the answer leaves open is chosen.
  await page.getByRole('button', { name: 'Take promises over' }).click();
  const promises = dialog(page);
  await expect(promises.getByRole('combobox', { name: 'Contract' })).toContainText('C-201');
  await lookAtDialog(page, 'promises');
  const told = promises.getByRole('group', { name: 'Tell us of a vulnerability' });
  await told.getByRole('checkbox').check();
  await promises.getByRole('button', { name: 'Make 2 commitments' }).click();
  await expect(promises.getByRole('alert')).toContainText('how it is counted');
  await told.getByRole('combobox', { name: /^Counted in/ }).click();
  await page.getByRole('option', { name: 'business days' }).click();
  await promises.getByRole('button', { name: 'Make 2 commitments' }).click();
  await expect(dialog(page)).toHaveCount(0);
  const { rows } = await ask.commitment.list({ contractId });
  expect(rows.map(({ kind, amount, unit }) => [kind, amount, unit])).toEqual([
    ['REMEDIATE', 30, 'calendar_days'],
    ['NOTIFY_VULN', 5, 'business_days'],
  ]);
  await page.getByRole('button', { name: 'Take promises over' }).click();
  await expect(dialog(page).getByText('In the contract already', { exact: false })).toHaveCount(2);
  await expect(dialog(page)).toContainText('The end of security updates of InfuSmart 7 is recorded');
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Make the next issue' }).click();
  await dialog(page).getByRole('textbox').fill('The vendor now needs 45 days');
  await dialog(page).getByRole('button', { name: 'Make issue 2' }).click();
  await expect(page.getByRole('region', { name: 'Issues' })).toContainText('Issue 2, this one');
  await show(page, `${new URL(page.url()).pathname}?section=PM`);
  const days = page.locator('#control-PM-02').getByRole('textbox');
  await days.fill('45');
  await days.blur();
  await expect(page.locator('#control-PM-02')).toContainText('Saved');
  await page.getByRole('button', { name: 'What changed' }).click();
  await expect(dialog(page).getByRole('row', { name: /PM-02/ })).toContainText('45');
  await lookAtDialog(page, 'what an issue changed');
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await page.getByRole('region', { name: 'Issues' }).getByRole('link', { name: 'Issue 1' }).click();
  await expect(page.getByText('Issue 2 follows it.')).toBeVisible();
});

test('an exception for a gate is recorded for an offer, and counts once it is signed', async ({ page, hospital }) => {
  const { ask } = hospital;
  const { id: caseId } = await ask.procurement.create(caseFields());
  const { candidateId } = await ask.procurement.addCandidate({ id: caseId, offer: offerFields() });
  const gate = async () => {
    const { candidates } = await ask.procurement.get({ id: caseId });
    return candidates.find(({ id }) => id === candidateId)?.gates.find((one) => one.gate === 'support');
  };
  await page.goto(hospital.address);
  await show(page, `/procurement/${caseId}`);
  // Nobody knows until when the offered model is supported: a purchase needs somebody who accepts that.
  await page
    .getByRole('region', { name: 'Support at delivery' })
    .getByRole('button', { name: 'Accept the risk' })
    .click();
  await lookAtDialog(page, 'an exception for a gate');
  const form = dialog(page);
  await form.getByLabel('Title').fill('Pumps without a date');
  await form.getByLabel('Reason').fill('A loan for one season');
  await form.getByLabel('Owner').fill('Head of radiology');
  await form.getByLabel('Last day').fill('2027-06-30');
  await form.getByRole('button', { name: 'Record' }).click();
  await expect(heading(page, 'Pumps without a date')).toBeVisible();
  await expect(page.getByText('Has to be signed before it counts')).toBeVisible();
  expect((await gate())?.holds).toBe(false);
  await sign(page, 'Risk accepted', 'Ada Verne');
  await expect(page.getByText(/^Lets Norvia Medical InfuSmart 7 through the gate/)).toBeVisible();
  await look(page, 'a signed exception');
  expect((await gate())?.holds).toBe(true);
  await page.getByRole('link', { name: 'Infusion pumps for ICU 2' }).click();
  await expect(heading(page, 'Infusion pumps for ICU 2')).toBeVisible();
});
