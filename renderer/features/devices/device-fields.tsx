import { Box, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { deviceFieldsSchema } from '../../../main/contract/device-fields.ts';
import { CRITICALITIES, DEVICE_STATUSES, TRISTATE } from '../../../main/domain/device.ts';
import type { ModelId } from '../../../main/domain/ids.ts';
import { modelKey, vendorKey } from '../../../main/domain/name.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { DayInput, FieldGrid, SelectInput, SuggestInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { MoneyInput } from '../../ui/form-fields-money.tsx';
import { PartialDayInput } from '../../ui/form-fields-partial-day.tsx';
import { useRested } from '../../ui/use-rested.ts';

export type DeviceValues = z.input<typeof deviceFieldsSchema>;
export type DeviceFields = z.output<typeof deviceFieldsSchema>;
export type DeviceControl = Control<DeviceValues, unknown, DeviceFields>;
export const deviceSchema = deviceFieldsSchema;

/** A device of which nothing is known yet. */
export const NEW_DEVICE: DeviceValues = {
  assetTag: null,
  serialNumber: null,
  manufacturer: '',
  model: '',
  softwareVersion: null,
  udiDi: null,
  department: null,
  location: null,
  status: 'in_service',
  acquiredOn: null,
  inServiceOn: null,
  purchasePrice: null,
  warrantyEndsOn: null,
  criticality: null,
  networkConnected: 'unknown',
  storesPhi: 'unknown',
  notTrackedReason: null,
  plannedReplacementOn: null,
  notes: null,
  udi: null,
  lot: null,
  manufacturedOn: null,
  expiresOn: null,
};

/** The field names of {@link deviceSchema}. */
export const DEVICE_FIELDS = Object.keys(NEW_DEVICE) as (keyof DeviceValues)[];

/** A device as its form holds it. */
export function deviceValues(device: DeviceFields): DeviceValues {
  const { assetTag, serialNumber, manufacturer, model, softwareVersion, udiDi, department, location, status } = device;
  const { acquiredOn, inServiceOn, purchasePrice, warrantyEndsOn, criticality, networkConnected, storesPhi } = device;
  const { notTrackedReason, plannedReplacementOn, notes, udi, lot, manufacturedOn, expiresOn } = device;
  return {
    ...{ assetTag, serialNumber, manufacturer, model, softwareVersion, udiDi, department, location, status },
    ...{ acquiredOn, inServiceOn, purchasePrice, warrantyEndsOn, criticality, networkConnected, storesPhi },
    ...{ notTrackedReason, plannedReplacementOn, notes, udi, lot, manufacturedOn, expiresOn },
  };
}

/** What a device is and where it stands: all that most people enter. */
export function MainFields({
  control,
  withStatus,
  tagHint,
}: {
  control: DeviceControl;
  withStatus: boolean;
  /** Said of the tag instead of how it is written. */
  tagHint?: ReactNode;
}) {
  const text = useText();
  const words = useWords();
  const [manufacturer, model] = useWatch({ control, name: ['manufacturer', 'model'] });
  const { manufacturers, departments, models, versions } = useSuggestions(manufacturer, model);
  return (
    <>
      <Group title={text('devices.group.identity')}>
        <TextInput
          control={control}
          name="assetTag"
          label={text('devices.field.assetTag')}
          hint={tagHint ?? text('devices.hint.assetTag')}
          autoFocus
          maxLength={100}
        />
        <TextInput control={control} name="serialNumber" label={text('devices.field.serialNumber')} maxLength={100} />
        <SuggestInput
          control={control}
          name="manufacturer"
          label={text('devices.field.manufacturer')}
          suggestions={manufacturers}
          required
        />
        <SuggestInput
          control={control}
          name="model"
          label={text('devices.field.model')}
          hint={text('devices.hint.model')}
          suggestions={models}
          required
        />
        <SuggestInput
          control={control}
          name="softwareVersion"
          label={text('devices.field.softwareVersion')}
          hint={text('devices.hint.softwareVersion')}
          suggestions={versions}
        />
        {withStatus ? (
          <SelectInput
            control={control}
            name="status"
            label={text('devices.field.status')}
            required
            choices={DEVICE_STATUSES.map((status) => ({ value: status, label: words.t(`status.${status}`) }))}
          />
        ) : null}
      </Group>
      <Group title={text('devices.group.place')}>
        <SuggestInput
          control={control}
          name="department"
          label={text('devices.field.department')}
          suggestions={departments}
        />
        <TextInput control={control} name="location" label={text('devices.field.location')} maxLength={200} />
      </Group>
    </>
  );
}

/** Its life, its security and the rest. */
export function MoreFields({ control }: { control: DeviceControl }) {
  const text = useText();
  const words = useWords();
  const tristate = TRISTATE.map((value) => ({ value, label: words.t(`tristate.${value}`) }));
  return (
    <>
      <Group title={text('devices.group.life')}>
        <DayInput control={control} name="acquiredOn" label={text('devices.field.acquiredOn')} />
        <DayInput control={control} name="inServiceOn" label={text('devices.field.inServiceOn')} />
        <DayInput control={control} name="warrantyEndsOn" label={text('devices.field.warrantyEndsOn')} />
        <DayInput control={control} name="plannedReplacementOn" label={text('devices.field.plannedReplacementOn')} />
        <MoneyInput control={control} name="purchasePrice" label={text('devices.field.purchasePrice')} />
      </Group>
      <Group title={text('devices.group.identifier')}>
        <TextInput
          control={control}
          name="udi"
          label={text('devices.field.udi')}
          hint={text('devices.hint.udi')}
          maxLength={300}
        />
        <TextInput control={control} name="udiDi" label={text('devices.field.udiDi')} maxLength={100} />
        <TextInput control={control} name="lot" label={text('devices.field.lot')} maxLength={100} />
        <PartialDayInput control={control} name="manufacturedOn" label={text('devices.field.manufacturedOn')} />
        <PartialDayInput control={control} name="expiresOn" label={text('devices.field.expiresOn')} />
      </Group>
      <Group title={text('devices.group.security')}>
        <SelectInput
          control={control}
          name="networkConnected"
          label={text('devices.field.networkConnected')}
          required
          choices={tristate}
        />
        <SelectInput
          control={control}
          name="storesPhi"
          label={text('devices.field.storesPhi')}
          required
          choices={tristate}
        />
        <SelectInput
          control={control}
          name="criticality"
          label={text('devices.field.criticality')}
          hint={text('devices.hint.criticality')}
          choices={CRITICALITIES.map((value) => ({ value, label: words.t(`criticality.${value}`) }))}
        />
        <TextInput
          control={control}
          name="notTrackedReason"
          label={text('devices.field.notTrackedReason')}
          hint={text('devices.hint.notTrackedReason')}
          maxLength={500}
        />
        <Wide>
          <TextInput control={control} name="notes" label={text('devices.field.notes')} multiline maxLength={4000} />
        </Wide>
      </Group>
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="fieldset" sx={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
      <Typography component="legend" variant="h3" sx={{ padding: 0, marginBottom: '12px' }}>
        {title}
      </Typography>
      <FieldGrid>{children}</FieldGrid>
    </Box>
  );
}

/** Names that the register knows already, so that one thing gets one name. */
function useSuggestions(manufacturer: string, model: string) {
  const facets = useQuery(orpc.device.facets.queryOptions({ input: { filter: {} } }));
  const vendors = useQuery(orpc.vendor.list.queryOptions({ input: { offset: 0, limit: 1000 } }));
  const search = useRested(manufacturer.trim());
  const models = useQuery({
    ...orpc.model.list.queryOptions({ input: { offset: 0, limit: 500, search } }),
    enabled: search !== '',
  });
  const ofVendor = (models.data?.rows ?? []).filter((row) => vendorKey(row.manufacturer) === vendorKey(search || '-'));
  const known = ofVendor.find(({ name }) => modelKey(name) === modelKey(model || '-'));
  const detail = useQuery({
    ...orpc.model.get.queryOptions({ input: { id: known?.id ?? NO_MODEL } }),
    enabled: known !== undefined,
  });
  return {
    manufacturers: (vendors.data?.rows ?? []).map(({ name }) => name),
    departments: (facets.data?.department ?? []).map(({ value }) => value),
    models: ofVendor.map(({ name }) => name),
    versions: known ? (detail.data?.versions ?? []).map(({ name }) => name) : [],
  };
}

/** Stands where no model is asked for; such a question is never sent. */
const NO_MODEL = '00000000-0000-0000-0000-000000000000' as ModelId;
