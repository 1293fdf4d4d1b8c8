import type { AppClient } from '../../app/create-app.ts';
import type { EditWay } from '../../domain/edit.ts';
import { AppError } from '../../domain/error.ts';
import { actionText, changesText, nounText } from '../../words/history.ts';
import type { Words } from '../../words/words.ts';
import type { Answer, Call } from './command.ts';
import { table } from './table.ts';
import { withVault } from './vault-call.ts';

type Step = Awaited<ReturnType<AppClient['edit']['list']>>['rows'][number];
type Preview = Awaited<ReturnType<AppClient['edit']['preview']>>;

/** Where a step stands, in words. */
function stateText({ refusal, state }: Step, words: Words): string {
  return words.t(refusal === null ? `edit.state.${state}` : `edit.refused.${refusal}`);
}

/** `edits list`: steps, newest first. */
export function listEdits(call: Call): Promise<Answer> {
  const { options, words } = call;
  const everybody = options.has('everybody');
  const limit = options.whole('limit', { least: 1, most: 1000 }) ?? 100;
  const offset = options.whole('offset', { least: 0, most: 1_000_000 }) ?? 0;
  return withVault(call, async ({ client }) => {
    const { total, rows } = await client.edit.list({ everybody, limit, offset });
    return {
      value: { total, rows },
      text: () =>
        `${table(rows, [
          { heading: words.t('history.report.number'), value: ({ seq }) => seq, right: true },
          { heading: words.t('history.report.at'), value: ({ at }) => at.slice(0, 19).replace('T', ' ') },
          { heading: words.t('history.report.actor'), value: ({ by }) => by ?? '' },
          { heading: words.t('history.report.action'), value: ({ action }) => actionText(action, words) },
          { heading: words.t('history.report.record'), value: ({ title }) => title ?? '' },
          { heading: 'State', value: (row) => stateText(row, words) },
        ])}\n${rows.length === 0 ? 'None' : `${offset + 1} to ${offset + rows.length}`} of ${total}\n`,
    };
  });
}

/** `undo`: takes the newest step back, or a chosen one. */
export function undoEdit(call: Call): Promise<Answer> {
  return move(call, 'undo');
}

/** `redo`: carries a step out again that was taken back. */
export function redoEdit(call: Call): Promise<Answer> {
  return move(call, 'redo');
}

function move(call: Call, way: EditWay): Promise<Answer> {
  const { options, words } = call;
  const chosen = options.whole('step', { least: 1, most: Number.MAX_SAFE_INTEGER });
  const dryRun = options.has('dry-run');
  return withVault(call, async ({ client }) => {
    if (dryRun) {
      const seq = chosen ?? (await client.edit.next())[way]?.seq;
      if (seq === undefined) throw new AppError('not_found', { noun: 'edit', id: way });
      const preview = await client.edit.preview({ seq });
      return { value: preview, text: () => previewText(preview, words) };
    }
    const result = await client.edit[way](chosen === null ? {} : { seq: chosen });
    const { seq, action, title } = result.step;
    const what = `${actionText(action, words)}${title === null ? '' : ` (${title})`}`;
    const done = way === 'undo' ? 'was taken back' : 'was carried out again';
    return { value: result, text: () => `Step ${seq} ${done}: ${what}\n` };
  });
}

function previewText({ step, records, moreRecords, inTheWay }: Preview, words: Words): string {
  const changed = table(records, [
    { heading: 'What', value: ({ noun }) => nounText(noun, words) },
    { heading: 'Name', value: ({ title, recordId }) => title ?? recordId },
    {
      heading: words.t('history.report.change'),
      value: (record) => changesText({ records: [record], summary: {} }, words),
    },
  ]);
  const reasons = [
    ...(step.refusal === null ? [] : [words.t(`edit.refused.${step.refusal}`)]),
    ...inTheWay.map(({ reason, title, by, at }) =>
      [words.t(`edit.refused.${reason}`), ...(by === null ? [] : [`${title ?? ''}: ${by}, ${at ?? ''}`])].join(' '),
    ),
  ];
  return [
    'Dry run: nothing was written.',
    `Step ${step.seq}: ${actionText(step.action, words)}`,
    changed,
    ...(moreRecords === 0 ? [] : [`and ${moreRecords} more records`]),
    ...(reasons.length === 0 ? ['Nothing is in the way.'] : reasons),
  ].join('\n\n');
}
