import { Box } from '@mui/material';
import type { UdiWarning } from '../../../main/domain/udi/udi.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Note } from '../../ui/error-state.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import type { DeviceDetail } from './types.ts';

/** What a person should look at in an identifier; nothing keeps it from being taken. */
export function IdentifierWarnings({ warnings }: { warnings: readonly UdiWarning[] }) {
  const text = useText();
  if (warnings.length === 0) return null;
  return (
    <Box sx={{ display: 'grid', gap: '6px', marginTop: '12px' }}>
      {warnings.map((warning) => (
        <Note key={warning} tone={warning === 'di_padded' || warning === 'part_unknown' ? 'unk' : 'near'}>
          {text(`scan.warning.${warning}`)}
        </Note>
      ))}
    </Box>
  );
}

/** The identifier of a device: its model by the first part, itself by the serial number, and how it was made. */
export function IdentifierCard({ device }: { device: DeviceDetail }) {
  const text = useText();
  const words = useWords();
  const { udi, udiDi, modelDi, serialNumber, lot, manufacturedOn, expiresOn, udiWarnings } = device;
  return (
    <Card title={text('devices.group.identifier')}>
      <KeyValues
        items={[
          [text('devices.field.udiDi'), udiDi ?? (modelDi && text('devices.ofModel', { value: modelDi }))],
          [text('devices.field.serialNumber'), serialNumber],
          [text('devices.field.lot'), lot],
          [text('devices.field.manufacturedOn'), manufacturedOn && words.partialDay(manufacturedOn)],
          [text('devices.field.expiresOn'), expiresOn && words.partialDay(expiresOn)],
          [text('devices.field.udi'), udi],
        ]}
      />
      <IdentifierWarnings warnings={udiWarnings} />
    </Card>
  );
}
