import type { KEPT } from '../../../contract/backup.ts';
import type { Tone } from '../../../formats/document-look.ts';
import { actionText, changesText, nounText, recordsText } from '../../../words/history.ts';
import type { VaultLists } from '../../context.ts';
import { duplicateQueries } from '../../duplicate/duplicate.handlers.ts';
import { editQueries } from '../../edit/edit.handlers.ts';
import { type FormerHistoryEntry, formerHistory as readFormerHistory } from '../../history/former.store.ts';
import { trashQueries } from '../../trash/trash.handlers.ts';
import { columnsOf, list, momentText, pageOf, type RowsOf } from './list.ts';

type Pair = RowsOf<typeof duplicateQueries.list>;
type Side = Pair['into'];
/** A pair with the record that is proposed to stay first; who made the two is told by their own histories. */
type NamePair = Omit<Side, 'origin' | 'revision'> &
  Pick<Pair, 'likelihood' | 'reason'> & { readonly other: Omit<Side, 'origin' | 'revision'> };
const pair = columnsOf<NamePair>();

export const names = list('names', {
  page: async (question, context) => {
    const { total, rows } = await duplicateQueries.list(question, context);
    const plain = ({ origin: _origin, revision: _revision, ...side }: Side) => side;
    return {
      total,
      rows: rows.map(
        ({ into, from, likelihood, reason }): NamePair => ({ ...plain(into), likelihood, reason, other: plain(from) }),
      ),
    };
  },
  columns: [
    pair.text('name', 24, ({ name }) => name),
    pair.text('otherName', 24, ({ other }) => other.name),
    pair.status('likelihood', 12, ({ likelihood }, words) => [
      likelihood === 'likely' ? 'near' : 'unknown',
      words.t(`names.likelihood.${likelihood}`),
    ]),
    pair.text('reasons', 20, ({ reason }, words) => words.t(`names.reason.${reason}`)),
    pair.text('manufacturer', 18, ({ manufacturer }) => manufacturer),
    pair.text('otherManufacturer', 18, ({ other }) => other.manufacturer),
    pair.number('devices', 9, ({ devices }) => devices),
    pair.number('otherDevices', 11, ({ other }) => other.devices),
    pair.text('id', 10, ({ id }) => id, { onPaper: false }),
    pair.text('otherId', 10, ({ other }) => other.id, { onPaper: false }),
  ],
  says: {
    noun: (noun, words) => words.t(`lists.named.${noun}`),
    likelihood: (likelihood, words) => (likelihood === 'all' ? words.t('lists.possibleToo') : null),
  },
});

type Step = Omit<RowsOf<typeof editQueries.list>, 'by' | 'mine'> & {
  readonly key: string;
  readonly doneBy: string | null;
};
const step = columnsOf<Step>();

export const changes = list('changes', {
  needs: 'edit.list',
  page: async (question, context) => {
    const { total, rows } = await editQueries.list(question, context);
    return {
      total,
      rows: rows.map(({ by, mine: _mine, ...row }): Step => ({ ...row, key: String(row.seq), doneBy: by })),
    };
  },
  columns: [
    step.text('doneAt', 14, ({ at }) => momentText(at)),
    step.text('doneBy', 14, ({ doneBy }) => doneBy, { holds: 'people' }),
    step.text('title', 26, ({ action }, words) => actionText(action, words)),
    step.text('record', 28, ({ title }) => title, { free: true }),
    step.status('state', 16, ({ refusal, state }, words) => [
      refusal !== null ? 'unknown' : state === 'done' ? 'ok' : 'plan',
      words.t(refusal === null ? `edit.state.${state}` : 'edit.stays'),
    ]),
    step.text('reason', 26, ({ refusal }, words) => refusal && words.t(`edit.refused.${refusal}`)),
    step.text('key', 8, ({ key }) => key, { onPaper: false }),
  ],
  says: { everybody: (everybody, words) => (everybody ? words.t('tristate.yes') : null) },
});

const removed = columnsOf<RowsOf<typeof trashQueries.list>>();

export const trash = list('trash', {
  page: async (question, context) => trashQueries.list(question, context),
  columns: [
    removed.text('kind', 16, ({ noun }, words) => nounText(noun, words)),
    removed.text('name', 32, ({ title }) => title, { free: true }),
    removed.number('parts', 10, ({ parts }) => parts),
    removed.text('deletedAt', 14, ({ deletedAt }) => momentText(deletedAt)),
    removed.text('deletedBy', 16, ({ deletedBy }) => deletedBy, { holds: 'people' }),
    removed.text('id', 10, ({ id }) => id, { onPaper: false }),
  ],
  says: { noun: (noun, words) => nounText(noun, words) },
});

type Person = Omit<Awaited<ReturnType<VaultLists['people']>>[number], 'name'> & { readonly person: string };
const one = columnsOf<Person>();

export const people = list('people', {
  needs: 'user.list',
  page: async (question, { vaultLists }) => {
    const all = await vaultLists.people();
    return pageOf(
      all.map(({ name, ...rest }): Person => ({ ...rest, person: name })),
      question,
    );
  },
  columns: [
    one.text('person', 26, ({ person }) => person, { holds: 'people' }),
    one.text('role', 20, ({ role }, words) => words.t(`role.${role}`)),
    one.text('waysIn', 34, ({ waysIn }, words) =>
      waysIn.length === 0
        ? words.t('lists.noWayIn')
        : [...new Set(waysIn)].map((way) => words.t(`lists.wayIn.${way}`)).join(', '),
    ),
    one.text('temporary', 16, ({ temporary }, words) => words.t(temporary ? 'tristate.yes' : 'tristate.no')),
    one.text('lastSeenAt', 14, ({ lastSeenAt }) => lastSeenAt && momentText(lastSeenAt)),
    one.text('createdAt', 14, ({ createdAt }) => momentText(createdAt)),
    one.text('id', 10, ({ id }) => id, { onPaper: false }),
  ],
  says: {},
});

type Former = Omit<FormerHistoryEntry, 'actor'> & { readonly doneBy: string };
const former = columnsOf<Former>();

export const formerHistory = list('formerHistory', {
  needs: 'history.list',
  page: (question, { sql }) => {
    const { total, rows } = readFormerHistory(sql, question);
    return { total, rows: rows.map(({ actor, ...row }): Former => ({ ...row, doneBy: actor })) };
  },
  columns: [
    former.text('organisation', 16, ({ organisation }) => organisation),
    former.number('number', 7, ({ seq }) => seq),
    former.text('doneAt', 14, ({ at }) => momentText(at)),
    former.text('doneBy', 14, ({ doneBy }) => doneBy, { holds: 'people' }),
    former.text('title', 20, ({ action }, words) => actionText(action, words)),
    former.text('record', 22, (row, words) => recordsText(row, words), { free: true }),
    former.text('change', 40, (row, words) => changesText(row, words), { free: true }),
    former.text('key', 10, ({ key }) => key, { onPaper: false }),
  ],
  says: {},
});

type Backup = Awaited<ReturnType<VaultLists['backups']>>[number] & { readonly key: string };
const copy = columnsOf<Backup>();
const KEPT_TONES = { true: 'ok', false: 'end' } as const satisfies Record<string, Tone>;

export const backups = list('backups', {
  needs: 'backup.list',
  page: async (question, { vaultLists }) => {
    const all = await vaultLists.backups();
    return pageOf(
      all.map((row): Backup => ({ ...row, key: row.fileName })),
      question,
    );
  },
  columns: [
    copy.text('madeAt', 14, ({ head }) => head && momentText(head.createdAt)),
    copy.status('restorable', 18, ({ test, problem }, words) => {
      if (problem !== null) return ['end', words.t(`lists.backupProblem.${problem}`)];
      if (test === null) return ['unknown', words.t('lists.untested')];
      return [KEPT_TONES[`${test.ok}`], words.t(test.ok ? 'lists.tested' : 'lists.notRestorable')];
    }),
    copy.text('testedAt', 14, ({ test }) => test && momentText(test.at)),
    copy.number('byteSize', 12, ({ byteSize }) => byteSize),
    copy.number('devices', 9, ({ head }) => head?.counts.Device ?? null),
    copy.text('keptFor', 26, ({ kept }, words) =>
      kept.map((why: (typeof KEPT)[number]) => words.t(`lists.keptFor.${why}`)).join(', '),
    ),
    copy.text('program', 10, ({ head }) => head?.program ?? null),
    copy.text('fileName', 34, ({ fileName }) => fileName),
    copy.text('key', 10, ({ key }) => key, { onPaper: false }),
  ],
  says: {},
});
