import { addDays, type Instant } from '../../domain/day.ts';
import { DUTIES_OF } from '../../domain/sign-off.ts';
import type { CommandContext } from '../context.ts';
import { contentHash } from '../sign-off/content.ts';
import { giveSignature } from '../sign-off/give.ts';

/** The offer whose checklist is through. */
const QUOTE = 'NM-Q-20418';
const COMMENTS = {
  engineering_review: 'Looked at with the maker on the loan device.',
  procurement_approval: 'Answers are part of the offer.',
} as const;

/** Signs the checklist of one offer of the made-up purchase, so that its promises can become commitments. */
export async function makeSignatures(context: CommandContext): Promise<void> {
  const offer = await context.db.candidate.findFirst({ where: { quoteNumber: QUOTE }, select: { assessmentId: true } });
  const recordId = offer?.assessmentId ?? null;
  const hash = recordId === null ? null : contentHash(context.sql, 'checklist', recordId);
  if (recordId === null || hash === null) return;
  for (const [place, duty] of DUTIES_OF.checklist.entries()) {
    const comment = duty === 'engineering_review' || duty === 'procurement_approval' ? COMMENTS[duty] : null;
    const signedAt = `${addDays(context.today, place - 3)}T0${place + 8}:30:00.000Z` as Instant;
    await giveSignature(context, { noun: 'checklist', recordId, duty, comment, contentHash: hash, signedAt });
  }
}
