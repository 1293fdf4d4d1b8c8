import { Box, Button } from '@mui/material';
import { saysTheSame } from '../../../../main/domain/vendor-form.ts';
import { useText } from '../../../i18n/i18n.ts';
import { paint } from '../../../ui/paint.ts';
import { Tag } from '../../../ui/status-tag.tsx';
import type { ChecklistControl } from '../types.ts';
import { useAnswerText } from './answer-text.ts';

/** What the vendor answers to a question in the form that came back. It counts for nothing until somebody accepts it. */
export function FormAnswer({
  control,
  onAccept,
}: {
  control: ChecklistControl;
  /** Null where whoever looks may not. */
  onAccept: (() => void) | null;
}) {
  const text = useText();
  const answerText = useAnswerText();
  const { code, formAnswer, answer, acceptedFrom } = control;
  if (formAnswer === null) return null;
  const { value, remark, evidence } = formAnswer;
  const accepted = acceptedFrom === 'form' && answer === value;
  const differs = answer !== null && value !== null && answer !== value;
  const open =
    value !== null && !saysTheSame(formAnswer, { value: answer, remark: control.remark, evidence: control.evidence });
  return (
    <Box
      sx={{
        marginTop: '8px',
        display: 'flex',
        flexWrap: 'wrap',
        gap: '4px 10px',
        alignItems: 'center',
        fontSize: 12.5,
        lineHeight: '18px',
        padding: '6px 10px',
        border: `1px dashed ${paint.lineStrong}`,
        borderRadius: '8px',
      }}
    >
      <Tag tone={accepted ? 'plan' : 'unk'}>
        {text(accepted ? 'vendorForms.answer.accepted' : 'vendorForms.answer.vendor')}
      </Tag>
      <Box component="strong" sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {value === null ? text('vendorForms.answer.wordsOnly') : answerText(value)}
      </Box>
      <Box
        component="span"
        sx={{ color: paint.muted, flex: '1 1 160px', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}
      >
        {[
          ...(remark === null ? [] : [text('vendorForms.takeDialog.remark', { value: remark })]),
          ...(evidence === null ? [] : [text('vendorForms.takeDialog.evidence', { value: evidence })]),
        ].join('\n')}
      </Box>
      {differs ? (
        <Box component="span" sx={{ color: paint.near }}>
          {text('checklists.declared.differs')}
        </Box>
      ) : null}
      {onAccept !== null && open ? (
        <Button
          onClick={onAccept}
          aria-label={text('vendorForms.answer.acceptOf', { code })}
          sx={{ fontSize: 12.5, lineHeight: '18px', padding: '3px 10px' }}
        >
          {text(
            differs
              ? 'vendorForms.answer.replace'
              : answer === null
                ? 'checklists.declared.accept'
                : 'vendorForms.answer.words',
          )}
        </Button>
      ) : null}
    </Box>
  );
}
