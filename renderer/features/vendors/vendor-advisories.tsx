import { Box, Link } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from 'react-router';
import type { VendorId } from '../../../main/domain/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { paint } from '../../ui/paint.ts';

const SHOWN = 4;

/** The latest advisories that name a product of the vendor, however they spell it. Nothing where there are none. */
export function VendorAdvisories({ vendorId }: { vendorId: VendorId }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const advisories = useQuery(orpc.advisory.list.queryOptions({ input: { filter: { vendorId }, limit: SHOWN } }));
  if (advisories.error)
    return (
      <Card title={text('advisories.title')}>
        <ErrorState failure={failureOf(advisories.error)} onRetry={() => void advisories.refetch()} />
      </Card>
    );
  const { rows = [], total = 0 } = advisories.data ?? {};
  if (rows.length === 0) return null;
  return (
    <Card title={text('advisories.title')}>
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' }}>
        {rows.map(({ id, title, severity, exploited, releasedOn }) => (
          <Box component="li" key={id} sx={{ overflowWrap: 'anywhere' }}>
            <Link component={RouterLink} to={`/advisories/${id}`}>
              {title}
            </Link>
            <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
              {[
                severity && words.t(`advisory.severity.${severity}`),
                exploited && text('advisories.exploited'),
                releasedOn && words.day(releasedOn),
              ]
                .filter(Boolean)
                .join(', ')}
            </Box>
          </Box>
        ))}
        {total > rows.length ? (
          <li>
            <Link component={RouterLink} to={`/advisories?vendor=${vendorId}`}>
              {text('advisories.ofVendor', { amount: number(total) })}
            </Link>
          </li>
        ) : null}
      </Box>
    </Card>
  );
}
