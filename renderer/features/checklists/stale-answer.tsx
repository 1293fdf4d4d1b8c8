import { Box, Button } from '@mui/material';
import { useText } from '../../i18n/i18n.ts';
import { Note } from '../../ui/error-state.tsx';
import { useAnswerText } from './flag-text.ts';
import { type ChecklistControl, type Given, givenOf } from './types.ts';

/** Two people answered: shows both and asks. Nothing of either is lost before someone decides. */
export function StaleAnswer({
  control,
  theirs,
  onUseMine,
  onKeepTheirs,
}: {
  control: ChecklistControl;
  theirs: Given;
  onUseMine: () => void;
  onKeepTheirs: () => void;
}) {
  const text = useText();
  const answerText = useAnswerText();
  const shown = ({ answer, remark, evidence }: Given) => {
    let line = answer === '' ? text('checklists.stale.none') : answerText(answer, control.unit);
    if (remark) line = text('checklists.stale.withRemark', { answer: line, remark });
    if (evidence) line = text('checklists.stale.withEvidence', { answer: line, evidence });
    return line;
  };
  return (
    <Box sx={{ marginTop: '8px' }}>
      <Note tone="near" role="alert">
        <strong>{text('checklists.stale.title', { code: control.code })}</strong>
        <div>
          {text('checklists.stale.theirs')}: {shown(theirs)}
        </div>
        <div>
          {text('checklists.stale.mine')}: {shown(givenOf(control))}
        </div>
        <Box sx={{ display: 'flex', gap: 1, margin: '8px 0 4px' }}>
          <Button onClick={onKeepTheirs}>{text('checklists.stale.keepTheirs')}</Button>
          <Button onClick={onUseMine}>{text('checklists.stale.useMine')}</Button>
        </Box>
      </Note>
    </Box>
  );
}
