import { Box } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { TemplateId } from '../../../../main/domain/ids.ts';
import { useChosenFile } from '../../../bridge/chosen-file.ts';
import { client } from '../../../bridge/client.ts';
import { failureOf } from '../../../bridge/failure.ts';
import { orpc } from '../../../bridge/queries.ts';
import type { Outputs } from '../../../bridge/types.ts';
import { useText, useWords } from '../../../i18n/i18n.ts';
import { Note } from '../../../ui/error-state.tsx';
import { FileContent, FileDialog } from '../../../ui/file-dialog.tsx';
import { FilePicker } from '../../../ui/file-picker.tsx';
import { useNotice } from '../../../ui/notices.tsx';
import { DifferenceView } from './difference.tsx';

type Preview = Outputs['template']['previewFile'];

/** Takes a template of another vault in: choose the file, see what is new in it, and only then take it in as a draft. */
export function ImportDialog({ onClose, onTaken }: { onClose: () => void; onTaken: (id: TemplateId) => void }) {
  const text = useText();
  const notice = useNotice();
  const { file, input, busy, failure, attempt, choose } = useChosenFile();
  const preview = useQuery(
    orpc.template.previewFile.queryOptions({ input, enabled: input.uploadId !== '', gcTime: 0, retry: false }),
  );
  const take = () =>
    attempt(async () => {
      const taken = await client.template.importFile(input);
      notice({ text: text('templates.file.done') });
      onTaken(taken.id);
    });
  const wrong = failure ?? (preview.error && file ? failureOf(preview.error) : null);
  const read = wrong ? null : (preview.data ?? null);
  return (
    <FileDialog
      title={text('templates.file.title')}
      intro={text('templates.file.intro')}
      submit={text('templates.file.submit')}
      busy={busy}
      ready={read !== null && !isSame(read)}
      onSubmit={() => void take()}
      onClose={onClose}
    >
      <FilePicker
        label={text('templates.file.file')}
        accept=".json,application/json"
        chosen={file?.name ?? null}
        choose={text('templates.file.choose')}
        another={text('templates.file.another')}
        kinds={text('templates.file.kinds')}
        onFile={choose}
      />
      <FileContent fileName={file?.name ?? null} failure={wrong} next={text('templates.file.refusedNext')}>
        {read ? <Read preview={read} /> : null}
      </FileContent>
    </FileDialog>
  );
}

function isSame({ known }: Preview): boolean {
  if (known === null) return false;
  const { added, removed, changed } = known.difference;
  return added.length + removed.length + changed.length === 0;
}

function Read({ preview }: { preview: Preview }) {
  const text = useText();
  const words = useWords();
  const { title, controls, becomes, known } = preview;
  const holds = text('templates.file.holds', { title, count: controls });
  if (isSame(preview)) {
    return <Note tone="plan">{text('templates.file.same', { edition: known?.edition ?? 0 })}</Note>;
  }
  return (
    <>
      <Note tone="ok" role="status">
        {holds} {text('templates.file.becomes', { edition: becomes })}
        {known === null ? ` ${text('templates.file.newKey')}` : ''}
      </Note>
      {known ? (
        <Box>
          <DifferenceView
            difference={known.difference}
            names={{
              before: words.t('template.edition', { edition: known.edition }),
              after: text('templates.file.inFile'),
            }}
          />
        </Box>
      ) : null}
    </>
  );
}
