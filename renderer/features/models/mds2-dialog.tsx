import { Box, Button, MenuItem, TextField } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parseDay } from '../../../main/domain/day.ts';
import { contentOf, useChosenFile } from '../../bridge/chosen-file.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { DayField } from '../../ui/day-field.tsx';
import { FileContent, FileDialog } from '../../ui/file-dialog.tsx';
import { FilePicker } from '../../ui/file-picker.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { Mds2Preview } from './mds2-preview.tsx';
import type { ModelDetail } from './types.ts';

/** Takes a statement in: choose the file or paste its text, see what it says, and only then keep it. */
export function Mds2Dialog({ model, onClose }: { model: ModelDetail; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const { file, input: upload, busy, failure, attempt, choose } = useChosenFile();
  const [sheet, setSheet] = useState<string | null>(null);
  const [typedDay, setTypedDay] = useState('');
  const [pasted, setPasted] = useState<string | null>(null);
  const input = {
    ...upload,
    model: { id: model.id },
    sheet,
    releasedOn: parseDay(typedDay),
  };
  const preview = useQuery(
    orpc.mds2.preview.queryOptions({ input, enabled: file !== null, gcTime: 0, placeholderData: keepPreviousData }),
  );

  const chooseAnother = (another: File | undefined) => {
    if (another === undefined) return;
    setSheet(null);
    setTypedDay('');
    choose(another);
  };
  const takeIn = () =>
    attempt(async () => {
      const { checklists } = await client.mds2.take(input);
      notice({
        text: checklists === 0 ? text('mds2.dialog.done') : text('mds2.dialog.doneChecklists', { count: checklists }),
      });
      onClose();
    });

  const result = contentOf(preview);
  const wrong = failure ?? (preview.error && file ? failureOf(preview.error) : null);
  const asksForDay = result !== null && (result.releasedOn === null || typedDay !== '');
  return (
    <FileDialog
      title={text('mds2.dialog.title')}
      intro={text('mds2.dialog.intro', { model: `${model.manufacturer} ${model.name}` })}
      submit={text('mds2.dialog.submit')}
      busy={busy}
      ready={result !== null && result.outcome !== 'unchanged' && wrong === null && !preview.isPlaceholderData}
      onSubmit={() => void takeIn()}
      onClose={onClose}
    >
      <FilePicker
        label={text('mds2.dialog.file')}
        accept=".xlsx,.ods,.csv,.tsv,.txt"
        chosen={file?.name ?? null}
        choose={text('mds2.dialog.choose')}
        another={text('mds2.dialog.another')}
        kinds={text('mds2.dialog.kinds')}
        onFile={chooseAnother}
      >
        {result !== null && result.sheets.length > 1 ? (
          <TextField
            select
            label={text('mds2.dialog.sheet')}
            value={sheet ?? result.sheet ?? ''}
            onChange={(event) => setSheet(event.target.value)}
            fullWidth={false}
            sx={{ minWidth: 220 }}
          >
            {result.sheets.map(({ name, rows }) => (
              <MenuItem key={name} value={name}>
                {text('mds2.dialog.sheetOption', { name, rows })}
              </MenuItem>
            ))}
          </TextField>
        ) : null}
        {file === null && pasted === null ? (
          <Button variant="text" color="primary" onClick={() => setPasted('')}>
            {text('mds2.dialog.paste')}
          </Button>
        ) : null}
      </FilePicker>
      {pasted !== null && file === null ? (
        <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
          <TextField
            label={text('mds2.dialog.pasted')}
            helperText={text('mds2.dialog.pastedHint')}
            value={pasted}
            multiline
            minRows={5}
            maxRows={12}
            autoFocus
            onChange={(event) => setPasted(event.target.value)}
          />
          <Button
            disabled={pasted.trim() === ''}
            onClick={() => chooseAnother(new File([pasted], 'mds2.txt', { type: 'text/plain' }))}
          >
            {text('mds2.dialog.read')}
          </Button>
        </Box>
      ) : null}
      <FileContent fileName={file?.name ?? null} failure={wrong} next={text('mds2.dialog.refusedNext')}>
        {result ? (
          <>
            <Mds2Preview result={result} />
            {asksForDay ? (
              <DayField label={text('mds2.dialog.releasedOn')} value={typedDay} onChange={setTypedDay} />
            ) : null}
          </>
        ) : null}
      </FileContent>
    </FileDialog>
  );
}
