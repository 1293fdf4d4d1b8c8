import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { Fragment, useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { factorText } from '../../../main/words/plan.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { useCostText, useDepartmentText, useYearText } from './plan-text.ts';
import type { PlanLine } from './types.ts';

/** The lines of the plan: by year, late ones first, then by priority. Why stands one click away. */
export function LinesCard({
  lines,
  total,
  mayDecide,
  onDecide,
  onMore,
}: {
  lines: readonly PlanLine[];
  total: number;
  /** Without it a line offers to look at its devices and nothing else. */
  mayDecide: boolean;
  onDecide: (line: PlanLine) => void;
  onMore: (() => void) | null;
}) {
  const text = useText();
  const number = useNumber();
  if (total === 0)
    return (
      <Card title={text('plan.lines')}>
        <EmptyState title={text('plan.noLinesTitle')} text={text('plan.noLinesText')} />
      </Card>
    );
  return (
    <Card title={text('plan.lines')} flush>
      <Box sx={{ overflowX: 'auto' }}>
        <Table aria-label={text('plan.lines')} sx={{ '& td': { fontVariantNumeric: 'tabular-nums' } }}>
          <TableHead>
            <TableRow sx={{ '& th': { whiteSpace: 'nowrap' } }}>
              <TableCell>{text('plan.column.year')}</TableCell>
              <TableCell>{text('plan.column.what')}</TableCell>
              <TableCell align="right">{text('plan.column.devices')}</TableCell>
              <TableCell>{text('plan.column.start')}</TableCell>
              <TableCell align="right">{text('plan.column.cost')}</TableCell>
              <TableCell align="right">{text('plan.column.priority')}</TableCell>
              <TableCell sx={{ width: '1%' }} data-screen-only />
            </TableRow>
          </TableHead>
          <TableBody>
            {lines.map((line) => (
              <Line key={line.key} line={line} mayDecide={mayDecide} onDecide={() => onDecide(line)} />
            ))}
          </TableBody>
        </Table>
      </Box>
      {onMore ? (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, padding: '8px 14px', color: paint.muted }}>
          {text('today.shown', { shown: number(lines.length), total: number(total) })}
          <Button variant="text" color="primary" onClick={onMore}>
            {text('today.showMore')}
          </Button>
        </Box>
      ) : null}
    </Card>
  );
}

function Line({ line, mayDecide, onDecide }: { line: PlanLine; mayDecide: boolean; onDecide: () => void }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const money = useMoneyText();
  const costText = useCostText();
  const yearText = useYearText();
  const departmentText = useDepartmentText();
  const [open, setOpen] = useState(false);
  const name = `${line.vendor} ${line.model}`;
  const { decision, limitedBy, daysLate } = line;
  return (
    <Fragment>
      <TableRow sx={{ '& td': open ? { borderBottom: 0 } : {} }}>
        <TableCell sx={{ whiteSpace: 'nowrap', fontWeight: 650 }}>
          {yearText(line.year)}
          {line.movedFrom === null ? null : <Quiet>{text('plan.movedFrom', { year: yearText(line.movedFrom) })}</Quiet>}
        </TableCell>
        <TableCell sx={{ overflowWrap: 'anywhere', minWidth: 200 }}>
          <Link component={RouterLink} to={`/models/${line.modelId}`} sx={{ fontWeight: 650 }}>
            {name}
          </Link>
          {decision === 'replace' ? null : (
            <Box component="span" sx={{ marginLeft: '8px' }}>
              <Tag tone={decision === 'retire' ? 'unk' : 'plan'}>{words.t(`plan.decision.${decision}`)}</Tag>
            </Box>
          )}
          <Quiet>
            {departmentText(line.department)}
            {limitedBy ? `, ${text('plan.limitedBy', { limit: limitWords(limitedBy, words) })}` : ''}
          </Quiet>
          {line.reason === null ? null : <Quiet>{text('plan.reasonText', { reason: line.reason })}</Quiet>}
        </TableCell>
        <TableCell align="right">
          {number(line.devices)}
          {line.chosen > 0 && line.chosen < line.devices ? (
            <Quiet>{text('plan.chosen', { count: line.chosen })}</Quiet>
          ) : null}
        </TableCell>
        <TableCell sx={{ whiteSpace: 'nowrap' }}>
          {line.startBy === null ? (
            text('plan.startUnknown')
          ) : (
            <time dateTime={line.startBy}>{words.day(line.startBy)}</time>
          )}
          <Box sx={{ marginTop: '2px' }}>
            {daysLate === 0 ? (
              line.needBy === null ? null : (
                <Quiet>{text('plan.needBy', { day: words.day(line.needBy) })}</Quiet>
              )
            ) : (
              <Tag tone="end">
                {daysLate === null ? words.t('plan.lateUnknown') : words.t('plan.late', { count: daysLate })}
              </Tag>
            )}
          </Box>
        </TableCell>
        <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
          {line.cost.length === 0 && line.unpriced > 0 ? text('plan.noPrice') : costText(line.cost)}
          {line.priceEach && line.devices > 1 ? (
            <Quiet>{text('plan.each', { price: money(line.priceEach) })}</Quiet>
          ) : null}
          {line.priceSource === 'purchase' ? <Quiet>{words.t('plan.priceSource.purchase')}</Quiet> : null}
          {line.unpriced > 0 && line.cost.length > 0 ? (
            <Quiet>{text('plan.unpricedOf', { count: line.unpriced })}</Quiet>
          ) : null}
        </TableCell>
        <TableCell align="right" sx={{ fontWeight: 650 }}>
          {line.priority}
        </TableCell>
        <TableCell data-screen-only sx={{ whiteSpace: 'nowrap' }}>
          <Button
            size="small"
            variant="text"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            aria-label={text('plan.whyOf', { name })}
          >
            {text('plan.why')}
          </Button>
          <Button
            size="small"
            onClick={onDecide}
            aria-label={text(mayDecide ? 'plan.decideOf' : 'plan.devicesOf', { name })}
          >
            {text(mayDecide ? 'plan.decide' : 'plan.devices')}
          </Button>
        </TableCell>
      </TableRow>
      {open ? (
        <TableRow>
          <TableCell colSpan={7} sx={{ paddingTop: '0 !important' }}>
            <Box component="ul" sx={{ margin: 0, paddingLeft: '18px', color: paint.muted, columns: { md: 2 } }}>
              {line.factors.map((factor) => (
                <li key={factor.factor}>{factorText(factor, words)}</li>
              ))}
            </Box>
          </TableCell>
        </TableRow>
      ) : null}
    </Fragment>
  );
}

function limitWords(limit: NonNullable<PlanLine['limitedBy']>, words: ReturnType<typeof useWords>): string {
  if (limit.kind === 'model' && limit.name === 'end_of_guaranteed_support')
    return words.t('milestone.end_of_guaranteed_support');
  return words.t(`limit.${limit.kind}`, { name: limit.name });
}

function Quiet({ children }: { children: React.ReactNode }) {
  return <Box sx={{ color: paint.muted, fontSize: 12.5, fontWeight: 400 }}>{children}</Box>;
}
