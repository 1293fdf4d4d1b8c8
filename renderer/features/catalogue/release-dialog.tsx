import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { daySchema, lineSchema } from '../../../main/contract/shared.ts';
import { releaseEndText } from '../../../main/words/reasons.ts';
import { client } from '../../bridge/client.ts';
import { keepDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { type ChosenDocument, DocumentField } from '../../ui/document-field.tsx';
import type { ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DayInput, FieldGrid, TextInput, Wide } from '../../ui/form-fields.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { useNotice } from '../../ui/notices.tsx';
import type { Release } from './types.ts';

const schema = z.object({
  securityEndOn: daySchema.nullable(),
  paidExtensionEndOn: daySchema.nullable(),
  reason: lineSchema(500).min(1),
});
type Values = z.input<typeof schema>;
type Out = z.output<typeof schema>;

/** One entry of the catalogue: what it says, and the date of the organisation's own that goes before it. */
export function ReleaseDialog({ release, onClose }: { release: Release; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const mayChange = useMayChange('catalogue.override');
  const kept = useQuery(orpc.document.list.queryOptions()).data ?? [];
  const { key, label, override } = release;
  const [document, setDocument] = useState<ChosenDocument>(override?.documentId ?? null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [removing, setRemoving] = useState(false);
  const { control, handleSubmit, formState } = useForm<Values, unknown, Out>({
    defaultValues: {
      securityEndOn: override?.securityEndOn ?? null,
      paidExtensionEndOn: override?.paidExtensionEndOn ?? null,
      reason: override?.reason ?? '',
    },
    resolver: zodResolver(schema),
  });
  const attempt = async (work: () => Promise<string>) => {
    setFailure(null);
    try {
      notice({ text: await work() });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  const submit = handleSubmit((values) =>
    attempt(async () => {
      const documentId = await keepDocument(document, { kind: 'evidence', title: values.reason });
      await client.catalogue.override({ ...values, releaseKey: key, revision: override?.revision ?? null, documentId });
      return text('catalogue.release.saved', { name: label });
    }),
  );
  const remove = async () => {
    if (override === null) return;
    setRemoving(true);
    await attempt(async () => {
      await client.catalogue.removeOverride({ releaseKey: key, revision: override.revision });
      return text('catalogue.release.removed', { name: label });
    });
    setRemoving(false);
  };
  return (
    <FormDialog
      open
      title={label}
      intro={text('catalogue.release.intro')}
      submit={text(mayChange ? 'catalogue.release.submit' : 'action.close')}
      busy={formState.isSubmitting || removing}
      dirty={formState.isDirty || document !== (override?.documentId ?? null)}
      failure={failure}
      extra={
        override && mayChange ? (
          <Button color="error" variant="text" disabled={removing} onClick={() => void remove()}>
            {text('catalogue.release.remove')}
          </Button>
        ) : null
      }
      onSubmit={mayChange ? submit : onClose}
      onClose={onClose}
    >
      <Facts release={release} />
      {mayChange ? (
        <>
          <div>
            <Typography variant="h3" sx={{ fontSize: 14, fontWeight: 600 }}>
              {text('catalogue.release.ownTitle')}
            </Typography>
            <Typography color="textSecondary">
              {text('catalogue.release.ownText')}
              {override ? ` ${text('catalogue.release.by', { name: override.by })}.` : ''}
            </Typography>
          </div>
          <FieldGrid>
            <DayInput
              control={control}
              name="securityEndOn"
              label={text('catalogue.release.securityEndOn')}
              hint={text('catalogue.release.empty')}
              autoFocus
            />
            <DayInput
              control={control}
              name="paidExtensionEndOn"
              label={text('catalogue.release.paidExtensionEndOn')}
              hint={text('catalogue.release.empty')}
            />
            <Wide>
              <TextInput
                control={control}
                name="reason"
                label={text('catalogue.release.reason')}
                hint={text('catalogue.release.reasonHint')}
                required
                maxLength={500}
              />
            </Wide>
            <Wide>
              <DocumentField
                label={text('catalogue.release.document')}
                value={document}
                kept={kept}
                onChange={setDocument}
              />
            </Wide>
          </FieldGrid>
        </>
      ) : null}
    </FormDialog>
  );
}

function Facts({ release }: { release: Release }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { key, edition, channel, override, devices } = release;
  const { securityEnd, paidExtensionEndOn } = override?.catalogue ?? release;
  return (
    <KeyValues
      keyWidth={210}
      items={[
        [text('catalogue.release.key'), key],
        ...(edition ? [[text('catalogue.release.edition'), words.t(`catalogue.edition.${edition}`)] as const] : []),
        ...(channel ? [[text('catalogue.release.channel'), words.t(`catalogue.channel.${channel}`)] as const] : []),
        [text('catalogue.release.ends'), releaseEndText(securityEnd, words)],
        [
          text('catalogue.release.extension'),
          paidExtensionEndOn ? words.day(paidExtensionEndOn) : text('catalogue.release.none'),
        ],
        [text('catalogue.release.devices'), number(devices)],
        ...(override ? [[text('catalogue.release.reason'), override.reason] as const] : []),
      ]}
    />
  );
}
