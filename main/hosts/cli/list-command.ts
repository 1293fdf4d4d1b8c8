import { z } from 'zod';
import type { App } from '../../app/create-app.ts';
import { type AskedList, LIST_NAMES, listQuestion, listSchema } from '../../contract/export-list.ts';
import type { Call, Result } from './command.ts';
import { disclosureInput } from './disclosure-options.ts';
import { deliver, planExport } from './export-target.ts';
import { usageError } from './usage.ts';
import { withVault } from './vault-call.ts';

/** `export list NAME`: a list as the window shows it, whole, with what was searched, filtered and sorted printed on it. */
export async function exportList(call: Call): Promise<Result> {
  const plan = planExport(call);
  if (plan === null) throw usageError('format_needed');
  const list = askedList(call);
  const disclosure = disclosureInput(call, plan);
  const answer = async (app: App) =>
    deliver(app, await app.client.exports.list({ ...disclosure, format: plan.format, list }), plan);
  return withVault(call, answer, null);
}

/** The list that is meant, with its question in the words of the contract. @throws AppError `usage` */
function askedList({ operands, options }: Call): AskedList {
  const [given = ''] = operands;
  const name = LIST_NAMES.find((one) => one === given);
  if (name === undefined) throw usageError('not_a_choice', { option: 'NAME', choices: LIST_NAMES.join(', '), given });
  const outer: Fields = listQuestion(name).shape;
  const inner = shapeOf(outer.filter);
  const question: Record<string, unknown> = {};
  const filter: Record<string, unknown> = {};
  const set = (option: string, key: string, value: string | boolean) => {
    const [fields, into] = Object.hasOwn(inner, key) ? [inner, filter] : [outer, question];
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    const choices = [...Object.keys(outer), ...Object.keys(inner)].filter((one) => !OWN_OPTIONS.has(one));
    if (field === undefined || (option === '--where' && OWN_OPTIONS.has(key)))
      throw usageError('not_a_choice', { option, choices: choices.join(', ') || '-', given: key });
    into[key] = read(field, value, option);
  };
  const [search, sort] = [options.text('filter'), options.text('sort')];
  if (search !== null) set('--filter', 'search', search);
  if (sort !== null) set('--sort', 'sort', sort);
  if (options.has('descending')) set('--descending', 'descending', true);
  for (const pair of options.list('where')) {
    const [key = '', ...rest] = pair.split('=');
    set('--where', key, rest.join('='));
  }
  return listSchema.parse({ name, question: { ...question, ...(Object.keys(filter).length > 0 ? { filter } : {}) } });
}

/** What has an option of its own, and what a whole list has no use for. */
const OWN_OPTIONS: ReadonlySet<string> = new Set(['search', 'sort', 'descending', 'offset', 'limit', 'filter']);

type Fields = Readonly<Record<string, z.ZodType>>;

/** The fields of an object, also of one that has a value of its own. */
function shapeOf(schema: unknown): Fields {
  if (schema instanceof z.ZodDefault) return shapeOf(schema.unwrap());
  return schema instanceof z.ZodObject ? schema.shape : {};
}

/** A value as the field takes it: a text, several with commas between them, or a yes. @throws AppError `usage` */
function read(field: z.ZodType, value: string | boolean, option: string): unknown {
  const readings = [
    value,
    ...(typeof value === 'string' ? [value.split(',').map((one) => one.trim()), value === 'yes'] : []),
  ];
  const fitting = readings.map((one) => field.safeParse(one)).find(({ success }) => success);
  if (fitting === undefined)
    throw usageError('not_a_choice', { option, choices: choicesOf(field) || '-', given: String(value) });
  return fitting.data;
}

/** The words that a field knows. */
function choicesOf(field: unknown): string {
  if (field instanceof z.ZodEnum) return field.options.join(', ');
  if (field instanceof z.ZodArray) return choicesOf(field.element);
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault || field instanceof z.ZodNullable)
    return choicesOf(field.unwrap());
  return field instanceof z.ZodBoolean ? 'yes' : '';
}
