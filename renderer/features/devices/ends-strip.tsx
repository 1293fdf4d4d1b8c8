import { Box } from '@mui/material';
import type { Day } from '../../../main/domain/day.ts';
import { type TextKey, useText, useWords } from '../../i18n/i18n.ts';
import { paint } from '../../ui/paint.ts';
import { BAND_TONES, Tag } from '../../ui/status-tag.tsx';
import type { DeviceDetail } from './types.ts';

type Support = DeviceDetail['support'];

/** What engineering has to plan for apart from what procurement can renew, and which of the two limits (domain.md 1.4). */
export function EndsStrip({ support }: { support: Support }) {
  const text = useText();
  const words = useWords();
  const { band, limitedBy, technicalEnd, coverageEnd } = support;
  if (band === 'not_tracked') return null;
  const ends = [
    {
      key: 'technical',
      end: technicalEnd,
      without: technicalWithout(support),
      limits: limitedBy !== null && !limitedBy.renewable,
    },
    { key: 'renewable', end: coverageEnd, without: coverWithout(support), limits: limitedBy?.renewable === true },
  ] as const;
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
        margin: '0 0 14px',
        border: `1px solid ${paint.line}`,
        borderRadius: '8px',
      }}
    >
      {ends.map(({ key, end, without, limits }, index) => (
        <Box key={key} sx={{ padding: '8px 12px', borderLeft: index === 0 ? 0 : `1px solid ${paint.line}` }}>
          <Box component="dt" sx={{ color: paint.muted, fontSize: 12.5, lineHeight: '20px' }}>
            {text(`devices.ends.${key}`)}
          </Box>
          <Box
            component="dd"
            sx={{ margin: 0, display: 'flex', gap: '4px 8px', alignItems: 'center', flexWrap: 'wrap' }}
          >
            <strong>{end === null ? text(without) : words.day(end as Day)}</strong>
            {limits ? <Tag tone={BAND_TONES[band]}>{text(`devices.ends.${key}Limits`)}</Tag> : null}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

/** Why there is no day for the technical end. */
function technicalWithout({ band, terms }: Support): TextKey {
  if (terms.some(({ limit, end }) => !limit.renewable && end.kind === 'ended')) return 'devices.ends.ended';
  return band === 'unknown' || terms.some(({ limit, end }) => !limit.renewable && end.kind === 'unknown')
    ? 'devices.ends.unknown'
    : 'devices.ends.none';
}

/** Why there is no day for the end of cover. */
function coverWithout({ reasons }: Support): TextKey {
  if (reasons.some(({ code }) => code === 'updates_owed_without_contract')) return 'devices.ends.notNeeded';
  if (reasons.some(({ code }) => code === 'contract_renews')) return 'devices.ends.renews';
  return reasons.some(({ code }) => code === 'coverage_not_known') ? 'devices.ends.coverUnknown' : 'devices.ends.none';
}
