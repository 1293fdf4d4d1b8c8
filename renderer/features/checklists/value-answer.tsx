import { Box, InputAdornment, TextField } from '@mui/material';
import { useState } from 'react';
import { type AnswerProblem, type AnswerType, readAnswer } from '../../../main/domain/checklist.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { DayField } from '../../ui/day-field.tsx';

/** A number, a day or a text. It is given when the field is left or Enter is pressed, and only when it can be read. */
export function ValueAnswer({
  code,
  answerType,
  unit,
  value,
  disabled,
  onGive,
}: {
  code: string;
  answerType: Exclude<AnswerType, 'yes_no_partial_na'>;
  unit: string | null;
  value: string;
  disabled: boolean;
  onGive: (value: string) => void;
}) {
  const text = useText();
  const words = useWords();
  /** What is typed and not given yet; null while the saved answer is shown. */
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<AnswerProblem | null>(null);
  const label = text('checklists.control.answerTo', { code });
  const give = () => {
    if (typed === null) return;
    const read = readAnswer({ answerType }, typed, null);
    if ('problem' in read) return setProblem(read.problem);
    setProblem(null);
    setTyped(null);
    if ((read.value ?? '') !== value) onGive(read.value ?? '');
  };
  const help = problem ? words.t(`answerProblem.${problem}`) : undefined;
  if (answerType === 'date') {
    return (
      <Box sx={{ width: 160 }}>
        <DayField
          label={label}
          hideLabel
          key={value}
          value={value}
          disabled={disabled}
          onChange={setTyped}
          onBlur={give}
          error={problem !== null}
          help={help}
        />
      </Box>
    );
  }
  const several = answerType === 'text';
  return (
    <TextField
      value={typed ?? value}
      disabled={disabled}
      multiline={several}
      {...(several ? { minRows: 1, maxRows: 6 } : {})}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={give}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (!several || event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          give();
        }
      }}
      error={problem !== null}
      helperText={help}
      slotProps={{
        htmlInput: { 'aria-label': label, autoComplete: 'off', ...(several ? {} : { inputMode: 'decimal' }) },
        input: unit === null || several ? {} : { endAdornment: <InputAdornment position="end">{unit}</InputAdornment> },
      }}
      sx={
        several
          ? { '& .MuiInputBase-root': { padding: '8px 14px' }, '& textarea': { padding: 0 } }
          : { width: 160, '& input': { textAlign: 'right' } }
      }
    />
  );
}
