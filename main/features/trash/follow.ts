import { statement } from '../../data/connection.ts';
import type { ContractId, DeviceId, ModelId } from '../../domain/ids.ts';
import type { TrashNoun } from '../../domain/trash.ts';
import type { CommandContext } from '../context.ts';
import { unlist } from '../device/listing.ts';
import { proposeFindings } from '../finding/finding.store.ts';
import { refreshModel, refreshObligations } from '../obligation/obligation.store.ts';
import type { Belongings } from './belongings.ts';
import type { KeptTable } from './kept-rows.ts';

/** From here on everything that is owed is looked at, instead of what some models start. */
const FEW_MODELS = 5;

/** Devices whose contracts or parts go although they stay themselves. */
export function recomputedDevices({ sql }: Pick<CommandContext, 'sql'>, { going }: Belongings): readonly DeviceId[] {
  const lines = going.get('ContractLine');
  if (lines === undefined) return [];
  const leaving = new Set(going.get('Device')?.values());
  return statement<[string], { id: DeviceId }>(
    sql,
    `SELECT DISTINCT "deviceId" AS "id" FROM "ContractLine" WHERE rowid IN (SELECT value FROM json_each(?))`,
  )
    .all(JSON.stringify([...lines.keys()]))
    .map(({ id }) => id)
    .filter((id) => !leaving.has(id));
}

/** Notes before a removal whose support, proposals and obligations it changes; what it answers brings them up to date after it. */
export function followRemoval(context: CommandContext, noun: TrashNoun, belongings: Belongings): () => Promise<void> {
  const { sql, relist } = context;
  const devices = recomputedDevices(context, belongings);
  const gone = [...(belongings.going.get('Device')?.values() ?? [])];
  const models = statement<[string], { id: ModelId }>(
    sql,
    `SELECT DISTINCT "modelId" AS "id" FROM "Device" WHERE "id" IN (SELECT value FROM json_each(?))`,
  )
    .all(JSON.stringify(gone))
    .map(({ id }) => id);
  return async () => {
    if (noun === 'device') unlist(sql, gone);
    relist.devices(devices);
    context.touch(noun);
    if (noun === 'device' || noun === 'contract' || noun === 'model') await refreshOwed(context, noun, models);
  };
}

/** Brings up to date what follows from records that came back. */
export async function followRestore(
  context: CommandContext,
  tables: readonly KeptTable[],
  nouns: ReadonlySet<TrashNoun>,
): Promise<void> {
  const { relist } = context;
  const values = (table: string, column: string) =>
    new Set(tables.filter((one) => one.table === table).flatMap(({ rows }) => rows.map((row) => String(row[column]))));
  relist.devices([...values('Device', 'id')] as DeviceId[]);
  relist.devices([...values('ContractLine', 'deviceId')] as DeviceId[]);
  relist.contracts([...values('Contract', 'id')] as ContractId[]);
  const models = [...new Set([...values('Device', 'modelId'), ...values('DeviceModel', 'id')])] as ModelId[];
  if (models.length > 0) await proposeFindings(context, { modelIds: models });
  for (const noun of nouns) context.touch(noun);
  if (nouns.has('contract') || nouns.has('model')) await refreshOwed(context, 'contract', models);
  else if (models.length > 0) await refreshOwed(context, 'device', models);
}

/** What is owed because of models, or because of anything where a contract or a model itself came or went. */
async function refreshOwed(context: CommandContext, noun: TrashNoun, models: readonly ModelId[]): Promise<void> {
  if (noun !== 'device' || models.length > FEW_MODELS) await refreshObligations(context, 'all');
  else for (const id of models) await refreshModel(context, id);
}
