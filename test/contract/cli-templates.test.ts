import { describe, expect, it } from 'vitest';
import { CommandVault } from '../support/cli-vault.ts';
import { appOn, PASSPHRASE } from '../support/vault.ts';

const desk = new CommandVault();

describe('checklist templates', () => {
  it('lists what can be used, the newest edition of a key first, and begins no checklist with a draft (cli.md)', async () => {
    await desk.document('vault', 'create', '--recovery-file', desk.at('recovery.txt'));
    const { app, client } = appOn(desk.vault, undefined, 'file');
    await client.vault.unlock({ passphrase: PASSPHRASE });
    const [shipped] = await client.checklist.templates();
    if (!shipped) throw new Error('the vault has no template');
    const next = await client.template.copy({ id: shipped.id, title: null });
    await client.template.release({ id: next.id, revision: next.revision });
    const draft = await client.template.copy({ id: next.id, title: 'Own questions' });
    await app.close();

    const { templates } = await desk.document<{ templates: object[] }>('checklist', 'templates');
    expect(templates).toEqual([
      { id: next.id, title: shipped.title, version: 2, controls: 90 },
      { id: shipped.id, title: shipped.title, version: 1, controls: 90 },
    ]);
    const begin = (template: string) => ['checklist', 'new', '--template', template, '--title', 'Pumps'];
    for (const template of [draft.id, draft.key]) {
      expect(await desk.failure(...begin(template))).toEqual([4, 'input_refused', 'template_not_released']);
    }
    const { assessmentId } = await desk.document<{ assessmentId: string }>(...begin(shipped.key));
    expect(assessmentId).toMatch(/^[0-9a-f-]{36}$/);
  });
});
