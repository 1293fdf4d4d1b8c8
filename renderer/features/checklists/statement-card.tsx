import { Box, Link, MenuItem, TextField, Typography } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import type { Checklist } from './types.ts';

/** The MDS2 statement that stands beside the questions, how much of it is still to be accepted, and the choice of another. */
export function StatementCard({
  checklist,
  open,
  mayChange,
  onUse,
}: {
  checklist: Checklist;
  /** Questions that wait for somebody to accept what is declared. */
  open: number;
  mayChange: boolean;
  onUse: (statementId: Checklist['statements'][number]['id'] | null) => void;
}) {
  const text = useText();
  const words = useWords();
  const { statement, statements } = checklist;
  if (statements.length === 0) return null;
  const label = ({ documentNumber, releasedOn }: Checklist['statements'][number]) =>
    text('checklists.declared.statement', {
      document: documentNumber ?? text('mds2.list.noNumber'),
      released: releasedOn === null ? text('mds2.list.noDay') : words.day(releasedOn),
    });
  return (
    <Card title={text('checklists.declared.title')}>
      <Box sx={{ display: 'grid', gap: '10px', paddingTop: '6px' }}>
        <TextField
          select
          label={text('checklists.declared.from')}
          value={statement?.id ?? ''}
          disabled={!mayChange}
          onChange={(event) => onUse(statements.find(({ id }) => id === event.target.value)?.id ?? null)}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        >
          <MenuItem value="">{text('checklists.declared.none')}</MenuItem>
          {statements.map((one) => (
            <MenuItem key={one.id} value={one.id}>
              {label(one)}
            </MenuItem>
          ))}
        </TextField>
        {statement === null ? null : (
          <Typography variant="body2" sx={{ color: paint.muted }}>
            {open === 0 ? text('checklists.declared.allSeen') : text('checklists.declared.open', { count: open })}{' '}
            <Link component={RouterLink} to={`/statements/${statement.id}`} underline="always">
              {text('checklists.declared.show')}
            </Link>
          </Typography>
        )}
      </Box>
    </Card>
  );
}
