import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { lastDayOf } from '../../../main/domain/day.ts';
import { headline } from '../../../main/words/headline.ts';
import { reasonText } from '../../../main/words/reasons.ts';
import { FindingsCard } from '../../bridge/findings.tsx';
import { InstallingCard } from '../../bridge/installing.tsx';
import { LegacyCard } from '../../bridge/legacy.tsx';
import { orpc } from '../../bridge/queries.ts';
import { OpenTasks } from '../../bridge/tasks.tsx';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Note } from '../../ui/error-state.tsx';
import { Columns } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { Timeline, TimelineTable } from '../../ui/timeline.tsx';
import { timelineScale } from '../../ui/timeline-rows.ts';
import { EndsStrip } from './ends-strip.tsx';
import { ExceptionsCard } from './exceptions-card.tsx';
import { FactsCard } from './facts-card.tsx';
import { OptionsCard } from './options-card.tsx';
import { SourcesCard } from './sources-card.tsx';
import { useMayTask } from './task-may.ts';
import { timelineRows } from './timeline-rows.ts';
import type { DeviceDetail, Task } from './types.ts';

/** The answer, the picture that proves it, what would change it, and where it comes from. */
export function SupportTab({ device, onTask }: { device: DeviceDetail; onTask: (task: Task) => void }) {
  return (
    <Columns
      side={
        <>
          <FactsCard device={device} />
          <FindingsCard
            about={{ deviceId: device.id }}
            parts={{ modelId: device.modelId, components: device.components }}
          />
          <ExceptionsCard device={device} onTask={onTask} />
          <LegacyCard
            legacy={device.legacy}
            owner={{ deviceId: device.id }}
            name={[device.model, device.assetTag].filter(Boolean).join(', ')}
          />
          <InstallingCard modelId={device.modelId} deviceId={device.id} />
          <SourcesCard device={device} />
          <OpenTasks deviceId={device.id} />
        </>
      }
    >
      <AnswerCard device={device} onTask={onTask} />
      <OptionsCard device={device} onTask={onTask} />
      <ReasonsCard device={device} />
    </Columns>
  );
}

function AnswerCard({ device, onTask }: { device: DeviceDetail; onTask: (task: Task) => void }) {
  const text = useText();
  const may = useMayTask();
  const words = useWords();
  const status = useQuery(orpc.vault.status.queryOptions());
  const [asTable, setAsTable] = useState(false);
  const { support } = device;
  const { answer, more } = headline(support, words);
  const today = status.data?.today;
  const rows = today ? timelineRows(support.terms, today, text, words) : [];
  const nobody = support.reasons.some(({ code }) => code.startsWith('vendor_date_missing'));
  return (
    <Card
      title={
        <Box component="span" sx={{ fontSize: 16, lineHeight: '22px' }}>
          {answer}
        </Box>
      }
      actions={
        rows.length === 0 ? null : (
          <Button variant="text" color="primary" size="small" onClick={() => setAsTable(!asTable)}>
            {text(asTable ? 'picture.asPicture' : 'picture.asTable')}
          </Button>
        )
      }
    >
      <Typography sx={{ color: paint.muted, maxWidth: 640, marginBottom: '12px' }}>{more}</Typography>
      <EndsStrip support={support} />
      {support.band === 'unknown' && nobody && may('vendor_date') ? (
        <Button
          variant="contained"
          color="primary"
          onClick={() => onTask({ kind: 'vendor_date' })}
          sx={{ marginBottom: '14px' }}
        >
          {text('devices.options.do.ask_vendor_for_date')}
        </Button>
      ) : null}
      {device.status === 'retired' && device.dataErasedOn === null ? (
        <Note tone="near">
          {text('devices.sub.eraseData')}
          {may('retire') ? (
            <Box sx={{ marginTop: '8px' }}>
              <Button onClick={() => onTask({ kind: 'retire' })}>{text('devices.record.retire')}</Button>
            </Box>
          ) : null}
        </Note>
      ) : null}
      {today === undefined || rows.length === 0 ? null : asTable ? (
        <TimelineTable rows={rows} />
      ) : (
        <Timeline
          rows={rows}
          scale={timelineScale(rows, today)}
          today={today}
          endsOn={support.effectiveEnd && lastDayOf(support.effectiveEnd)}
          ended={support.band === 'unsupported'}
          summary={[answer, ...rows.map(({ label, said }) => `${label}: ${said}`)].join('. ')}
        />
      )}
    </Card>
  );
}

function ReasonsCard({ device }: { device: DeviceDetail }) {
  const text = useText();
  const words = useWords();
  const { reasons } = device.support;
  // What is not tracked has its one reason in the answer already.
  if (reasons.length === 0 || device.support.band === 'not_tracked') return null;
  return (
    <Card title={text('devices.reasons.title')}>
      <Box component="ul" sx={{ margin: 0, paddingLeft: '18px', display: 'grid', gap: '5px', color: paint.muted }}>
        {reasons.map((reason) => {
          const said = reasonText(reason, words);
          return <li key={said}>{said}</li>;
        })}
      </Box>
    </Card>
  );
}
