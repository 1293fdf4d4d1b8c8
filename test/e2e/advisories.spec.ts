import { createHash } from 'node:crypto';
import { csaf, kevEntry, kevJson, PACS } from '../support/csaf.ts';
import { expect, show, test } from './fixtures.ts';
import { heading, look } from './looking.ts';

const HOSTILE = '<script>document.title="taken over"</script><img src=x onerror="document.title=1">';
const FIRST = csaf({
  title: `Vue Archive ${HOSTILE}`,
  products: [PACS, { ...PACS, id: 'P2', range: 'all versions before May' }],
  vulnerabilities: [
    {
      cve: 'CVE-2023-43208',
      score: 9.8,
      severity: 'CRITICAL',
      remedies: [
        {
          category: 'vendor_fix',
          details: 'Install 12.2.8.410',
          date: '2026-11-02T00:00:00Z',
          url: 'javascript:document.title="taken over"',
        },
        { category: 'no_fix_planned', details: 'Not for version 11', products: ['P2'] },
      ],
    },
  ],
});
const SECOND = csaf({
  version: '2',
  current: '2026-11-12T00:00:00Z',
  title: 'Vue Archive (Update A)',
  vulnerabilities: [{ cve: 'CVE-2023-43208', score: 9.8, severity: 'CRITICAL' }, { cve: 'CVE-2026-40002' }],
});

const file = (name: string, content: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
const hashFile = (name: string, content: string) =>
  file(`${name}.sha512`, `${createHash('sha512').update(content).digest('hex')}  ${name}\n`);

test.describe('advisories', () => {
  test('are looked at, taken in, read as text, and replaced by a newer version (issue 5)', async ({
    page,
    hospital,
  }) => {
    await page.goto(hospital.address);
    await show(page, '/advisories');
    await expect(page.getByText('No advisories yet')).toBeVisible();
    await look(page, 'no advisories');
    await page.getByRole('link', { name: 'Take files in' }).first().click();
    await expect(heading(page, 'Take advisories in')).toBeVisible();
    await look(page, 'choose advisories');

    const files = page.getByLabel('Choose files', { exact: true }).first();
    await files.setInputFiles([
      file('first.json', FIRST),
      hashFile('first.json', FIRST),
      file('kev.json', kevJson([kevEntry()], { released: '2026-11-18' })),
      file('forged.json', csaf({ id: 'FORGED' })),
      hashFile('forged.json', 'another'),
      file('letter.json', '{"letter":true}'),
    ]);
    const preview = page.getByRole('region', { name: 'What would change' });
    await expect(preview.getByRole('row')).toHaveCount(5);
    await expect(preview).toContainText('The file is not the one that its .sha512 file describes');
    await expect(preview).toContainText('This is no advisory in CSAF and no KEV catalogue');
    await expect(preview).toContainText('first.json, SHA-512 compared');
    await look(page, 'advisories, looked at');
    expect((await hospital.ask.advisory.list({})).total).toBe(0);

    await page.getByRole('button', { name: 'Take in 2 files' }).click();
    await expect(page.getByText('Taken in', { exact: true })).toBeVisible();
    await page.getByRole('link', { name: 'To the advisories' }).click();
    const list = page.getByRole('grid', { name: 'Advisories' });
    await expect(list).toContainText(HOSTILE);
    await expect(list).toContainText('Critical 9.8');
    await expect(list).toContainText('Exploited');
    await look(page, 'advisories');
    await list.getByText('Vue Archive').first().dblclick();
    await expect(heading(page, `Vue Archive ${HOSTILE}`)).toBeVisible();
    await expect(page.getByText('Exploited, listed by CISA on 20 May 2024, used by ransomware')).toBeVisible();
    await expect(page.getByText('For some products no fix is planned.')).toBeVisible();
    await expect(page.getByText('javascript:document.title="taken over"')).toBeVisible();
    await expect(page.locator('a[href^="javascript"], a[href^="http"]')).toHaveCount(0);
    expect(await page.title()).toBe('Advisories - MedSteward');
    await look(page, 'an advisory');
    await page.getByRole('tab', { name: /Products/ }).click();
    await expect(page.getByRole('row', { name: /all versions before May/ })).toContainText('Affected');

    await show(page, '/advisories/import');
    await page
      .getByLabel('Choose files', { exact: true })
      .first()
      .setInputFiles([file('second.json', SECOND)]);
    await expect(page.getByText('version 1 → 2')).toBeVisible();
    await page.getByRole('button', { name: 'Take in 1 file' }).click();
    await page.getByRole('link', { name: 'Vue Archive (Update A)' }).click();
    await page.getByRole('tab', { name: /Versions/ }).click();
    await expect(page.getByText('Version 1 of 20 Oct 2026, replaced on 21 Nov 2026')).toBeVisible();
    await expect(page.getByText('Vulnerabilities added: CVE-2026-40002')).toBeVisible();

    await show(page, '/advisories/import');
    await page
      .getByLabel('Choose files', { exact: true })
      .first()
      .setInputFiles([file('again.json', SECOND)]);
    await expect(page.getByText('Nothing new: what is in these files is here already.')).toBeVisible();
    await expect(page.getByRole('button', { name: /Take in/ })).toHaveCount(0);
  });

  test('are joined by what is known to be exploited', async ({ page, hospital }) => {
    await page.goto(hospital.address);
    await show(page, '/kev');
    await expect(page.getByText('No catalogue yet')).toBeVisible();
    await page.getByRole('link', { name: 'Take files in' }).first().click();
    const entries = [kevEntry(), kevEntry({ cve: 'CVE-2021-0001', product: 'Windows', ransomware: false })];
    await page
      .getByLabel('Choose files', { exact: true })
      .first()
      .setInputFiles([file('kev.json', kevJson(entries, { released: '2026-10-01' }))]);
    await expect(page.getByText('The catalogue is of 2026-10-01, 51 days ago; there is a newer one')).toBeVisible();
    await page.getByRole('button', { name: 'Take in 1 file' }).click();
    await expect(page.getByText('Taken in', { exact: true })).toBeVisible();
    await show(page, '/kev');
    await expect(page.getByText('This catalogue is 51 days old.')).toBeVisible();
    const list = page.getByRole('grid', { name: 'Exploited vulnerabilities' });
    await expect(list).toContainText('CVE-2021-0001');
    await page.getByRole('button', { name: 'Used by ransomware' }).click();
    await expect(list).not.toContainText('CVE-2021-0001');
    await look(page, 'exploited vulnerabilities');
    await list.getByText('CVE-2023-43208').dblclick();
    await expect(page.getByRole('dialog')).toContainText('10 Jun 2024, binds nobody else');
    await expect(page.getByRole('dialog').getByRole('link')).toHaveCount(0);
  });
});
