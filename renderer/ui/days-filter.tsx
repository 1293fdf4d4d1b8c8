import { Box, Button, Popover, Typography } from '@mui/material';
import { useState } from 'react';
import { type Day, parseDay } from '../../main/domain/day.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { DayField } from './day-field.tsx';
import { FilterChip } from './filter-chip.tsx';
import { paint } from './paint.ts';

/** First and last day, both included, typed, or one of the spans that people mostly ask for. */
export function DaysFilter({
  from,
  to,
  spans,
  onChange,
}: {
  from: Day | undefined;
  to: Day | undefined;
  spans: readonly { readonly label: string; readonly from: Day; readonly to: Day | null }[];
  onChange: (from: Day | null, to: Day | null) => void;
}) {
  const text = useText();
  const words = useWords();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const label =
    from && to
      ? text('filter.days.fromTo', { from: words.day(from), to: words.day(to) })
      : from
        ? text('filter.days.since', { from: words.day(from) })
        : to
          ? text('filter.days.until', { to: words.day(to) })
          : text('filter.days.name');
  const apply = (first: Day | null, last: Day | null) => {
    setAnchor(null);
    onChange(first, last);
  };
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
        slotProps={{ paper: { 'aria-label': text('filter.days.name'), role: 'dialog', sx: { padding: '14px' } } }}
      >
        <Box sx={{ display: 'flex', gap: 1, marginBottom: '16px' }}>
          {spans.map((span) => (
            <Button key={span.label} size="small" onClick={() => apply(span.from, span.to)}>
              {span.label}
            </Button>
          ))}
        </Box>
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
          label={text('filter.days.first')}
          value={from}
          error={asked && problem !== null}
          onChange={(value) => setTyped({ ...typed, from: value })}
        />
        <DayField
          label={text('filter.days.last')}
          value={to}
          error={asked && problem !== null}
          onChange={(value) => setTyped({ ...typed, to: value })}
        />
      </Box>
      {asked && problem ? (
        <Typography role="alert" variant="body2" sx={{ color: paint.end }}>
          {text(`filter.days.${problem}`)}
        </Typography>
      ) : null}
      <Button type="submit" variant="contained" color="primary">
        {text('filter.days.apply')}
      </Button>
    </Box>
  );
}
