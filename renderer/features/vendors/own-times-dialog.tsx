import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { DurationUnit } from '../../../main/domain/commitment.ts';
import { addDays, type Day } from '../../../main/domain/day.ts';
import { OWN_TIME_BANDS, OWN_TIME_UNITS, type OwnTimeBand, PROPOSED_DAYS } from '../../../main/domain/own-times.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import type { ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { FieldGrid, NumberInput, SelectInput } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import type { OwnTimes, Policy } from './own-times.ts';
import { readOwnTimes } from './own-times.ts';

const timeSchema = z.object({ amount: z.number().int().min(1).max(10_000).nullable(), unit: z.enum(OWN_TIME_UNITS) });
const schema = z.record(z.enum(OWN_TIME_BANDS), timeSchema);
type Times = z.output<typeof schema>;

/** Whether a time counts on a day. */
export function holds({ validTo }: Pick<Policy, 'validTo'>, today: Day): boolean {
  return validTo === null || validTo >= today;
}

function valuesOf(times: OwnTimes, today: Day): Times {
  const nobodyDecided = Object.keys(times).length === 0;
  const timeOf = (band: OwnTimeBand) => {
    const known = times[band];
    if (known) return { amount: holds(known, today) ? known.amount : null, unit: known.unit };
    return { amount: nobodyDecided ? PROPOSED_DAYS[band] : null, unit: 'calendar_days' as const };
  };
  return Object.fromEntries(OWN_TIME_BANDS.map((band) => [band, timeOf(band)])) as Times;
}

/** Sets by when a fix is installed. Proposals stand in the fields until somebody has decided. */
export function OwnTimesDialog({ times, today, onClose }: { times: OwnTimes; today: Day; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [known, setKnown] = useState(times);
  const { control, handleSubmit, formState } = useForm<Times, unknown, Times>({
    defaultValues: valuesOf(times, today),
    resolver: zodResolver(schema),
  });
  const submit = handleSubmit(async (fields) => {
    setFailure(null);
    try {
      for (const band of OWN_TIME_BANDS) await save(band, known[band], fields[band], today);
      notice({ text: text('ownTimes.dialog.done') });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
      // What went through before the failure is not written twice.
      setKnown(await readOwnTimes().catch(() => known));
    }
  });
  const bandText = (band: OwnTimeBand) => (band === 'any' ? text('ownTimes.any') : words.t(`severity.${band}`));
  return (
    <FormDialog
      open
      title={text('ownTimes.dialog.title')}
      intro={text('ownTimes.dialog.intro')}
      submit={text('action.save')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      {OWN_TIME_BANDS.map((band) => (
        <FieldGrid key={band}>
          <NumberInput
            control={control}
            name={`${band}.amount`}
            label={text('ownTimes.dialog.amount', { band: bandText(band) })}
            min={1}
            max={10_000}
          />
          <SelectInput
            control={control}
            name={`${band}.unit`}
            label={text('ownTimes.dialog.unit')}
            required
            choices={OWN_TIME_UNITS.map((unit) => ({ value: unit, label: words.t(`durationUnit.${unit}`) }))}
          />
        </FieldGrid>
      ))}
    </FormDialog>
  );
}

/** Writes what differs. A time that is taken away ends the day before; what it made due stays. */
async function save(
  band: OwnTimeBand,
  known: Policy | undefined,
  { amount, unit }: { readonly amount: number | null; readonly unit: DurationUnit },
  today: Day,
): Promise<void> {
  if (known === undefined) {
    if (amount !== null)
      await client.commitment.create({ contractId: null, vendorId: null, fields: policy(band, amount, unit) });
    return;
  }
  const { id, revision } = known;
  if (amount === null) {
    if (holds(known, today)) await client.commitment.update({ id, revision, changes: { validTo: addDays(today, -1) } });
  } else if (known.amount !== amount || known.unit !== unit || !holds(known, today))
    await client.commitment.update({ id, revision, changes: { amount, unit, validTo: null } });
}

function policy(severity: OwnTimeBand, amount: number, unit: DurationUnit) {
  return {
    kind: 'INSTALL' as const,
    severity,
    severityBasis: null,
    clockStart: 'FIX_AVAILABLE' as const,
    direction: 'after' as const,
    amount,
    unit,
    obligor: 'hospital' as const,
    stopClock: [],
    scope: { kind: 'all' as const, models: [], versions: [], components: [] },
    clause: null,
    page: null,
    documentId: null,
    validFrom: null,
    validTo: null,
    remedy: null,
    remedyAmount: null,
    notes: null,
  };
}
