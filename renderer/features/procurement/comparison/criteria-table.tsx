import { Box, Link, Slider, Table, TableBody, TableCell, TableHead, TableRow, TextField } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import { CRITERIA, type Criterion, MOST_WEIGHT, type Weights } from '../../../../main/domain/comparison.ts';
import { type Placing, placings, weightShares } from '../../../../main/domain/comparison-rank.ts';
import { valueText } from '../../../../main/words/comparison.ts';
import { useText, useWords } from '../../../i18n/i18n.ts';
import { paint } from '../../../ui/paint.ts';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { FlagsCell } from './flags-cell.tsx';
import { type Candidate, weighed } from './types.ts';
import { useFigures } from './use-figures.ts';

/** Candidates as columns, criteria as rows: what each is, what it adds, and the rank that comes of it. Red flags stand above. */
export function CriteriaTable({
  candidates,
  weights,
  onWeight,
}: {
  candidates: readonly Candidate[];
  weights: Weights;
  onWeight: (criterion: Criterion, weight: number) => void;
}) {
  const text = useText();
  const { number } = useFigures();
  const rows = weighed(candidates);
  const shares = weightShares(rows, weights);
  const placed = new Map(placings(rows, weights).map((placing) => [placing.id, placing]));
  return (
    <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={text('comparison.title')}>
      <Table
        aria-label={text('comparison.title')}
        sx={{
          tableLayout: 'fixed',
          minWidth: 290 + candidates.length * 190,
          '& td': { verticalAlign: 'top' },
          '@media print': { minWidth: 0 },
        }}
      >
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: 290, '@media print': { width: 150 } }}>{text('comparison.criterion')}</TableCell>
            {candidates.map((candidate) => (
              <TableCell key={candidate.id} sx={{ color: `${paint.text} !important` }}>
                <Box sx={{ fontWeight: 650, fontSize: 14 }}>{candidate.model}</Box>
                <Box sx={{ color: paint.muted, fontWeight: 400 }}>
                  {[candidate.vendor, candidate.softwareVersion].filter(Boolean).join(', ')}
                </Box>
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          <TableRow>
            <TableCell component="th" scope="row" sx={{ verticalAlign: 'top' }}>
              <Box sx={{ fontWeight: 600 }}>{text('comparison.flags')}</Box>
              <Box sx={{ color: paint.muted, fontSize: 12.5, fontWeight: 400 }}>{text('comparison.flagsText')}</Box>
            </TableCell>
            {candidates.map((candidate) => (
              <TableCell key={candidate.id}>
                <FlagsCell candidate={candidate} />
              </TableCell>
            ))}
          </TableRow>
          {CRITERIA.map((criterion) => (
            <TableRow key={criterion}>
              <TableCell component="th" scope="row" sx={{ verticalAlign: 'top', fontWeight: 400 }}>
                <WeightFields
                  criterion={criterion}
                  weight={weights[criterion]}
                  share={number(shares[criterion] * 100, 1)}
                  onWeight={onWeight}
                />
              </TableCell>
              {candidates.map((candidate) => (
                <TableCell key={candidate.id}>
                  <Value
                    candidate={candidate}
                    criterion={criterion}
                    counts={shares[criterion] > 0}
                    part={placed.get(candidate.id)?.parts[criterion] ?? 0}
                  />
                </TableCell>
              ))}
            </TableRow>
          ))}
          <TableRow sx={{ '& > *': { borderBottom: 0, backgroundColor: `${paint.head} !important` } }}>
            <TableCell component="th" scope="row" sx={{ fontWeight: 650 }}>
              {text('comparison.result')}
            </TableCell>
            {candidates.map((candidate) => (
              <TableCell key={candidate.id}>
                <Result placing={placed.get(candidate.id)} shared={isShared(placed, candidate.id)} />
              </TableCell>
            ))}
          </TableRow>
        </TableBody>
      </Table>
      <VisuallyHidden role="status">
        {candidates
          .map(({ id, vendor, model }) => {
            const { rank = null, points = null } = placed.get(id) ?? {};
            return rank === null || points === null
              ? ''
              : text('comparison.said', { vendor, model, rank, points: number(points, 1) });
          })
          .join('. ')}
      </VisuallyHidden>
    </Box>
  );
}

function isShared(placed: ReadonlyMap<string, Placing>, id: string): boolean {
  const rank = placed.get(id)?.rank;
  return [...placed.values()].filter((other) => other.rank === rank).length > 1;
}

/** The name of a criterion with its weight, by hand and by slider, and what share that is. */
function WeightFields({
  criterion,
  weight,
  share,
  onWeight,
}: {
  criterion: Criterion;
  weight: number;
  share: string;
  onWeight: (criterion: Criterion, weight: number) => void;
}) {
  const text = useText();
  const words = useWords();
  const name = words.t(`comparison.criterion.${criterion}`);
  const give = (value: number) => onWeight(criterion, Math.min(MOST_WEIGHT, Math.max(0, Math.round(value) || 0)));
  return (
    <>
      <Box sx={{ fontWeight: 600 }}>{name}</Box>
      <Box sx={{ display: 'flex', gap: '12px', alignItems: 'center', marginTop: '4px' }}>
        <TextField
          type="number"
          value={String(weight)}
          onChange={(event) => give(Number(event.target.value))}
          slotProps={{
            htmlInput: {
              min: 0,
              max: MOST_WEIGHT,
              step: 1,
              'aria-label': text('comparison.weightOf', { criterion: name }),
            },
          }}
          sx={{ width: 70, flex: 'none', '& input': { padding: '4px 8px', textAlign: 'right' } }}
        />
        <Slider
          data-screen-only
          size="small"
          min={0}
          max={MOST_WEIGHT}
          value={weight}
          onChange={(_, value) => give(Number(value))}
          aria-label={text('comparison.sliderOf', { criterion: name })}
          sx={{ color: paint.accent, marginRight: '8px' }}
        />
      </Box>
      <Box className="figures" sx={{ color: paint.muted, fontSize: 12.5 }}>
        {text('comparison.share', { share })}
      </Box>
    </>
  );
}

/** What a candidate is by a criterion: words, a bar for how much of the possible it is, and the points that it brings. */
function Value({
  candidate,
  criterion,
  counts,
  part,
}: {
  candidate: Candidate;
  criterion: Criterion;
  counts: boolean;
  part: number;
}) {
  const text = useText();
  const words = useWords();
  const figures = useFigures();
  const { value, reason } = candidate.values[criterion];
  const said = valueText(reason, words, figures);
  const link =
    criterion === 'checklist' && candidate.assessmentId ? `/checklists/${candidate.assessmentId}?score` : null;
  return (
    <Box sx={{ display: 'grid', gap: '5px' }}>
      <Box sx={{ color: value === null ? paint.muted : paint.text, overflowWrap: 'anywhere' }}>
        {link === null ? (
          said
        ) : (
          <Link component={RouterLink} to={link} color="inherit">
            {said}
          </Link>
        )}
      </Box>
      <Box sx={{ display: 'flex', gap: '10px', alignItems: 'center' }}>
        <Box
          aria-hidden
          sx={{
            flex: 1,
            height: 6,
            borderRadius: 3,
            border: `1px solid ${value === null ? paint.lineStrong : paint.line}`,
            borderStyle: value === null ? 'dashed' : 'solid',
            backgroundColor: paint.bg,
            overflow: 'hidden',
          }}
        >
          <Box
            sx={{
              width: `${(value ?? 0) * 100}%`,
              height: 6,
              backgroundColor: paint.accent,
              printColorAdjust: 'exact',
            }}
          />
        </Box>
        <Box
          component="span"
          className="figures"
          sx={{ width: 52, textAlign: 'right', color: paint.muted, fontSize: 12.5, whiteSpace: 'nowrap' }}
        >
          {counts ? text('comparison.adds', { points: figures.number(part, 1) }) : '–'}
        </Box>
      </Box>
      {value === null ? (
        <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
          {words.t(counts ? 'comparison.counts' : 'comparison.notCounted')}
        </Box>
      ) : null}
    </Box>
  );
}

function Result({ placing, shared }: { placing: Placing | undefined; shared: boolean }) {
  const text = useText();
  const { number } = useFigures();
  const { points = null, atMost = null, rank = null } = placing ?? {};
  if (points === null || atMost === null || rank === null) return <Box sx={{ color: paint.muted }}>–</Box>;
  return (
    <>
      <Box sx={{ display: 'flex', gap: '10px', alignItems: 'baseline', flexWrap: 'wrap' }}>
        <Box component="span" className="figures" sx={{ fontSize: 24, lineHeight: '30px', fontWeight: 620 }}>
          {number(points, 1)}
        </Box>
        <Box component="span" sx={{ fontWeight: rank === 1 ? 650 : 400, color: rank === 1 ? paint.text : paint.muted }}>
          {text(shared ? 'comparison.rankShared' : 'comparison.rank', { rank })}
        </Box>
      </Box>
      {atMost - points < 0.05 ? null : (
        <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
          {text('comparison.atMost', { points: number(atMost, 1) })}
        </Box>
      )}
    </>
  );
}
