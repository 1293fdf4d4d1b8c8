import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useState } from 'react';
import { FORM_STATES, type FormState } from '../../../../main/domain/vendor-form.ts';
import type { Outputs } from '../../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../../i18n/i18n.ts';
import { Note } from '../../../ui/error-state.tsx';
import { FilterChip } from '../../../ui/filter-chip.tsx';
import { paint, type Tone } from '../../../ui/paint.ts';
import { Tag } from '../../../ui/status-tag.tsx';
import { useAnswerText } from './answer-text.ts';

export type Returned = Outputs['vendorForm']['preview'];
type Row = Returned['rows'][number];

const STATE_TONES: Readonly<Record<FormState, Tone>> = {
  new: 'plan',
  changed: 'near',
  same: 'ok',
  blank: 'unk',
  problem: 'end',
};

/** What came back, question by question: what is new, what differs from what stands here, and what cannot be taken. */
export function FormPreview({ result }: { result: Returned }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const [chosen, setChosen] = useState<FormState | null>(null);
  const { rows, findings } = result;
  const amount = (state: FormState) => rows.filter((row) => row.state === state).length;
  // What was not answered is only counted, unless somebody asks for it.
  const shown = rows.filter(({ state }) => (chosen === null ? state !== 'blank' : state === chosen));
  return (
    <Box sx={{ display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {findings.length === 0 ? null : (
        <Note tone="near">
          {findings.map(({ code, value }) => (
            <Box key={code} sx={{ overflowWrap: 'anywhere' }}>
              {words.t(`vendorForm.finding.${code}`, { value: value ?? '' })}
            </Box>
          ))}
        </Note>
      )}
      <Box
        role="group"
        aria-label={text('vendorForms.takeDialog.show')}
        sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}
      >
        <FilterChip
          label={text('vendorForms.takeDialog.all', { amount: number(rows.length - amount('blank')) })}
          active={chosen === null}
          onClick={() => setChosen(null)}
        />
        {FORM_STATES.map((state) => (
          <FilterChip
            key={state}
            label={`${words.t(`vendorForm.state.${state}`)} ${number(amount(state))}`}
            active={chosen === state}
            onClick={() => setChosen(chosen === state ? null : state)}
          />
        ))}
      </Box>
      {shown.length === 0 ? (
        <Box sx={{ color: paint.muted, padding: '8px 0' }}>{text('vendorForms.takeDialog.noRows')}</Box>
      ) : (
        <Rows rows={shown} />
      )}
    </Box>
  );
}

function Rows({ rows }: { rows: readonly Row[] }) {
  const text = useText();
  const label = text('vendorForms.takeDialog.title');
  return (
    <Box tabIndex={0} role="region" aria-label={label} sx={{ overflow: 'auto', maxHeight: 380 }}>
      <Table
        size="small"
        stickyHeader
        sx={{ '& td, & th': { padding: '6px 10px', verticalAlign: 'top' }, '& tbody th': { fontWeight: 400 } }}
      >
        <TableHead>
          <TableRow>
            {(['question', 'state', 'answer', 'before'] as const).map((key) => (
              <TableCell key={key}>{text(`vendorForms.takeDialog.column.${key}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <Line key={row.control} row={row} />
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}

function Line({ row }: { row: Row }) {
  const text = useText();
  const words = useWords();
  const answerText = useAnswerText();
  const { control, title, state, value, remark, evidence, problem, given, before } = row;
  const wrap = { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' } as const;
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ ...wrap, width: '32%' }}>
        <Box component="span" sx={{ color: paint.muted, marginRight: '6px' }}>
          {control}
        </Box>
        {title}
      </TableCell>
      <TableCell>
        <Tag tone={STATE_TONES[state]}>{words.t(`vendorForm.state.${state}`)}</Tag>
      </TableCell>
      <TableCell sx={{ ...wrap, width: '34%' }}>
        {problem === null ? (
          <Box component="strong" sx={{ fontWeight: 550 }}>
            {value === null ? '' : answerText(value)}
          </Box>
        ) : (
          <>
            {words.t(`vendorForm.problem.${problem}`)}
            {given === '' ? null : <Box sx={{ color: paint.muted }}>{given}</Box>}
          </>
        )}
        {remark === null ? null : (
          <Box sx={{ color: paint.muted }}>{text('vendorForms.takeDialog.remark', { value: remark })}</Box>
        )}
        {evidence === null ? null : (
          <Box sx={{ color: paint.muted }}>{text('vendorForms.takeDialog.evidence', { value: evidence })}</Box>
        )}
      </TableCell>
      <TableCell sx={{ ...wrap, color: paint.muted }}>
        {before?.value == null ? text('vendorForms.takeDialog.nothing') : answerText(before.value)}
      </TableCell>
    </TableRow>
  );
}
