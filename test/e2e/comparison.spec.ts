import { twoBidders } from '../support/bidders.ts';
import { expect, exportAs, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog } from './looking.ts';

// The journey goes over many screens.
test.slow();

test('two bidders stand side by side: 551 and 541 of 551 points, a red flag that no percentage hides, and a weight that turns the ranking (domain.md story 19)', async ({
  page,
  hospital,
}) => {
  const { caseId, pulseLine } = await twoBidders(hospital.ask, {});
  await page.goto(hospital.address);

  // PulseLine gets full marks too, until one control is answered with No.
  await show(page, `/checklists/${pulseLine.assessmentId}?section=AM#AM-02`);
  const result = page.getByRole('region', { name: 'Result so far' });
  await expect(result).toContainText('551 of 551 points, 100.0 %');
  const question = page.locator('#control-AM-02');
  await question.getByText('No', { exact: true }).click();
  await expect(result).toContainText('541 of 551 points, 98.2 %');
  await expect(result).toContainText('1 critical red flag');

  await result.getByRole('link', { name: 'Why' }).click();
  await expect(dialog(page)).toContainText('541 of 551 points, 98.2 %');
  await dialog(page).getByRole('button', { name: 'What costs points 1' }).click();
  const lost = dialog(page).getByRole('row', { name: /AM-02/ });
  await expect(lost).toContainText('0 of 10');
  await expect(dialog(page).getByRole('row', { name: /BR-01/ })).toHaveCount(0);
  await lookAtDialog(page, 'what a score consists of');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);

  await show(page, `/procurement/${caseId}`);
  await expect(heading(page, 'Infusion pumps for ICU 2')).toBeVisible();
  await page.getByRole('tab', { name: 'Comparison' }).click();
  const ranking = page.getByRole('table', { name: 'Ranking' });
  const row = (name: string | RegExp) => ranking.getByRole('row', { name });
  await expect(row(/^Security checklist/)).toContainText('551 of 551 points, 100 %');
  // Long as it is, it scrolls inside the window.
  expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBe(0);
  await expect(row(/^Security checklist/)).toContainText('541 of 551 points, 98.2 %');
  await expect(
    row(/^Red flags/)
      .getByRole('cell')
      .nth(0),
  ).toHaveText('No critical red flag');
  await expect(
    row(/^Red flags/)
      .getByRole('cell')
      .nth(1),
  ).toContainText('Exception needed');
  await expect(
    row(/^Red flags/)
      .getByRole('cell')
      .nth(1),
  ).toContainText('AM-02');
  const ranks = row(/^Points of 100/).getByRole('cell');
  await expect(ranks.nth(0)).toContainText('Rank 1');
  await expect(ranks.nth(1)).toContainText('Rank 2');
  await look(page, 'comparison');

  // The weight at which the program says that the first place changes is the one at which it does.
  const turns = page.getByRole('region', { name: 'What would turn the ranking' });
  const said = (await turns.getByText(/^If “Price over ten years” weighed more than/).textContent()) ?? '';
  expect(said).toContain('PulseLine PL-300 would lead');
  const at = Number(/a weight of (\d+)\.$/.exec(said)?.[1]);
  expect(at).toBeGreaterThan(20);
  const price = page.getByRole('spinbutton', { name: 'Weight of Price over ten years' });
  await price.fill(String(at - 1));
  await expect(page.getByText('These weights are only tried.')).toBeVisible();
  await expect(ranks.nth(0)).toContainText('Rank 1');
  await page.getByRole('slider', { name: 'Weight of Price over ten years' }).press('ArrowRight');
  await expect(price).toHaveValue(String(at));
  await expect(ranks.nth(0)).toContainText('Rank 2');
  await expect(ranks.nth(1)).toContainText('Rank 1');
  await expect(
    row(/^Red flags/)
      .getByRole('cell')
      .nth(1),
  ).toContainText('Exception needed');
  await page.getByRole('button', { name: 'Keep these weights' }).click();
  await expect(page.getByRole('button', { name: 'Keep these weights' })).toHaveCount(0);

  await page
    .getByRole('region', { name: 'Points by the weight of one criterion' })
    .getByRole('button', { name: 'As a table' })
    .click();
  const leads = page.getByRole('table', { name: 'Points by the weight of one criterion' });
  await expect(leads.getByRole('row').nth(1)).toContainText('Norvia Medical InfuSmart 7');
  await expect(leads.getByRole('row').nth(2)).toContainText('PulseLine PL-300');

  const { bytes } = await exportAs(page, 'Export for the committee', /CSV/);
  const lines = new TextDecoder().decode(bytes).trim().split('\n');
  expect(lines[1]).toContain('PulseLine PL-300');
  expect(lines[1]).toContain('Exception needed');
  expect(lines[2]).toContain('Norvia Medical InfuSmart 7');
});
