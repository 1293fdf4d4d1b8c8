import { Box, Button, Link } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import type { DeviceId, ModelId } from '../../main/domain/ids.ts';
import type { ObligationState } from '../../main/domain/obligation-clock.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { Card } from '../ui/card.tsx';
import { Note } from '../ui/error-state.tsx';
import { OBLIGATION_TONES } from '../ui/obligation-tones.ts';
import { paint } from '../ui/paint.ts';
import { Tag } from '../ui/status-tag.tsx';
import { RecordExceptionDialog } from './exceptions.tsx';
import { May } from './may.tsx';
import { orpc } from './queries.ts';
import type { Outputs } from './types.ts';

type Installing = Outputs['installation']['ofModel'];
type Time = Installing['ownTimes'][number];

/** Who installs patches, who said so, and within which time; with a device also what is to be installed on it. */
export function InstallingCard({ modelId, deviceId }: { modelId: ModelId; deviceId?: DeviceId }) {
  const text = useText();
  const words = useWords();
  const installing = useQuery(orpc.installation.ofModel.queryOptions({ input: { modelId } }));
  if (!installing.data) return null;
  const { who, source, promises, ownTimes, responseTimeMissing } = installing.data;
  const said = source && { by: source.by, day: words.day(source.on) };
  return (
    <Card title={text('installations.who.title')}>
      <Box sx={{ display: 'grid', gap: '8px' }}>
        <div>
          <Box sx={who === null ? { color: paint.muted } : { fontWeight: 600 }}>
            {text(`installations.who.${who ?? 'unknown'}`)}
          </Box>
          {who !== null && source && said ? (
            <Box sx={{ color: paint.muted, fontSize: 12.5, overflowWrap: 'anywhere' }}>
              {source.file === null
                ? text('installations.who.byPerson', said)
                : text('installations.who.byFile', { ...said, file: source.file })}
            </Box>
          ) : null}
        </div>
        {responseTimeMissing ? (
          <Note tone="near">
            {text('installations.who.flag')} {text('installations.who.flagNext')}
          </Note>
        ) : null}
        {promises.length > 0 ? (
          <Times
            title={text('installations.who.promised')}
            times={promises}
            beside={({ id }) => {
              const promise = promises.find((one) => one.id === id);
              return promise?.contractId ? (
                <Link component={RouterLink} to={`/contracts/${promise.contractId}`}>
                  {promise.contract}
                </Link>
              ) : null;
            }}
          />
        ) : null}
        {who === 'hospital_with_instructions' || ownTimes.length > 0 ? (
          <Times
            title={
              <Link component={RouterLink} to="/own-times" color="inherit">
                {text('installations.who.own')}
              </Link>
            }
            times={ownTimes}
            none={text('installations.who.noOwn')}
          />
        ) : null}
        {deviceId === undefined ? null : <Fixes deviceId={deviceId} />}
      </Box>
    </Card>
  );
}

function Times({
  title,
  times,
  none,
  beside,
}: {
  title: React.ReactNode;
  times: readonly Time[];
  none?: string;
  beside?: (time: Time) => React.ReactNode;
}) {
  const text = useText();
  const words = useWords();
  return (
    <div>
      <Box sx={{ color: paint.muted, fontSize: 12.5 }}>{title}</Box>
      {times.length === 0 ? (
        <div>{none}</div>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '2px' }}>
          {times.map((time) => (
            <li key={time.id}>
              {text(beside === undefined ? 'installations.who.time' : 'installations.who.timeFrom', {
                severity:
                  time.severity === 'any' ? text('installations.who.any') : words.t(`severity.${time.severity}`),
                duration: words.t(`durationText.${time.unit}`, { count: time.amount }),
                direction: words.t(`clockDirection.${time.direction}`),
                start: words.t(`clockStart.${time.clockStart}`),
              })}{' '}
              {beside?.(time)}
            </li>
          ))}
        </Box>
      )}
    </div>
  );
}

/** Fixes that a list names at first; the obligations have all. */
const SHOWN = 8;
/** States in which something is still owed. */
const OWED: ReadonlySet<ObligationState> = new Set(['running', 'due_soon', 'breached', 'paused', 'disputed']);
type Fix = Outputs['installation']['ofDevice'][number];

function Fixes({ deviceId }: { deviceId: DeviceId }) {
  const text = useText();
  const words = useWords();
  const fixes = useQuery(orpc.installation.ofDevice.queryOptions({ input: { deviceId } }));
  const [controlled, setControlled] = useState<Fix | null>(null);
  if (!fixes.data || fixes.data.length === 0) return null;
  return (
    <div>
      <Box sx={{ color: paint.muted, fontSize: 12.5 }}>{text('installations.ofDevice.title')}</Box>
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' }}>
        {fixes.data.slice(0, SHOWN).map((fix) => (
          <Box component="li" key={fix.obligationId} sx={{ display: 'grid', gap: '2px', justifyItems: 'start' }}>
            <Link component={RouterLink} to={`/obligations/${fix.obligationId}`} sx={{ overflowWrap: 'anywhere' }}>
              {fix.title}
            </Link>
            {fix.doneOn !== null ? (
              <Tag tone="ok">{text('installations.ofDevice.done', { day: words.day(fix.doneOn) })}</Tag>
            ) : (
              <Tag tone={OBLIGATION_TONES[fix.state]}>
                {[
                  words.t(`obligation.state.${fix.state}`),
                  fix.dueOn && text('installations.ofDevice.due', { day: words.day(fix.dueOn) }),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </Tag>
            )}
            {fix.doneOn === null && OWED.has(fix.state) ? (
              <May change="exception.create">
                <Button
                  variant="text"
                  color="primary"
                  size="small"
                  onClick={() => setControlled(fix)}
                  aria-label={text('installations.controls.recordFor', { title: fix.title })}
                  sx={{ padding: '2px 6px', marginLeft: '-6px' }}
                >
                  {text('installations.controls.record')}
                </Button>
              </May>
            ) : null}
          </Box>
        ))}
      </Box>
      {controlled ? (
        <RecordExceptionDialog
          devices={{ deviceIds: [deviceId] }}
          count={text('installations.controls.devices', { count: 1 })}
          title={text('installations.controls.proposal', { title: controlled.title }).slice(0, 200)}
          kind="compensating_control"
          obligationId={controlled.obligationId}
          onClose={() => setControlled(null)}
        />
      ) : null}
    </div>
  );
}
