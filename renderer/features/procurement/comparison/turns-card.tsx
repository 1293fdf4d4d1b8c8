import { Box } from '@mui/material';
import type { Weights } from '../../../../main/domain/comparison.ts';
import { couldLead, placings, turningPoints } from '../../../../main/domain/comparison-rank.ts';
import { namesText, turnTexts } from '../../../../main/words/comparison.ts';
import { useText, useWords } from '../../../i18n/i18n.ts';
import { Card } from '../../../ui/card.tsx';
import { paint } from '../../../ui/paint.ts';
import { type Candidate, nameOf, weighed } from './types.ts';
import { useFigures } from './use-figures.ts';

/** For each criterion the weight at which the first place changes, and who would lead; those that change something come first. */
export function TurnsCard({ candidates, weights }: { candidates: readonly Candidate[]; weights: Weights }) {
  const text = useText();
  const words = useWords();
  const figures = useFigures();
  const names = new Map<string, string>(candidates.map((one) => [one.id, nameOf(one)]));
  const rows = weighed(candidates);
  const points = turningPoints(rows, weights);
  const open = couldLead(placings(rows, weights)).map((id) => names.get(id) ?? '');
  const turns = (point: (typeof points)[number]) => point.up !== null || point.down !== null;
  return (
    <Card title={text('comparison.turns.title')}>
      <Box component="ul" sx={{ margin: 0, paddingLeft: '18px', display: 'grid', gap: '5px' }}>
        {open.length === 0 ? null : (
          <li>{words.t('comparison.turn.could_lead', { leaders: namesText(open, words) })}</li>
        )}
        {points
          .toSorted((a, b) => Number(turns(b)) - Number(turns(a)))
          .flatMap((point) =>
            turnTexts(point, (id) => names.get(id) ?? '', words, figures).map((said) => (
              <Box key={said} component="li" sx={{ color: turns(point) ? paint.text : paint.muted }}>
                {said}
              </Box>
            )),
          )}
      </Box>
    </Card>
  );
}
