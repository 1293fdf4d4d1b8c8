import type { AppClient } from '../../main/app/create-app.ts';
import { type Day, day } from '../../main/domain/day.ts';
import type { CommitmentId, ModelId, ObligationId } from '../../main/domain/ids.ts';
import { addPromise, type PromiseFields } from './obligations.ts';

/** Our own rule of domain.md W15: install what is critical within 15 days of the fix. */
export const INSTALL_WITHIN: Partial<PromiseFields> = {
  kind: 'INSTALL',
  severity: 'critical',
  clockStart: 'FIX_AVAILABLE',
  amount: 15,
  obligor: 'hospital',
  clause: null,
  page: null,
};

/** The policy of the organisation for installing what is critical; made when there is none. */
async function ownTime(client: AppClient): Promise<CommitmentId> {
  const { rows } = await client.commitment.list({ kind: ['INSTALL'], standing: ['policy'] });
  const known = rows.find(({ severity }) => severity === 'critical');
  if (known) return known.id;
  return addPromise(client, {}, INSTALL_WITHIN);
}

/** A fix for a model that the hospital has to install, out since a day. */
export async function fixToInstall(
  client: AppClient,
  modelId: ModelId,
  title: string,
  on: Day = day('2026-10-31'),
): Promise<ObligationId> {
  const { ids } = await client.obligation.startClock({
    commitmentIds: [await ownTime(client)],
    event: 'FIX_AVAILABLE',
    title,
    on,
    modelId,
  });
  const [id] = ids;
  if (!id) throw new Error('nothing became due');
  return id;
}
