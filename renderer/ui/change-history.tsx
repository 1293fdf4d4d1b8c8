import { Box, Typography } from '@mui/material';
import type { ShownFieldChange } from '../../main/words/history.ts';
import { useText } from '../i18n/i18n.ts';
import { EmptyState } from './empty-state.tsx';
import { FieldChange } from './field-change.tsx';
import { paint } from './paint.ts';

export interface HistoryEntry {
  readonly at: string;
  readonly actor: string;
  readonly title: string;
  /** Which of the things that belong to the record it was; null for the record itself. */
  readonly about: string | null;
  readonly changes: readonly ShownFieldChange[];
}

/** Who changed what, from what to what, newest first. */
export function ChangeHistory({ entries }: { entries: readonly HistoryEntry[] }) {
  const text = useText();
  if (entries.length === 0) {
    return <EmptyState title={text('records.history.emptyTitle')} text={text('records.history.emptyText')} />;
  }
  return (
    <Box component="ol" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {entries.map((entry, index) => (
        <Box
          component="li"
          // biome-ignore lint/suspicious/noArrayIndexKey: entries of one command share their moment, and none ever moves
          key={`${entry.at} ${index}`}
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: '1fr', sm: '190px minmax(0, 1fr)' },
            gap: '2px 18px',
            padding: '12px 16px',
            borderTop: index === 0 ? 0 : `1px solid ${paint.line}`,
          }}
        >
          <MomentBy at={entry.at} by={entry.actor} />
          <Box>
            <Typography>
              <Box component="span" sx={{ fontWeight: 550 }}>
                {entry.title}
              </Box>
              {entry.about === null ? null : (
                <Box component="span" sx={{ color: paint.muted }}>
                  {' '}
                  {entry.about}
                </Box>
              )}
            </Typography>
            {entry.changes.map((change) => (
              <Typography key={change.field} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                <FieldChange {...change} />
              </Typography>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

/** When something was done, and below it by whom. */
export function MomentBy({ at, by }: { at: string; by: string }) {
  return (
    <Box>
      <Moment at={at} />
      <Typography variant="body2" sx={{ color: paint.muted }}>
        {by}
      </Typography>
    </Box>
  );
}

/** A moment on the clock of this computer; day and time below one another where there is little room. */
export function Moment({ at, lines = false }: { at: string; lines?: boolean }) {
  const moment = new Date(at);
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(moment);
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format(moment);
  return (
    <time dateTime={at}>
      {day}
      {lines ? (
        <Box component="span" sx={{ display: 'block', color: paint.muted }}>
          {time}
        </Box>
      ) : (
        `, ${time}`
      )}
    </time>
  );
}
