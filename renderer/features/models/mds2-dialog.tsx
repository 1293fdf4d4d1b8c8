import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  MenuItem,
  TextField,
  Typography,
} from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { parseDay } from '../../../main/domain/day.ts';
import { useChosenFile } from '../../bridge/chosen-file.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { DayField } from '../../ui/day-field.tsx';
import { FilePicker } from '../../ui/file-picker.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { RefusedNote } from '../../ui/refused-note.tsx';
import { Mds2Preview } from './mds2-preview.tsx';
import type { ModelDetail } from './types.ts';

/** Takes a statement in: choose the file or paste its text, see what it says, and only then keep it. */
export function Mds2Dialog({ model, onClose }: { model: ModelDetail; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const id = useId();
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

  const result = preview.error ? null : (preview.data ?? null);
  const wrong = failure ?? (preview.error && file ? failureOf(preview.error) : null);
  const asksForDay = result !== null && (result.releasedOn === null || typedDay !== '');
  return (
    <Dialog open onClose={() => busy || onClose()} aria-labelledby={id} maxWidth="md" fullWidth>
      <DialogTitle id={id}>{text('mds2.dialog.title')}</DialogTitle>
      <DialogContent
        sx={{ display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)', alignContent: 'start' }}
      >
        <Typography color="textSecondary">
          {text('mds2.dialog.intro', { model: `${model.manufacturer} ${model.name}` })}
        </Typography>
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
        {wrong ? (
          <RefusedNote fileName={file?.name ?? ''} failure={wrong} next={text('mds2.dialog.refusedNext')} />
        ) : result ? (
          <>
            <Mds2Preview result={result} />
            {asksForDay ? (
              <DayField label={text('mds2.dialog.releasedOn')} value={typedDay} onChange={setTypedDay} />
            ) : null}
          </>
        ) : file ? (
          <LoadingLines lines={5} />
        ) : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={busy}>
          {text('action.cancel')}
        </Button>
        <Button
          variant="contained"
          color="primary"
          loading={busy}
          disabled={result === null || result.outcome === 'unchanged' || wrong !== null || preview.isPlaceholderData}
          onClick={() => void takeIn()}
        >
          {text('mds2.dialog.submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
