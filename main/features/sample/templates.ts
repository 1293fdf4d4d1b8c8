import type { TemplateControl } from '../../domain/template.ts';
import type { CommandContext } from '../context.ts';
import { makeDraft, templateControls } from '../template/template.store.ts';

/** A question that the made-up hospital wants to ask from next year on. */
const OWN: TemplateControl = {
  code: 'OWN-01',
  section: 'OWN',
  sectionTitle: 'Our own questions',
  title: 'Spare unit during a repair',
  question: 'Does a unit of the same model stand by with us while ours is away for repair?',
  answerType: 'yes_no_partial_na',
  unit: null,
  weight: 'high',
  tier: 'core',
  appliesWhen: 'any',
  commitmentKind: null,
  evidenceHints: ['Line of the offer'],
  redFlag: { answers: ['no', 'unanswered'], rule: 'Beds close while a unit is away.', threshold: null },
  seeds: [],
  mds2: {},
  references: [],
};

/** The next edition of the shipped questions, still a draft: a weight that was raised after an outage, and a question of the own. */
export async function makeTemplates(context: CommandContext): Promise<void> {
  const newest = await context.db.checklistTemplate.findFirst({ orderBy: { edition: 'desc' } });
  if (newest === null) return;
  const controls = (await templateControls(context.db, newest.id)).map((control) =>
    control.code === 'BR-02' ? { ...control, weight: 'critical' as const } : control,
  );
  const { key, edition, title, source } = newest;
  const note = 'Time to restore counts more after the outage of March; asks for a spare unit.';
  await makeDraft(context, { key, edition: edition + 1, title, note, source, basedOnId: newest.id }, [
    ...controls,
    OWN,
  ]);
}
