import { Box } from '@mui/material';
import { useText } from '../../i18n/i18n.ts';
import { paint } from '../../ui/paint.ts';

const STEPS = ['choose', 'check', 'result'] as const;

/** Where one is on the way through an import. */
export function Steps({ current }: { current: 1 | 2 | 3 }) {
  const text = useText();
  return (
    <Box
      component="ol"
      aria-label={text('imports.steps')}
      sx={{ display: 'flex', gap: '10px', listStyle: 'none', margin: '0 0 18px', padding: 0, alignItems: 'center' }}
    >
      {STEPS.map((key, index) => {
        const number = index + 1;
        const here = number === current;
        const past = number < current;
        return (
          <Box
            component="li"
            key={key}
            aria-current={here ? 'step' : undefined}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: '8px',
              color: here ? paint.text : paint.muted,
              fontWeight: here ? 600 : 400,
            }}
          >
            {index > 0 ? (
              <Box
                aria-hidden="true"
                sx={{ width: 36, height: '1px', backgroundColor: paint.lineStrong, marginRight: '2px' }}
              />
            ) : null}
            <Box
              component="span"
              aria-hidden="true"
              sx={{
                width: 22,
                height: 22,
                borderRadius: '50%',
                fontSize: 12,
                lineHeight: '20px',
                textAlign: 'center',
                border: `1px solid ${here || past ? paint.accent : paint.lineStrong}`,
                backgroundColor: here ? paint.accent : past ? paint.accentSoft : 'transparent',
                color: here ? paint.onAccent : past ? paint.accent : paint.muted,
              }}
            >
              {past ? '✓' : number}
            </Box>
            {text(`imports.step.${key}`)}
          </Box>
        );
      })}
    </Box>
  );
}
