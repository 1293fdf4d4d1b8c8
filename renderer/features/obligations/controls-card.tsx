import { Box, Button, Link } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import type { ObligationId } from '../../../main/domain/ids.ts';
import type { ObligationState } from '../../../main/domain/obligation-clock.ts';
import { RecordExceptionDialog } from '../../bridge/exceptions.tsx';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';

type Control = Outputs['exception']['list']['rows'][number];

/** What lowers the risk while something is owed. It never meets what is owed (domain.md W15). */
export function ControlsCard({
  obligation,
}: {
  obligation: {
    readonly id: ObligationId;
    readonly title: string;
    readonly state: ObligationState;
    readonly devices: number;
  };
}) {
  const text = useText();
  const [recording, setRecording] = useState(false);
  const { id, title, state, devices } = obligation;
  const controls = useQuery(orpc.exception.list.queryOptions({ input: { filter: { obligationId: id }, limit: 50 } }));
  const rows = controls.data?.rows ?? [];
  const met = state === 'met' || state === 'met_late';
  const mayAdd = !met && devices > 0;
  if (!controls.data || (rows.length === 0 && !mayAdd)) return null;
  return (
    <Card
      title={text('installations.controls.title')}
      actions={
        mayAdd ? (
          <May change="exception.create">
            <Button variant="text" color="primary" size="small" onClick={() => setRecording(true)}>
              {text('installations.controls.record')}
            </Button>
          </May>
        ) : null
      }
    >
      {rows.length === 0 ? (
        <Box sx={{ color: paint.muted }}>{text('installations.controls.none')}</Box>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '12px' }}>
          {rows.map((row) => (
            <ControlLine key={row.id} control={row} met={met} />
          ))}
        </Box>
      )}
      {recording ? (
        <RecordExceptionDialog
          devices={{}}
          count={text('installations.controls.devices', { count: devices })}
          title={text('installations.controls.proposal', { title }).slice(0, 200)}
          kind="compensating_control"
          obligationId={id}
          onClose={() => setRecording(false)}
        />
      ) : null}
    </Card>
  );
}

function ControlLine({ control, met }: { control: Control; met: boolean }) {
  const text = useText();
  const words = useWords();
  const { kind, state, withdrawnOn, endsOn, owner, decidedOn } = control;
  const holds = state === 'in_force' || state === 'ending';
  const what = !holds ? 'over' : kind === 'compensating_control' ? 'lowered' : 'accepted';
  const day = words.day(withdrawnOn !== null && withdrawnOn < endsOn ? withdrawnOn : endsOn);
  return (
    <Box component="li" sx={{ display: 'grid', gap: '2px', justifyItems: 'start' }}>
      <Tag tone={holds ? (state === 'ending' ? 'near' : 'plan') : 'unk'}>{words.t(`exception.kind.${kind}`)}</Tag>
      <Link component={RouterLink} to={`/exceptions/${control.id}`} sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
        {control.title}
      </Link>
      <Box>{text(`installations.controls.${met ? (`${what}Met` as const) : what}`, { day })}</Box>
      <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
        {text('exceptions.answeredBy', { owner, day: words.day(decidedOn) })}
      </Box>
    </Box>
  );
}
