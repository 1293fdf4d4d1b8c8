import { z } from 'zod';
import { LAST_NUMBER } from '../domain/tag.ts';
import { command, lineSchema, query } from './shared.ts';

export const tagRuleSchema = z.object({
  /** Plain text around one `{number:6}`; the figure is the digits to which zeros are filled up. */
  pattern: lineSchema(100).min(1),
  /** The first number that is given. */
  from: z.number().int().min(0).max(LAST_NUMBER),
  /** For which devices; null for all. */
  department: lineSchema().min(1).nullable(),
  deviceType: lineSchema().min(1).nullable(),
});

/** How often the rules were written; 0 for never. */
const ruleRevision = z.number().int().min(0);

export const deviceTags = {
  /** By which patterns tags are made. */
  tagRules: query.output(
    z.object({
      revision: ruleRevision,
      rules: z.array(tagRuleSchema),
      /** What the tags that are there suggest; null where they do not agree. */
      suggestion: tagRuleSchema.nullable(),
    }),
  ),
  /** @throws input_refused with `problem` `tag_pattern` or `tag_rule_twice`; stale_edit */
  saveTagRules: command
    .input(z.object({ revision: ruleRevision, rules: z.array(tagRuleSchema).max(200) }))
    .output(z.object({ revision: ruleRevision })),
  /** The tag that the next device would get; null where no pattern fits it. Nothing is kept free by asking. */
  nextTag: query
    .input(
      z.object({
        manufacturer: lineSchema().nullable().default(null),
        model: lineSchema().nullable().default(null),
        department: lineSchema().nullable().default(null),
      }),
    )
    .output(z.object({ assetTag: z.string().nullable() })),
};
