import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { daySchema, lineSchema, partialDaySchema } from '../../../main/contract/shared.ts';
import { CONFIDENCES, MILESTONES, type MilestoneKind } from '../../../main/domain/model.ts';
import { client } from '../../bridge/client.ts';
import { keepDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { MilestoneDialog } from '../../ui/milestone-dialog.tsx';
import { useNotice } from '../../ui/notices.tsx';
import type { ModelDetail } from './types.ts';

const schema = z.object({
  softwareVersion: lineSchema(100).nullable(),
  kind: z.enum(MILESTONES),
  on: partialDaySchema.nullable(),
  vendorTerm: lineSchema().nullable(),
  source: lineSchema(500).nullable(),
  announcedOn: daySchema.nullable(),
  receivedOn: daySchema.nullable(),
  confidence: z.enum(CONFIDENCES),
});

/** Takes a date over from a letter of the vendor, for all devices of the model or those of one software version. */
export function VendorLetterDialog({
  model,
  kind,
  onClose,
}: {
  model: ModelDetail;
  kind: MilestoneKind;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const kept = useQuery(orpc.document.list.queryOptions()).data ?? [];
  const status = useQuery(orpc.vault.status.queryOptions());
  return (
    <MilestoneDialog
      title={text('models.dates.dialogTitle')}
      intro={text('models.dates.dialogIntro', { model: `${model.manufacturer} ${model.name}` })}
      kind={kind}
      receivedOn={status.data?.today ?? null}
      versions={model.versions.map(({ name }) => name)}
      current={(wanted, softwareVersion) =>
        model.milestones.find((one) => one.current && one.kind === wanted && one.softwareVersion === softwareVersion)
          ?.on ?? null
      }
      kept={kept}
      resolver={zodResolver(schema)}
      failureOf={failureOf}
      onSave={async (values, document) => {
        const { announcedOn, receivedOn, source } = values;
        const documentId = await keepDocument(document, {
          kind: 'vendor_letter',
          title: source,
          datedOn: announcedOn,
          receivedOn,
        });
        const { movedDays } = await client.model.recordMilestone({ ...values, modelId: model.id, documentId });
        notice({
          text: movedDays
            ? text(movedDays < 0 ? 'models.dates.doneEarlier' : 'models.dates.doneLater', {
                count: Math.abs(movedDays),
              })
            : text('models.dates.done'),
        });
        onClose();
      }}
      onClose={onClose}
    />
  );
}
