import { Box, Button, Link, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Day, day } from '../../../../main/domain/day.ts';
import { useAttempt } from '../../../bridge/attempt.ts';
import { client } from '../../../bridge/client.ts';
import { openDocument } from '../../../bridge/documents.ts';
import { orpc } from '../../../bridge/queries.ts';
import type { Outputs } from '../../../bridge/types.ts';
import { useText, useWords } from '../../../i18n/i18n.ts';
import { Card } from '../../../ui/card.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ErrorNote } from '../../../ui/error-state.tsx';
import { useNotice } from '../../../ui/notices.tsx';
import { paint } from '../../../ui/paint.ts';
import { Tag } from '../../../ui/status-tag.tsx';
import type { Checklist } from '../types.ts';
import { SendDialog } from './send-dialog.tsx';
import { TakeDialog } from './take-dialog.tsx';

type Form = Outputs['vendorForm']['list'][number];

/** Forms that are shown before the rest is only counted. */
const SHOWN = 3;

/** What went to the vendor and what came back; sending and taking in. */
export function VendorTurn({ checklist, mayChange }: { checklist: Checklist; mayChange: boolean }) {
  const text = useText();
  const notice = useNotice();
  const [dialog, setDialog] = useState<'send' | 'take' | null>(null);
  const [aside, setAside] = useState<Form | null>(null);
  const { busy, failure, attempt } = useAttempt();
  const forms = useQuery(orpc.vendorForm.list.queryOptions({ input: { assessmentId: checklist.id } })).data ?? [];
  const today = useQuery(orpc.vault.status.queryOptions()).data?.today ?? null;
  if (forms.length === 0 && !mayChange) return null;
  const close = () => setDialog(null);
  const putAside = () =>
    attempt(async () => {
      if (aside === null) return;
      setAside(null);
      await client.vendorForm.discard({ formId: aside.id });
      notice({ text: text('vendorForms.discarded') });
    });
  return (
    <Card title={text('vendorForms.title')}>
      <Box sx={{ display: 'grid', gap: '12px', paddingTop: '6px' }}>
        {forms.length === 0 ? (
          <Typography variant="body2" sx={{ color: paint.muted }}>
            {text('vendorForms.none')}
          </Typography>
        ) : (
          forms
            .slice(0, SHOWN)
            .map((form) => (
              <FormLine
                key={form.id}
                form={form}
                today={today}
                onOpen={() => void attempt(async () => form.documentId && openDocument(form.documentId))}
                onAside={mayChange && form.returnedAt !== null ? () => setAside(form) : null}
              />
            ))
        )}
        {forms.length > SHOWN ? (
          <Typography variant="body2" sx={{ color: paint.muted }}>
            {text('vendorForms.more', { count: forms.length - SHOWN })}
          </Typography>
        ) : null}
        {failure ? <ErrorNote failure={failure} /> : null}
        {mayChange ? (
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            <Button onClick={() => setDialog('send')}>{text('vendorForms.send')}</Button>
            {forms.length === 0 ? null : <Button onClick={() => setDialog('take')}>{text('vendorForms.take')}</Button>}
          </Box>
        ) : null}
      </Box>
      {dialog === 'send' && today ? <SendDialog checklist={checklist} today={today} onClose={close} /> : null}
      {dialog === 'take' ? <TakeDialog checklist={checklist} onClose={close} /> : null}
      <ConfirmDialog
        open={aside !== null}
        title={text('vendorForms.discardTitle')}
        text={text('vendorForms.discardText')}
        confirm={text('vendorForms.discard')}
        busy={busy}
        onConfirm={() => void putAside()}
        onClose={() => setAside(null)}
      />
    </Card>
  );
}

/** One form: when it was sent, until when answers are wanted, and what came back. */
function FormLine({
  form,
  today,
  onOpen,
  onAside,
}: {
  form: Form;
  today: Day | null;
  onOpen: () => void;
  /** Null where there is nothing to put aside, or whoever looks may not. */
  onAside: (() => void) | null;
}) {
  const text = useText();
  const words = useWords();
  const { format, issuedAt, dueOn, returnedAt, declared } = form;
  const dayText = (instant: string) => words.day(day(instant.slice(0, 10)));
  const late = returnedAt === null && dueOn !== null && today !== null && dueOn < today;
  return (
    <Box sx={{ display: 'grid', gap: '4px', fontSize: 13, lineHeight: '18px' }}>
      <Box>
        {text('vendorForms.sent', {
          format: text(format === 'xlsx' ? 'vendorForms.workbook' : 'vendorForms.htmlForm'),
          day: dayText(issuedAt),
        })}
      </Box>
      {returnedAt !== null ? (
        <>
          <Box sx={{ display: 'flex', gap: '6px 10px', flexWrap: 'wrap', alignItems: 'center' }}>
            <Tag tone="ok">{text('vendorForms.back', { day: dayText(returnedAt) })}</Tag>
            <span>{text('vendorForms.declared', { count: declared })}</span>
          </Box>
          <Box sx={{ display: 'flex', gap: '14px', flexWrap: 'wrap' }}>
            {form.documentId === null ? null : (
              <Link component="button" type="button" onClick={onOpen} sx={{ font: 'inherit' }}>
                {text('vendorForms.openFile')}
              </Link>
            )}
            {onAside === null ? null : (
              <Link component="button" type="button" onClick={onAside} sx={{ font: 'inherit' }}>
                {text('vendorForms.discard')}
              </Link>
            )}
          </Box>
        </>
      ) : dueOn !== null ? (
        <Box>
          <Tag tone={late ? 'near' : 'plan'}>
            {text(late ? 'vendorForms.late' : 'vendorForms.due', { day: words.day(dueOn) })}
          </Tag>
        </Box>
      ) : null}
    </Box>
  );
}
