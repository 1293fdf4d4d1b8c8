import { AppError } from '../../domain/error.ts';
import { parsePattern, suggestedRule, type TagRule } from '../../domain/tag.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { nextRevision } from '../records.ts';
import { allTags, TagGiver, tagRules, typeOfModel, writeTagRules } from './tag.store.ts';

export const deviceTagQueries = {
  tagRules: (_input, { sql }) => {
    const { revision, rules } = tagRules(sql);
    return { revision, rules: [...rules], suggestion: suggestedRule(allTags(sql)) };
  },

  nextTag: ({ manufacturer, model, department }, { sql }) => {
    const deviceType = typeOfModel(sql, manufacturer, model);
    return { assetTag: new TagGiver(sql).next({ department: department || null, deviceType }) };
  },
} satisfies QueryHandlers<'device', 'tagRules' | 'nextTag'>;

export const deviceTagCommands = {
  saveTagRules: ({ revision, rules }, context) => {
    const current = tagRules(context.sql);
    const next = nextRevision(context, 'device', current.revision, revision);
    const names = rules.map(({ department, deviceType }) => JSON.stringify([department, deviceType]).toLowerCase());
    for (const [index, { pattern }] of rules.entries()) {
      if (parsePattern(pattern) === null)
        throw new AppError('input_refused', { problem: 'tag_pattern', field: 'pattern', value: pattern });
      if (names.indexOf(names[index] ?? '') !== index)
        throw new AppError('input_refused', { problem: 'tag_rule_twice', field: 'rules', value: pattern });
    }
    writeTagRules(context.sql, { revision: next.revision, rules }, context.now);
    context.record('device', 'tags', { tagRules: told(current.rules) }, { tagRules: told(rules) });
    return { revision: next.revision };
  },
} satisfies CommandHandlers<'device', 'saveTagRules'>;

/** The rules as one line of the history. */
function told(rules: readonly TagRule[]): string | null {
  const parts = rules.map(({ pattern, from, department, deviceType }) =>
    [pattern, `(${from})`, department, deviceType].filter((part) => part !== null).join(' '),
  );
  return parts.length === 0 ? null : parts.join('; ');
}
