import { Box, Link, Typography } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import { type FieldChange as Change, nounText, shownChanges } from '../../main/words/history.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { FieldChange } from './field-change.tsx';
import { paint } from './paint.ts';

/** Kinds of record that have a page of their own, with the place of it. */
const PLACES: Readonly<Record<string, string>> = {
  device: '/devices',
  model: '/models',
  vendor: '/vendors',
  contract: '/contracts',
  checklist: '/checklists',
};

/** What a command changed on one record. `onGo` hears that the reader goes to it. */
export function ChangedRecord({
  record,
  onGo,
}: {
  record: {
    readonly noun: string;
    readonly recordId: string;
    readonly title: string | null;
    readonly exists: boolean;
    readonly kind: 'created' | 'changed' | 'removed';
    readonly changes: readonly Change[];
  };
  onGo: () => void;
}) {
  const text = useText();
  const words = useWords();
  const { noun, recordId, title, exists, kind } = record;
  const place = PLACES[noun];
  const name = title ?? nounText(noun, words);
  return (
    <>
      <Typography component="div">
        {exists && place ? (
          <Link component={RouterLink} to={`${place}/${recordId}`} onClick={onGo} sx={{ fontWeight: 550 }}>
            {name}
          </Link>
        ) : (
          <Box component="span" sx={{ fontWeight: 550 }}>
            {name}
          </Box>
        )}
        <Box component="span" sx={{ color: paint.muted }}>
          {' '}
          {nounText(noun, words)}, {words.t(`history.kind.${kind}`).toLowerCase()}
          {place && !exists ? `, ${text('history.entry.gone')}` : ''}
        </Box>
      </Typography>
      {shownChanges(record.changes, words).map((change) => (
        <Typography key={change.field} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          <FieldChange {...change} />
        </Typography>
      ))}
    </>
  );
}

/** What a command changed, record by record. */
export function ChangedRecords({
  records,
  onGo,
}: {
  records: readonly Parameters<typeof ChangedRecord>[0]['record'][];
  onGo: () => void;
}) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {records.map((record, index) => (
        <Box
          component="li"
          // biome-ignore lint/suspicious/noArrayIndexKey: one command can change a record twice, and no entry ever moves
          key={index}
          sx={{ borderTop: `1px solid ${paint.line}`, padding: '10px 0' }}
        >
          <ChangedRecord record={record} onGo={onGo} />
        </Box>
      ))}
    </Box>
  );
}
