import { Box } from '@mui/material';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Note } from '../../ui/error-state.tsx';
import { paint } from '../../ui/paint.ts';
import { useMds2Text } from './mds2-text.ts';

/** Rows and findings that are named before the rest is only counted. */
const NAMED = 12;

/** What a statement says, and what somebody should know of how it was read. */
export function Mds2Preview({ result }: { result: Outputs['mds2']['preview'] }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { day, name, finding } = useMds2Text();
  const { edition, answers, findings, missing, extra, before, checklists, outcome } = result;
  const figures: readonly (readonly [string, number])[] = [
    [words.t('mds2.answer.yes'), answers.yes],
    [words.t('mds2.answer.no'), answers.no],
    [words.t('mds2.answer.not_applicable'), answers.notApplicable],
    [words.t('mds2.answer.see_note'), answers.seeNote],
    [words.t('mds2.answer.blank'), answers.blank],
    [words.t('mds2.answer.text'), answers.text],
    [text('mds2.dialog.notes'), result.notesLinked],
  ];
  return (
    <Box sx={{ display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box sx={{ overflowWrap: 'anywhere' }}>
        <strong>
          {result.releasedOn === null
            ? name(result)
            : text('mds2.dialog.about', { document: name(result), released: day(result.releasedOn) })}
        </strong>
        <Box sx={{ color: paint.muted }}>
          {[
            words.t(`mds2.edition.${edition}`),
            ...(edition === 'hn1_2019'
              ? [text('mds2.dialog.found', { found: result.found, expected: result.expected })]
              : []),
            ...(result.models ? [text('mds2.dialog.madeFor', { models: result.models })] : []),
          ].join('. ')}
        </Box>
      </Box>
      {outcome === 'unchanged' ? <Note tone="plan">{text('mds2.dialog.known')}</Note> : null}
      {edition === 'hn1_2019' ? (
        <Box component="dl" sx={{ margin: 0, display: 'flex', gap: '8px 28px', flexWrap: 'wrap' }}>
          {figures.map(([label, amount]) => (
            <Box key={label} sx={{ display: 'flex', flexDirection: 'column-reverse' }}>
              <Box component="dt" sx={{ color: paint.muted, fontSize: 13, lineHeight: '18px' }}>
                {label}
              </Box>
              <Box component="dd" sx={{ margin: 0, fontSize: 20, lineHeight: '26px', fontWeight: 600 }}>
                {number(amount)}
              </Box>
            </Box>
          ))}
        </Box>
      ) : null}
      {outcome === 'created' && before ? (
        <Box>
          {before.differences === 0
            ? text('mds2.dialog.same')
            : text('mds2.dialog.differs', { count: before.differences })}
        </Box>
      ) : null}
      {outcome === 'created' && checklists > 0 && edition === 'hn1_2019' ? (
        <Box>{text('mds2.dialog.checklists', { count: checklists })}</Box>
      ) : null}
      {findings.length + missing.length + extra.length === 0 ? null : (
        <Note tone="near">
          {missing.length > 0 ? <div>{text('mds2.dialog.missingRows', { rows: named(missing) })}</div> : null}
          {extra.length > 0 ? <div>{text('mds2.dialog.extraRows', { rows: named(extra) })}</div> : null}
          {findings.slice(0, NAMED).map((one) => (
            <Box key={`${one.code} ${one.identifier ?? ''} ${one.value ?? ''}`} sx={{ overflowWrap: 'anywhere' }}>
              {finding(one)}
            </Box>
          ))}
          {findings.length > NAMED ? (
            <div>{text('mds2.dialog.more', { amount: number(findings.length - NAMED) })}</div>
          ) : null}
        </Note>
      )}
    </Box>
  );

  function named(rows: readonly string[]): string {
    const shown = rows.slice(0, NAMED).join(', ');
    return rows.length > NAMED
      ? `${shown} ${text('mds2.dialog.more', { amount: number(rows.length - NAMED) })}`
      : shown;
  }
}
