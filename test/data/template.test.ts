import { beforeAll, describe, expect, it } from 'vitest';
import type { AssessmentId, TemplateId } from '../../main/domain/ids.ts';
import { templateDifference } from '../../main/domain/template.ts';
import { ownControl, SHIPPED_CONTROLS, templateFile } from '../support/templates.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

let test: TestApp;
let shipped: TemplateId;
let made = 0;

beforeAll(async () => {
  test = await openApp('file');
  const [first] = await test.client.checklist.templates();
  if (!first) throw new Error('the vault has no template');
  shipped = first.id;
});

/** A draft of a template of its own, with the shipped controls. */
async function draft() {
  made += 1;
  return test.client.template.copy({ id: shipped, title: `Questions ${made}` });
}

async function released() {
  const { id, revision } = await draft();
  return test.client.template.release({ id, revision });
}

const controlOf = async (id: TemplateId, code: string) => {
  const control = (await test.client.template.get({ id })).controls.find((one) => one.code === code);
  if (!control) throw new Error(`no control ${code}`);
  return control;
};

/** A checklist with a few answers. */
async function answered(templateId: TemplateId, answers: Readonly<Record<string, string>>): Promise<AssessmentId> {
  const { id } = await test.client.checklist.create({ templateId, title: 'Pumps', vendor: null, model: null });
  await test.client.checklist.answerAll({
    id,
    answers: Object.entries(answers).map(([control, answer]) => ({ control, answer, remark: null, evidence: null })),
  });
  return id;
}

const upload = (text: string) => ({ uploadId: test.upload(text), fileName: 'template.json' });

describe('an edition that is released', () => {
  it('never changes, whichever command is called on it', async () => {
    const { client } = test;
    const { id, revision } = await released();
    const before = await client.template.get({ id });
    const stay = { code: 'input_refused', problem: 'template_not_draft' };
    const codes = before.controls.map(({ code }) => code);
    const tries = [
      client.template.update({ id, revision, changes: { title: 'Other' } }),
      client.template.saveControl({
        id,
        revision,
        code: 'BR-01',
        control: { ...before.controls[0], title: 'X' } as never,
      }),
      client.template.saveControl({ id, revision, code: null, control: ownControl() as never }),
      client.template.removeControl({ id, revision, code: 'BR-01' }),
      client.template.reorder({ id, revision, codes: [...codes].reverse() }),
      client.template.release({ id, revision }),
      client.template.remove({ id, revision }),
    ];
    for (const call of tries) expect(await failureOf(call)).toMatchObject(stay);
    expect(await client.template.get({ id })).toEqual(before);
  });

  it('stays so when it is retired, offers itself again, and is offered only while it is released', async () => {
    const { client } = test;
    const offered = async (id: TemplateId) => (await client.checklist.templates()).some((one) => one.id === id);
    const begin = (templateId: TemplateId) =>
      client.checklist.create({ templateId, title: 'Pumps', vendor: null, model: null });
    const refused = { code: 'input_refused', problem: 'template_not_released' };
    const { id, revision } = await draft();
    expect(await offered(id)).toBe(false);
    expect(await failureOf(begin(id))).toMatchObject(refused);
    expect(await failureOf(client.template.retire({ id, revision, retired: true }))).toMatchObject(refused);
    const out = await client.template.release({ id, revision });
    expect(await offered(id)).toBe(true);
    const { id: checklist } = await begin(id);
    const gone = await client.template.retire({ ...out, retired: true });
    expect(await offered(id)).toBe(false);
    expect(await failureOf(begin(id))).toMatchObject(refused);
    expect(await failureOf(client.template.removeControl({ ...gone, code: 'BR-01' }))).toMatchObject({
      problem: 'template_not_draft',
    });
    expect((await client.checklist.get({ id: checklist })).controls).toHaveLength(SHIPPED_CONTROLS.length);
    await client.template.retire({ ...gone, retired: false });
    expect(await offered(id)).toBe(true);
  });
});

describe('a draft', () => {
  it('takes changed weights and own questions; checklists of the edition before keep their score (story 19)', async () => {
    const { client } = test;
    const old = await answered(shipped, { 'BR-01': 'yes', 'LC-01': '2036-01-31' });
    const before = (await client.checklist.get({ id: old })).score;
    expect(before.possible).toBe(551);

    const { id, revision, edition, key } = await draft();
    expect([edition, key]).toEqual([1, `questions-${made}`]);
    const heavier = { ...(await controlOf(id, 'BR-02')), weight: 'critical' as const };
    const changed = await client.template.saveControl({ id, revision, code: 'BR-02', control: heavier });
    const added = await client.template.saveControl({ ...changed, code: null, control: ownControl() as never });
    const out = await client.template.release(added);
    const { controls, checklists } = await client.template.get({ id });
    expect([controls.length, controls.at(-1)?.code, checklists]).toEqual([91, 'OWN-01', 0]);

    const fresh = await answered(id, { 'BR-01': 'yes' });
    expect((await client.checklist.get({ id: fresh })).score.possible).toBe(551 + 4 + 6);
    expect((await client.checklist.get({ id: old })).score).toEqual(before);
    const { changed: differing, ...rest } = await client.template.compare({ beforeId: shipped, afterId: id });
    expect(differing.map((one) => [one.code, one.fields, one.before.weight, one.after.weight])).toEqual([
      ['BR-02', ['weight'], 'high', 'critical'],
    ]);
    expect([rest.added.map(({ code }) => code), rest.removed, rest.same]).toEqual([['OWN-01'], [], 89]);

    const next = await client.template.copy({ id: out.id, title: null });
    expect([next.key, next.edition]).toEqual([key, 2]);
    expect(await failureOf(client.template.copy({ id: out.id, title: null }))).toMatchObject({
      code: 'already_exists',
      field: 'draft',
    });
    await client.template.release({ id: next.id, revision: next.revision });
    const editions = (await client.checklist.templates()).filter((one) => one.key === key);
    expect(editions.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('keeps its order, with new questions at the end of their section and titles of sections alike', async () => {
    const { client } = test;
    const { id, revision } = await draft();
    const control = ownControl({ code: 'BR-99', section: 'BR', sectionTitle: 'Backup, restore and spares' }) as never;
    const added = await client.template.saveControl({ id, revision, code: null, control });
    const sections = (await client.template.get({ id })).controls.filter(({ section }) => section === 'BR');
    expect(sections.at(-1)?.code).toBe('BR-99');
    expect(new Set(sections.map(({ sectionTitle }) => sectionTitle))).toEqual(new Set(['Backup, restore and spares']));
    expect((await client.template.get({ id })).problems).toEqual([]);

    const codes = (await client.template.get({ id })).controls.map(({ code }) => code).reverse();
    const turned = await client.template.reorder({ ...added, codes });
    expect((await client.template.get({ id })).controls.map(({ code }) => code)).toEqual(codes);
    for (const wrong of [codes.slice(1), [...codes.slice(1), 'BR-01'], [...codes, 'X-1']]) {
      expect(await failureOf(client.template.reorder({ ...turned, codes: wrong }))).toMatchObject({
        problem: 'order_incomplete',
      });
    }
    const without = await client.template.removeControl({ ...turned, code: 'BR-99' });
    const moved = { ...(await controlOf(id, 'BR-01')), section: 'LC', sectionTitle: 'Support life' };
    await client.template.saveControl({ ...without, code: 'BR-01', control: moved });
    const after = (await client.template.get({ id })).controls;
    expect(after.filter(({ section }) => section === 'LC').at(-1)?.code).toBe('BR-01');
    expect(after).toHaveLength(90);
  });

  it('refuses what could not be released, a taken code, and an edit that is out of date', async () => {
    const { client } = test;
    const { id, revision } = await draft();
    const save = (fields: object, code: string | null = null) =>
      failureOf(client.template.saveControl({ id, revision, code, control: { ...ownControl(), ...fields } as never }));
    expect(await save({ answerType: 'number' })).toMatchObject({ problem: 'unit_missing', field: 'unit' });
    expect(await save({ code: 'br-01' })).toMatchObject({ code: 'already_exists', field: 'code' });
    expect(await save({}, 'XX-99')).toMatchObject({ code: 'not_found' });
    expect(await save({ redFlag: { answers: ['no'], rule: 'x', threshold: { op: '>', value: 3 } } })).toMatchObject({
      problem: 'threshold_does_not_fit',
    });
    await client.template.update({ id, revision, changes: { note: 'Weights of 2027' } });
    expect(await save({})).toMatchObject({ code: 'stale_edit' });
  });

  it('cannot be released without a question, and can be removed with all of them', async () => {
    const { client } = test;
    const { id } = await client.template.importFile(upload(templateFile({ key: 'one-question' })));
    const { revision } = await client.template.removeControl({ id, revision: 1, code: 'OWN-01' });
    expect(await failureOf(client.template.release({ id, revision }))).toMatchObject({ problem: 'template_empty' });
    await client.template.remove({ id, revision });
    expect(await failureOf(client.template.get({ id }))).toMatchObject({ code: 'not_found' });
    expect((await client.template.list()).some(({ key }) => key === 'one-question')).toBe(false);
  });

  it('tells in the history what was changed of which question', async () => {
    const { client } = test;
    const { id, revision } = await draft();
    const control = { ...(await controlOf(id, 'BR-02')), weight: 'low' as const };
    await client.template.saveControl({ id, revision, code: 'BR-02', control });
    const [entry] = await client.template.history({ id });
    expect(entry).toMatchObject({
      action: 'template.saveControl',
      title: `Questions ${made}, 1`,
      changes: [{ field: 'BR-02 weight', before: 'high', after: 'low' }],
    });
  });
});

describe('a template as a file', () => {
  it('comes back as it left, signed, as a draft under its own key', async () => {
    const { client } = test;
    const { id } = await released();
    const { ticket, fileName } = await client.exports.template({ templateId: id });
    const file = test.app.files.collect(ticket);
    const text = new TextDecoder().decode(file?.bytes);
    expect(fileName).toBe(`template-questions-${made}-1.json`);
    expect(text).toContain('MEDSTEWARD-SIGNATURE-1');
    const original = await client.template.get({ id });
    const same = await client.template.previewFile(upload(text));
    expect(same).toMatchObject({ key: original.key, edition: 1, controls: 90, becomes: 2, known: { id } });
    expect(same.known?.difference).toEqual({ added: [], removed: [], changed: [], same: 90 });
    expect(await failureOf(client.template.importFile(upload(text)))).toMatchObject({
      problem: 'template_same',
      edition: 1,
    });

    const other = text.replaceAll(original.key, 'of-another-house');
    expect((await client.template.previewFile(upload(other))).known).toBeNull();
    const taken = await client.template.importFile(upload(other));
    const again = await client.template.get({ id: taken.id });
    expect(again).toMatchObject({ key: 'of-another-house', edition: 1, state: 'draft', title: original.title });
    expect(templateDifference(original.controls, again.controls)).toMatchObject({ same: 90, changed: [] });
    expect(again.controls).toEqual(original.controls);
  });

  it('is the next edition of a key that is known, with a preview of what it changes', async () => {
    const { client } = test;
    await client.template
      .importFile(upload(templateFile({ key: 'growing', edition: 4 })))
      .then(({ id, revision }) => client.template.release({ id, revision }));
    const text = templateFile({ key: 'growing', edition: 4 }, [
      ownControl({ weight: 'low' }),
      ownControl({ code: 'N-1' }),
    ]);
    const preview = await client.template.previewFile(upload(text));
    expect(preview).toMatchObject({ becomes: 5, known: { edition: 4, state: 'released' } });
    expect(preview.known?.difference.added.map(({ code }) => code)).toEqual(['N-1']);
    const taken = await client.template.importFile(upload(text));
    expect(taken).toMatchObject({ key: 'growing', edition: 5 });
    expect((await client.template.get({ id: taken.id })).basedOn).toMatchObject({ edition: 4 });
  });

  it('writes nothing when it is refused', async () => {
    const { client } = test;
    const before = await client.template.list();
    const many = JSON.stringify({
      format: 'medsteward.template/1',
      controls: Array.from({ length: 10_000 }, () => ({})),
    });
    expect(await failureOf(client.template.importFile(upload(many)))).toMatchObject({
      code: 'file_refused',
      problem: 'too_many_controls',
    });
    const proto = templateFile().replace('"key"', '"__proto__": {"state": "released"},\n  "key"');
    expect(await failureOf(client.template.importFile(upload(proto)))).toMatchObject({ code: 'file_refused' });
    expect(await client.template.list()).toEqual(before);
  });
});

describe('a checklist that moves to another edition', () => {
  it('takes along what still answers the question, and says first what has to be answered again', async () => {
    const { client } = test;
    const { id: templateId, revision } = await draft();
    const question = { ...(await controlOf(templateId, 'BR-01')), question: 'Asked in another way?' };
    const one = await client.template.saveControl({ id: templateId, revision, code: 'BR-01', control: question });
    const heavier = { ...(await controlOf(templateId, 'BR-03')), weight: 'critical' as const };
    const two = await client.template.saveControl({ ...one, code: 'BR-03', control: heavier });
    const three = await client.template.removeControl({ ...two, code: 'AM-01' });
    const four = await client.template.saveControl({ ...three, code: null, control: ownControl() as never });

    const id = await answered(shipped, { 'BR-01': 'yes', 'BR-02': '4', 'BR-03': 'yes', 'AM-01': 'no' });
    const known = await client.checklist.get({ id });
    expect(await failureOf(client.checklist.previewTemplate({ id, templateId }))).toMatchObject({
      problem: 'template_not_released',
    });
    await client.template.release(four);
    const preview = await client.checklist.previewTemplate({ id, templateId });
    expect(preview).toMatchObject({ kept: 2, added: 1, percentage: { before: known.score.percentage } });
    expect(preview.again.map(({ control, answer, removed }) => [control, answer, removed])).toEqual([
      ['BR-01', 'yes', false],
      ['AM-01', 'no', true],
    ]);
    expect(await client.checklist.get({ id })).toEqual(known);

    const moved = await client.checklist.changeTemplate({ id, revision: known.revision, templateId });
    const after = await client.checklist.get({ id });
    const given = after.controls.flatMap(({ code, answer }) => (answer === null ? [] : [[code, answer]]));
    expect(given).toEqual([
      ['BR-02', '4'],
      ['BR-03', 'yes'],
    ]);
    expect([after.template.id, after.score.percentage, moved.score.possible]).toEqual([
      templateId,
      preview.percentage.after,
      551 + 4 - 10 + 6,
    ]);
    expect(
      await failureOf(client.checklist.changeTemplate({ id, revision: known.revision, templateId })),
    ).toMatchObject({
      code: 'stale_edit',
    });
  });
});
