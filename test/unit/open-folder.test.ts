import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FOLDER_TABLES, isFolderPath } from '../../main/features/folder/tables.ts';
import { withReference } from '../../main/scripts/open-folder-reference.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('docs/open-folder.md', () => {
  it('describes every field of the schema as it is; main/scripts/open-folder-reference.ts writes it', () => {
    const document = read('docs/open-folder.md');
    expect(withReference(document, read('prisma/schema.prisma'))).toBe(document);
  });
});

describe('names in a list', () => {
  it('are those of the format and lead nowhere else', () => {
    for (const { path } of FOLDER_TABLES) expect([path, isFolderPath(path)]).toEqual([path, true]);
    const hash = 'a'.repeat(64);
    for (const path of [`documents/${hash}.pdf`, `documents/${hash}`, 'history/this-vault/entries.json'])
      expect([path, isFolderPath(path)]).toEqual([path, true]);
    for (const path of [
      '',
      'manifest.json',
      '/etc/passwd',
      '../records/devices.json',
      'records/../devices.json',
      'records\\devices.json',
      'records/devices.json\n',
      'records/Devices.json',
      'records/devices.json/x',
      `documents/${hash}.pdf/..`,
      'C:/records/devices.json',
      'history/../entries.json',
    ])
      expect([path, isFolderPath(path)]).toEqual([path, false]);
  });
});
