import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { milestoneKindSchema } from '../../../main/contract/letter.ts';
import type { DeviceId, ModelId, VendorId } from '../../../main/domain/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Letter } from './letter.tsx';
import { emptyLetter } from './letter-form.ts';

/** Takes a vendor's letter in. The address says from where it was asked for: `?vendor=`, `?model=`, `?device=`, `?kind=`. */
export function LetterPage() {
  const text = useText();
  const [search] = useSearchParams();
  const modelId = search.get('model') as ModelId | null;
  const deviceId = search.get('device') as DeviceId | null;
  const kind = search.get('kind');
  const status = useQuery(orpc.vault.status.queryOptions());
  const device = useQuery(
    orpc.device.get.queryOptions({ input: { id: deviceId ?? ('' as DeviceId) }, enabled: deviceId !== null }),
  );
  const model = useQuery(
    orpc.model.get.queryOptions({ input: { id: modelId ?? ('' as ModelId) }, enabled: modelId !== null }),
  );
  const vendors = useQuery(orpc.vendor.list.queryOptions({ input: { offset: 0, limit: 1000 } }));
  const asked = [status, vendors, ...(deviceId ? [device] : []), ...(modelId ? [model] : [])];
  const failed = asked.find(({ error, data }) => error && !data);
  if (failed?.error) {
    return (
      <Page title={text('letters.title')}>
        <Card>
          <ErrorState failure={failureOf(failed.error)} onRetry={() => void failed.refetch()} />
        </Card>
      </Page>
    );
  }
  if (!status.data || !vendors.data || asked.some(({ data }) => !data)) return <LoadingPage />;
  const about = device.data
    ? { id: device.data.id, name: device.data.assetTag ?? device.data.serialNumber ?? device.data.model }
    : null;
  const ofModel = device.data?.modelId ?? modelId;
  const vendorId = device.data?.vendorId ?? model.data?.vendorId ?? (search.get('vendor') as VendorId | null);
  return (
    <Letter
      vendors={vendors.data.rows}
      device={about}
      start={emptyLetter({
        vendorId: vendors.data.rows.some(({ id }) => id === vendorId) ? (vendorId as VendorId) : ('' as VendorId),
        modelIds: ofModel ? [ofModel] : [],
        deviceId: about?.id ?? null,
        kind: milestoneKindSchema.safeParse(kind).data,
        today: status.data.today,
      })}
    />
  );
}
