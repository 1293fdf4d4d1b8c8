import { z } from 'zod';
import { NAMED_NOUNS } from '../domain/duplicate.ts';
import { advisory } from './advisory.ts';
import { alert } from './alert.ts';
import { catalogue } from './catalogue.ts';
import { conflict } from './conflict.ts';
import { contract } from './contract.ts';
import { document } from './document.ts';
import { edit } from './edit.ts';
import { exception } from './exception.ts';
import { finding } from './finding.ts';
import { handover } from './handover.ts';
import { model } from './model.ts';
import { obligation } from './obligation.ts';
import { procurement } from './procurement.ts';
import { task } from './task.ts';
import { trash } from './trash.ts';
import { vendor } from './vendor.ts';

/** Every list that can leave as a file, in the order in which they are offered. */
export const LIST_NAMES = [
  'models',
  'vendors',
  'contracts',
  'obligations',
  'exceptions',
  'conflicts',
  'cases',
  'tasks',
  'alerts',
  'findings',
  'advisories',
  'exploited',
  'releases',
  'handovers',
  'checklists',
  'templates',
  'documents',
  'imports',
  'names',
  'changes',
  'trash',
  'people',
  'backups',
  'formerHistory',
] as const;
export type ListName = (typeof LIST_NAMES)[number];

type Asking<Schema> = { readonly '~orpc': { readonly inputSchema?: Schema } };
type OutputOf<Procedure> = Procedure extends Asking<infer Schema> ? z.output<NonNullable<Schema> & z.ZodType> : never;

/** Of which records names are compared: makers where nobody says. */
const namesSchema = z.object({
  noun: z.enum(NAMED_NOUNS).default('vendor'),
  likelihood: z.enum(['likely', 'all']).default('likely'),
});

/** What each list is asked for: what its procedure is, of which the part of the list counts for nothing here. */
export interface ListQuestions {
  readonly models: OutputOf<typeof model.list>;
  readonly vendors: OutputOf<typeof vendor.list>;
  readonly contracts: OutputOf<typeof contract.list>;
  readonly obligations: OutputOf<typeof obligation.list>;
  readonly exceptions: OutputOf<typeof exception.list>;
  readonly conflicts: OutputOf<typeof conflict.list>;
  readonly cases: OutputOf<typeof procurement.list>;
  readonly tasks: OutputOf<typeof task.list>;
  readonly alerts: OutputOf<typeof alert.list>;
  readonly findings: OutputOf<typeof finding.list>;
  readonly advisories: OutputOf<typeof advisory.list>;
  readonly exploited: OutputOf<typeof advisory.kev>;
  readonly releases: OutputOf<typeof catalogue.search>;
  readonly handovers: OutputOf<typeof handover.list>;
  /** Words that all occur in title, vendor or model. */
  readonly checklists: { readonly search: string };
  readonly templates: object;
  readonly documents: OutputOf<typeof document.search>;
  readonly imports: object;
  readonly names: z.output<typeof namesSchema>;
  readonly changes: OutputOf<typeof edit.list>;
  readonly trash: OutputOf<typeof trash.list>;
  readonly people: object;
  readonly backups: object;
  readonly formerHistory: object;
}

function questionOf({ '~orpc': { inputSchema } }: Asking<z.ZodObject>): z.ZodObject {
  return inputSchema ?? z.object({});
}

const QUESTIONS: Readonly<Record<ListName, z.ZodObject>> = {
  models: questionOf(model.list),
  vendors: questionOf(vendor.list),
  contracts: questionOf(contract.list),
  obligations: questionOf(obligation.list),
  exceptions: questionOf(exception.list),
  conflicts: questionOf(conflict.list),
  cases: questionOf(procurement.list),
  tasks: questionOf(task.list),
  alerts: questionOf(alert.list),
  findings: questionOf(finding.list),
  advisories: questionOf(advisory.list),
  exploited: questionOf(advisory.kev),
  releases: questionOf(catalogue.search),
  handovers: questionOf(handover.list),
  checklists: z.object({ search: z.string().max(200).default('') }),
  templates: z.object({}),
  documents: questionOf(document.search),
  imports: z.object({}),
  names: namesSchema,
  changes: questionOf(edit.list),
  trash: questionOf(trash.list),
  people: z.object({}),
  backups: z.object({}),
  formerHistory: z.object({}),
};

/** The fields of what a list is asked for. */
export function listQuestion(name: ListName): z.ZodObject {
  return QUESTIONS[name];
}

/**
 * A list by its name, with what narrows and sorts it, as the window asks for it. The type says no more than that: spelt out,
 * it holds the inputs of all lists, and whatever uses the promise would take minutes to compile.
 */
export interface AskedList {
  readonly name: ListName;
  readonly question?: object | undefined;
}
const byName = LIST_NAMES.map((name) => z.object({ name: z.literal(name), question: QUESTIONS[name].prefault({}) }));
export const listSchema: z.ZodType<AskedList, AskedList> = z.union(byName);
