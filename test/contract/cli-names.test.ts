import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CommandVault } from '../support/cli-vault.ts';

const desk = new CommandVault();

interface Listed {
  readonly total: number;
  readonly rows: readonly {
    readonly likelihood: string;
    readonly reason: string;
    readonly into: { readonly name: string };
    readonly from: { readonly name: string };
  }[];
}

const pairs = async () => desk.document<Listed>('names', 'list');

beforeAll(async () => {
  await desk.document('vault', 'create', '--recovery-file', desk.at('recovery.txt'));
  writeFileSync(
    desk.at('register.csv'),
    'asset_tag,manufacturer,model\nA-1,Kestrel Medical,Hover 12\nA-2,Kestrel Medical,Hover 14\nA-3,Kesterl Medical,Hovre 12\n',
  );
  await desk.document('import', 'devices', desk.at('register.csv'));
});

describe('names', () => {
  it('are listed, merged after a look, and refused where they are not there', async () => {
    const { rows } = await pairs();
    expect(rows).toMatchObject([
      {
        likelihood: 'likely',
        reason: 'one_letter',
        into: { name: 'Kestrel Medical' },
        from: { name: 'Kesterl Medical' },
      },
    ]);
    expect(await desk.failure('names', 'merge', 'Nobody', 'Kestrel Medical')).toEqual([4, 'not_found']);
    const names = ['names', 'merge', 'kesterl medical', 'Kestrel Medical'];
    const preview = await desk.run(...names, '--dry-run');
    expect(preview.out).toContain('Nothing was written.');
    expect(preview.out).toContain('Kesterl Medical');
    expect(await desk.document(...names)).toMatchObject({ models: 0 });
    expect((await pairs()).total).toBe(0);
    const renamed = await desk.run('names', 'merge', 'Hover 12', 'Hovre 12', '--of', 'model', '--rename');
    expect(renamed.out).toContain('Hover 12 went up in Hovre 12.');
  });
});
