import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { coverLineFieldsSchema } from '../../../main/contract/cover.ts';
import { TRISTATE } from '../../../main/domain/device.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Note, type ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { CheckInput, DayInput, FieldGrid, SelectInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import type { ContractDetail } from './types.ts';

export type Line = Outputs['cover']['lines']['rows'][number];

/** A decimal comma is taken for a point; nothing typed is no own share. */
const shareText = z
  .string()
  .nullable()
  .transform((typed) => (typed === null || typed.trim() === '' ? null : typed.trim().replace(/,(?=\d{1,4}$)/, '.')))
  .pipe(coverLineFieldsSchema.shape.priceShare);

const schema = z
  .object({
    setDates: z.boolean(),
    startsOn: coverLineFieldsSchema.shape.startsOn,
    endsOn: coverLineFieldsSchema.shape.endsOn,
    setShare: z.boolean(),
    priceShare: shareText,
    setUpdates: z.boolean(),
    includesSecurityUpdates: coverLineFieldsSchema.shape.includesSecurityUpdates,
  })
  .superRefine(({ setDates, startsOn, endsOn }, context) => {
    if (setDates && startsOn !== null && endsOn !== null && endsOn < startsOn)
      context.addIssue({ code: 'custom', path: ['endsOn'], message: 'order' });
  });
type Values = z.input<typeof schema>;
type Out = z.output<typeof schema>;

/** Sets what is the lines' own: of one device what it has already stands there, of many only what is ticked is written. */
export function LinesDialog({
  contract,
  lines,
  onClose,
}: {
  contract: ContractDetail;
  lines: readonly Line[];
  onClose: () => void;
}) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [asked, setAsked] = useState(false);
  const single = lines.length === 1 ? lines[0] : undefined;
  const { control, handleSubmit, watch, formState } = useForm<Values, unknown, Out>({
    resolver: zodResolver(schema),
    defaultValues: {
      setDates: single !== undefined,
      startsOn: single?.startsOn ?? null,
      endsOn: single?.endsOn ?? null,
      setShare: single !== undefined,
      priceShare: single?.priceShare ?? null,
      setUpdates: single !== undefined,
      includesSecurityUpdates: single?.includesSecurityUpdates ?? null,
    },
  });
  const [setDates, setShare, setUpdates] = watch(['setDates', 'setShare', 'setUpdates']);
  const nothing = !setDates && !setShare && !setUpdates;

  const submit = handleSubmit(async ({ startsOn, endsOn, priceShare, includesSecurityUpdates }) => {
    setAsked(true);
    if (nothing) return;
    setFailure(null);
    try {
      const { changed } = await client.cover.saveLines({
        contractId: contract.id,
        lines: lines.map(({ device, revision }) => ({ deviceId: device.id, revision })),
        changes: {
          ...(setDates ? { startsOn, endsOn } : {}),
          ...(setShare ? { priceShare } : {}),
          ...(setUpdates ? { includesSecurityUpdates } : {}),
        },
      });
      notice({ text: changed === 0 ? text('cover.lines.unchanged') : text('cover.lines.changed', { count: changed }) });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });

  return (
    <FormDialog
      open
      title={text('cover.lines.title', { count: lines.length, number: contract.number })}
      intro={text('cover.lines.intro')}
      submit={text('action.save')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <FieldGrid>
        {single ? null : (
          <Wide>
            <CheckInput control={control} name="setDates" label={text('cover.lines.setDates')} />
          </Wide>
        )}
        {setDates ? (
          <>
            <DayInput
              control={control}
              name="startsOn"
              label={text('cover.lines.startsOn')}
              hint={text('cover.lines.datesHelp')}
            />
            <DayInput
              control={control}
              name="endsOn"
              label={text('cover.lines.endsOn')}
              hint={text('cover.lines.datesHelp')}
            />
          </>
        ) : null}
        {single ? null : (
          <Wide>
            <CheckInput control={control} name="setShare" label={text('cover.lines.setShare')} />
          </Wide>
        )}
        {setShare ? (
          <TextInput
            control={control}
            name="priceShare"
            label={text('cover.lines.share', { currency: contract.yearlyPrice?.currency ?? '–' })}
            hint={text('cover.lines.shareHelp')}
            maxLength={20}
          />
        ) : null}
        {single ? null : (
          <Wide>
            <CheckInput control={control} name="setUpdates" label={text('cover.lines.setUpdates')} />
          </Wide>
        )}
        {setUpdates ? (
          <SelectInput
            control={control}
            name="includesSecurityUpdates"
            label={text('cover.lines.updates')}
            noneLabel={text('cover.lines.asContract')}
            choices={TRISTATE.map((value) => ({ value, label: words.t(`tristate.${value}`) }))}
          />
        ) : null}
      </FieldGrid>
      {asked && nothing ? (
        <Note tone="near" role="status">
          {text('cover.lines.nothing')}
        </Note>
      ) : null}
    </FormDialog>
  );
}
