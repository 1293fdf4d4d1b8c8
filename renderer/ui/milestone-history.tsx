import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { Day, PartialDay } from '../../main/domain/day.ts';
import type { DocumentId } from '../../main/domain/ids.ts';
import { decidingEntry, holdingEntry, MILESTONE_OWNERS, type MilestoneOwner } from '../../main/domain/milestone.ts';
import { CONFIDENCES, isMilestoneKind, MILESTONES } from '../../main/domain/model.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { Moment } from './change-history.tsx';
import { MoveTag } from './move-tag.tsx';
import { paint } from './paint.ts';
import { Tag } from './status-tag.tsx';

/** An entry in the history of a vendor's dates. */
export interface ShownMilestone {
  readonly id: string;
  readonly kind: string;
  /** The name of a date of the organisation's own. */
  readonly ownName: string | null;
  readonly owner: MilestoneOwner;
  readonly softwareVersion: string | null;
  readonly on: PartialDay | null;
  readonly vendorTerm: string | null;
  readonly source: string | null;
  readonly documentId: DocumentId | null;
  readonly announcedOn: Day | null;
  readonly receivedOn: Day | null;
  readonly confidence: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly movedDays: number | null;
  readonly movedFromFirstDays: number | null;
  readonly current: boolean;
}

/** Whose date of which kind it is. */
export type MilestoneSlot = Pick<ShownMilestone, 'kind' | 'owner' | 'softwareVersion'>;

export interface Slot extends MilestoneSlot {
  readonly name: string | null;
  /** Newest first. */
  readonly entries: readonly ShownMilestone[];
}

/**
 * The dates of a vendor, one after another, each with how it moved: nothing that was said is ever overwritten. Where several
 * owners have the same date, `ofDevice` says which one holds for the device and which one sets its end of support.
 */
export function MilestoneHistory({
  entries,
  ofDevice = false,
  onOpenDocument,
  actions,
}: {
  entries: readonly ShownMilestone[];
  ofDevice?: boolean;
  onOpenDocument: (id: DocumentId) => void;
  /** What can be done with one of the dates. */
  actions?: (slot: MilestoneSlot) => ReactNode;
}) {
  const words = useWords();
  const text = useText();
  const deciding = ofDevice ? decidingEntry(entries) : null;
  return (
    <Box>
      {milestoneSlots(entries).map((slot, index) => {
        const { kind, owner, softwareVersion, name, entries: own } = slot;
        const holding = ofDevice ? holdingEntry(entries, kind) : null;
        return (
          <Box
            key={`${kind} ${owner} ${softwareVersion}`}
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: '1fr', sm: '220px minmax(0, 1fr)' },
              gap: '6px 18px',
              padding: '14px 16px',
              borderTop: index === 0 ? 0 : `1px solid ${paint.line}`,
            }}
          >
            <Box>
              <Typography component="h3" sx={{ fontWeight: 600 }}>
                {name ?? (isMilestoneKind(kind) ? words.t(`milestone.${kind}`) : kind)}
              </Typography>
              {softwareVersion ? (
                <Typography variant="body2" sx={{ color: paint.muted }}>
                  {words.t('limit.software_version', { name: softwareVersion })}
                </Typography>
              ) : ofDevice ? (
                <Typography variant="body2" sx={{ color: paint.muted }}>
                  {text(owner === 'device' ? 'records.dates.ofDevice' : 'records.dates.ofModel')}
                </Typography>
              ) : null}
              {own.some((entry) => entry === deciding) ? (
                <Box sx={{ margin: '4px 0' }}>
                  <Tag tone="plan">{text('records.dates.decides')}</Tag>
                </Box>
              ) : holding && own.some(({ on, current }) => current && on !== null) && !own.includes(holding) ? (
                <Typography variant="body2" sx={{ color: paint.muted }}>
                  {text(`records.dates.behind.${holding.owner}`)}
                </Typography>
              ) : null}
              {actions?.(slot)}
            </Box>
            <Box component="ol" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
              {own.map((entry, place) => (
                <Entry key={entry.id} entry={entry} last={place === own.length - 1} onOpenDocument={onOpenDocument} />
              ))}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}

function Entry({
  entry,
  last,
  onOpenDocument,
}: {
  entry: ShownMilestone;
  last: boolean;
  onOpenDocument: (id: DocumentId) => void;
}) {
  const text = useText();
  const words = useWords();
  const { on, current, movedDays, movedFromFirstDays, documentId, vendorTerm, source, announcedOn, receivedOn } = entry;
  const confidence = CONFIDENCES.find((one) => one === entry.confidence);
  const letter = [
    source,
    announcedOn && text('records.dates.announced', { day: words.day(announcedOn) }),
    receivedOn && text('records.dates.received', { day: words.day(receivedOn) }),
  ]
    .filter(Boolean)
    .join(', ');
  const origin = [
    vendorTerm && `“${vendorTerm}”`,
    letter.charAt(0).toUpperCase() + letter.slice(1),
    confidence && words.t(`confidence.${confidence}`),
  ].filter(Boolean);
  return (
    <Box component="li" sx={{ position: 'relative', paddingLeft: '22px', paddingBottom: last ? 0 : '14px' }}>
      {/* A dot for each date, joined by a line: the newest is filled. */}
      <Box
        aria-hidden
        sx={{
          position: 'absolute',
          left: 2,
          top: 5,
          width: 10,
          height: 10,
          borderRadius: '50%',
          border: `2px solid ${current ? paint.accent : paint.control}`,
          backgroundColor: current ? paint.accent : paint.surface,
        }}
      />
      {last ? null : (
        <Box
          aria-hidden
          sx={{ position: 'absolute', left: 6, top: 17, bottom: -3, width: 2, backgroundColor: paint.line }}
        />
      )}
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Box component="span" sx={{ fontWeight: current ? 650 : 400, color: current ? paint.text : paint.muted }}>
          {on ? words.partialDay(on) : text('records.dates.notKnown')}
        </Box>
        <MoveTag days={movedDays} />
        {movedFromFirstDays !== null && movedFromFirstDays !== movedDays ? (
          <Typography variant="body2" component="span" sx={{ color: paint.muted }}>
            {text(movedFromFirstDays < 0 ? 'records.dates.earlierThanFirst' : 'records.dates.laterThanFirst', {
              count: Math.abs(movedFromFirstDays),
            })}
          </Typography>
        ) : null}
        {current ? null : (
          <Typography variant="body2" component="span" sx={{ color: paint.muted }}>
            {text('records.dates.replaced')}
          </Typography>
        )}
      </Box>
      <Typography variant="body2" sx={{ color: paint.muted }}>
        {origin.map((sentence) => `${sentence}.`).join(' ')}
      </Typography>
      <Typography variant="body2" sx={{ color: paint.muted }}>
        {text('records.dates.recordedBy', { name: entry.recordedBy })} <Moment at={entry.recordedAt} />
        {documentId ? (
          <Button
            variant="text"
            color="primary"
            size="small"
            sx={{ padding: '0 6px', marginLeft: '4px' }}
            onClick={() => onOpenDocument(documentId)}
          >
            {text('records.dates.open')}
          </Button>
        ) : null}
      </Typography>
    </Box>
  );
}

/** The dates of each kind and owner, newest first: the six kinds in their order, then the organisation's own. */
export function milestoneSlots(entries: readonly ShownMilestone[]): readonly Slot[] {
  const found = new Map<string, Slot>();
  const newestFirst = [...entries].sort((a, b) => (a.id < b.id ? 1 : -1));
  const own = [...new Set(entries.map(({ kind }) => kind).filter((kind) => !isMilestoneKind(kind)))];
  for (const kind of [...MILESTONES, ...own]) {
    for (const owner of MILESTONE_OWNERS) {
      for (const entry of newestFirst.filter((one) => one.kind === kind && one.owner === owner)) {
        const { softwareVersion, ownName: name } = entry;
        const key = `${kind} ${owner} ${softwareVersion}`;
        const before = found.get(key)?.entries ?? [];
        found.set(key, { kind, owner, softwareVersion, name, entries: [...before, entry] });
      }
    }
  }
  return [...found.values()];
}
