import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { saveExport } from '../../bridge/files.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { ExportMenu } from '../../ui/export-menu.tsx';

type Template = Outputs['checklist']['templates'][number];

/** The blank checklist as a file, to be sent to a vendor; one menu a catalogue of questions. */
export function BlankExport({ templates }: { templates: readonly Template[] }) {
  const text = useText();
  const newest = templates.filter(
    (one) => !templates.some((other) => other.key === one.key && other.version > one.version),
  );
  return newest.map((template) => (
    <ExportMenu
      key={template.id}
      label={newest.length === 1 ? text('checklists.blank') : text('checklists.blankOf', { title: template.title })}
      onExport={async (format) => saveExport(await client.exports.checklist({ format, templateId: template.id }))}
      onDocument={async () => saveExport(await client.exports.checklist({ format: 'docx', templateId: template.id }))}
      explain={failureOf}
    />
  ));
}
