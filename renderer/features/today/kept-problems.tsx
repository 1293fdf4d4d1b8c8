import { Box, Link } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from 'react-router';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { Note } from '../../ui/error-state.tsx';

/** A quiet line when others do not get a report or calendar that they rely on; nothing while all is well. */
export function KeptProblems() {
  const text = useText();
  const { data } = useQuery(orpc.publication.list.queryOptions());
  const hindered = data?.rows.filter(({ enabled, problem }) => enabled && problem !== null).length ?? 0;
  if (hindered === 0) return null;
  return (
    <Box sx={{ marginBottom: '14px' }}>
      <Note tone="near" role="status">
        {text('reports.hindered', { count: hindered })}{' '}
        <Link component={RouterLink} to="/reports" color="inherit">
          {text('reports.hinderedShow')}
        </Link>
      </Note>
    </Box>
  );
}
