import { Box, Button, Link, TextField, Typography } from '@mui/material';
import { Fragment, memo, type ReactNode, useState } from 'react';
import { ANSWER_LENGTH, type Choice, referenceLines } from '../../../main/domain/checklist.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { paint } from '../../ui/paint.ts';
import { ChoiceAnswer } from './choice-answer.tsx';
import { ControlDetails } from './control-details.tsx';
import { DeclaredAnswer } from './declared-answer.tsx';
import { useFlagText } from './flag-text.ts';
import { InlineNote } from './inline-note.tsx';
import { SaveMark } from './save-mark.tsx';
import { isRaised } from './sections.ts';
import { StaleAnswer } from './stale-answer.tsx';
import { type ChecklistControl, type Given, givenOf, type RedFlag } from './types.ts';
import type { SaveState } from './use-answers.ts';
import type { Source } from './use-declared.ts';
import { ValueAnswer } from './value-answer.tsx';
import { FormAnswer } from './vendor-turn/form-answer.tsx';

/** Frameworks that are shown before the rest folds away. */
const REFERENCES_SHOWN = 2;
/** Between facts; a line breaks behind it, never before. */
const DOT = '\u00a0\u00b7 ';
const quiet = { fontSize: 12.5, lineHeight: '18px', color: paint.muted } as const;

/** One question: what is asked, the answer, what stands behind it, and the flag where it arises. */
export const ControlRow = memo(function ControlRow({
  control,
  mayAnswer,
  flag,
  state,
  onGive,
  onKeepTheirs,
  onAccept,
}: {
  control: ChecklistControl;
  /** False for whoever may only look, and under a signature. */
  mayAnswer: boolean;
  flag: RedFlag | undefined;
  state: SaveState | undefined;
  onGive: (code: string, given: Given) => void;
  onKeepTheirs: (code: string) => void;
  /** Makes what the vendor declares the answer. */
  onAccept: (control: ChecklistControl, from: Source) => void;
}) {
  const text = useText();
  const words = useWords();
  const flagText = useFlagText();
  const [unfolded, setUnfolded] = useState(false);
  /** Open while "n/a" waits for its reason; nothing is saved before there is one. */
  const [reason, setReason] = useState<{ typed: string; takeFocus: boolean } | null>(null);
  const { code, answerType } = control;
  const given = givenOf(control);
  const titleId = `control-${code}-title`;
  const lines = referenceLines(control.references);
  const folded = Math.max(lines.length - REFERENCES_SHOWN, 0);
  const notApplicable = control.answer === 'not_applicable';

  const choose = (choice: Choice | '', byMoving: boolean) => {
    if (choice !== 'not_applicable') {
      setReason(null);
      if (choice !== given.answer) onGive(code, { ...given, answer: choice });
      return;
    }
    if (notApplicable) return;
    if (given.remark) onGive(code, { ...given, answer: choice });
    else setReason({ typed: '', takeFocus: !byMoving });
  };
  const saveReason = () => {
    if (reason === null || reason.typed.trim() === '') return;
    onGive(code, { ...given, answer: 'not_applicable', remark: reason.typed.trim() });
    setReason(null);
  };
  const facts = [
    ...(control.tier === 'extended' ? [text('checklists.control.extended')] : []),
    ...(control.answer === null && flag ? [text('checklists.control.countsAsNo')] : []),
    ...(unfolded ? [] : lines.slice(0, REFERENCES_SHOWN)),
  ];
  const shownChoice = reason === null ? control.answer : 'not_applicable';
  const answer =
    answerType === 'yes_no_partial_na' ? (
      <ChoiceAnswer code={code} value={shownChoice} onChoose={choose} />
    ) : (
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <Box sx={{ flex: 1 }}>
          <ValueAnswer
            code={code}
            answerType={answerType}
            unit={control.unit}
            value={notApplicable ? '' : given.answer}
            disabled={notApplicable}
            onGive={(answer) => onGive(code, { ...given, answer })}
          />
        </Box>
        <Button
          aria-pressed={notApplicable || reason !== null}
          aria-label={text('checklists.control.notApplicableOf', { code })}
          onClick={() => (notApplicable ? onGive(code, { ...given, answer: '' }) : choose('not_applicable', false))}
          sx={{
            fontSize: 13,
            '&[aria-pressed=true]': { backgroundColor: paint.unkSoft, color: paint.unk, fontWeight: 650 },
          }}
        >
          {text('checklists.control.notApplicable')}
        </Button>
      </Box>
    );

  return (
    <Box
      component="article"
      id={`control-${code}`}
      aria-labelledby={titleId}
      sx={{
        padding: '16px',
        borderTop: `1px solid ${paint.line}`,
        scrollMarginTop: 60,
      }}
    >
      <Box sx={{ display: 'flex', gap: '8px 14px', flexWrap: 'wrap', alignItems: 'flex-start' }}>
        <Typography id={titleId} variant="h3" sx={{ flex: '1 1 200px', paddingTop: '5px' }}>
          <Box component="span" sx={{ color: paint.muted, marginRight: '7px' }}>
            {code}
          </Box>
          {control.title}
        </Typography>
        {answerType === 'text' ? null : <Answering disabled={!mayAnswer}>{answer}</Answering>}
      </Box>
      <Typography sx={{ color: paint.muted, marginTop: '4px', maxWidth: '80ch' }}>{control.question}</Typography>
      {answerType === 'text' ? (
        <Box sx={{ marginTop: '8px' }}>
          <Answering disabled={!mayAnswer}>{answer}</Answering>
        </Box>
      ) : null}

      <FormAnswer control={control} onAccept={mayAnswer ? () => onAccept(control, 'form') : null} />
      <DeclaredAnswer control={control} onAccept={mayAnswer ? () => onAccept(control, 'mds2') : null} />

      {reason === null ? null : (
        <Box
          component="form"
          onSubmit={(event: React.FormEvent) => {
            event.preventDefault();
            saveReason();
          }}
          sx={{ marginTop: '12px', display: 'flex', gap: 1, alignItems: 'flex-start' }}
        >
          <TextField
            label={text('checklists.control.reasonLabel', { code })}
            helperText={text('checklists.control.reasonHint')}
            value={reason.typed}
            autoFocus={reason.takeFocus}
            onChange={(event) => setReason({ ...reason, typed: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setReason(null);
            }}
            slotProps={{ htmlInput: { maxLength: ANSWER_LENGTH } }}
          />
          <Button type="submit" disabled={reason.typed.trim() === ''}>
            {text('checklists.control.reasonSave')}
          </Button>
        </Box>
      )}

      <Box sx={{ ...quiet, marginTop: '8px' }}>
        <Box component="span" sx={control.weight === 'critical' ? { color: paint.text, fontWeight: 600 } : undefined}>
          {words.t(`weight.${control.weight}`)}
        </Box>
        {facts.map((fact) => (
          <Fragment key={fact}>
            {DOT}
            <span style={{ display: 'inline-block' }}>{fact}</span>
          </Fragment>
        ))}
        {DOT}
        <Link
          component="button"
          aria-expanded={unfolded}
          aria-label={text('checklists.control.detailsOf', { code })}
          onClick={() => setUnfolded(!unfolded)}
          sx={{ font: 'inherit', verticalAlign: 'baseline' }}
        >
          {unfolded
            ? text('checklists.control.fewer')
            : folded > 0
              ? text('checklists.control.more', { count: folded })
              : text('checklists.control.details')}
        </Link>
      </Box>
      {unfolded ? <ControlDetails control={control} lines={lines} /> : null}

      <Answering disabled={!mayAnswer}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: '16px', alignItems: 'center', marginTop: '2px' }}>
          <InlineNote
            name={text('checklists.control.evidence')}
            addLabel={text('checklists.control.addEvidence')}
            editLabel={text('checklists.control.editEvidence', { code })}
            hint={control.evidenceHints.join('; ') || text('checklists.control.evidenceHint')}
            value={control.evidence}
            onSave={(evidence) => onGive(code, { ...given, evidence })}
          />
          <InlineNote
            name={text(notApplicable ? 'checklists.control.reason' : 'checklists.control.remark')}
            addLabel={text('checklists.control.addRemark')}
            editLabel={text('checklists.control.editRemark', { code })}
            value={control.remark}
            onSave={(remark) => onGive(code, { ...given, remark })}
          />
          {answerType === 'yes_no_partial_na' && control.answer !== null ? (
            <Button
              variant="text"
              onClick={() => choose('', false)}
              aria-label={text('checklists.page.clearAnswer', { code })}
              sx={{ fontSize: 12.5, lineHeight: '18px', padding: '3px 0', fontWeight: 400, color: paint.muted }}
            >
              {text('checklists.page.clear')}
            </Button>
          ) : null}
          <SaveMark state={state} />
        </Box>
      </Answering>

      {flag && isRaised(flag) ? (
        <Box sx={{ marginTop: '8px' }}>
          <Note tone={flag.weight === 'critical' ? 'end' : 'near'}>
            <strong>
              {text(flag.weight === 'critical' ? 'checklists.control.criticalFlag' : 'checklists.control.flag')}
            </strong>{' '}
            {flagText(flag.reason)} {flag.rule}
            {flag.weight === 'critical' ? ` ${text('checklists.control.exception')}` : ''}
          </Note>
        </Box>
      ) : null}
      {state?.kind === 'stale' ? (
        <StaleAnswer
          control={control}
          theirs={state.theirs}
          onUseMine={() => onGive(code, given)}
          onKeepTheirs={() => onKeepTheirs(code)}
        />
      ) : null}
      {state?.kind === 'refused' ? (
        <Box sx={{ marginTop: '8px' }}>
          <Note tone="near" role="alert">
            {words.t(`answerProblem.${state.problem}`)}
          </Note>
        </Box>
      ) : null}
      {state?.kind === 'failed' ? (
        <Box sx={{ marginTop: '8px', display: 'grid', gap: 1, justifyItems: 'start' }}>
          <ErrorNote failure={state.failure} />
          <Button onClick={() => onGive(code, given)}>{text('action.tryAgain')}</Button>
        </Box>
      ) : null}
    </Box>
  );
});

/** What answers a question; whoever may only look sees the answers and nothing to press. */
function Answering({ disabled, children }: { disabled: boolean; children: ReactNode }) {
  return (
    <Box
      component="fieldset"
      disabled={disabled}
      sx={{
        display: 'contents',
        '& button:disabled': { display: 'none' },
        '& label:has(input:disabled)': { cursor: 'default' },
      }}
    >
      {children}
    </Box>
  );
}
