import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogueFile, release } from '../support/catalogue.ts';
import { CommandVault } from '../support/cli-vault.ts';

const desk = new CommandVault();

function file(name: string, day: string): string {
  writeFileSync(desk.at(name), catalogueFile(day, [release({ securityEnd: '2027-06-30' })]));
  return desk.at(name);
}

interface Changes {
  readonly day: string;
  readonly age: string;
  readonly changed: number;
}
interface Info {
  readonly day: string;
  readonly releases: number;
  readonly replacedBy: { readonly fileName: string } | null;
}

beforeAll(async () => {
  await desk.document('vault', 'create', '--recovery-file', desk.at('recovery.txt'));
});

describe('the product catalogue on the command line', () => {
  it('is shown what a file would change, replaced, and told (issue 4)', async () => {
    expect(await desk.document<Info>('catalogue', 'info')).toMatchObject({ day: '2026-08-22', replacedBy: null });
    const newer = file('newer.json', '2026-08-23');
    const preview = await desk.document<Changes>('import', 'catalogue', newer, '--dry-run');
    expect(preview).toMatchObject({ day: '2026-08-23', age: 'newer', changed: 1 });
    expect(await desk.document<Info>('catalogue', 'info')).toMatchObject({ replacedBy: null });
    await desk.document<Changes>('import', 'catalogue', newer);
    expect(await desk.document<Info>('catalogue', 'info')).toMatchObject({
      day: '2026-08-23',
      releases: 1,
      replacedBy: { fileName: 'newer.json' },
    });
  });

  it('takes an older one only with --force', async () => {
    const older = file('older.json', '2025-01-01');
    expect(await desk.failure('import', 'catalogue', older)).toEqual([4, 'file_refused', 'catalogue_older']);
    expect(await desk.document<Changes>('import', 'catalogue', older, '--force')).toMatchObject({ age: 'older' });
    expect(await desk.document<Info>('catalogue', 'info')).toMatchObject({ day: '2025-01-01' });
  });
});
