import { Box, Button, Typography } from '@mui/material';
import type { DeviceId } from '../../../../main/domain/ids.ts';
import type { UdiCheck } from '../../../../main/domain/udi/udi.ts';
import { May } from '../../../bridge/may.tsx';
import { useText, useWords } from '../../../i18n/i18n.ts';
import { Note } from '../../../ui/error-state.tsx';
import { KeyValues } from '../../../ui/key-values.tsx';
import type { Tone } from '../../../ui/paint.ts';
import { Tag } from '../../../ui/status-tag.tsx';
import { IdentifierWarnings } from '../identifier-card.tsx';
import type { ScanAnswer, ScannedDevice } from './types.ts';

const CHECK_TONES: Readonly<Record<UdiCheck, Tone>> = { correct: 'ok', wrong: 'near', absent: 'unk' };

/** What a code says, what should be looked at, what is known of it, and what to do next. */
export function ScanResult({
  answer,
  onOpen,
  onGive,
  onAdd,
}: {
  answer: ScanAnswer;
  onOpen: (id: DeviceId) => void;
  onGive: (model: { id: ScannedDevice['modelId']; revision: number; name: string }, di: string) => void;
  /** Null for those who may not add devices. */
  onAdd: (() => void) | null;
}) {
  const text = useText();
  const { udi, problem, devices, models, proposal } = answer;
  const [device] = devices;
  const di = udi?.di ?? null;
  // The model of the device that it is, or the one with a device of this identifier, as long as it has none itself.
  const bare =
    di === null || proposal === 'choose_device'
      ? undefined
      : device
        ? device.by === 'serial' || models.some(({ id, di: own }) => id === device.modelId && own === null)
          ? { id: device.modelId, revision: device.modelRevision, name: device.model }
          : undefined
        : models.length === 1
          ? models.find(({ di: own }) => own === null)
          : undefined;
  return (
    <Box aria-live="polite" sx={{ display: 'grid', gap: '14px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {udi ? (
        <section aria-label={text('scan.reading')}>
          <Parts udi={udi} />
          <IdentifierWarnings warnings={udi.warnings} />
        </section>
      ) : null}
      {problem && devices.length === 0 ? <Note tone="near">{text(`scan.problem.${problem}`)}</Note> : null}
      {udi || devices.length > 0 ? (
        <section>
          <Typography variant="h2" component="h3">
            {text(`scan.known.${proposal}`)}
          </Typography>
          <Explained answer={answer} />
          {devices.map((one) => (
            <Found key={one.id} device={one} onOpen={onOpen} />
          ))}
          <Box sx={{ display: 'flex', gap: '8px', marginTop: '10px', flexWrap: 'wrap' }}>
            {onAdd !== null &&
            udi &&
            (proposal === 'new_device' || proposal === 'new_model' || proposal === 'give_identifier') ? (
              <Button
                variant={proposal === 'give_identifier' ? 'outlined' : 'contained'}
                color="primary"
                onClick={onAdd}
              >
                {text('scan.add')}
              </Button>
            ) : null}
            {bare && di !== null ? (
              <May change="model.update">
                <Button onClick={() => onGive(bare, di)}>{text('scan.giveNamed', { model: bare.name })}</Button>
              </May>
            ) : null}
          </Box>
        </section>
      ) : null}
    </Box>
  );
}

function Explained({ answer: { proposal, devices, models } }: { answer: ScanAnswer }) {
  const text = useText();
  const said =
    proposal === 'choose_device'
      ? text(devices.some(({ by }) => by === 'serial') ? 'scan.known.serial_text' : 'scan.known.choose_text')
      : proposal === 'give_identifier'
        ? text('scan.known.give_text')
        : proposal === 'new_device'
          ? text('scan.known.new_text', {
              model: models.map(({ manufacturer, name }) => `${manufacturer} ${name}`).join(', '),
            })
          : proposal === 'new_model'
            ? text('scan.known.new_model_text')
            : null;
  return said === null ? null : (
    <Typography color="textSecondary" sx={{ marginTop: '2px' }}>
      {said}
    </Typography>
  );
}

function Found({ device, onOpen }: { device: ScannedDevice; onOpen: (id: DeviceId) => void }) {
  const text = useText();
  const words = useWords();
  const name = device.assetTag ?? device.serialNumber ?? device.model;
  const more = [`${device.manufacturer} ${device.model}`, device.department, words.t(`status.${device.status}`)];
  return (
    <Box sx={{ display: 'flex', gap: '12px', alignItems: 'center', marginTop: '8px' }}>
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <strong>{name}</strong> · {more.filter(Boolean).join(' · ')}
      </Box>
      <Button onClick={() => onOpen(device.id)} aria-label={text('scan.openNamed', { name })}>
        {text('scan.open')}
      </Button>
    </Box>
  );
}

function Parts({ udi }: { udi: NonNullable<ScanAnswer['udi']> }) {
  const text = useText();
  const words = useWords();
  const { serial, lot, manufacturedOn, expiresOn, softwareVersion, donationNumber, quantity } = udi;
  const parts = [
    [text('scan.part.serial'), serial],
    [text('scan.part.lot'), lot],
    [text('scan.part.manufacturedOn'), manufacturedOn && words.partialDay(manufacturedOn)],
    [text('scan.part.expiresOn'), expiresOn && words.partialDay(expiresOn)],
    [text('scan.part.softwareVersion'), softwareVersion],
    [text('scan.part.donationNumber'), donationNumber],
    [text('scan.part.quantity'), quantity === null ? null : String(quantity)],
  ] as const;
  return (
    <KeyValues
      keyWidth={190}
      items={[
        [text('scan.part.agency'), text(`scan.agency.${udi.agency}`)],
        [
          text('scan.part.di'),
          <Box key="di" component="span" sx={{ display: 'flex', gap: '10px', flexWrap: 'wrap' }}>
            {udi.di}
            <Tag tone={CHECK_TONES[udi.check]}>{text(`scan.check.${udi.check}`)}</Tag>
          </Box>,
        ],
        ...parts.filter(([, value]) => value !== null),
      ]}
    />
  );
}
