import { heldBack } from '../../domain/disclosure.ts';
import type { Words } from '../../words/words.ts';
import type { FolderFacts } from './write-folder.ts';

/** What lies beside the list and says in plain words what the folder is. Nothing reads it. */
export const README_PATH = 'README.txt';

/** The words of it. */
export function readmeText(
  { organisation, createdAt, programVersion, schemaVersion, disclosure }: Omit<FolderFacts, 'readme'>,
  words: Words,
): string {
  const { t } = words;
  const left = [...heldBack(disclosure, 'leave_out'), ...heldBack(disclosure, 'pseudonym')];
  const kinds = left.map((kind) => t(`disclosure.kind.${kind}`)).join(', ');
  return `${[
    t('folder.readme.title', { organisation }),
    t('folder.readme.made', { at: createdAt, version: programVersion, schema: schemaVersion }),
    t('folder.readme.open'),
    ...(left.length > 0 ? [t('folder.readme.withheld', { kinds })] : []),
    t('folder.readme.what'),
    t('folder.readme.form'),
    t('folder.readme.check'),
    t('folder.readme.back'),
  ].join('\n\n')}\n`;
}
