import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { DocumentId } from '../../../main/domain/ids.ts';
import { isMilestoneKind } from '../../../main/domain/model.ts';
import { openDocument } from '../../bridge/documents.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import type { Component, DeviceDetail, Milestone } from './types.ts';

/** Where the dates come from, so that everyone can check them. */
export function SourcesCard({ device }: { device: DeviceDetail }) {
  const text = useText();
  const milestones = device.milestones.filter(({ current }) => current);
  const components = device.components.filter(({ endsOn, ownEnd }) => endsOn !== null || ownEnd !== null);
  const none = milestones.length === 0 && components.length === 0;
  return (
    <Card title={text('devices.sources.title')}>
      {none ? <Typography sx={{ color: paint.muted }}>{text('devices.sources.none')}</Typography> : null}
      <Box sx={{ display: 'grid', gap: '14px' }}>
        {milestones.map((milestone) => (
          <MilestoneSource key={milestone.id} milestone={milestone} all={device.milestones} />
        ))}
        {components.map((component) => (
          <ComponentSource key={component.id} component={component} />
        ))}
      </Box>
    </Card>
  );
}

function MilestoneSource({ milestone, all }: { milestone: Milestone; all: readonly Milestone[] }) {
  const text = useText();
  const words = useWords();
  const { kind, on, source, announcedOn, receivedOn, movedDays, documentId, vendorTerm } = milestone;
  const name = isMilestoneKind(kind) ? words.t(`milestone.${kind}`) : (milestone.ownName ?? kind);
  const before = all
    .filter((other) => other.kind === kind && other.owner === milestone.owner && other.id < milestone.id && other.on)
    .sort((a, b) => (a.id < b.id ? 1 : -1))[0];
  const origin = [
    source,
    announcedOn && text('devices.sources.letterOf', { day: words.day(announcedOn) }),
    receivedOn && text('devices.sources.received', { day: words.day(receivedOn) }),
  ].filter(Boolean);
  return (
    <Source
      title={
        on
          ? text('devices.sources.milestone', { name, day: words.partialDay(on) })
          : text('devices.sources.notKnownYet', { name })
      }
      documentId={documentId}
    >
      {vendorTerm ? `“${vendorTerm}”. ` : ''}
      {origin.length > 0 ? `${capital(origin.join(', '))}. ` : `${words.t(`confidence.${confidenceOf(milestone)}`)}. `}
      {movedDays && before?.on ? `${text('devices.sources.before', { day: words.partialDay(before.on) })} ` : ''}
      {movedDays
        ? text(movedDays < 0 ? 'devices.sources.movedEarlier' : 'devices.sources.movedLater', {
            count: Math.abs(movedDays),
          })
        : ''}
    </Source>
  );
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function confidenceOf({ confidence }: Milestone): 'stated' | 'announced' | 'estimated' {
  return confidence === 'stated' || confidence === 'announced' ? confidence : 'estimated';
}

function ComponentSource({ component }: { component: Component }) {
  const text = useText();
  const words = useWords();
  const { label, release, endsOn, ownEnd, endSource, override } = component;
  const catalogue = useQuery({
    ...orpc.support.identify.queryOptions({ input: { name: release ?? label, edition: null } }),
    enabled: ownEnd === null,
  });
  const shown = ownEnd ?? endsOn;
  const day = catalogue.data?.catalogueDay;
  return (
    <Source
      title={text('devices.sources.component', { name: release ?? label, day: shown ? words.partialDay(shown) : '' })}
      documentId={null}
    >
      {ownEnd
        ? [endSource, text('devices.sources.own')].filter(Boolean).join('. ')
        : override
          ? text('devices.sources.ownDate', { reason: override.reason })
          : day
            ? text('devices.sources.catalogue', { day: words.day(day) })
            : ''}
    </Source>
  );
}

function Source({
  title,
  documentId,
  children,
}: {
  title: string;
  documentId: DocumentId | null;
  children: React.ReactNode;
}) {
  const text = useText();
  return (
    <Box>
      <Typography variant="body2" component="h3" sx={{ fontWeight: 650 }}>
        {title}
      </Typography>
      <Typography variant="body2" component="div" sx={{ color: paint.muted }}>
        {children}
      </Typography>
      {documentId ? (
        <Button
          variant="text"
          color="primary"
          size="small"
          sx={{ padding: '2px 6px', marginLeft: '-6px' }}
          onClick={() => void openDocument(documentId)}
        >
          {text('devices.sources.open')}
        </Button>
      ) : null}
    </Box>
  );
}
