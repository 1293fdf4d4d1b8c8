import { Box, Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type UseFormGetValues, type UseFormSetValue, useWatch } from 'react-hook-form';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { useRested } from '../../ui/use-rested.ts';
import type { DeviceControl, DeviceValues } from './device-fields.tsx';
import { TagRulesDialog } from './tag-rules-dialog.tsx';

/**
 * Fills the tag of a new device with the next free one for as long as nobody typed another. `given` is the one that stands
 * there by itself; it is taken anew when the device is saved, so that two people never get the same.
 */
export function useNextTag({
  control,
  setValue,
  getValues,
}: {
  control: DeviceControl;
  setValue: UseFormSetValue<DeviceValues>;
  getValues: UseFormGetValues<DeviceValues>;
}) {
  const text = useText();
  const [choosing, setChoosing] = useState(false);
  const [manufacturer, model, department, typed] = useWatch({
    control,
    name: ['manufacturer', 'model', 'department', 'assetTag'],
  });
  const question = useRested(JSON.stringify({ manufacturer, model, department }));
  const next = useQuery(orpc.device.nextTag.queryOptions({ input: JSON.parse(question) }));
  const rules = useQuery(orpc.device.tagRules.queryOptions());
  const suggested = next.data?.assetTag ?? null;
  const given = useRef<string | null>(null);
  useEffect(() => {
    if (next.data === undefined || (getValues('assetTag') || null) !== given.current) return;
    given.current = suggested;
    setValue('assetTag', suggested);
  }, [next.data, suggested, getValues, setValue]);
  const byItself = given.current !== null && typed === given.current;
  const isUsed = (rules.data?.rules.length ?? 0) > 0;
  return {
    given: given.current,
    hint: (
      <Box component="span" sx={{ display: 'flex', alignItems: 'center', gap: 1, justifyContent: 'space-between' }}>
        <span>{text(byItself ? 'tags.next' : 'devices.hint.assetTag')}</span>
        <May change="device.saveTagRules">
          <Button
            variant="text"
            color="primary"
            size="small"
            onClick={() => setChoosing(true)}
            sx={{ padding: '0 6px', minHeight: 24, whiteSpace: 'nowrap' }}
          >
            {text(isUsed ? 'tags.patterns' : 'tags.begin')}
          </Button>
        </May>
      </Box>
    ),
    dialog: choosing && rules.data ? <TagRulesDialog known={rules.data} onClose={() => setChoosing(false)} /> : null,
  };
}
