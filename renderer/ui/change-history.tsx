import { Box, Typography } from '@mui/material';
import { useText } from '../i18n/i18n.ts';
import { EmptyState } from './empty-state.tsx';
import { FieldChange } from './field-change.tsx';
import { paint } from './paint.ts';

export interface ShownChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}
export interface HistoryEntry {
  readonly at: string;
  readonly actor: string;
  readonly title: string;
  readonly changes: readonly ShownChange[];
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
          <Box>
            <Moment at={entry.at} />
            <Typography variant="body2" sx={{ color: paint.muted }}>
              {entry.actor}
            </Typography>
          </Box>
          <Box>
            <Typography sx={{ fontWeight: 550 }}>{entry.title}</Typography>
            {entry.changes.map((change) => (
              <Typography key={change.field} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                <FieldChange {...change} after={change.after ?? text('records.history.nothing')} />
              </Typography>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

/** A moment on the clock of this computer. */
export function Moment({ at }: { at: string }) {
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
  return <time dateTime={at}>{text}</time>;
}
