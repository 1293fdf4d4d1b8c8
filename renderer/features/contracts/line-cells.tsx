import { Box } from '@mui/material';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { useMoneyText } from '../../ui/money-text.ts';
import { paint, TONES } from '../../ui/paint.ts';
import { Shape } from '../../ui/shapes.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import type { LineRow } from './covered-devices.tsx';

const faint = { color: paint.muted, fontSize: 12, marginLeft: '6px' } as const;

export function SupportCell({ data }: { readonly data?: LineRow }) {
  return data ? <StatusTag band={data.device.support.band} /> : null;
}

export function StateCell({ data }: { readonly data?: LineRow }) {
  const words = useWords();
  return data ? words.t(`status.${data.device.status}`) : null;
}

/** Until when the device is covered by anything, and the gap that comes. */
export function CoveredCell({ data }: { readonly data?: LineRow }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  if (!data) return null;
  const { coveredToday, coveredUntil, gap } = data;
  const tone = !coveredToday ? 'end' : gap ? 'near' : 'ok';
  return (
    <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
      <Box component="span" sx={{ color: TONES[tone].main, marginRight: '6px' }}>
        <Shape tone={tone} size={9} />
      </Box>
      {!coveredToday
        ? text('cover.lines.notCovered')
        : coveredUntil === null
          ? text('cover.lines.coveredOpen')
          : text('cover.lines.coveredUntil', { day: words.day(coveredUntil) })}
      {gap?.days ? (
        <Box component="span" sx={faint}>
          {text('cover.lines.gap', { count: gap.days, amount: number(gap.days) })}
        </Box>
      ) : data.startsOn !== null || data.endsOn !== null ? (
        <Box component="span" sx={faint}>
          {text('cover.lines.ownEnd')}
        </Box>
      ) : null}
    </Box>
  );
}

/** What the device costs there in a year. */
export function ShareCell({ data }: { readonly data?: LineRow }) {
  const text = useText();
  const money = useMoneyText();
  if (!data || data.yearly === null) return null;
  return (
    <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums' }}>
      {data.priceShare === null ? null : (
        <Box component="span" sx={{ ...faint, marginLeft: 0, marginRight: '6px' }}>
          {text('cover.lines.ownShare')}
        </Box>
      )}
      {money(data.yearly)}
    </Box>
  );
}
