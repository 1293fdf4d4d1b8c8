import { Box, Button } from '@mui/material';
import { CHOICES } from '../../../main/domain/checklist.ts';
import { parseDay } from '../../../main/domain/day.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import type { ChecklistControl } from './types.ts';

type Declared = NonNullable<ChecklistControl['declared']>;

/** What the vendor declares to a question in its MDS2 statement. It counts for nothing until somebody accepts it. */
export function DeclaredAnswer({
  control,
  onAccept,
}: {
  control: ChecklistControl;
  /** Null where whoever looks may not, or where there is nothing to accept. */
  onAccept: (() => void) | null;
}) {
  const text = useText();
  const { code, declared, answer } = control;
  const said = useSuggestion();
  if (declared === null) return null;
  const differs = answer !== null && declared.suggestion !== null && answer !== declared.suggestion;
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
      {control.acceptedFrom === 'mds2' ? (
        <Tag tone="plan">{text('checklists.declared.accepted')}</Tag>
      ) : (
        <Tag tone="unk">{text('checklists.declared.vendor')}</Tag>
      )}
      <Box component="strong">{said(declared.suggestion)}</Box>
      <Box component="span" sx={{ color: paint.muted, flex: '1 1 160px', overflowWrap: 'anywhere' }}>
        <Rows rows={declared.rows} />
      </Box>
      {differs && control.acceptedFrom !== 'mds2' ? (
        <Box component="span" sx={{ color: paint.near }}>
          {text('checklists.declared.differs')}
        </Box>
      ) : null}
      {onAccept !== null && answer === null && declared.suggestion !== null ? (
        <Button
          onClick={onAccept}
          aria-label={text('checklists.declared.acceptOf', { code })}
          sx={{ fontSize: 12.5, lineHeight: '18px', padding: '3px 10px' }}
        >
          {text('checklists.declared.accept')}
        </Button>
      ) : null}
    </Box>
  );
}

/** `DTBK-3 No, DTBK-4 No, DTBK-5 Yes`, with what the vendor wrote beside them below. */
function Rows({ rows }: { rows: Declared['rows'] }) {
  const text = useText();
  const words = useWords();
  const short = rows.map(({ identifier, answer, raw }) => {
    const said =
      answer === null
        ? text('checklists.declared.missing')
        : answer === 'text'
          ? raw.trim().slice(0, 60)
          : words.t(`mds2.answer.${answer}`);
    return `${identifier} ${said}`;
  });
  const beside = rows.flatMap(({ identifier, answer, remark, note }) => {
    const said = [answer === 'text' ? null : remark, note].filter(Boolean).join('; ');
    return said === '' ? [] : [`${identifier}: ${said}`];
  });
  return (
    <>
      {short.join(', ')}
      {beside.map((line) => (
        <Box key={line} component="span" sx={{ display: 'block' }}>
          {line}
        </Box>
      ))}
    </>
  );
}

/** A suggestion in words: a choice, a day, or that a person has to judge. */
function useSuggestion(): (suggestion: string | null) => string {
  const text = useText();
  const words = useWords();
  return (suggestion) => {
    if (suggestion === null) return text('checklists.declared.judge');
    const choice = CHOICES.find((one) => one === suggestion);
    const on = parseDay(suggestion);
    return choice ? words.t(`answer.${choice}`) : on ? words.day(on) : suggestion;
  };
}
