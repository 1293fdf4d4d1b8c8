import { zodResolver } from '@hookform/resolvers/zod';
import { Box, Button, Link } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { daySchema } from '../../main/contract/shared.ts';
import type { DeviceId, ModelId } from '../../main/domain/ids.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { Card } from '../ui/card.tsx';
import { type ChosenDocument, DocumentField } from '../ui/document-field.tsx';
import { Note, type ShownFailure } from '../ui/error-state.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { DayInput, FieldGrid, SelectInput, TextInput, Wide } from '../ui/form-fields.tsx';
import { useNotice } from '../ui/notices.tsx';
import { paint } from '../ui/paint.ts';
import { Tag } from '../ui/status-tag.tsx';
import { client } from './client.ts';
import { keepDocument, openDocument } from './documents.ts';
import { failureOf } from './failure.ts';
import { useMayChange } from './may.tsx';
import { orpc } from './queries.ts';
import type { Outputs } from './types.ts';

type Legacy = Outputs['model']['get']['legacy'];
type Owner = { readonly deviceId: DeviceId } | { readonly modelId: ModelId };

/** What a person judged: legacy or not, who said so, when and why; or that nobody has. */
export function LegacyCard({ legacy, owner, name }: { legacy: Legacy; owner: Owner; name: string }) {
  const text = useText();
  const words = useWords();
  const [judging, setJudging] = useState(false);
  const mayJudge = useMayChange('deviceId' in owner ? 'device.judgeLegacy' : 'model.judgeLegacy');
  const { current, judgements } = legacy;
  const earlier = judgements.length - 1;
  return (
    <Card
      title={text('exceptions.legacy.title')}
      actions={
        mayJudge ? (
          <Button variant="text" color="primary" size="small" onClick={() => setJudging(true)}>
            {text(current ? 'exceptions.legacy.judgeAgain' : 'exceptions.legacy.judge')}
          </Button>
        ) : null
      }
    >
      {current === null ? (
        <>
          <Tag tone="unk">{text('exceptions.legacy.notJudged')}</Tag>
          <Box sx={{ color: paint.muted, marginTop: '6px' }}>{text('exceptions.legacy.notJudgedText')}</Box>
        </>
      ) : (
        <Box sx={{ display: 'grid', gap: '6px', justifyItems: 'start' }}>
          <Tag tone={current.legacy ? 'near' : 'ok'}>
            {words.t(current.legacy ? 'legacy.legacy' : 'legacy.not_legacy')}
          </Tag>
          <Box sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{current.reason}</Box>
          <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
            {[
              text('exceptions.legacy.by', { name: current.recordedBy, day: words.day(current.judgedOn) }),
              ...('deviceId' in owner && current.owner === 'model' ? [text('exceptions.legacy.ofModel')] : []),
              ...(earlier > 0 ? [text('exceptions.legacy.earlier', { count: earlier })] : []),
            ].join('. ')}
            .
          </Box>
          {current.documentId ? (
            <Link component="button" onClick={() => current.documentId && void openDocument(current.documentId)}>
              {current.document ?? text('exceptions.legacy.open')}
            </Link>
          ) : null}
        </Box>
      )}
      {judging ? <JudgeDialog owner={owner} name={name} onClose={() => setJudging(false)} /> : null}
    </Card>
  );
}

const schema = z.object({
  legacy: z.enum(['yes', 'no']),
  judgedOn: daySchema,
  reason: z.string().trim().min(1).max(4000),
});

function JudgeDialog({ owner, name, onClose }: { owner: Owner; name: string; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const status = useQuery(orpc.vault.status.queryOptions());
  const kept = useQuery(orpc.document.list.queryOptions()).data ?? [];
  const [document, setDocument] = useState<ChosenDocument>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [early, setEarly] = useState(false);
  const { control, handleSubmit, setError, formState } = useForm<
    z.input<typeof schema>,
    unknown,
    z.output<typeof schema>
  >({
    defaultValues: { legacy: 'yes', reason: '', ...(status.data ? { judgedOn: status.data.today } : {}) },
    resolver: zodResolver(schema),
  });
  const submit = handleSubmit(async ({ legacy, judgedOn, reason }) => {
    setFailure(null);
    const inFuture = status.data !== undefined && judgedOn > status.data.today;
    setEarly(inFuture);
    if (inFuture) return setError('judgedOn', { type: 'rule', message: 'day' }, { shouldFocus: true });
    try {
      const documentId = await keepDocument(document, { kind: 'evidence', datedOn: judgedOn });
      const fields = { legacy: legacy === 'yes', judgedOn, reason, documentId };
      if ('deviceId' in owner) await client.device.judgeLegacy({ ...owner, ...fields });
      else await client.model.judgeLegacy({ ...owner, ...fields });
      notice({ text: text('exceptions.legacy.dialog.done') });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  return (
    <FormDialog
      open
      title={text('exceptions.legacy.dialog.title', { name })}
      intro={text('exceptions.legacy.dialog.intro')}
      submit={text('exceptions.legacy.dialog.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty || document !== null}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGrid>
        <SelectInput
          control={control}
          name="legacy"
          label={text('exceptions.legacy.dialog.legacy')}
          required
          choices={[
            { value: 'yes', label: words.t('legacy.legacy') },
            { value: 'no', label: words.t('legacy.not_legacy') },
          ]}
        />
        <DayInput control={control} name="judgedOn" label={text('exceptions.legacy.dialog.judgedOn')} required />
        <Wide>
          <TextInput
            control={control}
            name="reason"
            label={text('exceptions.legacy.dialog.reason')}
            required
            multiline
            autoFocus
            maxLength={4000}
          />
        </Wide>
        <Wide>
          <DocumentField
            label={text('exceptions.legacy.dialog.document')}
            value={document}
            kept={kept}
            onChange={setDocument}
          />
        </Wide>
      </FieldGrid>
      {early ? (
        <Note tone="near" role="alert">
          {text('exceptions.legacy.dialog.inFuture')}
        </Note>
      ) : null}
    </FormDialog>
  );
}
