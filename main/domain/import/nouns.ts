import {
  CLOCK_DIRECTIONS,
  CLOCK_STARTS,
  COMMITMENT_KINDS,
  DURATION_UNITS,
  LONGEST,
  OBLIGORS,
  SEVERITY_BANDS,
} from '../commitment.ts';
import { CONTRACT_KINDS, NOTICE_UNITS, type NoticeUnit, RENEWALS } from '../contract.ts';
import type { PartialDay } from '../day.ts';
import { day, exactly } from '../day.ts';
import { CONFIDENCES, MILESTONES, VENDOR_ROLES, type VendorRole } from '../model.ts';
import type { Cells } from './cells.ts';
import { deviceReader } from './device-rows.ts';
import type { ImportNoun } from './headings.ts';
import type { MatchKey } from './match.ts';
import { modelReader } from './model-rows.ts';
import { plain } from './plain.ts';
import { Repeats } from './repeats.ts';
import type {
  CommitmentImportRow,
  ContractImportRow,
  ImportRow,
  MilestoneImportRow,
  VendorImportRow,
} from './row-types.ts';
import {
  EMPTY,
  isEmptyWord,
  type NamedMilestone,
  type Normalised,
  readNamedMilestone,
  readTristate,
  readWebsite,
  readWholeNumber,
  readWord,
  splitList,
  splitUnit,
  warning,
  words,
  wordTable,
} from './values.ts';

/**
 * For each noun, how one row is read: given the cells, a function that reads the current row. Returns null, or sets
 * `cells.failed`, for a row that must be left out; the reasons have been reported then. A row that stands in the file once more
 * is marked as such; one that says something else of the same record is an error, because the file does not tell which one is
 * right. `match` is what devices are found by.
 */
export const ROW_READERS: {
  readonly [N in ImportNoun]: (cells: Cells<N>, match: MatchKey) => () => ImportRow<N> | null;
} = {
  devices: deviceReader,
  models: modelReader,
  milestones: milestoneReader,
  vendors: vendorReader,
  contracts: contractReader,
  commitments: commitmentReader,
};

const CONFIDENCE_WORDS = wordTable(CONFIDENCES, {
  stated: 'confirmed|certain|official|written|bestätigt|schriftlich|confirmé|confirmado|confermato',
  announced: 'said|verbal|angekündigt|mündlich|annoncé|anunciado|annunciato',
  estimated: 'estimate|guess|assumed|expected|geschätzt|Schätzung|estimé|estimado|stimato',
});
const ROLE_WORDS = wordTable(VENDOR_ROLES, {
  manufacturer: 'maker|OEM|Hersteller|fabricant|fabricante|produttore|fabbricante',
  supplier: 'vendor|dealer|reseller|distributor|Lieferant|Händler|fournisseur|proveedor|fornitore|fornecedor',
  service_partner: 'service|service provider|ISO|Servicepartner|Dienstleister|prestataire|servicio|assistenza|serviço',
  software_supplier: 'software|software vendor|Softwarelieferant|Softwarehersteller|éditeur|editor',
});
const CONTRACT_KIND_WORDS = wordTable(CONTRACT_KINDS, {
  service:
    'maintenance|service contract|Wartung|Service|Instandhaltung|entretien|mantenimiento|manutenzione|manutenção',
  purchase: 'buy|Kauf|Kaufvertrag|achat|compra|acquisto',
  lease: 'leasing|rent|rental|Miete|location|arrendamiento|alquiler|noleggio|locação|aluguel',
  software: 'licence|license|software licence|Lizenz|Softwarepflege|logiciel|licencia|licenza|licença',
  framework: 'framework agreement|Rahmenvertrag|accord cadre|contrato marco|accordo quadro|contrato quadro',
  other: 'Sonstiges|Sonstige|autre|otro|altro|outro',
});
const RENEWAL_WORDS = wordTable(RENEWALS, {
  none: 'no|never|nein|keine|keiner|kein|non|aucun|aucune|ninguna|ninguno|nessuno|nessun|não|nenhuma|fixed term|ends|befristet|endet',
  express:
    'manual|by agreement|on request|option|optional|by signature|negotiated|ausdrücklich|auf Antrag|expresse|manuel|expresa|manual|espresso|esplicito|expressa',
  tacit:
    'auto|automatic|automatically|auto renew|auto renewal|autorenew|evergreen|silent|rolling|stillschweigend|automatisch|tacite|tacite reconduction|automatique|tácita|tácito|automática|automático|tacito|automatico|tacita',
});
const BUSINESS_DAY_WORDS =
  'business day|working day|working days|work day|work days|Werktag|Werktage|Arbeitstag|Arbeitstage|Arbeitstagen|jour ouvré|jours ouvrés|días hábiles|días laborables|giorni lavorativi|dias úteis';
const NOTICE_UNIT_WORDS = wordTable([...NOTICE_UNITS, 'weeks' as const], {
  days: 'd|day|calendar days|Tag|Tage|Tagen|Kalendertage|jour|jours|día|días|giorno|giorni|dia|dias',
  months: 'm|month|mo|Monat|Monate|Monaten|mois|mes|meses|mese|mesi|mês',
  weeks: 'w|week|Woche|Wochen|semaine|semaines|semana|semanas|settimana|settimane',
  business_days: BUSINESS_DAY_WORDS,
});
const COMMITMENT_KIND_WORDS = wordTable(COMMITMENT_KINDS, {});
const SEVERITY_WORDS = wordTable(SEVERITY_BANDS, {
  critical: 'kritisch|critique|crítico|crítica|critico|critica',
  high: 'hoch|élevé|élevée|alto|alta',
  medium: 'moderate|mittel|moyen|moyenne|medio|media|médio|média',
  low: 'niedrig|gering|faible|bajo|baja|basso|bassa|baixo|baixa',
  exploited: 'kev|known exploited|ausgenutzt|exploité|explotado|sfruttato|explorado',
  any: 'all|alle|jede|toutes|tous|todas|todos|tutte|tutti',
});
const CLOCK_START_WORDS = wordTable(CLOCK_STARTS, {});
const DIRECTION_WORDS = wordTable(CLOCK_DIRECTIONS, {
  after: 'nach|après|después|dopo|depois|following',
  before: 'vor|avant|antes|prima|prior|prior to',
});
const DURATION_UNIT_WORDS = wordTable(DURATION_UNITS, {
  hours: 'h|hour|hr|hrs|Stunde|Stunden|heure|heures|hora|horas|ora|ore',
  calendar_days: 'd|day|days|calendar day|Tag|Tage|Tagen|Kalendertage|jour|jours|día|días|giorno|giorni|dia|dias',
  business_days: BUSINESS_DAY_WORDS,
  months: 'm|month|mo|Monat|Monate|Monaten|mois|mes|meses|mese|mesi|mês',
});
const OBLIGOR_WORDS = wordTable(OBLIGORS, {
  vendor: 'manufacturer|supplier|Hersteller|Lieferant|fournisseur|fabricant|proveedor|fabricante|fornitore|fornecedor',
  service_partner: 'service|service provider|Servicepartner|Dienstleister|prestataire|prestador',
  hospital: 'we|us|customer|Krankenhaus|Klinik|Betreiber|hôpital|ospedale',
});

/** A placeholder for a required day; a row that has it is never handed out. */
const NO_DAY: PartialDay = exactly(day('1900-01-01'));
const NO_MILESTONE: NamedMilestone = { kind: 'end_of_support' };

function milestoneReader(cells: Cells<'milestones'>): () => MilestoneImportRow | null {
  const manufacturer = cells.required('manufacturer', cells.name('manufacturer'), '');
  const model = cells.required('model', cells.name('model'), '');
  const softwareVersion = cells.name('software_version');
  const milestone = cells.required('milestone', cells.field('milestone', readNamedMilestone), NO_MILESTONE);
  const rawMilestone = cells.raw('milestone');
  const on = cells.required<PartialDay | 'tba'>('on', cells.announcedDay('on'), NO_DAY);
  const vendorTerm = cells.name('vendor_term');
  const announcedOn = cells.day('announced_on');
  const receivedOn = cells.day('received_on');
  const source = cells.text('source');
  const confidence = cells.field('confidence', words(CONFIDENCE_WORDS));
  const own = new Set(MILESTONES.map(plain));
  // Not an error: a vendor that moved a date appears twice, and history keeps both (domain.md E6).
  const seen = new Repeats<'milestones', MilestoneImportRow>(cells, 'milestone', 'warning');
  return () => {
    const named = milestone();
    const day = on();
    const kind = 'kind' in named ? named.kind : null;
    const row: MilestoneImportRow = {
      row: cells.row,
      manufacturer: manufacturer(),
      model: model(),
      softwareVersion: softwareVersion(),
      milestone: kind,
      ownName: 'ownName' in named ? named.ownName : null,
      on: day === 'tba' ? null : day,
      vendorTerm: vendorTerm() ?? (kind === null || own.has(plain(rawMilestone())) ? null : rawMilestone().trim()),
      announcedOn: announcedOn(),
      receivedOn: receivedOn(),
      source: source(),
      confidence: confidence(),
    };
    if (cells.failed) return null;
    const key = [row.manufacturer, row.model, row.softwareVersion ?? '', kind ?? plain(rawMilestone())];
    return seen.told(row, key, rawMilestone().trim());
  };
}

function vendorReader(cells: Cells<'vendors'>): () => VendorImportRow | null {
  const name = cells.required('name', cells.name('name'), '');
  // Company names have commas ("Becton, Dickinson and Company"): only semicolons and lines separate aliases.
  const aliases = cells.field('aliases', list(null, false));
  const roles = cells.field('roles', list(/\//));
  const securityContact = cells.name('security_contact');
  const website = cells.field('website', readWebsite);
  const seen = new Repeats<'vendors', VendorImportRow>(cells, 'name');
  return () => {
    const known: VendorRole[] = [];
    for (const word of roles() ?? []) {
      const role = readWord(ROLE_WORDS, word);
      if (role.problem !== undefined) cells.report(role.problem.code, role.problem.severity, 'roles', word);
      if (role.value !== null && !known.includes(role.value)) known.push(role.value);
    }
    const row: VendorImportRow = {
      row: cells.row,
      name: name(),
      aliases: aliases() ?? [],
      roles: known,
      securityContact: securityContact(),
      website: website(),
    };
    return cells.failed ? null : seen.told(row, [row.name], row.name);
  };
}

function contractReader(cells: Cells<'contracts'>): () => ContractImportRow | null {
  const number = cells.required('number', cells.identifier('number'), '');
  const vendor = cells.required('vendor', cells.name('vendor'), '');
  const kind = cells.field('kind', words(CONTRACT_KIND_WORDS));
  const startsOn = cells.day('starts_on');
  const endsOn = cells.day('ends_on');
  const renewal = cells.field('renewal', words(RENEWAL_WORDS));
  const renewalMonths = cells.field('renewal_months', (text) => {
    const { number: digits, unit } = splitUnit(text);
    return unit === '' || NOTICE_UNIT_WORDS.get(plain(unit)) === 'months'
      ? readWholeNumber(digits, 1, 600)
      : { value: null, problem: warning('number_not_recognised') };
  });
  const notice = cells.field('notice_amount', readNotice);
  const rawNotice = cells.raw('notice_amount');
  const noticeUnit = cells.field('notice_unit', words(NOTICE_UNIT_WORDS));
  const price = cells.money('yearly_price', 'currency');
  const includesSecurityUpdates = cells.field('includes_security_updates', readTristate);
  const coveredAssetTags = cells.field('covered_asset_tags', list(/\s+/));
  const seen = new Repeats<'contracts', ContractImportRow>(cells, 'number');
  return () => {
    const amount = notice();
    const column = noticeUnit();
    const unit = amount?.unit ?? column;
    if (amount !== null && unit === null) cells.report('unit_missing', 'warning', 'notice_unit', rawNotice().trim());
    const row: ContractImportRow = {
      row: cells.row,
      number: number(),
      vendor: vendor(),
      kind: kind(),
      startsOn: startsOn(),
      endsOn: endsOn(),
      renewal: renewal(),
      renewalMonths: renewalMonths(),
      noticeAmount: amount === null ? null : unit === 'weeks' ? amount.number * 7 : amount.number,
      noticeUnit: unit === 'weeks' ? 'days' : unit,
      yearlyPrice: price.amount(),
      currency: price.currency(),
      includesSecurityUpdates: includesSecurityUpdates(),
      coveredAssetTags: coveredAssetTags(),
    };
    if (row.startsOn !== null && row.endsOn !== null && row.endsOn < row.startsOn) {
      cells.report('ends_before_start', 'error', 'ends_on', `${row.startsOn} / ${row.endsOn}`);
    }
    return cells.failed ? null : seen.told(row, [row.number], row.number);
  };
}

function commitmentReader(cells: Cells<'commitments'>): () => CommitmentImportRow | null {
  const contractNumber = cells.identifier('contract_number');
  const vendor = cells.name('vendor');
  const kind = cells.required('kind', cells.field('kind', words(COMMITMENT_KIND_WORDS, 'error')), 'REMEDIATE');
  const severity = cells.field('severity', words(SEVERITY_WORDS, 'error'));
  const clockStart = cells.field('clock_start', words(CLOCK_START_WORDS, 'error'));
  const direction = cells.field('direction', words(DIRECTION_WORDS, 'error'));
  const amountText = cells.raw('amount');
  const amount = cells.field('amount', (text) => readWholeNumber(splitUnit(text).number, 1, 100_000, 'error'));
  const unit = cells.field('unit', words(DURATION_UNIT_WORDS, 'error'));
  const obligor = cells.field('obligor', words(OBLIGOR_WORDS, 'error'));
  const clause = cells.name('clause');
  const seen = new Repeats<'commitments', CommitmentImportRow>(cells, 'kind');
  return () => {
    const written = splitUnit(amountText()).unit;
    const ownUnit = written === '' ? undefined : DURATION_UNIT_WORDS.get(plain(written));
    const row: CommitmentImportRow = {
      row: cells.row,
      contractNumber: contractNumber(),
      vendor: vendor(),
      kind: kind(),
      severity: severity(),
      clockStart: clockStart(),
      direction: direction(),
      amount: amount(),
      unit: unit() ?? ownUnit ?? null,
      obligor: obligor(),
      clause: clause(),
    };
    if (row.contractNumber === null && row.vendor === null) cells.report('missing_value', 'error', 'contract_number');
    // A promise with half of its time limit would be due on a day that nobody agreed to.
    if (written !== '' && ownUnit === undefined) {
      cells.report('word_not_recognised', 'error', 'amount', written);
    } else if (ownUnit !== undefined && row.unit !== null && row.unit !== ownUnit) {
      cells.report('word_not_recognised', 'error', 'unit', amountText());
    } else if (row.amount !== null && row.unit === null) {
      cells.report('unit_missing', 'error', 'unit', amountText().trim());
    } else if (row.amount !== null && row.unit !== null && row.amount > LONGEST[row.unit]) {
      cells.report('number_not_recognised', 'error', 'amount', amountText().trim());
    }
    if (cells.failed) return null;
    const key = [row.contractNumber ?? '', row.contractNumber === null ? (row.vendor ?? '') : '', row.kind];
    key.push(row.severity ?? 'any', row.clockStart ?? '', row.direction ?? '');
    return seen.told(row.amount === null && row.unit !== null ? { ...row, unit: null } : row, key, row.kind);
  };
}

function list(otherwise: RegExp | null, comma = true): (text: string) => Normalised<readonly string[] | null> {
  return (text) => {
    const parts = splitList(text, otherwise, comma).filter((part) => !isEmptyWord(part));
    return parts.length === 0 ? EMPTY : { value: parts };
  };
}

interface Notice {
  readonly number: number;
  readonly unit: NoticeUnit | 'weeks' | null;
}

/** A number of days, business days, weeks or months; the unit may stand in the same cell ("60 days"). */
function readNotice(text: string): Normalised<Notice | null> {
  const { number: digits, unit } = splitUnit(text);
  const named = unit === '' ? null : NOTICE_UNIT_WORDS.get(plain(unit));
  if (named === undefined) return { value: null, problem: warning('number_not_recognised') };
  const read = readWholeNumber(digits, 0, 3650);
  return read.value === null ? { ...read, value: null } : { value: { number: read.value, unit: named } };
}
