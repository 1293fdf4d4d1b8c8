import { Box, Button, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote, ErrorState } from '../../ui/error-state.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-chip.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { PageTabs } from '../../ui/tabs.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { NameSideView } from './name-side.tsx';
import { type NamedNoun, type NamePair, pairKey } from './types.ts';

/** Pairs that are read at once; the rest follows when these are settled. */
const SHOWN = 100;

/** Names that look like one, side by side, each to be merged, told apart or left for later. */
export function NamesPage() {
  const text = useText();
  const [address, setAddress] = useSearchParams();
  const noun: NamedNoun = address.get('noun') === 'model' ? 'model' : 'vendor';
  const [all, setAll] = useState(false);
  const count = (of: NamedNoun) => ({ noun: of, likelihood: all ? 'all' : 'likely', limit: SHOWN }) as const;
  const vendors = useQuery(orpc.duplicate.list.queryOptions({ input: count('vendor') }));
  const models = useQuery(orpc.duplicate.list.queryOptions({ input: count('model') }));
  return (
    <Page
      title={text('names.title')}
      subtitle={text('names.lead')}
      actions={<ListExport name="names" question={{ noun, likelihood: all ? 'all' : 'likely' }} />}
    >
      <PageTabs<NamedNoun>
        label={text('names.title')}
        value={noun}
        onChange={(next) => setAddress(next === 'model' ? { noun: next } : {}, { replace: true })}
        tabs={[
          { key: 'vendor', label: text('names.vendor'), ...(vendors.data ? { count: vendors.data.total } : {}) },
          { key: 'model', label: text('names.model'), ...(models.data ? { count: models.data.total } : {}) },
        ]}
      >
        <FilterBar>
          <FilterChip label={text('names.possibleToo')} active={all} onClick={() => setAll(!all)} />
        </FilterBar>
        <Pairs key={noun} noun={noun} all={all} />
      </PageTabs>
    </Page>
  );
}

function Pairs({ noun, all }: { noun: NamedNoun; all: boolean }) {
  const text = useText();
  const number = useNumber();
  const may = useMayChange('duplicate.merge');
  const [later, setLater] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState(0);
  const [merging, setMerging] = useState<NamePair | null>(null);
  const { failure, attempt } = useAttempt();
  const { data, error, refetch } = useQuery({
    ...orpc.duplicate.list.queryOptions({ input: { noun, likelihood: all ? 'all' : 'likely', limit: SHOWN } }),
    placeholderData: keepPreviousData,
  });
  const pairs = (data?.rows ?? []).filter((pair) => !later.has(pairKey(pair)));
  const at = Math.min(chosen, pairs.length - 1);
  const pair = pairs[at];
  const list = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen pair comes into view when it changes
  useEffect(() => list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' }), [at]);
  const keepApart = (one: NamePair) =>
    attempt(() => client.duplicate.keepApart({ noun, firstId: one.into.id, secondId: one.from.id }));
  const leave = (one: NamePair) => setLater(new Set([...later, pairKey(one)]));
  const move = (by: number) => setChosen(Math.max(0, Math.min(pairs.length - 1, at + by)));
  useShortcuts({
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    s: () => pair && may && setMerging(pair),
    d: () => pair && may && void keepApart(pair),
    l: () => pair && may && leave(pair),
  });
  if (error)
    return (
      <Card>
        <ErrorState failure={failureOf(error)} onRetry={() => void refetch()} />
      </Card>
    );
  if (data === undefined)
    return (
      <Card>
        <LoadingLines lines={6} />
      </Card>
    );
  if (pairs.length === 0) {
    const left = later.size > 0 && data.rows.length > 0;
    const hidden = !all && data.counts.possible !== undefined && data.counts.possible > 0;
    return (
      <Card>
        <EmptyState
          title={text(left ? 'names.laterTitle' : 'names.noneTitle')}
          text={text(hidden ? 'names.noneLikely' : 'names.noneText')}
          actions={left ? <Button onClick={() => setLater(new Set())}>{text('names.laterAgain')}</Button> : null}
        />
      </Card>
    );
  }
  return (
    <>
      {failure ? <ErrorNote failure={failure} /> : null}
      <Card flush>
        <Box
          component="ul"
          ref={list}
          aria-label={text('names.list')}
          sx={{ listStyle: 'none', margin: 0, padding: 0 }}
        >
          {pairs.map((one, index) => (
            <PairLine
              key={pairKey(one)}
              noun={noun}
              pair={one}
              current={index === at}
              may={may}
              onCurrent={() => setChosen(index)}
              onSame={() => setMerging(one)}
              onDifferent={() => void keepApart(one)}
              onLater={() => leave(one)}
            />
          ))}
        </Box>
      </Card>
      <Typography sx={{ color: paint.muted, fontSize: 12.5, marginTop: '10px' }}>
        {may ? text('names.keys') : null}{' '}
        {data.total > data.rows.length ? text('names.more', { amount: number(data.total - data.rows.length) }) : null}
      </Typography>
      {merging ? (
        <MergeDialog noun={noun} pair={merging} onClose={() => setMerging(null)} onDone={() => setMerging(null)} />
      ) : null}
    </>
  );
}

function PairLine({
  noun,
  pair,
  current,
  may,
  onCurrent,
  onSame,
  onDifferent,
  onLater,
}: {
  noun: NamedNoun;
  pair: NamePair;
  current: boolean;
  may: boolean;
  onCurrent: () => void;
  onSame: () => void;
  onDifferent: () => void;
  onLater: () => void;
}) {
  const text = useText();
  const words = useWords();
  return (
    <Box
      component="li"
      aria-current={current}
      onFocus={onCurrent}
      sx={{
        display: 'grid',
        gap: '16px',
        alignItems: 'center',
        gridTemplateColumns: 'minmax(0, 1fr) 176px minmax(0, 1fr) auto',
        padding: '12px 16px',
        borderTop: `1px solid ${paint.line}`,
        '&:first-of-type': { borderTop: 0 },
        boxShadow: current ? `inset 3px 0 0 ${paint.accent}` : 'none',
        backgroundColor: current ? paint.head : 'transparent',
      }}
    >
      <NameSideView noun={noun} side={pair.into} />
      <Box sx={{ display: 'grid', justifyItems: 'start', gap: '4px' }}>
        <Tag tone={pair.likelihood === 'likely' ? 'near' : 'unk'}>{words.t(`names.likelihood.${pair.likelihood}`)}</Tag>
        <Typography sx={{ color: paint.muted, fontSize: 12.5 }}>{words.t(`names.reason.${pair.reason}`)}</Typography>
      </Box>
      <NameSideView noun={noun} side={pair.from} />
      {may ? (
        <Box sx={{ display: 'flex', gap: '6px' }}>
          <Button size="small" variant="outlined" onClick={onSame}>
            {text('names.same')}
          </Button>
          <Button size="small" onClick={onDifferent}>
            {text('names.different')}
          </Button>
          <Button size="small" onClick={onLater}>
            {text('names.later')}
          </Button>
        </Box>
      ) : null}
    </Box>
  );
}
