import { Checkbox, FormControlLabel } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { contentOf, useChosenFile } from '../../bridge/chosen-file.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { FileContent, FileDialog } from '../../ui/file-dialog.tsx';
import { FilePicker } from '../../ui/file-picker.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { ChangesPreview } from './changes-preview.tsx';

/** Puts another catalogue in place: choose the file, see what changes, and only then change it. */
export function ReplaceDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const { file, input, busy, failure, attempt, choose } = useChosenFile();
  const [insists, setInsists] = useState(false);
  const preview = useQuery(
    orpc.catalogue.preview.queryOptions({ input, enabled: file !== null, gcTime: 0, retry: false }),
  );

  const chooseAnother = (another: File | undefined) => {
    setInsists(false);
    choose(another);
  };
  const replace = () =>
    attempt(async () => {
      const { day } = await client.catalogue.replace({ ...input, force: insists });
      notice({ text: text('catalogue.replace.done', { day: words.day(day) }) });
      onClose();
    });

  const changes = contentOf(preview);
  const wrong = failure ?? (preview.error && file ? failureOf(preview.error) : null);
  const older = changes?.age === 'older';
  return (
    <FileDialog
      title={text('catalogue.replace.title')}
      intro={text('catalogue.replace.intro')}
      submit={text('catalogue.replace.submit')}
      busy={busy}
      ready={changes !== null && wrong === null && (!older || insists)}
      onSubmit={() => void replace()}
      onClose={onClose}
    >
      <FilePicker
        label={text('catalogue.replace.file')}
        accept=".json,application/json"
        chosen={file?.name ?? null}
        choose={text('catalogue.replace.choose')}
        another={text('catalogue.replace.another')}
        kinds={text('catalogue.replace.kinds')}
        onFile={chooseAnother}
      />
      <FileContent fileName={file?.name ?? null} failure={wrong} next={text('catalogue.replace.refusedNext')}>
        {changes ? <ChangesPreview changes={changes} /> : null}
      </FileContent>
      {older && !wrong ? (
        <FormControlLabel
          control={<Checkbox checked={insists} onChange={(event) => setInsists(event.target.checked)} />}
          label={text('catalogue.replace.insist')}
        />
      ) : null}
    </FileDialog>
  );
}
