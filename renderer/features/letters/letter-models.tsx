import { Box, Button, Checkbox, FormControlLabel, Switch } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Control, type UseFormSetValue, useController, useWatch } from 'react-hook-form';
import type { DeviceId, ModelId } from '../../../main/domain/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { BandSummary } from '../../ui/band-summary.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import { SearchField } from '../../ui/search-field.tsx';
import type { LetterFields, LetterValues } from './letter-form.ts';

/** Most models of one vendor that the list asks for. */
const MOST = 1000;

/** Which models of the vendor the letter names, each with its devices and the date that it has now. */
export function LetterModels({
  control,
  setValue,
  device,
}: {
  control: Control<LetterValues, unknown, LetterFields>;
  setValue: UseFormSetValue<LetterValues>;
  device: { readonly id: DeviceId; readonly name: string } | null;
}) {
  const text = useText();
  const number = useNumber();
  const words = useWords();
  const [wanted, setWanted] = useState('');
  const [vendorId, deviceId] = useWatch({ control, name: ['vendorId', 'deviceId'] });
  const { field, fieldState } = useController({ control, name: 'modelIds' });
  const chosen = new Set<string>(field.value);
  const models = useQuery({
    ...orpc.model.list.queryOptions({
      input: { offset: 0, limit: MOST, vendorId, sort: 'name' },
      enabled: vendorId !== ('' as never),
    }),
    placeholderData: keepPreviousData,
  });
  // Another vendor has other models; what was ticked of the first would be refused.
  const vendor = useRef(vendorId);
  useEffect(() => {
    if (vendor.current === vendorId) return;
    vendor.current = vendorId;
    setValue('modelIds', []);
    setValue('deviceId', null);
  }, [vendorId, setValue]);

  const rows = models.data?.rows ?? [];
  const shown = rows.filter(({ name, deviceType }) =>
    `${name} ${deviceType ?? ''}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  const choose = (ids: readonly ModelId[], on: boolean) => {
    const rest = field.value.filter((id) => !ids.includes(id));
    field.onChange(on ? [...rest, ...ids] : rest);
  };
  const ids = shown.map(({ id }) => id);
  const all = ids.length > 0 && ids.every((id) => chosen.has(id));
  return (
    <Card
      flush
      title={text('letters.models.title')}
      actions={
        deviceId === null && rows.length > 8 ? (
          <SearchField label={text('letters.models.filter')} value={wanted} onChange={setWanted} />
        ) : null
      }
    >
      {device ? (
        <Box sx={{ padding: '0 16px 12px' }}>
          <FormControlLabel
            control={
              <Switch
                size="small"
                checked={deviceId !== null}
                onChange={(event) => setValue('deviceId', event.target.checked ? device.id : null)}
              />
            }
            label={text('letters.models.onlyDevice', { device: device.name })}
            sx={{ gap: '6px', marginLeft: '-2px' }}
          />
        </Box>
      ) : null}
      {vendorId === ('' as never) ? (
        <Box sx={{ padding: '0 16px 16px', color: paint.muted }}>{text('letters.models.noVendor')}</Box>
      ) : models.error ? (
        <ErrorState failure={failureOf(models.error)} onRetry={() => void models.refetch()} />
      ) : !models.data ? (
        <Box sx={{ padding: '0 16px 16px' }}>
          <LoadingLines lines={3} />
        </Box>
      ) : rows.length === 0 ? (
        <Box sx={{ padding: '0 16px 16px', color: paint.muted }}>{text('letters.models.none')}</Box>
      ) : (
        <>
          {deviceId === null && shown.length > 1 ? (
            <Box sx={{ padding: '0 10px 4px' }}>
              <Button variant="text" size="small" color="primary" onClick={() => choose(ids, !all)}>
                {text(all ? 'letters.models.clear' : 'letters.models.all', { count: ids.length })}
              </Button>
            </Box>
          ) : null}
          <Box
            role="group"
            aria-label={text('letters.models.title')}
            sx={{ maxHeight: 300, overflowY: 'auto', borderTop: `1px solid ${paint.line}` }}
          >
            {shown.map((model) => (
              <Box
                component="label"
                key={model.id}
                sx={{
                  display: 'grid',
                  gridTemplateColumns: '34px minmax(0, 1fr) 110px 130px 120px',
                  gap: '10px',
                  alignItems: 'center',
                  padding: '3px 16px 3px 8px',
                  borderBottom: `1px solid ${paint.line}`,
                  cursor: deviceId === null ? 'pointer' : 'default',
                  '&:last-of-type': { borderBottom: 0 },
                  '&:hover': { backgroundColor: paint.head },
                }}
              >
                <Checkbox
                  size="small"
                  checked={chosen.has(model.id)}
                  disabled={deviceId !== null}
                  onChange={(event) => choose([model.id], event.target.checked)}
                />
                <Box sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
                  <strong style={{ fontWeight: 550 }}>{model.name}</strong>
                  {model.deviceType ? (
                    <Box component="span" sx={{ color: paint.muted }}>
                      {' '}
                      {model.deviceType}
                    </Box>
                  ) : null}
                </Box>
                <Box sx={{ textAlign: 'right' }}>
                  {text('models.devices.title', { count: model.devices, amount: number(model.devices) })}
                </Box>
                <Box sx={{ color: paint.muted }}>
                  {model.endsOn ? words.partialDay(model.endsOn) : text('models.noDate')}
                </Box>
                <BandSummary bands={model.bands} />
              </Box>
            ))}
            {shown.length === 0 ? (
              <Box sx={{ padding: '12px 16px', color: paint.muted }}>{text('letters.models.filteredNone')}</Box>
            ) : null}
          </Box>
          {fieldState.error ? (
            <Box role="alert" sx={{ padding: '8px 16px', color: paint.end }}>
              {text('letters.models.required')}
            </Box>
          ) : null}
        </>
      )}
    </Card>
  );
}
