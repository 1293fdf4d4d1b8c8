import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Link,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useId, useState } from 'react';
import { Link as RouterLink, useSearchParams } from 'react-router';
import { percentageOf, pointsOf, possibleOf } from '../../../main/domain/checklist.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import { useAnswerText } from './flag-text.ts';
import type { Checklist, ScoreLine } from './types.ts';

/** Named in the address while the score is open, so that lists and cases can lead to it. */
export const SCORE_OPEN = 'score';

/** Opens what a percentage consists of, while the address says so. */
export function ScoreDialog({ checklist }: { checklist: Checklist }) {
  const [address, setAddress] = useSearchParams();
  if (!address.has(SCORE_OPEN)) return null;
  const close = () =>
    setAddress(
      (known) => {
        const next = new URLSearchParams(known);
        next.delete(SCORE_OPEN);
        return next;
      },
      { replace: true },
    );
  return <Opened checklist={checklist} onClose={close} />;
}

function Opened({ checklist, onClose }: { checklist: Checklist; onClose: () => void }) {
  const text = useText();
  const id = useId();
  const score = useQuery(orpc.checklist.score.queryOptions({ input: { id: checklist.id } }));
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby={id}>
      <DialogTitle id={id}>{text('checklists.score.title')}</DialogTitle>
      <DialogContent>
        {score.error && !score.data ? (
          <ErrorState failure={failureOf(score.error)} onRetry={() => void score.refetch()} />
        ) : score.data ? (
          <Lines checklist={checklist} lines={score.data.lines} />
        ) : (
          <LoadingLines lines={8} />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{text('action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

/** Points by section and control, what is left out and why; those that cost points can be shown alone. */
function Lines({ checklist, lines }: { checklist: Checklist; lines: readonly ScoreLine[] }) {
  const text = useText();
  const number = useNumber();
  const [losing, setLosing] = useState(false);
  const byCode = new Map(lines.map((line) => [line.control, line]));
  const lost = (line: ScoreLine) => line.possible - line.points;
  const [points, possible] = [pointsOf(lines), possibleOf(lines)];
  const count = (reason: NonNullable<ScoreLine['leftOut']>) => lines.filter(({ leftOut }) => leftOut === reason).length;
  const shown = checklist.controls.flatMap((control) => {
    const line = byCode.get(control.code);
    return line && (!losing || lost(line) > 0) ? [{ control, line }] : [];
  });
  const sections = [...Map.groupBy(shown, ({ control }) => control.section).values()];
  return (
    <>
      <Typography component="p" className="figures" sx={{ fontSize: 22, lineHeight: '30px', fontWeight: 620 }}>
        {text('checklists.score.sum', {
          points: number(points),
          possible: number(possible),
          percentage: number(percentageOf(points, possible), { minimumFractionDigits: 1 }),
        })}
      </Typography>
      <Typography sx={{ color: paint.muted }}>
        {[
          text('checklists.score.rule'),
          ...(count('not_applicable') === 0
            ? []
            : [text('checklists.score.notApplicable', { count: count('not_applicable') })]),
          ...(count('does_not_apply') === 0
            ? []
            : [text('checklists.score.doesNotApply', { count: count('does_not_apply') })]),
          text('checklists.score.flags'),
        ].join(' ')}
      </Typography>
      <Box sx={{ margin: '12px 0' }}>
        <FilterChip
          label={text('checklists.score.onlyLost', { amount: lines.filter((line) => lost(line) > 0).length })}
          active={losing}
          onClick={() => setLosing(!losing)}
        />
      </Box>
      {sections.length === 0 ? (
        <Typography sx={{ color: paint.muted }}>{text('checklists.score.nothingLost')}</Typography>
      ) : (
        <Table size="small" stickyHeader aria-label={text('checklists.score.title')}>
          <TableHead>
            <TableRow>
              <TableCell>{text('checklists.score.control')}</TableCell>
              <TableCell>{text('checklists.score.weight')}</TableCell>
              <TableCell>{text('checklists.score.answer')}</TableCell>
              <TableCell align="right">{text('checklists.score.points')}</TableCell>
              <TableCell align="right">{text('checklists.score.lost')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {sections.map((rows) => (
              <Section key={rows[0]?.control.section} rows={rows} />
            ))}
          </TableBody>
        </Table>
      )}
    </>
  );
}

function Section({
  rows,
}: {
  rows: readonly { readonly control: Checklist['controls'][number]; readonly line: ScoreLine }[];
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const answerText = useAnswerText();
  const lines = rows.map(({ line }) => line);
  const [points, possible] = [pointsOf(lines), possibleOf(lines)];
  const ofPossible = (some: number, all: number) =>
    text('checklists.score.of', { points: number(some), possible: number(all) });
  return (
    <Fragment>
      <TableRow sx={{ '& > *': { backgroundColor: `${paint.head} !important`, fontWeight: 600 } }}>
        <TableCell component="th" scope="colgroup" colSpan={3}>
          {rows[0]?.control.sectionTitle}
        </TableCell>
        <TableCell align="right" className="figures" sx={{ whiteSpace: 'nowrap' }}>
          {ofPossible(points, possible)}
        </TableCell>
        <TableCell align="right" className="figures">
          {possible === points ? '' : number(points - possible)}
        </TableCell>
      </TableRow>
      {rows.map(({ control, line }) => (
        <TableRow key={control.code}>
          <TableCell component="th" scope="row" sx={{ fontWeight: 400 }}>
            <Link component={RouterLink} to={`?section=${control.section}#${control.code}`} color="inherit">
              {control.code} {control.title}
            </Link>
          </TableCell>
          <TableCell>{words.t(`weight.${control.weight}`)}</TableCell>
          <TableCell sx={{ overflowWrap: 'anywhere' }}>
            {line.leftOut === 'does_not_apply' ? '–' : answerText(line.answer, control.unit)}
          </TableCell>
          <TableCell
            align="right"
            className="figures"
            sx={{ whiteSpace: 'nowrap', ...(line.leftOut === null ? {} : { color: paint.muted }) }}
          >
            {line.leftOut === null
              ? ofPossible(line.points, line.possible)
              : text(`checklists.score.leftOut.${line.leftOut}`)}
          </TableCell>
          <TableCell align="right" className="figures">
            {line.points === line.possible ? '' : number(line.points - line.possible)}
          </TableCell>
        </TableRow>
      ))}
    </Fragment>
  );
}
