import { Box, Typography } from '@mui/material';
import { useState } from 'react';
import { type AssessmentFacts, type Control, redFlagOf, referenceLines } from '../../../../main/domain/checklist.ts';
import { addMonths, type Day } from '../../../../main/domain/day.ts';
import { useText, useWords } from '../../../i18n/i18n.ts';
import { Note } from '../../../ui/error-state.tsx';
import { paint } from '../../../ui/paint.ts';
import { ChoiceAnswer } from '../choice-answer.tsx';
import { ControlDetails } from '../control-details.tsx';
import { useFlagText } from '../flag-text.ts';
import { ValueAnswer } from '../value-answer.tsx';
import type { TemplateControl } from './types.ts';

/** A purchase to try limits with: bought in half a year, replaced ten years later. */
function exampleOf(today: Day): AssessmentFacts & { plannedDeliveryOn: Day; plannedReplacementOn: Day } {
  const plannedDeliveryOn = addMonths(today, 6);
  return {
    assessedOn: today,
    plannedDeliveryOn,
    plannedReplacementOn: addMonths(plannedDeliveryOn, 120),
    maxDowntimeHours: 24,
    reportingDutyHours: 72,
    applicability: {},
  };
}

/** How a question will look in a checklist, to be tried: an answer shows the flag that it would raise. */
export function ControlPreview({ control, today }: { control: TemplateControl; today: Day }) {
  const text = useText();
  const words = useWords();
  const flagText = useFlagText();
  const [answer, setAnswer] = useState<string | null>(null);
  const { answerType, redFlag } = control;
  const facts = exampleOf(today);
  // An answer of another kind than the question now has is none.
  const given = answerType === 'yes_no_partial_na' || !isChoice(answer) ? answer : null;
  const flag = redFlagOf({ ...control, position: 0 } as Control, given, facts);
  const usesExample =
    redFlag.threshold !== null &&
    (redFlag.threshold.relativeTo !== undefined || typeof redFlag.threshold.value === 'string');
  return (
    <Box
      role="group"
      aria-label={text('templates.preview.title')}
      sx={{ border: `1px solid ${paint.line}`, borderRadius: '9px', padding: '14px', display: 'grid', gap: '8px' }}
    >
      <Box sx={{ color: paint.muted, fontSize: 12.5 }}>{text('templates.preview.title')}</Box>
      <Box sx={{ display: 'flex', gap: '8px 14px', flexWrap: 'wrap', alignItems: 'flex-start' }}>
        <Typography variant="h3" component="p" sx={{ flex: '1 1 200px', paddingTop: '5px' }}>
          <Box component="span" sx={{ color: paint.muted, marginRight: '7px' }}>
            {control.code}
          </Box>
          {control.title}
        </Typography>
        {answerType === 'yes_no_partial_na' ? (
          <ChoiceAnswer code={control.code} value={given} onChoose={(choice) => setAnswer(choice || null)} />
        ) : (
          <Box sx={{ flex: answerType === 'text' ? '1 1 100%' : undefined }}>
            <ValueAnswer
              key={answerType}
              code={control.code}
              answerType={answerType}
              unit={control.unit}
              value={given ?? ''}
              disabled={false}
              onGive={(typed) => setAnswer(typed || null)}
            />
          </Box>
        )}
      </Box>
      <Typography sx={{ color: paint.muted, maxWidth: '80ch', overflowWrap: 'anywhere' }}>
        {control.question}
      </Typography>
      {flag ? (
        <Note tone={control.weight === 'critical' ? 'end' : 'near'} role="status">
          <strong>
            {text(control.weight === 'critical' ? 'checklists.control.criticalFlag' : 'checklists.control.flag')}
          </strong>{' '}
          {flagText(flag)} {redFlag.rule}
        </Note>
      ) : (
        <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
          {text(given === null ? 'templates.preview.open' : 'templates.preview.noFlag')}
        </Box>
      )}
      {usesExample ? (
        <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
          {text('templates.preview.example', {
            delivery: words.day(facts.plannedDeliveryOn),
            replacement: words.day(facts.plannedReplacementOn),
            downtime: facts.maxDowntimeHours ?? 0,
            duty: facts.reportingDutyHours ?? 0,
          })}
        </Box>
      ) : null}
      <ControlDetails control={{ ...control, redFlagRule: redFlag.rule }} lines={referenceLines(control.references)} />
    </Box>
  );
}

function isChoice(answer: string | null): boolean {
  return answer === 'yes' || answer === 'no' || answer === 'partial' || answer === 'not_applicable';
}
