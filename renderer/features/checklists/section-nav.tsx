import { Box, ButtonBase } from '@mui/material';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { paint } from '../../ui/paint.ts';
import { Shape } from '../../ui/shapes.tsx';
import type { Section } from './sections.ts';

/** The sections with their progress, and a mark where an answer raised a flag. */
export function SectionNav({
  sections,
  current,
  onGo,
}: {
  sections: readonly Section[];
  /** Null while questions of several sections are shown. */
  current: string | null;
  onGo: (code: string) => void;
}) {
  const text = useText();
  return (
    <Card flush>
      <Box component="nav" aria-label={text('checklists.page.sections')} sx={{ padding: '8px' }}>
        {sections.map(({ code, title, controls, answered, raised }) => {
          const here = code === current;
          return (
            <ButtonBase
              key={code}
              aria-current={here ? 'true' : undefined}
              onClick={() => onGo(code)}
              sx={{
                width: '100%',
                display: 'grid',
                gridTemplateColumns: 'minmax(0, 1fr) 12px auto',
                gap: '6px',
                alignItems: 'baseline',
                justifyItems: 'start',
                textAlign: 'left',
                padding: '4px 10px',
                borderRadius: '7px',
                font: 'inherit',
                fontSize: 13,
                lineHeight: '18px',
                color: here ? paint.accent : controls.length === 0 ? paint.faint : paint.text,
                fontWeight: here ? 600 : 400,
                backgroundColor: here ? paint.accentSoft : 'transparent',
                '&:hover': { backgroundColor: here ? paint.accentSoft : paint.bg },
              }}
            >
              <span>{title}</span>
              {raised > 0 ? (
                <Box
                  component="span"
                  role="img"
                  aria-label={text('checklists.page.sectionFlags', { count: raised })}
                  title={text('checklists.page.sectionFlags', { count: raised })}
                  sx={{ color: paint.end }}
                >
                  <Shape tone="end" size={9} />
                </Box>
              ) : (
                <span />
              )}
              <Box
                component="span"
                aria-label={text('checklists.page.sectionProgress', { answered, total: controls.length })}
                role="img"
                sx={{ fontSize: 12, color: here ? paint.accent : paint.muted, fontWeight: 400 }}
              >
                {answered}/{controls.length}
              </Box>
            </ButtonBase>
          );
        })}
      </Box>
    </Card>
  );
}

/** The keys that answer, below the questions. */
export function AnswerKeys() {
  const text = useText();
  const words = useWords();
  const keys = [
    ['y', 'yes'],
    ['p', 'partial'],
    ['n', 'no'],
    ['a', 'not_applicable'],
  ] as const;
  return (
    <Box sx={{ padding: '0 4px', fontSize: 12, lineHeight: '22px', color: paint.muted }}>
      {text('checklists.page.keys')}{' '}
      {keys.map(([key, answer]) => (
        <span key={key}>
          <Keycap>{key}</Keycap> {words.t(`answer.${answer}`)}{' '}
        </span>
      ))}
      <Keycap>⌫</Keycap> {text('checklists.page.keyClear')} <Keycap>u</Keycap> {text('checklists.page.keyNext')}
    </Box>
  );
}
