import { addDays, addMonths } from '../../domain/day.ts';
import { modelKey } from '../../domain/name.ts';
import {
  type CaseStage,
  DISCLOSURE_ITEMS,
  type DisclosureItem,
  type DisclosureState,
} from '../../domain/procurement.ts';
import type { CostKind } from '../../domain/procurement-cost.ts';
import { controlsOf } from '../checklist/checklist.store.ts';
import type { CommandContext } from '../context.ts';
import { madeBy, stamp } from '../records.ts';
import { writeChecklist } from './assessments.ts';

/** An offer of the made-up purchase; months are counted from the day on which the hospital is made. */
interface SampleOffer {
  readonly vendor: string;
  readonly model: string;
  readonly version: string;
  /** When the maker's support ends. */
  readonly endMonths: number;
  readonly quote: string;
  readonly price: string;
  readonly costs: readonly (readonly [
    CostKind,
    amount: string,
    perDevice: boolean,
    firstYear: number,
    lastYear: number,
  ])[];
  /** Items that are not simply received. */
  readonly missing: Partial<Record<DisclosureItem, readonly [DisclosureState, note: string | null]>>;
  /** The answer that raises a critical flag; null for none, and no checklist where it is left out. */
  readonly wrong?: string | null;
}

const OFFERS: readonly SampleOffer[] = [
  {
    vendor: 'Norvia Medical',
    model: 'InfuSmart 500',
    version: '2.1',
    endMonths: 112,
    quote: 'NM-Q-20418',
    price: '3480.00',
    costs: [
      ['installation', '6400.00', false, 1, 1],
      ['service', '210.00', true, 2, 10],
      ['decommissioning', '45.00', true, 10, 10],
    ],
    missing: {},
    wrong: null,
  },
  {
    vendor: 'PulseLine',
    model: 'VolumeStar 8',
    version: '8.4',
    endMonths: 101,
    quote: 'PL/8842',
    price: '2990.00',
    costs: [
      ['training', '3200.00', false, 1, 1],
      ['service', '260.00', true, 2, 10],
      ['security_updates', '1800.00', false, 2, 10],
    ],
    missing: {
      test_summary: ['not_available', 'Only to be looked at in their office'],
      advisory_history: ['requested', 'Asked their security contact'],
    },
    wrong: 'AM-02',
  },
  {
    vendor: 'Ostara Surgical',
    model: 'DripCare 4',
    version: '4.0',
    endMonths: 3,
    quote: 'OS-1190',
    price: '1850.00',
    costs: [['extended_support', '95.00', true, 2, 6]],
    missing: {
      sbom: ['requested', null],
      architecture: ['open', null],
      data_flow: ['open', null],
      test_summary: ['open', null],
      mds2: ['requested', 'Promised with the next version'],
    },
  },
];

const MOVES: readonly (readonly [from: CaseStage, to: CaseStage, daysAgo: number])[] = [
  ['request', 'specification', 61],
  ['specification', 'offers', 40],
  ['offers', 'assessment', 9],
];

/** A purchase with three offers: one could be bought today, one needs a signed exception, one is hardly worth it. */
export async function makeProcurement(context: CommandContext, vendors: ReadonlyMap<string, string>): Promise<void> {
  const { today, db } = context;
  const template = await db.checklistTemplate.findFirst({ orderBy: { edition: 'desc' } });
  if (!template) return;
  const controls = await controlsOf(db, template.id);
  const caseId = context.newId<'case'>();
  const [plannedDeliveryOn, plannedReplacementOn] = [addMonths(today, 5), addMonths(today, 89)];
  const shared = { department: 'ICU 2', plannedDeliveryOn, plannedReplacementOn };
  await db.procurementCase.create({
    data: {
      id: caseId,
      number: 'P-2031',
      title: 'Infusion pumps for ICU 2',
      need: 'The unit gets eight more beds. The pumps in use take their updates only from the maker on site.',
      quantity: 24,
      budget: '120000.00',
      currency: 'EUR',
      requestedOn: addDays(today, -75),
      owner: 'Marta Klein, procurement',
      stage: 'assessment',
      templateId: template.id,
      ...shared,
      ...stamp(context),
    },
  });
  await db.procurementMove.createMany({
    data: MOVES.map(([fromStage, toStage, daysAgo]) => ({
      id: context.newId<'move'>(),
      caseId,
      fromStage,
      toStage,
      movedOn: addDays(today, -daysAgo),
      ...madeBy(context),
    })),
  });
  for (const [place, offer] of OFFERS.entries()) {
    const vendorId = vendors.get(offer.vendor) ?? '';
    const modelId = await makeModel(context, vendorId, offer);
    const assessmentId =
      offer.wrong === undefined
        ? null
        : await writeChecklist(context, controls, {
            templateId: template.id,
            title: `Infusion pumps for ICU 2: ${offer.vendor} ${offer.model}`,
            vendorId,
            modelId,
            softwareVersion: offer.version,
            ...shared,
            wrong: offer.wrong,
            answered: controls.length,
          });
    const candidateId = context.newId<'candidate'>();
    await db.candidate.create({
      data: {
        id: candidateId,
        caseId,
        position: place + 1,
        vendorId,
        modelId,
        softwareVersion: offer.version,
        quoteNumber: offer.quote,
        quotedOn: addDays(today, -17 - place),
        quoteValidUntil: addDays(today, 43 + place),
        assessmentId,
        ...stamp(context),
      },
    });
    await db.candidateCost.createMany({
      data: ([['purchase', offer.price, true, 1, 1], ...offer.costs] as const).map(
        ([kind, amount, perDevice, firstYear, lastYear], line) => ({
          id: context.newId<'cost'>(),
          candidateId,
          position: line + 1,
          kind,
          amount,
          currency: 'EUR',
          perDevice,
          firstYear,
          lastYear,
          escalatorPercent: lastYear > firstYear ? '2.5' : null,
        }),
      ),
    });
    await db.disclosureItem.createMany({
      data: DISCLOSURE_ITEMS.map((item) => {
        const [state, note] = offer.missing[item] ?? [
          'received',
          `Annex ${DISCLOSURE_ITEMS.indexOf(item) + 1} of the offer`,
        ];
        return { candidateId, item, state, note, updatedAt: context.now, updatedBy: context.actor };
      }),
    });
  }
}

/** A model that is only offered: the hospital has no device of it. */
async function makeModel(context: CommandContext, vendorId: string, offer: SampleOffer): Promise<string> {
  const id = context.newId<'model'>();
  await context.db.deviceModel.create({
    data: {
      id,
      vendorId,
      name: offer.model,
      nameKey: modelKey(offer.model),
      deviceType: 'Infusion pump',
      category: 'fleet',
      ...stamp(context),
    },
  });
  await context.db.milestone.create({
    data: {
      id: context.newId<'milestone'>(),
      modelId: id,
      kind: 'end_of_support',
      onDay: addMonths(context.today, offer.endMonths),
      precision: 'day',
      source: 'Offer',
      receivedOn: addDays(context.today, -17),
      confidence: 'stated',
      ...madeBy(context),
    },
  });
  return id;
}
