import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { contentOf, useChosenFile } from '../../../bridge/chosen-file.ts';
import { client } from '../../../bridge/client.ts';
import { failureOf } from '../../../bridge/failure.ts';
import { orpc } from '../../../bridge/queries.ts';
import { useText } from '../../../i18n/i18n.ts';
import { Note } from '../../../ui/error-state.tsx';
import { FileContent, FileDialog } from '../../../ui/file-dialog.tsx';
import { FilePicker } from '../../../ui/file-picker.tsx';
import { useNotice } from '../../../ui/notices.tsx';
import type { Checklist } from '../types.ts';
import { FormPreview } from './form-preview.tsx';

/** Takes in what came back: choose the file, see what it says question by question, and only then keep or accept it. */
export function TakeDialog({ checklist, onClose }: { checklist: Pick<Checklist, 'id'>; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const { file, input: upload, busy, failure, attempt, choose } = useChosenFile();
  const input = { ...upload, assessmentId: checklist.id };
  const preview = useQuery(orpc.vendorForm.preview.queryOptions({ input, enabled: file !== null, gcTime: 0 }));
  const result = contentOf(preview);
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
    <FileDialog
      title={text('vendorForms.takeDialog.title')}
      intro={text('vendorForms.takeDialog.intro')}
      submit={text('vendorForms.takeDialog.take')}
      busy={busy}
      ready={result !== null && result.outcome !== 'unchanged' && wrong === null}
      onSubmit={() => void takeIn(false)}
      onClose={onClose}
      further={
        acceptable.length === 0 ? null : (
          <Button disabled={wrong !== null || busy} onClick={() => void takeIn(true)}>
            {text('vendorForms.takeDialog.takeAndAccept', { count: acceptable.length })}
          </Button>
        )
      }
    >
      <FilePicker
        label={text('vendorForms.takeDialog.file')}
        accept=".xlsx,.ods,.html,.htm,.json"
        chosen={file?.name ?? null}
        choose={text('vendorForms.takeDialog.choose')}
        another={text('vendorForms.takeDialog.another')}
        kinds={text('vendorForms.takeDialog.kinds')}
        onFile={choose}
      />
      <FileContent fileName={file?.name ?? null} failure={wrong} next={text('vendorForms.takeDialog.refusedNext')}>
        {result ? (
          <>
            {result.outcome === 'unchanged' ? <Note tone="plan">{text('vendorForms.takeDialog.known')}</Note> : null}
            <FormPreview result={result} />
          </>
        ) : null}
      </FileContent>
    </FileDialog>
  );
}
