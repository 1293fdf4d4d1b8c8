import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { milestoneKindSchema } from '../../../main/contract/letter.ts';
import { daySchema, lineSchema, partialDaySchema } from '../../../main/contract/shared.ts';
import { CONFIDENCES } from '../../../main/domain/model.ts';
import { client } from '../../bridge/client.ts';
import { keepDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { MilestoneDialog } from '../../ui/milestone-dialog.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { useKeptDocuments } from './component-choice.ts';
import type { DeviceDetail } from './types.ts';

const schema = z.object({
  scope: z.string(),
  kind: milestoneKindSchema,
  on: partialDaySchema.nullable(),
  vendorTerm: lineSchema().nullable(),
  source: lineSchema(500).nullable(),
  announcedOn: daySchema.nullable(),
  receivedOn: daySchema.nullable(),
  confidence: z.enum(CONFIDENCES),
});

/** Records one date, for this device alone or for its version or model, from where the need for it was seen. */
export function VendorDateDialog({ device, onClose }: { device: DeviceDetail; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const kept = useKeptDocuments();
  const status = useQuery(orpc.vault.status.queryOptions());
  const ownKinds = useQuery(orpc.model.milestoneKinds.queryOptions()).data ?? [];
  const { softwareVersion } = device;
  return (
    <MilestoneDialog
      title={text('devices.vendorDate.title')}
      intro={text('devices.vendorDate.intro', { model: `${device.manufacturer} ${device.model}` })}
      receivedOn={status.data?.today ?? null}
      scopes={[
        { value: 'model', label: text('records.milestone.wholeModel', { model: device.model }) },
        ...(softwareVersion
          ? [{ value: 'software_version', label: words.t('limit.software_version', { name: softwareVersion }) }]
          : []),
        { value: 'device', label: text('records.milestone.onlyDevice') },
      ]}
      ownKinds={ownKinds}
      current={(kind, scope) =>
        device.milestones.find((one) => one.current && one.kind === kind && one.owner === scope)?.on ?? null
      }
      kept={kept}
      resolver={zodResolver(schema)}
      failureOf={failureOf}
      onSave={async ({ scope, ...values }, document) => {
        const { announcedOn, receivedOn, source } = values;
        const documentId = await keepDocument(document, {
          kind: 'vendor_letter',
          title: source,
          datedOn: announcedOn,
          receivedOn,
        });
        const { movedDays } = await client.model.recordMilestone({
          ...values,
          modelId: device.modelId,
          softwareVersion: scope === 'software_version' ? softwareVersion : null,
          deviceId: scope === 'device' ? device.id : null,
          documentId,
        });
        notice({
          text: movedDays
            ? text(movedDays < 0 ? 'devices.vendorDate.doneEarlier' : 'devices.vendorDate.doneLater', {
                count: Math.abs(movedDays),
              })
            : text('devices.vendorDate.done'),
        });
        onClose();
      }}
      onClose={onClose}
    />
  );
}
