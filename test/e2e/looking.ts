import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** Rules whose answer depends on the colours; all others say in the dark what they said in the light. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** What is wrong with one screen is said, and the next one is looked at too. */
const softly = expect.configure({ soft: true });

/** Holds a screen, as it stands, against the rules of accessibility, in the light and in the dark. */
export async function look(page: Page, screen: string): Promise<void> {
  await expect(page.locator('.MuiSkeleton-root'), 'what is shown has arrived').toHaveCount(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    // On a busy computer the colours of some words arrive a moment after the others; what is wrong stays wrong.
    await softly
      .poll(() => graveFaults(page, colorScheme === 'dark' ? OF_COLOUR : null), {
        message: `${screen}, ${colorScheme}`,
      })
      .toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

export async function graveFaults(page: Page, rules: string[] | null): Promise<string[]> {
  // What is sound need not be listed place by place, which takes longer than looking at it.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await (rules === null ? axe : axe.withRules(rules)).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) =>
    nodes.slice(0, 4).map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
export const dialog = (page: Page) => page.getByRole('dialog');
export const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main' });

export async function lookAtDialog(page: Page, name: string): Promise<void> {
  await expect(dialog(page)).toBeVisible();
  await look(page, name);
}

/** Closes the dialog on top; one in which something was typed asks first. */
export async function leave(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
}

/** Goes on with the Tab key until something of this name has the focus. */
export async function tabUntil(
  page: Page,
  role: 'button' | 'textbox' | 'link' | 'tab' | 'combobox',
  name: string | RegExp,
): Promise<void> {
  const wanted = page.getByRole(role, { name }).first();
  await expect(wanted).toBeVisible();
  for (let step = 0; step < 60; step += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(wanted, `${name} is reached by the Tab key`).toBeFocused();
}

/** The screen is there with what it shows. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"], .MuiSkeleton-root, [role="progressbar"]')).toHaveCount(0);
}
