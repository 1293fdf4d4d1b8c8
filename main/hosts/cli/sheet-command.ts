import type { AppClient } from '../../app/create-app.ts';
import { SHEET_FORMATS, SHEET_NOUNS, type SheetNoun } from '../../contract/export.ts';
import { AppError } from '../../domain/error.ts';
import type { Id } from '../../domain/ids.ts';
import type { Call, Result } from './command.ts';
import { disclosureInput } from './disclosure-options.ts';
import { deliver, planExport } from './export-target.ts';
import { meant } from './names-command.ts';
import { usageError } from './usage.ts';
import { withVault } from './vault-call.ts';

/** `export sheet NOUN NAME`: one record with what belongs to it. */
export async function exportSheet(call: Call): Promise<Result> {
  const [given = '', name = ''] = call.operands;
  const noun = SHEET_NOUNS.find((one) => one === given);
  if (noun === undefined) throw usageError('not_a_choice', { option: 'NOUN', choices: SHEET_NOUNS.join(', '), given });
  const plan = planExport(call, SHEET_FORMATS);
  if (plan === null) throw usageError('format_needed');
  const disclosure = disclosureInput(call, plan);
  return withVault(
    call,
    async (app) => {
      const id = (await idOf(app.client, noun, name)) as Id<'sheet'>;
      return deliver(app, await app.client.exports.sheet({ ...disclosure, noun, id, format: plan.format }), plan);
    },
    null,
  );
}

/** A device by its tag, a contract by its number, a model or vendor by its name. @throws AppError `not_found` */
async function idOf(client: AppClient, noun: SheetNoun, name: string): Promise<string> {
  if (noun === 'device') return (await client.device.get({ assetTag: name })).id;
  if (noun !== 'contract') return meant(client, noun, name);
  const wanted = name.trim().toLowerCase();
  const { rows } = await client.contract.list({ search: name.trim().slice(0, 200), limit: 1000 });
  const found = rows.find(({ number }) => number.toLowerCase() === wanted);
  if (found === undefined) throw new AppError('not_found', { noun, id: name });
  return found.id;
}
