import { Box } from '@mui/material';
import { useId } from 'react';
import { CHOICES, type Choice } from '../../../main/domain/checklist.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { paint } from '../../ui/paint.ts';

const KEYS: Readonly<Record<string, Choice | ''>> = {
  y: 'yes',
  p: 'partial',
  n: 'no',
  a: 'not_applicable',
  Backspace: '',
  Delete: '',
};

const COLOURS: Readonly<Record<Choice, { readonly text: string; readonly back: string }>> = {
  yes: { text: paint.ok, back: paint.okSoft },
  partial: { text: paint.near, back: paint.nearSoft },
  no: { text: paint.end, back: paint.endSoft },
  not_applicable: { text: paint.unk, back: paint.unkSoft },
};

/** Yes, Partly, No or n/a. Arrow keys move, and the first letters answer at once; Backspace takes the answer back. */
export function ChoiceAnswer({
  code,
  value,
  onChoose,
}: {
  code: string;
  value: string | null;
  /** `byMoving` is true when the choice was reached by arrow keys, so that the cursor must stay where it is. */
  onChoose: (choice: Choice | '', byMoving: boolean) => void;
}) {
  const text = useText();
  const words = useWords();
  const name = useId();
  return (
    <Box
      role="radiogroup"
      aria-label={text('checklists.control.answerTo', { code })}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const choice = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
        if (choice === undefined) return;
        event.preventDefault();
        // The cursor follows the answer, so that arrow keys go on from there.
        event.currentTarget.querySelector<HTMLElement>(`input[value="${choice || CHOICES[0]}"]`)?.focus();
        onChoose(choice, false);
      }}
      sx={{
        display: 'inline-flex',
        border: `1px solid ${paint.control}`,
        borderRadius: '8px',
        flex: 'none',
      }}
    >
      {CHOICES.map((choice, index) => (
        <Box
          key={choice}
          component="label"
          sx={{
            position: 'relative',
            padding: '5px 12px',
            fontSize: 13,
            lineHeight: '20px',
            fontWeight: 550,
            cursor: 'pointer',
            borderLeft: index === 0 ? 0 : `1px solid ${paint.lineStrong}`,
            borderRadius: index === 0 ? '7px 0 0 7px' : index === CHOICES.length - 1 ? '0 7px 7px 0' : 0,
            backgroundColor: paint.surface,
            '&:hover': { backgroundColor: paint.head },
            '&:has(:checked)': { color: COLOURS[choice].text, backgroundColor: COLOURS[choice].back, fontWeight: 650 },
            '&:has(:focus-visible)': { boxShadow: `inset 0 0 0 2px ${paint.accent}` },
          }}
        >
          <input
            type="radio"
            name={name}
            value={choice}
            checked={value === choice}
            onChange={(event) => {
              // A click has a mouse or a touch behind it; moving by arrows has not.
              const byMoving = event.nativeEvent instanceof MouseEvent && event.nativeEvent.detail === 0;
              onChoose(choice, byMoving);
            }}
            style={{ position: 'absolute', inset: 0, margin: 0, opacity: 0, cursor: 'pointer' }}
          />
          {words.t(`answer.${choice}`)}
        </Box>
      ))}
    </Box>
  );
}
