import type { TemplateControl } from '../domain/template.ts';

/** What a template's file says of it besides its controls. */
export interface TemplateFileHead {
  readonly key: string;
  readonly edition: number;
  readonly title: string;
  readonly note: string | null;
  readonly source: string | null;
}

/** Name and version of the format (docs/template-format.md). */
const TEMPLATE_FORMAT = 'medsteward.template/1';

/** A template as a file. Written key by key, so that nothing else of a vault slips in. */
export function templateToJson(head: TemplateFileHead, controls: readonly TemplateControl[]): Uint8Array {
  const { key, edition, title, note, source } = head;
  const content = {
    format: TEMPLATE_FORMAT,
    key,
    edition,
    title,
    note,
    source,
    controls: controls.map((control) => ({
      code: control.code,
      section: control.section,
      sectionTitle: control.sectionTitle,
      title: control.title,
      question: control.question,
      answerType: control.answerType,
      unit: control.unit,
      weight: control.weight,
      tier: control.tier,
      appliesWhen: control.appliesWhen,
      commitmentKind: control.commitmentKind,
      evidenceHints: control.evidenceHints,
      redFlag: {
        answers: control.redFlag.answers,
        rule: control.redFlag.rule,
        threshold: control.redFlag.threshold,
      },
      seeds: control.seeds,
      mds2: control.mds2,
      references: control.references.map(({ framework, ref, status }) => ({ framework, ref, status })),
    })),
  };
  return new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`);
}
