import { statement } from '../../data/connection.ts';
import { addDays, addMonths, exactly } from '../../domain/day.ts';
import type { DeviceId, ModelId } from '../../domain/ids.ts';
import type { CommandContext } from '../context.ts';
import { addOwnMilestone, appendMilestone } from '../model/milestone.store.ts';
import { createTask } from '../task/task.store.ts';

const ABOUT = { vendorId: null, modelId: null, deviceId: null, documentId: null, notes: null };

/** What letters leave behind: tasks, a date of the hospital's own, and one device whose vendor gave it a date of its own. */
export async function makeLetters(context: CommandContext, models: ReadonlyMap<string, string>): Promise<void> {
  const { today } = context;
  const model = (name: string) => (models.get(name) ?? null) as ModelId | null;
  const tasks = [
    {
      title: 'Ask for an offer to upgrade both gateways',
      model: 'InfuSmart Gateway',
      due: -6,
      assignee: 'Jonas Weber',
      notes: 'Sales said by telephone that the upgrade comes with the next version.',
    },
    {
      title: 'Tell radiology that support ends earlier',
      model: 'UltraView 7',
      due: 18,
      assignee: 'Marta Reis',
      notes: null,
    },
    { title: 'Ask for the last software and its list of parts', model: 'CM-40', due: 45, assignee: null, notes: null },
  ];
  for (const { title, due, assignee, notes, ...about } of tasks) {
    const dueOn = addDays(today, due);
    await createTask(context, { ...ABOUT, title, dueOn, assignee, notes, modelId: model(about.model) });
  }
  const letter = {
    ...{ softwareVersionId: null, documentId: null, vendorTerm: null, confidence: 'stated' as const },
    ...{ source: 'Letter of the vendor', announcedOn: addDays(today, -40), receivedOn: addDays(today, -33) },
  };
  const scanner = model('UltraView 7');
  const pump = model('InfuSmart 300');
  if (scanner !== null) {
    const kind = await addOwnMilestone(context, 'End of spare parts');
    appendMilestone(context, { ...letter, modelId: scanner, deviceId: null, kind, on: exactly(addMonths(today, 60)) });
  }
  const [deviceId] = pump === null ? [] : firstOf(context, pump);
  if (pump !== null && deviceId) {
    const on = { on: addMonths(today, 20), precision: 'month' } as const;
    const first = { ...on, on: `${on.on.slice(0, 7)}-01` as typeof on.on };
    appendMilestone(context, {
      ...{ ...letter, vendorTerm: 'End of service for early units' },
      ...{ modelId: pump, deviceId, kind: 'end_of_support', on: first },
    });
  }
}

function firstOf({ sql }: CommandContext, modelId: ModelId): DeviceId[] {
  return statement<[string], { id: DeviceId }>(
    sql,
    `SELECT "id" FROM "Device" WHERE "modelId" = ? AND "status" = 'in_service' ORDER BY "id" LIMIT 1`,
  )
    .all(modelId)
    .map(({ id }) => id);
}
