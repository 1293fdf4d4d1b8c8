import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Typography,
} from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useChosenFile } from '../../bridge/chosen-file.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { FilePicker } from '../../ui/file-picker.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { RefusedNote } from '../../ui/refused-note.tsx';
import { ChangesPreview } from './changes-preview.tsx';

/** Puts another catalogue in place: choose the file, see what changes, and only then change it. */
export function ReplaceDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const id = useId();
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

  const changes = preview.error ? null : (preview.data ?? null);
  const wrong = failure ?? (preview.error && file ? failureOf(preview.error) : null);
  const older = changes?.age === 'older';
  return (
    <Dialog open onClose={() => busy || onClose()} aria-labelledby={id} maxWidth="md" fullWidth>
      <DialogTitle id={id}>{text('catalogue.replace.title')}</DialogTitle>
      <DialogContent
        sx={{ display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)', alignContent: 'start' }}
      >
        <Typography color="textSecondary">{text('catalogue.replace.intro')}</Typography>
        <FilePicker
          label={text('catalogue.replace.file')}
          accept=".json,application/json"
          chosen={file?.name ?? null}
          choose={text('catalogue.replace.choose')}
          another={text('catalogue.replace.another')}
          kinds={text('catalogue.replace.kinds')}
          onFile={chooseAnother}
        />
        {wrong ? (
          <RefusedNote fileName={file?.name ?? ''} failure={wrong} next={text('catalogue.replace.refusedNext')} />
        ) : changes ? (
          <ChangesPreview changes={changes} />
        ) : file ? (
          <LoadingLines lines={5} />
        ) : null}
        {older && !wrong ? (
          <FormControlLabel
            control={<Checkbox checked={insists} onChange={(event) => setInsists(event.target.checked)} />}
            label={text('catalogue.replace.insist')}
          />
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
          disabled={changes === null || wrong !== null || (older && !insists)}
          onClick={() => void replace()}
        >
          {text('catalogue.replace.submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
