import { EXPORT_FORMATS } from '../../main/contract/export.ts';
import type { ListName } from '../../main/contract/export-list.ts';
import { useText } from '../i18n/i18n.ts';
import { client } from './client.ts';
import { DisclosingExport } from './disclosure.tsx';
import { given, type SavedExport, saveExport } from './files.ts';

/** Offers what a list shows as a file: all of its pages, in its order, with what is searched and filtered printed on it. */
export function ListExport({
  name,
  question,
  label,
  onCalendar,
}: {
  name: ListName;
  /** What the page asks its list, without the part of it. */
  question?: object;
  label?: string;
  onCalendar?: () => Promise<SavedExport>;
}) {
  const text = useText();
  const list = question === undefined ? { name } : { name, question };
  return (
    <DisclosingExport
      label={label ?? text('exported.list')}
      of={{ of: 'list', list }}
      formats={EXPORT_FORMATS}
      save={async (format, disclosure, signal) =>
        saveExport(await client.exports.list({ format, list, disclosure }, given(signal)))
      }
      {...(onCalendar ? { onCalendar } : {})}
    />
  );
}
