import { useQuery } from '@tanstack/react-query';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { PictureCard } from '../../ui/picture-card.tsx';
import { Timeline, TimelineTable } from '../../ui/timeline.tsx';
import { timelineScale } from '../../ui/timeline-rows.ts';
import { modelTimelineRows } from './model-timeline-rows.ts';
import type { ModelDetail } from './types.ts';

/** How far back the picture reaches: to when most models came onto the market. */
const YEARS_BACK = 8;

/** The named dates of a model, of its versions and of its components on one line of years; days that moved leave a mark. */
export function ModelTimeline({ model }: { model: ModelDetail }) {
  const text = useText();
  const words = useWords();
  const status = useQuery(orpc.vault.status.queryOptions());
  const today = status.data?.today;
  if (today === undefined) return null;
  const rows = modelTimelineRows(model, today, text, words);
  if (rows.length === 0) return null;
  return (
    <PictureCard
      title={text('models.timeline.title')}
      picture={
        <Timeline
          rows={rows}
          scale={timelineScale(rows, today, YEARS_BACK)}
          today={today}
          endsOn={null}
          ended={false}
          summary={rows.map(({ label, said }) => `${label}: ${said}`).join('. ')}
        />
      }
      table={<TimelineTable rows={rows} />}
    />
  );
}
