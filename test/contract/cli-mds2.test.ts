import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CommandVault } from '../support/cli-vault.ts';
import { pasted, standardLayout, vendorStatement, xlsx } from '../support/mds2.ts';

const desk = new CommandVault();

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(desk.at(name), content);
  return desk.at(name);
}

interface Imported {
  readonly importId: string | null;
  readonly statementId: string | null;
  readonly outcome: string;
}
interface Shown {
  readonly points: number;
  readonly answers: readonly unknown[];
  readonly declared: readonly { readonly control: string; readonly suggestion: string }[];
}

beforeAll(async () => {
  await desk.document('vault', 'create', '--recovery-file', desk.at('recovery.txt'));
  const models = 'manufacturer,model\nNorvia Medical,InfuSmart Gateway\nAcme Imaging,UltraView 7\nOther,UltraView 7\n';
  await desk.document('import', 'models', file('models.csv', models));
});

describe('import mds2', () => {
  const book = () => file('mds2.xlsx', xlsx([standardLayout(vendorStatement())]));

  it('shows what would come, keeps it for a model, and the same file changes nothing (cli.md, stories 11 and 21)', async () => {
    const [template] = (await desk.document<{ templates: { id: string }[] }>('checklist', 'templates')).templates;
    const { assessmentId } = await desk.document<{ assessmentId: string }>(
      ...['checklist', 'new', '--template', template?.id ?? '', '--title', 'Gateways'],
      ...['--vendor', 'Norvia Medical', '--model', 'InfuSmart Gateway'],
    );
    const call = ['import', 'mds2', book(), '--model', 'InfuSmart Gateway'];
    const dry = await desk.document<Imported>(...call, '--dry-run');
    expect([dry.importId, dry.statementId]).toEqual([null, null]);
    const once = await desk.document<Imported>(...call);
    expect(once).toMatchObject({
      outcome: 'created',
      edition: 'hn1_2019',
      documentNumber: 'MDS2-GW-5',
      releasedOn: '2019-10-09',
      found: 240,
      expected: 240,
      answers: { yes: 29, no: 112, notApplicable: 90, seeNote: 1, blank: 1, text: 7 },
      notesLinked: 8,
      checklists: 1,
    });
    expect(await desk.document<Imported>(...call)).toMatchObject({
      outcome: 'unchanged',
      statementId: once.statementId,
    });

    const shown = await desk.document<Shown>('checklist', 'show', assessmentId);
    expect([shown.points, shown.answers]).toEqual([0, []]);
    const said = Object.fromEntries(shown.declared.map(({ control, suggestion }) => [control, suggestion]));
    expect(said).toMatchObject({ 'AM-01': 'no', 'BR-01': 'partial' });
  });

  it('reads pasted text, and asks which of two models is meant', async () => {
    const text = file('mds2.txt', pasted(vendorStatement()));
    const both = ['import', 'mds2', text, '--model', 'UltraView 7'];
    expect(await desk.failure(...both)).toEqual([4, 'input_refused', 'model_not_unique']);
    const taken = await desk.document<Imported>(...both, '--manufacturer', 'Acme Imaging');
    expect(taken).toMatchObject({ outcome: 'created', format: 'text', found: 240 });
  });

  it('refuses what is no statement, and says so', async () => {
    const call = ['import', 'mds2', file('a.csv', 'a,b\n1,2\n'), '--model', 'InfuSmart Gateway'];
    expect(await desk.failure(...call)).toEqual([4, 'file_refused', 'mds2_not_recognised']);
  });
});
