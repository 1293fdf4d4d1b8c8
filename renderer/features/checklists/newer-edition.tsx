import { Box, Button } from '@mui/material';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TemplateId } from '../../../main/domain/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { useAnswerText } from './flag-text.ts';
import type { Checklist } from './types.ts';

/** Says that a newer edition of the questions is there, and moves an open checklist to it after showing what becomes of its answers. */
export function NewerEdition({ checklist }: { checklist: Checklist }) {
  const text = useText();
  const may = useMayChange('checklist.changeTemplate');
  const templates = useQuery(orpc.checklist.templates.queryOptions()).data ?? [];
  const [looking, setLooking] = useState(false);
  const { template, status } = checklist;
  const newest = templates.find(({ key }) => key === template.key);
  if (!may || status !== 'draft' || newest === undefined || newest.version <= template.version) return null;
  const { id, version } = newest;
  return (
    <Box sx={{ marginBottom: '18px' }}>
      <Note tone="plan">
        <Box sx={{ display: 'flex', gap: '8px 16px', flexWrap: 'wrap', alignItems: 'center' }}>
          <Box sx={{ flex: 1 }}>{text('templates.move.there', { version })}</Box>
          <Button onClick={() => setLooking(true)} sx={{ padding: '3px 11px', fontSize: 13 }}>
            {text('templates.move.look', { version })}
          </Button>
        </Box>
      </Note>
      {looking ? <MoveDialog checklist={checklist} to={{ id, version }} onClose={() => setLooking(false)} /> : null}
    </Box>
  );
}

function MoveDialog({
  checklist: { id, revision },
  to: { id: templateId, version },
  onClose,
}: {
  checklist: Checklist;
  to: { readonly id: TemplateId; readonly version: number };
  onClose: () => void;
}) {
  const text = useText();
  const number = useNumber();
  const answerText = useAnswerText();
  const notice = useNotice();
  const preview = useQuery(orpc.checklist.previewTemplate.queryOptions({ input: { id, templateId } }));
  const move = useMutation(
    orpc.checklist.changeTemplate.mutationOptions({
      onSuccess: () => {
        notice({ text: text('templates.move.done', { version }) });
        onClose();
      },
    }),
  );
  const percent = (value: number) => number(value, { minimumFractionDigits: 1 });
  const becomes = preview.data;
  return (
    <FormDialog
      open
      title={text('templates.move.title', { version })}
      submit={text('templates.move.submit')}
      busy={move.isPending}
      dirty={false}
      failure={move.error ? failureOf(move.error) : null}
      onSubmit={(event) => {
        event.preventDefault();
        if (becomes) move.mutate({ id, revision, templateId });
      }}
      onClose={onClose}
    >
      {preview.error ? <ErrorNote failure={failureOf(preview.error)} /> : null}
      {becomes ? (
        <Box sx={{ display: 'grid', gap: '10px' }}>
          <Box>
            {text('templates.move.kept', { count: becomes.kept })}{' '}
            {becomes.added > 0 ? `${text('templates.move.added', { count: becomes.added })} ` : ''}
            {text('templates.move.result', {
              before: percent(becomes.percentage.before),
              after: percent(becomes.percentage.after),
            })}
          </Box>
          {becomes.again.length > 0 ? (
            <Note tone="near">
              {text('templates.move.again')}
              <Box component="ul" sx={{ margin: '6px 0 0', paddingLeft: '18px', maxHeight: 260, overflowY: 'auto' }}>
                {becomes.again.map(({ control, title, answer, removed }) => (
                  <li key={control}>
                    <strong>{control}</strong> {title}: {answerText(answer)}{' '}
                    <Box component="span" sx={{ color: paint.muted }}>
                      ({text(removed ? 'templates.move.removed' : 'templates.move.changed')})
                    </Box>
                  </li>
                ))}
              </Box>
            </Note>
          ) : null}
        </Box>
      ) : preview.error ? null : (
        <LoadingLines lines={3} />
      )}
    </FormDialog>
  );
}
