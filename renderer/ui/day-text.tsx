import { Box } from '@mui/material';
import type { Day, PartialDay } from '../../main/domain/day.ts';
import { useNumber, useText, useWords } from '../i18n/i18n.ts';
import { paint } from './paint.ts';

/** `in 52 days`, `today`, `28 days ago`. */
export function useDaysLeftText(): (days: number) => string {
  const text = useText();
  const number = useNumber();
  return (days) => {
    if (days === 0) return text('days.today');
    const amount = Math.abs(days);
    return text(days > 0 ? 'days.left' : 'days.past', { count: amount, amount: number(amount) });
  };
}

/** A day as people write it, `12 Jan 2027`, with the days left behind it. A month or a year stays what it is. */
export function DayText({ on, daysLeft }: { on: Day | PartialDay | null; daysLeft?: number | null }) {
  const words = useWords();
  const daysLeftText = useDaysLeftText();
  if (on === null) return null;
  const [iso, shown] = typeof on === 'string' ? [on, words.day(on)] : [on.on, words.partialDay(on)];
  return (
    <span>
      <time dateTime={iso}>{shown}</time>
      {daysLeft === null || daysLeft === undefined ? null : (
        <Box component="span" sx={{ color: paint.muted }}>
          {' '}
          ({daysLeftText(daysLeft)})
        </Box>
      )}
    </span>
  );
}
