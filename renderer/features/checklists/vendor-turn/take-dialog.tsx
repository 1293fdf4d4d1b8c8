import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useChosenFile } from '../../../bridge/chosen-file.ts';
import { client } from '../../../bridge/client.ts';
import { failureOf } from '../../../bridge/failure.ts';
import { orpc } from '../../../bridge/queries.ts';
import { useText } from '../../../i18n/i18n.ts';
import { Note } from '../../../ui/error-state.tsx';
import { FilePicker } from '../../../ui/file-picker.tsx';
import { LoadingLines } from '../../../ui/loading.tsx';
import { useNotice } from '../../../ui/notices.tsx';
import { RefusedNote } from '../../../ui/refused-note.tsx';
import type { Checklist } from '../types.ts';
import { FormPreview } from './form-preview.tsx';

/** Takes in what came back: choose the file, see what it says question by question, and only then keep or accept it. */
export function TakeDialog({ checklist, onClose }: { checklist: Pick<Checklist, 'id'>; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const id = useId();
  const { file, input: upload, busy, failure, attempt, choose } = useChosenFile();
  const input = { ...upload, assessmentId: checklist.id };
  const preview = useQuery(orpc.vendorForm.preview.queryOptions({ input, enabled: file !== null, gcTime: 0 }));
  const result = preview.error ? null : (preview.data ?? null);
  const wrong = failure ?? (preview.error && file ? failureOf(preview.error) : null);
  const acceptable = result?.rows.filter(({ state }) => state === 'new' || state === 'changed') ?? [];

  const takeIn = (accepting: boolean) =>
    attempt(async () => {
      const { form } = await client.vendorForm.take(input);
      if (accepting) {
        const answers = acceptable.map(({ control, answerRevision, value }) => ({
          control,
          answerRevision,
          value: value ?? '',
        }));
        const { accepted } = await client.vendorForm.accept({ formId: form.id, answers });
        notice({ text: text('vendorForms.takeDialog.accepted', { count: accepted }) });
      } else notice({ text: text('vendorForms.takeDialog.taken') });
      onClose();
    });

  return (
    <Dialog open onClose={() => busy || onClose()} aria-labelledby={id} maxWidth="md" fullWidth>
      <DialogTitle id={id}>{text('vendorForms.takeDialog.title')}</DialogTitle>
      <DialogContent
        sx={{ display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)', alignContent: 'start' }}
      >
        <Typography color="textSecondary">{text('vendorForms.takeDialog.intro')}</Typography>
        <FilePicker
          label={text('vendorForms.takeDialog.file')}
          accept=".xlsx,.ods,.html,.htm,.json"
          chosen={file?.name ?? null}
          choose={text('vendorForms.takeDialog.choose')}
          another={text('vendorForms.takeDialog.another')}
          kinds={text('vendorForms.takeDialog.kinds')}
          onFile={choose}
        />
        {wrong ? (
          <RefusedNote fileName={file?.name ?? ''} failure={wrong} next={text('vendorForms.takeDialog.refusedNext')} />
        ) : result ? (
          <>
            {result.outcome === 'unchanged' ? <Note tone="plan">{text('vendorForms.takeDialog.known')}</Note> : null}
            <FormPreview result={result} />
          </>
        ) : file ? (
          <LoadingLines lines={5} />
        ) : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={busy}>
          {text('action.cancel')}
        </Button>
        {acceptable.length === 0 ? null : (
          <Button disabled={wrong !== null || busy} onClick={() => void takeIn(true)}>
            {text('vendorForms.takeDialog.takeAndAccept', { count: acceptable.length })}
          </Button>
        )}
        <Button
          variant="contained"
          color="primary"
          loading={busy}
          disabled={result === null || result.outcome === 'unchanged' || wrong !== null}
          onClick={() => void takeIn(false)}
        >
          {text('vendorForms.takeDialog.take')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
