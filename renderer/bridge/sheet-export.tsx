import { SHEET_FORMATS, type SheetNoun } from '../../main/contract/export.ts';
import type { Id } from '../../main/domain/ids.ts';
import { useText } from '../i18n/i18n.ts';
import { client } from './client.ts';
import { DisclosingExport } from './disclosure.tsx';
import { given, saveExport } from './files.ts';

/** Offers one record with what belongs to it as a sheet for a folder. */
export function SheetExport({ noun, id }: { noun: SheetNoun; id: string }) {
  const text = useText();
  const of = { noun, id: id as Id<'sheet'> };
  return (
    <DisclosingExport
      label={text('exported.sheet')}
      of={{ of: 'sheet', ...of }}
      formats={SHEET_FORMATS}
      save={async (format, disclosure, signal) =>
        saveExport(await client.exports.sheet({ format, ...of, disclosure }, given(signal)))
      }
    />
  );
}
