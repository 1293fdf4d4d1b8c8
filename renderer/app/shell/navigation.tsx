import { Box, Link, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { NavLink } from 'react-router';
import type { Role } from '../../../main/domain/role.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Brand } from '../../ui/brand.tsx';
import { paint } from '../../ui/paint.ts';
import { type NavigationEntry, navigationFor } from '../navigation.ts';

/** The screens at the left, with how many things stand behind each, and whose register this is. */
export function Navigation({
  organisation,
  sample,
  role,
}: {
  organisation: string | null;
  sample: boolean;
  role: Role | null;
}) {
  const text = useText();
  return (
    <Box
      component="nav"
      data-screen-only
      aria-label={text('shell.navigation')}
      sx={{
        backgroundColor: paint.surface,
        borderRight: `1px solid ${paint.line}`,
        padding: '14px 10px',
        display: 'flex',
        flexDirection: 'column',
        gap: '2px',
        overflowY: 'auto',
        '@media (max-width: 760px)': {
          flexDirection: 'row',
          flexWrap: 'wrap',
          alignItems: 'center',
          padding: '8px 12px',
          borderRight: 0,
          borderBottom: `1px solid ${paint.line}`,
          '& h2, & [data-organisation]': { display: 'none' },
          '& > div': { flexDirection: 'row', padding: '0 6px 0 0' },
        },
      }}
    >
      <Box sx={{ padding: '4px 10px 14px' }}>
        <Brand />
      </Box>
      {navigationFor(role).map((group) => (
        <Box key={group.entries[0]?.to} sx={{ display: 'flex', flexDirection: 'column', gap: '2px' }}>
          {group.label ? (
            <Typography
              variant="overline"
              component="h2"
              sx={{
                margin: '14px 10px 4px',
                '@media (max-height: 900px)': { margin: '8px 10px 1px', lineHeight: '18px' },
                color: paint.faint,
                textTransform: 'uppercase',
              }}
            >
              {text(group.label)}
            </Typography>
          ) : null}
          {group.entries.map((entry) => (
            <Entry key={entry.to} entry={entry} />
          ))}
        </Box>
      ))}
      <Box
        data-organisation
        sx={{
          marginTop: 'auto',
          padding: '10px',
          borderTop: `1px solid ${paint.line}`,
          color: paint.muted,
          fontSize: 12,
          lineHeight: '17px',
        }}
      >
        {organisation ? <div>{organisation}</div> : null}
        <div>{text(sample ? 'shell.sampleSaved' : 'shell.saved')}</div>
      </Box>
    </Box>
  );
}

function Entry({ entry: { to, label, count } }: { entry: NavigationEntry }) {
  const text = useText();
  const number = useNumber();
  const { data: counts } = useQuery(orpc.program.counts.queryOptions());
  const figure = count ? counts?.[count] : undefined;
  return (
    <Link
      component={NavLink}
      to={to}
      end={to === '/'}
      underline="none"
      sx={{
        padding: '7px 10px',
        // What there is shall be seen without scrolling on the smallest screen that we draw for.
        '@media (max-height: 900px)': { paddingY: '4px', lineHeight: '20px' },
        borderRadius: '7px',
        color: paint.muted,
        display: 'flex',
        justifyContent: 'space-between',
        gap: '6px',
        alignItems: 'baseline',
        '&:hover': { backgroundColor: paint.bg, color: paint.text },
        '&.active': { backgroundColor: paint.accentSoft, color: paint.accent, fontWeight: 600 },
        '& .figure': { color: paint.faint },
        '&.active .figure': { color: paint.accent },
      }}
    >
      <span>{text(label)} </span>
      {figure === undefined ? null : (
        <Box component="span" className="figure" sx={{ fontSize: 12 }}>
          {number(figure)}
        </Box>
      )}
    </Link>
  );
}
