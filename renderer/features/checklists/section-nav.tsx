import { Box, ButtonBase } from '@mui/material';
import type { ReactNode } from 'react';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { paint } from '../../ui/paint.ts';
import { Shape } from '../../ui/shapes.tsx';
import type { Section } from './sections.ts';

/** A section to go to. */
interface SectionEntry {
  readonly code: string;
  readonly title: string;
  /** Stands at the right, with what it means for those who cannot see that. */
  readonly figure: ReactNode;
  readonly figureLabel: string;
  readonly mark?: ReactNode;
  /** Nothing of it applies. */
  readonly faint?: boolean;
}

/** The sections of a catalogue of questions, the one that is looked at in the accent colour. */
export function SectionEntries({
  entries,
  current,
  onGo,
}: {
  entries: readonly SectionEntry[];
  /** Null while questions of several sections are shown. */
  current: string | null;
  onGo: (code: string) => void;
}) {
  const text = useText();
  return (
    <Card flush>
      <Box component="nav" aria-label={text('checklists.page.sections')} sx={{ padding: '8px' }}>
        {entries.map(({ code, title, figure, figureLabel, mark, faint = false }) => {
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
                color: here ? paint.accent : faint ? paint.faint : paint.text,
                fontWeight: here ? 600 : 400,
                backgroundColor: here ? paint.accentSoft : 'transparent',
                '&:hover': { backgroundColor: here ? paint.accentSoft : paint.bg },
              }}
            >
              <span>{title}</span>
              {mark ?? <span />}
              <Box
                component="span"
                aria-label={figureLabel}
                role="img"
                sx={{ fontSize: 12, color: here ? paint.accent : paint.muted, fontWeight: 400 }}
              >
                {figure}
              </Box>
            </ButtonBase>
          );
        })}
      </Box>
    </Card>
  );
}

/** The sections with their progress, and a mark where an answer raised a flag. */
export function SectionNav({
  sections,
  ...rest
}: {
  sections: readonly Section[];
  /** Null while questions of several sections are shown. */
  current: string | null;
  onGo: (code: string) => void;
}) {
  const text = useText();
  return (
    <SectionEntries
      entries={sections.map(({ code, title, controls, answered, raised }) => ({
        code,
        title,
        figure: `${answered}/${controls.length}`,
        figureLabel: text('checklists.page.sectionProgress', { answered, total: controls.length }),
        faint: controls.length === 0,
        mark:
          raised > 0 ? (
            <Box
              component="span"
              role="img"
              aria-label={text('checklists.page.sectionFlags', { count: raised })}
              title={text('checklists.page.sectionFlags', { count: raised })}
              sx={{ color: paint.end }}
            >
              <Shape tone="end" size={9} />
            </Box>
          ) : undefined,
      }))}
      {...rest}
    />
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
