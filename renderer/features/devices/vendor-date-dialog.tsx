import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { daySchema, lineSchema, partialDaySchema } from '../../../main/contract/shared.ts';
import { CONFIDENCES, MILESTONES } from '../../../main/domain/model.ts';
import { client } from '../../bridge/client.ts';
import { keepDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { MilestoneDialog } from '../../ui/milestone-dialog.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { useKeptDocuments } from './component-choice.ts';
import type { DeviceDetail } from './types.ts';

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

/** Records a date for the model of a device, from where the need for it was seen. */
export function VendorDateDialog({ device, onClose }: { device: DeviceDetail; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const kept = useKeptDocuments();
  const status = useQuery(orpc.vault.status.queryOptions());
  return (
    <MilestoneDialog
      title={text('devices.vendorDate.title')}
      intro={text('devices.vendorDate.intro', { model: `${device.manufacturer} ${device.model}` })}
      receivedOn={status.data?.today ?? null}
      versions={device.softwareVersion ? [device.softwareVersion] : []}
      current={(kind, softwareVersion) =>
        device.milestones.find(
          (one) =>
            one.current && one.kind === kind && one.owner !== 'device' && one.softwareVersion === softwareVersion,
        )?.on ?? null
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
        const { movedDays } = await client.model.recordMilestone({ ...values, modelId: device.modelId, documentId });
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
