import { useText } from '../i18n/i18n.ts';
import { Tag } from './status-tag.tsx';

/** By how many days a date moved: earlier is news that someone has to act on, later is a note. Nothing for one that did not move. */
export function MoveTag({ days }: { days: number | null }) {
  const text = useText();
  if (!days) return null;
  return (
    <Tag tone={days < 0 ? 'near' : 'plan'}>
      {text(days < 0 ? 'records.dates.earlier' : 'records.dates.later', { count: Math.abs(days) })}
    </Tag>
  );
}
