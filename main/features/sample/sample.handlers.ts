import { statement } from '../../data/connection.ts';
import { AppError } from '../../domain/error.ts';
import type { CommandHandlers } from '../context.ts';
import { fillSample } from './sample.ts';

export const sampleCommands = {
  fillSample: async ({ devices, seed }, context) => {
    const known = statement<[], { n: number }>(context.sql, 'SELECT count(*) AS n FROM "Device"').get()?.n ?? 0;
    if (known > 0) throw new AppError('already_exists', { noun: 'device', field: 'register', value: String(known) });
    const made = await fillSample(context, devices, seed);
    context.relist.all();
    context.note({ seed, ...made });
    context.touch('device', 'model', 'vendor', 'contract', 'checklist', 'publication', 'exception', 'handover');
    return made;
  },
} satisfies CommandHandlers<'vault', 'fillSample'>;
