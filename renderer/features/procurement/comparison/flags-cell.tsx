import { Box, Link } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import { useText, useWords } from '../../../i18n/i18n.ts';
import { paint, type Tone } from '../../../ui/paint.ts';
import { Tag } from '../../../ui/status-tag.tsx';
import type { Candidate } from './types.ts';

const STANDING_TONES: Readonly<Record<Candidate['standing'], Tone>> = {
  no_checklist: 'unk',
  none: 'ok',
  exception_needed: 'end',
  exception_signed: 'near',
};

/** Critical red flags with whether an exception answers them. */
export function FlagsCell({
  candidate: { standing, criticalFlags, otherFlags, assessmentId },
}: {
  candidate: Candidate;
}) {
  const text = useText();
  const words = useWords();
  return (
    <Box sx={{ display: 'grid', gap: '4px', justifyItems: 'start' }}>
      <Tag tone={STANDING_TONES[standing]}>{words.t(`comparison.standing.${standing}`)}</Tag>
      {criticalFlags.length === 0 ? null : (
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, fontSize: 12.5 }}>
          {criticalFlags.map(({ control, title, exceptionId }) => (
            <li key={control}>
              <Link component={RouterLink} to={`/checklists/${assessmentId}#${control}`} color="inherit">
                {control} {title}
              </Link>
              {exceptionId === null ? null : (
                <>
                  {', '}
                  <Link component={RouterLink} to={`/exceptions/${exceptionId}`} color="inherit">
                    {text('comparison.answered')}
                  </Link>
                </>
              )}
            </li>
          ))}
        </Box>
      )}
      {otherFlags === 0 ? null : (
        <Box sx={{ color: paint.muted, fontSize: 12.5 }}>{text('comparison.otherFlags', { count: otherFlags })}</Box>
      )}
    </Box>
  );
}
