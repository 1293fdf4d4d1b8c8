import { Box, Button, Popover, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays, type Day, parseDay } from '../../../main/domain/day.ts';
import { nounText } from '../../../main/words/history.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { DayField } from '../../ui/day-field.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import { paint } from '../../ui/paint.ts';
import type { HistoryFilter } from './history-address.ts';

interface FilterProps {
  readonly filter: HistoryFilter;
  readonly onChange: (filter: HistoryFilter) => void;
}

/** The filters of the history as chips; `onChange` gets the whole filter anew. */
export function HistoryFilters({ filter, onChange }: FilterProps) {
  const text = useText();
  const words = useWords();
  const facets = useQuery(orpc.history.facets.queryOptions());
  const { actor, noun, ...rest } = filter;
  const counted = (values: readonly { value: string; count: number }[] | undefined, label: (key: string) => string) =>
    values?.map(({ value, count }) => ({ key: value, label: label(value), count })) ?? null;
  return (
    <>
      <FilterMenu
        name={text('history.filter.person')}
        chosen={actor ?? []}
        labelOf={(key) => key}
        counted={counted(facets.data?.actor, (key) => key)}
        failed={facets.error !== null}
        onChange={(chosen) => onChange({ ...rest, ...(noun ? { noun } : {}), actor: [...chosen] })}
      />
      <FilterMenu
        name={text('history.filter.noun')}
        chosen={noun ?? []}
        labelOf={(key) => nounText(key, words)}
        counted={counted(facets.data?.noun, (key) => nounText(key, words))}
        failed={facets.error !== null}
        onChange={(chosen) => onChange({ ...rest, ...(actor ? { actor } : {}), noun: [...chosen] })}
      />
      <DaysFilter filter={filter} onChange={onChange} />
    </>
  );
}

/** First and last day, typed, or one of the spans that people mostly ask for. */
function DaysFilter({ filter, onChange }: FilterProps) {
  const text = useText();
  const words = useWords();
  const status = useQuery(orpc.vault.status.queryOptions());
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { from, to, ...rest } = filter;
  const label =
    from && to
      ? text('history.filter.daysFromTo', { from: words.day(from), to: words.day(to) })
      : from
        ? text('history.filter.daysFrom', { from: words.day(from) })
        : to
          ? text('history.filter.daysTo', { to: words.day(to) })
          : text('history.filter.days');
  const apply = (first: Day | null, last: Day | null) => {
    setAnchor(null);
    onChange({ ...rest, ...(first ? { from: first } : {}), ...(last ? { to: last } : {}) });
  };
  const today = status.data?.today;
  return (
    <>
      <FilterChip
        label={label}
        active={from !== undefined || to !== undefined}
        onClick={setAnchor}
        onClear={() => apply(null, null)}
      />
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { 'aria-label': text('history.filter.days'), role: 'dialog', sx: { padding: '14px' } } }}
      >
        {today ? (
          <Box sx={{ display: 'flex', gap: 1, marginBottom: '16px' }}>
            <Button size="small" onClick={() => apply(today, today)}>
              {text('history.filter.today')}
            </Button>
            <Button size="small" onClick={() => apply(addDays(today, -6), today)}>
              {text('history.filter.week')}
            </Button>
            <Button size="small" onClick={() => apply(addDays(today, -29), today)}>
              {text('history.filter.month')}
            </Button>
          </Box>
        ) : null}
        <DaysForm from={from ?? ''} to={to ?? ''} onApply={apply} />
      </Popover>
    </>
  );
}

function DaysForm({
  from,
  to,
  onApply,
}: {
  from: string;
  to: string;
  onApply: (from: Day | null, to: Day | null) => void;
}) {
  const text = useText();
  const [typed, setTyped] = useState({ from, to });
  const [asked, setAsked] = useState(false);
  const [first, last] = [parseDay(typed.from), parseDay(typed.to)];
  const incomplete = (typed.from !== '' && first === null) || (typed.to !== '' && last === null);
  const problem = incomplete ? 'incomplete' : first && last && last < first ? 'order' : null;
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (problem === null) onApply(first, last);
      }}
      sx={{ display: 'grid', gap: '12px', width: 320 }}
    >
      <Box sx={{ display: 'grid', gap: '10px', gridTemplateColumns: '1fr 1fr' }}>
        <DayField
          label={text('history.filter.from')}
          value={from}
          error={asked && problem !== null}
          onChange={(value) => setTyped({ ...typed, from: value })}
        />
        <DayField
          label={text('history.filter.to')}
          value={to}
          error={asked && problem !== null}
          onChange={(value) => setTyped({ ...typed, to: value })}
        />
      </Box>
      {asked && problem ? (
        <Typography role="alert" variant="body2" sx={{ color: paint.end }}>
          {text(`history.filter.${problem}`)}
        </Typography>
      ) : null}
      <Button type="submit" variant="contained" color="primary">
        {text('history.filter.apply')}
      </Button>
    </Box>
  );
}
