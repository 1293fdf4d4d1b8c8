import { Box, Link, Typography } from '@mui/material';
import { Link as RouterLink, useSearchParams } from 'react-router';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Note } from '../../ui/error-state.tsx';
import { paint } from '../../ui/paint.ts';
import { SCORE_OPEN } from './score-dialog.tsx';
import { isRaised } from './sections.ts';
import type { ChecklistControl, RedFlag, Score } from './types.ts';

/** Points and percentage, and beside them, never inside them, the critical red flags. */
export function ResultCard({
  score,
  controls,
  linkTo,
  onShowOpen,
  onShowFlags,
}: {
  score: Score;
  controls: readonly ChecklistControl[];
  linkTo: (control: ChecklistControl) => string;
  onShowOpen: () => void;
  onShowFlags: () => void;
}) {
  const text = useText();
  const number = useNumber();
  const raised = score.redFlags.filter(isRaised);
  const critical = raised.filter((flag) => flag.weight === 'critical');
  const open = score.redFlags.filter((flag) => flag.weight === 'critical' && !isRaised(flag));
  const others = raised.length - critical.length;
  const byCode = new Map(controls.map((control) => [control.code, control]));
  const [address] = useSearchParams();
  const explain = `?${new URLSearchParams([...address, [SCORE_OPEN, '']])}`;
  const share = score.applicable === 0 ? 0 : (score.answered / score.applicable) * 100;
  return (
    <Card title={text('checklists.result.title')}>
      <Typography component="p" sx={{ fontSize: 30, lineHeight: '36px', fontWeight: 620 }}>
        {number(score.points)}{' '}
        <Box component="span" sx={{ fontSize: 15, fontWeight: 400, color: paint.muted, whiteSpace: 'nowrap' }}>
          {text('checklists.result.points', {
            possible: number(score.possible),
            percentage: number(score.percentage, { minimumFractionDigits: 1 }),
          })}
        </Box>{' '}
        <Link component={RouterLink} to={explain} replace sx={{ fontSize: 13, fontWeight: 400 }}>
          {text('checklists.result.explain')}
        </Link>
      </Typography>
      <Box aria-hidden="true" sx={{ height: 4, borderRadius: 2, backgroundColor: paint.line, margin: '10px 0 6px' }}>
        <Box sx={{ width: `${share}%`, height: 4, borderRadius: 2, backgroundColor: paint.accent }} />
      </Box>
      <Typography variant="body2" sx={{ color: paint.muted }}>
        {text('checklists.result.answered', { answered: score.answered, total: score.applicable })}
      </Typography>
      <Box sx={{ marginTop: '12px', display: 'grid', gap: '10px' }}>
        {critical.length + open.length === 0 ? (
          <Note tone="ok">{text('checklists.result.noFlag')}</Note>
        ) : (
          <Note tone={critical.length > 0 ? 'end' : 'unk'}>
            <strong>{text('checklists.result.flags', { count: critical.length + open.length })}</strong>
            <FlagLinks flags={critical} byCode={byCode} linkTo={linkTo} />
            {open.length === 0 ? null : (
              <div>
                {text(critical.length === 0 ? 'checklists.result.open' : 'checklists.result.openMore', {
                  count: open.length,
                })}{' '}
                <Link
                  component="button"
                  color="inherit"
                  underline="always"
                  onClick={onShowOpen}
                  sx={{ font: 'inherit', verticalAlign: 'baseline' }}
                >
                  {text('checklists.result.showOpen')}
                </Link>
              </div>
            )}
            <Box sx={{ marginTop: '4px' }}>{text('checklists.result.exception')}</Box>
          </Note>
        )}
        {others === 0 ? null : (
          <Typography variant="body2" sx={{ color: paint.muted }}>
            {text('checklists.result.others', { count: others })}{' '}
            <Link component="button" onClick={onShowFlags} sx={{ font: 'inherit', verticalAlign: 'baseline' }}>
              {text('checklists.result.showOpen')}
            </Link>
          </Typography>
        )}
      </Box>
    </Card>
  );
}

function FlagLinks({
  flags,
  byCode,
  linkTo,
}: {
  flags: readonly RedFlag[];
  byCode: ReadonlyMap<string, ChecklistControl>;
  linkTo: (control: ChecklistControl) => string;
}) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', margin: '2px 0', padding: 0 }}>
      {flags.map((flag) => {
        const control = byCode.get(flag.control);
        return control === undefined ? null : (
          <li key={flag.control}>
            <Link component={RouterLink} to={linkTo(control)} color="inherit" underline="hover">
              {control.code} {control.title}
            </Link>
          </li>
        );
      })}
    </Box>
  );
}
