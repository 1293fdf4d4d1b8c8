import { Box, Button, ButtonBase } from '@mui/material';
import { useEffect, useRef } from 'react';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import { Mark, Tag } from '../../ui/status-tag.tsx';
import { CONFIDENCE_TONES, type Finding, STATE_TONES } from './types.ts';

const line = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

/** The matches in the order in which they press. */
export function FindingQueue({
  rows,
  chosen,
  rest,
  onChoose,
  onMore,
}: {
  rows: readonly Finding[];
  chosen: string;
  rest: number;
  onChoose: (id: string) => void;
  onMore: () => void;
}) {
  const text = useText();
  return (
    <Card flush sx={{ position: { md: 'sticky' }, top: '18px' }}>
      <Box
        component="ul"
        aria-label={text('findings.queue')}
        sx={{
          listStyle: 'none',
          margin: 0,
          padding: 0,
          maxHeight: { md: 'calc(100vh - 230px)' },
          overflowY: 'auto',
        }}
      >
        {rows.map((row) => (
          <Row key={row.id} row={row} current={row.id === chosen} onChoose={() => onChoose(row.id)} />
        ))}
        {rest > 0 ? (
          <Box component="li" sx={{ padding: '8px 12px' }}>
            <Button size="small" onClick={onMore}>
              {text('findings.more')}
            </Button>
          </Box>
        ) : null}
      </Box>
    </Card>
  );
}

function Row({ row, current, onChoose }: { row: Finding; current: boolean; onChoose: () => void }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) place.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const entries = row.reasons.find((reason) => reason.code === 'exploited');
  const source = entries
    ? text('findings.entries', {
        product: [entries.vendor, entries.product].join(' '),
        count: entries.entries,
        amount: number(entries.entries),
      })
    : (row.advisory?.trackingId ?? row.cves[0] ?? words.t(`finding.source.${row.source}`));
  return (
    <Box
      component="li"
      ref={place}
      sx={{ borderBottom: `1px solid ${paint.line}`, '&:last-of-type': { borderBottom: 0 } }}
    >
      <ButtonBase
        onClick={onChoose}
        aria-current={current ? 'true' : undefined}
        sx={{
          font: 'inherit',
          width: '100%',
          textAlign: 'left',
          display: 'grid',
          gridTemplateColumns: 'auto minmax(0, 1fr)',
          gap: '10px',
          alignItems: 'start',
          padding: '9px 12px',
          backgroundColor: current ? paint.accentSoft : undefined,
          '&:hover': { backgroundColor: current ? paint.accentSoft : paint.head },
        }}
      >
        <Box sx={{ paddingTop: '1px' }}>
          {row.state === 'proposed' ? (
            <Mark tone={CONFIDENCE_TONES[row.confidence]} label={words.t(`finding.confidence.${row.confidence}`)} />
          ) : (
            <Mark tone={STATE_TONES[row.state]} label={words.t(`finding.state.${row.state}`)} />
          )}
        </Box>
        <Box sx={{ minWidth: 0, display: 'grid', gap: '1px' }}>
          <Box sx={{ ...line, fontWeight: 600 }}>{row.component ?? row.model}</Box>
          <Box sx={{ ...line, fontSize: 12.5, color: paint.muted }}>
            {[
              row.component ? row.model : row.manufacturer,
              text('findings.devicesCount', { count: row.devices, amount: number(row.devices) }),
            ].join(', ')}
          </Box>
          <Box sx={{ display: 'flex', gap: '8px', alignItems: 'center', justifyContent: 'space-between' }}>
            <Box sx={{ ...line, fontSize: 12.5, color: paint.muted }}>{source}</Box>
            {row.exploited ? <Tag tone="end">{text('findings.exploited')}</Tag> : null}
          </Box>
        </Box>
      </ButtonBase>
    </Box>
  );
}
