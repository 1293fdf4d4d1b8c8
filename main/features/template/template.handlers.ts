import type { z } from 'zod';
import type { controlFieldsSchema, template as templateContract } from '../../contract/template.ts';
import type { Instant } from '../../domain/day.ts';
import {
  type TemplateControl,
  type TemplateDifference,
  type TemplateState,
  templateDifference,
  templateProblems,
} from '../../domain/template.ts';
import type { QueryHandlers } from '../context.ts';
import { historyOf } from '../history/history.store.ts';
import { editionsOf, headOf, type TemplateRow, templateControls, templateOf } from './template.store.ts';
import { templateCommands } from './template-commands.ts';
import { previewTemplate, readTemplate } from './template-file.ts';

export { templateCommands };

type ControlView = z.input<typeof controlFieldsSchema>;
type ListView = z.input<NonNullable<(typeof templateContract.list)['~orpc']['outputSchema']>>;

export const templateQueries = {
  list: async (_input, { db }) => {
    const rows = await db.checklistTemplate.findMany({
      include: { _count: { select: { controls: true, assessments: true } } },
      orderBy: [{ edition: 'desc' }],
    });
    const lists: ListView = [...Map.groupBy(rows, ({ key }) => key)].map(([key, editions]) => ({
      key,
      // The name that people choose by is that of what they can choose.
      title: (editions.find(({ state }) => state === 'released') ?? editions[0])?.title ?? key,
      editions: editions.map((row) => editionView(row, row._count)),
    }));
    return lists.sort((a, b) => (a.title.toLowerCase() < b.title.toLowerCase() ? -1 : 1));
  },

  get: async ({ id }, { db }) => {
    const row = await templateOf(db, id);
    const [controls, checklists, editions] = [
      await templateControls(db, id),
      await db.assessment.count({ where: { templateId: id } }),
      await editionsOf(db, row.key),
    ];
    const basedOn = row.basedOnId === null ? null : await templateOf(db, row.basedOnId);
    return {
      ...editionView(row, { controls: controls.length, assessments: checklists }),
      key: row.key,
      source: row.source,
      revision: row.revision,
      basedOn: basedOn && headOf(basedOn),
      others: editions
        .filter((other) => other.id !== id)
        .map((other) => ({ ...headOf(other), state: other.state as TemplateState })),
      problems: [...templateProblems(controls)],
      controls: controls.map(controlView),
    };
  },

  compare: async ({ beforeId, afterId }, { db }) => {
    const [before, after] = [await templateOf(db, beforeId), await templateOf(db, afterId)];
    const difference = templateDifference(await templateControls(db, beforeId), await templateControls(db, afterId));
    return { before: headOf(before), after: headOf(after), ...differenceView(difference) };
  },

  previewFile: async ({ uploadId }, context) => {
    const { newest, difference, ...preview } = await previewTemplate(context, await readTemplate(context, uploadId));
    return {
      ...preview,
      known:
        newest && difference
          ? { ...headOf(newest), state: newest.state as TemplateState, difference: differenceView(difference) }
          : null,
    };
  },

  history: async ({ id }, { db, sql }) => {
    await templateOf(db, id);
    return historyOf(sql, [id], { noun: 'template', id, importId: null });
  },
} satisfies QueryHandlers<'template', 'list' | 'get' | 'compare' | 'previewFile' | 'history'>;

function editionView(row: TemplateRow, counts: { readonly controls: number; readonly assessments: number }) {
  return {
    id: headOf(row).id,
    edition: row.edition,
    title: row.title,
    note: row.note,
    state: row.state as TemplateState,
    controls: counts.controls,
    checklists: counts.assessments,
    releasedAt: row.releasedAt as Instant | null,
    createdAt: row.createdAt as Instant,
    createdBy: row.createdBy,
  };
}

/** A control as the contract gives it. */
function controlView(control: TemplateControl): ControlView {
  const { redFlag, evidenceHints, seeds, references, mds2, ...fields } = control;
  return {
    ...fields,
    evidenceHints: [...evidenceHints],
    seeds: [...seeds],
    references: [...references],
    mds2: { ...mds2 },
    redFlag: { ...redFlag, answers: [...redFlag.answers] },
  };
}

function differenceView({ added, removed, changed, same }: TemplateDifference<TemplateControl>) {
  return {
    added: added.map(controlView),
    removed: removed.map(controlView),
    changed: changed.map(({ code, before, after, fields }) => ({
      code,
      before: controlView(before),
      after: controlView(after),
      fields: [...fields],
    })),
    same,
  };
}
