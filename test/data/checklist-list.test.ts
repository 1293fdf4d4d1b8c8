import { describe, expect, it } from 'vitest';
import { openApp } from '../support/vault.ts';

describe('the list of checklists', () => {
  it('shows each with the points that it has when it is opened, the last changed first', async () => {
    const { client, clock } = await openApp();
    const [template] = await client.checklist.templates();
    const ids = [];
    for (const [place, vendor] of ['Norvia Medical', 'PulseLine', null].entries()) {
      clock.set(`2026-11-2${place}`);
      const made = await client.checklist.create({
        templateId: template?.id as never,
        title: `Monitors ${place}`,
        vendor,
        model: vendor === null ? null : 'CM-60',
      });
      ids.push(made.id);
      const answers = [
        { control: 'AM-01', answer: place === 0 ? 'yes' : 'no', remark: null, evidence: null },
        { control: 'BR-01', answer: 'partial', remark: null, evidence: null },
        { control: 'BR-02', answer: '4', remark: null, evidence: null },
      ];
      await client.checklist.answerAll({ id: made.id, answers });
    }
    const list = await client.checklist.list();
    expect(list.map(({ id }) => id)).toEqual(ids.toReversed());
    expect(list.map(({ vendor, model }) => [vendor, model])).toEqual([
      [null, null],
      ['PulseLine', 'CM-60'],
      ['Norvia Medical', 'CM-60'],
    ]);
    for (const row of list) {
      const { score, title } = await client.checklist.get({ id: row.id });
      expect(row).toMatchObject({
        title,
        percentage: score.percentage,
        answered: 3,
        applicable: score.applicable,
        criticalRedFlags: score.redFlags.filter(({ weight }) => weight === 'critical').length,
      });
    }
    expect(new Set(list.map(({ percentage }) => percentage)).size).toBe(2);
  });
});
