import { Box, Button, Link } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from 'react-router';
import { isGap } from '../../../main/domain/clause.ts';
import type { ContractId } from '../../../main/domain/ids.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';

/** Gaps that the card names; the page behind it has all. */
const NAMED = 4;

/** How this contract stands beside the library of clauses, and the next step. */
export function ClausesCard({ contractId }: { contractId: ContractId }) {
  const text = useText();
  const words = useWords();
  const { data } = useQuery(orpc.clause.ofContract.queryOptions({ input: { contractId } }));
  if (!data) {
    return (
      <Card title={text('clauses.card.title')}>
        <LoadingLines lines={3} />
      </Card>
    );
  }
  const { clauses } = data;
  const gaps = clauses.filter(({ state }) => isGap(state));
  const looked = clauses.filter(({ state }) => state !== null).length;
  const outdated = clauses.filter(
    ({ comparedWith, version }) => comparedWith !== null && comparedWith !== version,
  ).length;
  const page = `/clauses/contracts/${contractId}`;
  const [label, to] =
    looked === 0
      ? [text('clauses.card.begin'), page]
      : looked < clauses.length
        ? [text('clauses.card.go'), `${page}?only=open`]
        : gaps.length > 0
          ? [text('clauses.card.negotiate'), `${page}?only=gaps`]
          : [text('clauses.card.see'), page];
  return (
    <Card
      title={text('clauses.card.title')}
      actions={
        <Button variant="text" color="primary" size="small" component={RouterLink} to={to}>
          {label}
        </Button>
      }
    >
      {looked === 0 ? (
        <Box sx={{ color: paint.muted }}>{text('clauses.card.nothing')}</Box>
      ) : (
        <Box sx={{ display: 'grid', gap: '8px' }}>
          <Box sx={{ display: 'flex', gap: '10px', alignItems: 'center', flexWrap: 'wrap' }}>
            <Tag tone={gaps.length > 0 ? 'end' : 'ok'}>
              {gaps.length > 0 ? text('clauses.card.gaps', { count: gaps.length }) : text('clauses.card.noGaps')}
            </Tag>
            <Box component="span" sx={{ color: paint.muted, fontSize: 12.5 }}>
              {text('clauses.card.looked', { looked, all: clauses.length })}
            </Box>
          </Box>
          {gaps.length > 0 ? (
            <Box component="ul" sx={{ margin: 0, paddingLeft: '18px' }}>
              {gaps.slice(0, NAMED).map(({ id, title, state }) => (
                <li key={id}>
                  {title}
                  <Box component="span" sx={{ color: paint.muted }}>
                    {state ? `, ${words.t(`clause.state.${state}`).toLowerCase()}` : ''}
                  </Box>
                </li>
              ))}
              {gaps.length > NAMED ? (
                <li>
                  <Link component={RouterLink} to={`${page}?only=gaps`}>
                    {text('clauses.card.more', { count: gaps.length - NAMED })}
                  </Link>
                </li>
              ) : null}
            </Box>
          ) : null}
          {outdated > 0 ? (
            <Box sx={{ color: paint.near, fontSize: 12.5 }}>{text('clauses.card.outdated', { count: outdated })}</Box>
          ) : null}
        </Box>
      )}
    </Card>
  );
}
