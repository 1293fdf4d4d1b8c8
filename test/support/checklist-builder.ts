import type { AnswerType, Weight } from '../../main/domain/checklist.ts';
import { day, type Instant } from '../../main/domain/day.ts';
import type { ChecklistDocument, DocumentControl, DocumentSection } from '../../main/formats/checklist-document.ts';

/** How many controls each of the 21 sections has; together 90, like the catalogue that is shipped. */
const SIZES = [4, 5, 4, 7, 3, 3, 3, 4, 5, 4, 4, 2, 6, 4, 5, 4, 5, 4, 6, 4, 4] as const;
const SUBJECTS = ['Restoring', 'Signing in', 'Secrets', 'Updating', 'Rights', 'Sparing data', 'Hiding names'] as const;
const WEIGHTS: readonly Weight[] = ['critical', 'high', 'high', 'medium', 'low'];
const TYPES: readonly AnswerType[] = ['yes_no_partial_na', 'yes_no_partial_na', 'number', 'date', 'text'];
const ANSWERS: Readonly<Record<AnswerType, readonly string[]>> = {
  yes_no_partial_na: ['yes', 'yes', 'partial', 'no', 'not_applicable'],
  number: ['4', '30'],
  date: ['2030-06-30', '2031-06'],
  text: ['AES-256 and Ed25519 from the vendor’s own library'],
};

function control(section: string, number: number, turn: number, filled: boolean): DocumentControl {
  const round = Math.floor(turn / TYPES.length);
  const code = `${section}-${String(number).padStart(2, '0')}`;
  const answerType = TYPES[turn % TYPES.length] ?? 'text';
  const answers = ANSWERS[answerType];
  const applies = turn % 13 !== 12;
  const answer = filled && applies && turn % 11 !== 10 ? (answers[round % answers.length] ?? null) : null;
  return {
    code,
    title: `Invented control ${code}`,
    question: `Can the hospital check ${code} itself, on the delivered version, without asking anybody for permission?`,
    answerType,
    unit: answerType === 'number' ? 'hours' : null,
    weight: WEIGHTS[(turn + 3 * round) % WEIGHTS.length] ?? 'low',
    tier: turn % 3 === 0 ? 'extended' : 'core',
    applies,
    evidenceHints: [`Manual, chapter ${number}`, 'A dated test report'],
    redFlagRule: `Nobody can show ${code} at work.`,
    redFlag: filled && answer === 'no',
    references: [
      { framework: 'MDS2-2019', ref: `TEST-${number}`, status: 'confirmed' },
      { framework: 'NIST-CSF-2.0', ref: 'PR.TT-01', status: 'secondary' },
      { framework: 'NIST-SP-800-53r5', ref: 'TT-9', status: 'unconfirmed' },
    ],
    answer,
    remark: answer === null ? null : `Seen on site for ${code}.`,
    evidence: answer === null ? null : 'Acceptance report, page 3',
  };
}

/** An invented checklist of the real shape: 21 sections, 90 controls, every type of answer, blank or filled in. */
export function buildChecklist(changes: Partial<ChecklistDocument> = {}): ChecklistDocument {
  const filled = changes.filled ?? true;
  const sections = SIZES.map((size, index): DocumentSection => {
    const code = `${String.fromCharCode(65 + index)}${String.fromCharCode(90 - index)}`;
    const before = SIZES.slice(0, index).reduce((sum, each) => sum + each, 0);
    const controls = Array.from({ length: size }, (_, number) => control(code, number + 1, before + number, filled));
    return { code, title: `${SUBJECTS[index % SUBJECTS.length] ?? ''} (${code})`, controls };
  });
  const critical = sections
    .flatMap(({ controls }) => controls)
    .filter(({ redFlag, weight }) => redFlag && weight === 'critical');
  return {
    organisation: 'St. Invented Hospital',
    title: 'Bedside monitors for ward 4',
    issue: filled ? 2 : 1,
    procurement: { number: 'P-2026-014', title: 'Monitors of the new wing' },
    vendor: 'PulseLine',
    model: 'CM-60',
    softwareVersion: '4.2.1',
    assessedOn: day('2026-11-21'),
    department: 'Intensive care',
    template: { id: 'template-invented', title: 'Invented catalogue', version: '1', controls: 90 },
    filled,
    sections,
    score: filled ? { points: 400.5, possible: 551, percentage: 72.7, criticalRedFlags: critical.length } : null,
    signatures: filled
      ? [
          {
            duty: 'engineering_review',
            name: 'Ada Novak',
            role: 'biomedical_engineer',
            signedAt: '2026-11-21T14:05:00.000Z' as Instant,
            comment: 'Seen at the trial on ward 4.',
            fits: true,
          },
        ]
      : [],
    assessmentId: null,
    withheld: {},
    ...changes,
  };
}

/** The same checklist with one control changed, the first of the first section. */
export function withFirstControl(checklist: ChecklistDocument, changes: Partial<DocumentControl>): ChecklistDocument {
  const [section, ...sections] = checklist.sections;
  const [first, ...controls] = section?.controls ?? [];
  if (section === undefined || first === undefined) throw new Error('a checklist without controls');
  return { ...checklist, sections: [{ ...section, controls: [{ ...first, ...changes }, ...controls] }, ...sections] };
}
