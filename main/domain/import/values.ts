import type { Criticality, DeviceCategory, DeviceStatus, Tristate } from '../device.ts';
import type { Installer, MilestoneKind } from '../model.ts';
import { plain, plainSpellings } from './plain.ts';
import type { ImportProblemCode, ProblemSeverity } from './problems.ts';

/** A finding about one cell, before its row and column are known. */
export interface ValueProblem {
  readonly code: ImportProblemCode;
  readonly severity: ProblemSeverity;
  /** Absent where the text of the cell itself is what to show. */
  readonly value?: string;
}

/** What a cell means, and what was found on the way. A value that could not be read is null with a problem. */
export interface Normalised<T> {
  readonly value: T;
  readonly problem?: ValueProblem;
}

export const EMPTY: Normalised<null> = { value: null };

export function warning(code: ImportProblemCode): ValueProblem {
  return { code, severity: 'warning' };
}

/** Longest identifier or name, and longest free text, in UTF-16 units. */
export const TEXT_LIMITS = { line: 500, text: 32 * 1024 } as const;

const NOT_GIVEN = new Set(
  `ni|nt|n/a|na|nd|n/d|ns|tbd|tba|tbc|none|null|nil|nan|unknown|not known|not available|not applicable|not given|no data
  |missing|pendiente|sin dato|sin datos|no aplica|no informa|desconocido|desconocida|ninguno|ninguna
  |unbekannt|keine|keines|keiner|kein|k.A.|keine Angabe|ohne|entfällt|nicht bekannt|offen|inconnu|inconnue|aucun|aucune
  |néant|non renseigné|sans objet|sconosciuto|sconosciuta|nessuno|nessuna|non disponibile|n.d.|non noto|desconhecido
  |desconhecida|nenhum|nenhuma|não informado|não se aplica|pendente|in attesa|en attente|ausstehend|nv|nn`
    .split('|')
    .map(plain),
);

/** In names only these mean "nothing": `NI`, `NT` or `Offen` may be somebody's name. */
const NOT_A_NAME = new Set(
  'n/a|#n/a|#nv|k.a.|tbd|null|none|unknown|unbekannt|inconnu|desconocido|sconosciuto|desconhecido|nan'.split('|'),
);

const SPREADSHEET_ERROR = /^#(?:N\/A|N\/D|NV|NA|REF!?|BEZUG!?|VALUE!?|WERT!?|NAME\?|NULL!?|DIV\/0!?|NUM!?|ZAHL!?)$/i;

/**
 * True for text that stands for "nothing" in identifiers, dates and amounts: `NI`, `N/A`, `TBD`, `-`, `?`, `keine`,
 * a spreadsheet's `#N/A`. Also for ''. Real registers use several of them in one column (reliability.md 5).
 */
export function isEmptyWord(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.length > 24) return false;
  const word = plain(trimmed);
  return word === '' || NOT_GIVEN.has(word) || SPREADSHEET_ERROR.test(trimmed);
}

/** Like {@link isEmptyWord} for names, where short codes may be real: only plain signs and unmistakable words. */
export function isEmptyName(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.length > 14) return false;
  return plain(trimmed) === '' || NOT_A_NAME.has(trimmed.toLowerCase()) || SPREADSHEET_ERROR.test(trimmed);
}

/** Anything but single spaces between printable ASCII; most cells have none and need no further work. */
const UNUSUAL = /[^ -~]| {2}/;
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** One line: trimmed, composed (NFC), no control or invisible characters, each run of white space one space. */
function oneLine(text: string): string {
  const trimmed = text.trim();
  if (!UNUSUAL.test(trimmed)) return trimmed;
  return trimmed
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

const TOO_LONG: Normalised<null> = { value: null, problem: { code: 'text_too_long', severity: 'error' } };
const SCIENTIFIC = /^\d(?:[.,]\d+)?E\+\d{1,3}$/i;

/**
 * An asset tag, serial number or other identifier, as text: leading zeros stay. Empty words become null. A number that
 * a spreadsheet turned into `1.23E+11` has lost digits: it is kept with a warning.
 */
export function readIdentifier(text: string): Normalised<string | null> {
  const value = oneLine(text);
  if (value.length > TEXT_LIMITS.line) return TOO_LONG;
  if (value === '') return EMPTY;
  const last = value.charCodeAt(value.length - 1);
  if (last < 48 || last > 57) return isEmptyWord(value) ? EMPTY : { value };
  return SCIENTIFIC.test(value) ? { value, problem: warning('number_mangled_by_spreadsheet') } : { value };
}

/** A name on one line: manufacturer, model, place. See {@link isEmptyName} for what counts as none. */
export function readName(text: string): Normalised<string | null> {
  const value = oneLine(text);
  if (value.length > TEXT_LIMITS.line) return TOO_LONG;
  return isEmptyName(value) ? EMPTY : { value };
}

/** Free text; lines are kept (as LF), control characters are not. */
export function readText(text: string): Normalised<string | null> {
  const value = text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .trim();
  if (value.length > TEXT_LIMITS.text) return TOO_LONG;
  return value === '' ? EMPTY : { value };
}

/** A web address with http, https or no scheme at all. Others (`javascript:`) are refused with a warning. */
export function readWebsite(text: string): Normalised<string | null> {
  const value = oneLine(text);
  if (isEmptyWord(value)) return EMPTY;
  if (
    /^(?:https?:\/\/)?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,10}(?::\d{1,5})?(?:[/?#]\S{0,400})?$/iu.test(value)
  ) {
    return { value };
  }
  return { value: null, problem: warning('address_not_recognised') };
}

/** Words and what they mean; keys are {@link plain}. */
export type WordTable<T extends string> = ReadonlyMap<string, T>;

/** A table of the vocabulary's own words, and of further ones separated by `|`. Later meanings do not replace earlier. */
export function wordTable<T extends string>(
  vocabulary: readonly T[],
  others: Partial<Record<T, string>>,
): WordTable<T> {
  const table = new Map<string, T>();
  for (const meaning of vocabulary) table.set(plain(meaning), meaning);
  for (const meaning of vocabulary) {
    for (const word of others[meaning]?.split('|') ?? []) {
      for (const spelling of plainSpellings(word))
        if (spelling !== '' && !table.has(spelling)) table.set(spelling, meaning);
    }
  }
  return table;
}

/** Looks a word up; an empty word is null, an unknown one null with `word_not_recognised`. */
export function readWord<T extends string>(
  table: WordTable<T>,
  text: string,
  severity: ProblemSeverity = 'warning',
): Normalised<T | null> {
  const found = table.get(plain(text));
  if (found !== undefined) return { value: found };
  return isEmptyWord(text) ? EMPTY : { value: null, problem: { code: 'word_not_recognised', severity } };
}

/** Reads the words of a table, as {@link readWord} does. */
export function words<T extends string>(table: WordTable<T>, severity: 'error' | 'warning' = 'warning') {
  return (text: string): Normalised<T | null> => readWord(table, text, severity);
}

const YES_NO = wordTable<Tristate>(['yes', 'no', 'unknown'], {
  yes: 'y|true|1|x|ja|j|wahr|oui|o|vrai|si|sí|s|verdadero|vero|sim|verdadeiro|included|enthalten|inclus|incluido',
  no: 'n|false|0|nein|falsch|non|faux|falso|não|nao|not included|keine|kein|none|aucun|ninguno|nessuno|nenhum',
  unknown: 'unbekannt|inconnu|desconocido|sconosciuto|desconhecido|not known|unclear|unklar|tbd|pendiente|pending',
});

/** Yes, no or unknown in six languages. "Unknown" is an answer and is kept; an unknown word is null with a warning. */
export function readTristate(text: string): Normalised<Tristate | null> {
  const trimmed = text.trim();
  if (trimmed === '✓' || trimmed === '✔') return { value: 'yes' };
  if (trimmed === '?') return { value: 'unknown' };
  return readWord(YES_NO, trimmed);
}

const STATUSES = wordTable<DeviceStatus>(
  ['ordered', 'in_service', 'storage', 'loaned', 'missing', 'retired', 'disposed'],
  {
    ordered:
      'on order|planned|purchased|bestellt|geplant|commandé|en commande|pedido|en pedido|solicitado|ordinato|in ordine|encomendado',
    in_service:
      'active|in use|in operation|operational|operating|working|deployed|available|functional|installed|ok|good|up|aktiv|in Betrieb|in Nutzung|im Einsatz|in Verwendung|betriebsbereit|einsatzbereit|en service|en fonction|actif|active|en utilisation|opérationnel|activo|activa|en uso|en servicio|operativo|operativa|funcionando|funcional|bueno|attivo|attiva|in uso|in servizio|in funzione|funzionante|ativo|ativa|em uso|em serviço|em operação|operacional|under repair|in repair|maintenance|in Reparatur|en réparation|en reparación|in riparazione|em manutenção|en mantenimiento',
    storage:
      'stored|in storage|in store|stock|in stock|spare|standby|idle|reserve|not in use|eingelagert|Lager|im Lager|auf Lager|Reserve|gelagert|stocké|en stock|en réserve|réserve|almacén|en almacén|almacenado|bodega|en bodega|in magazzino|magazzino|di riserva|em estoque|estoque|armazenado|em armazém',
    loaned:
      'loan|loaner|on loan|borrowed|lent|lent out|rented|verliehen|ausgeliehen|Leihgerät|Leihe|leihweise|prêté|en prêt|prêt|prestado|en préstamo|préstamo|comodato|en comodato|prestato|in prestito|emprestado|em empréstimo',
    missing:
      'lost|not found|cannot be located|unable to locate|stolen|vermisst|verloren|nicht auffindbar|gestohlen|manquant|perdu|introuvable|volé|perdido|extraviado|no encontrado|robado|mancante|smarrito|non trovato|rubato|desaparecido|extraviado|não localizado|não encontrado|roubado',
    retired:
      'inactive|out of service|decommissioned|deactivated|withdrawn|obsolete|ausgemustert|außer Betrieb|stillgelegt|inaktiv|ausgesondert|hors service|réformé|retiré|inactif|déclassé|retirado|fuera de servicio|de baja|dado de baja|baja|inactivo|desactivado|obsoleto|ritirato|fuori servizio|fuori uso|dismesso|inattivo|aposentado|fora de serviço|inativo|desativado|baixado',
    disposed:
      'disposed of|scrapped|scrap|destroyed|sold|discarded|recycled|donated|entsorgt|verschrottet|vernichtet|verkauft|verwertet|éliminé|détruit|mis au rebut|rebut|vendu|desechado|eliminado|destruido|vendido|donado|chatarra|smaltito|rottamato|eliminato|distrutto|venduto|descartado|sucateado|destruído|vendido|eliminado|doado',
  },
);

/** Where a device stands. An unknown word is taken as in service, with a warning: a device must not leave the alarms by a typing error. */
export function readStatus(text: string): Normalised<DeviceStatus | null> {
  // What stands behind a word or in brackets only says more of it: `Retired (2020)`, `Missing - 2 inventories`.
  const found = STATUSES.get(plain(text)) ?? STATUSES.get(plain(text.split(/[(;:]| [-–—] /, 1)[0] ?? ''));
  if (found !== undefined) return { value: found };
  return isEmptyWord(text) ? EMPTY : { value: 'in_service', problem: warning('status_not_recognised') };
}

export const CRITICALITY_WORDS = wordTable<Criticality>(['life_support', 'high', 'medium', 'low'], {
  life_support:
    'life supporting|life sustaining|life critical|critical|lebenserhaltend|lebenswichtig|kritisch|vital|critique|soporte vital|soporte de vida|crítico|critico|supporto vitale|suporte de vida|crítica|critica',
  high: 'h|hoch|élevé|élevée|haut|haute|alto|alta|elevato|elevata',
  medium: 'm|med|moderate|mittel|moyen|moyenne|medio|media|médio|média|moderado',
  low: 'l|niedrig|gering|faible|bas|basse|bajo|baja|basso|bassa|baixo|baixa',
});

export const CATEGORY_WORDS = wordTable<DeviceCategory>(
  ['imaging_radiotherapy', 'fleet', 'server_workstation', 'small_standalone'],
  {
    imaging_radiotherapy:
      'imaging|radiotherapy|imaging and radiotherapy|Bildgebung|Strahlentherapie|imagerie|imagen|imagenología',
    fleet: 'Flotte|flotte|flota|flotta|frota',
    server_workstation: 'server|workstation|servers and workstations|Arbeitsplatz|serveur|servidor',
    small_standalone: 'small|standalone|stand alone|small device|Kleingerät|Einzelgerät',
  },
);

export const INSTALLER_WORDS = wordTable<Installer>(
  ['vendor_only', 'vendor_remote', 'hospital_with_instructions', 'automatic'],
  {
    vendor_only:
      'vendor|manufacturer|vendor on site|Hersteller|nur Hersteller|fabricant|fabricante|fabbricante|fornitore',
    vendor_remote: 'remote|vendor remotely|remotely|Fernwartung|à distance|remoto|da remoto',
    hospital_with_instructions: 'hospital|customer|user|biomed|Krankenhaus|Klinik|Betreiber|hôpital|hospital|ospedale',
    automatic: 'auto|automatically|automatisch|automatique|automático|automatico',
  },
);

/**
 * Vendors' words for the dates in a model's life, mapped by meaning (domain.md 1.2). Left out on purpose: abbreviations
 * and phrases that mean different dates to different vendors, see {@link AMBIGUOUS_MILESTONES}.
 */
const MILESTONE_WORDS = wordTable<MilestoneKind>(
  [
    'general_availability',
    'end_of_sales',
    'end_of_life',
    'end_of_guaranteed_support',
    'end_of_security_support',
    'end_of_support',
  ],
  {
    general_availability:
      'GA|available from|release date|market launch|launch|start of sales|Markteinführung|Verkaufsstart|allgemeine Verfügbarkeit|disponibilité générale|disponibilidad general|disponibilità generale|disponibilidade geral',
    end_of_sales:
      'end of sale|sales end|end of marketing|last order date|last order|last time buy|last buy date|LTB|LOD|withdrawn from sale|no longer sold|Verkaufsende|Vertriebsende|Ende des Verkaufs|Ende des Vertriebs|letzter Bestelltag|letztes Bestelldatum|letzte Bestellmöglichkeit|fin de vente|fin de commercialisation|arrêt de commercialisation|dernière commande|fin de venta|fin de ventas|fin de comercialización|último pedido|fine vendita|fine commercializzazione|ultimo ordine|fim de venda|fim das vendas|fim de comercialização|último pedido',
    end_of_life:
      'EOL|end of product life|product end of life|discontinued|discontinuation|product discontinuation|Abkündigung|abgekündigt|Produktabkündigung|Lebensende|Ende des Lebenszyklus|fin de vie|fin de vida|fin de vida útil|fine vita|fine ciclo di vita|fim de vida|fim de vida útil',
    end_of_guaranteed_support:
      'EOGS|guaranteed support end|end of full support|end of guaranteed service|Ende der garantierten Unterstützung|Ende des garantierten Supports|fin du support garanti|fin de soporte garantizado|fine supporto garantito|fim do suporte garantido',
    end_of_security_support:
      'end of security updates|end of security patches|end of security maintenance|security support end|end of cybersecurity support|last security update|Ende der Sicherheitsupdates|Ende der Sicherheitsunterstützung|Ende des Sicherheitssupports|fin des mises à jour de sécurité|fin du support de sécurité|fin de actualizaciones de seguridad|fin de soporte de seguridad|fine aggiornamenti di sicurezza|fine supporto di sicurezza|fim das atualizações de segurança|fim do suporte de segurança',
    end_of_support:
      'EOSL|end of service life|end of service|service end|support end|support ends|end of all support|last day of support|end of technical support|end of maintenance|Supportende|Support-Ende|Ende des Supports|Serviceende|Service-Ende|Ende der Unterstützung|Wartungsende|fin de support|fin du support|fin de service|fin de soporte|fin del soporte|fine supporto|fine del supporto|fine assistenza|fim de suporte|fim do suporte|fim da assistência',
  },
);

/** OpenEoX writes EoS for end of sales, IMDRF EOS for end of support; the others are as unclear (domain.md 1.2). */
const AMBIGUOUS_MILESTONES = new Set(
  ['EOS', 'EOSS', 'EOM', 'EOP', 'EOX', 'end', 'Ende', 'fin', 'fine', 'fim'].map(plain),
);

/** One of the six milestones. A bare "EOS" and its like are an error: asked, never guessed. */
export function readMilestone(text: string): Normalised<MilestoneKind | null> {
  const word = plain(text.replace(/\([^()]{0,100}\)\s*$/, ''));
  const found = MILESTONE_WORDS.get(plain(text)) ?? MILESTONE_WORDS.get(word);
  if (found !== undefined) return { value: found };
  if (AMBIGUOUS_MILESTONES.has(word)) {
    return { value: null, problem: { code: 'milestone_word_ambiguous', severity: 'error' } };
  }
  return isEmptyWord(text) ? EMPTY : { value: null, problem: { code: 'word_not_recognised', severity: 'error' } };
}

/** A date as a row names it: one of the six, or a name that may be the organisation's own. */
export type NamedMilestone = { readonly kind: MilestoneKind } | { readonly ownName: string };

/** Like {@link readMilestone}, where a word that is none of the six may be the name of a date of the organisation's own. */
export function readNamedMilestone(text: string): Normalised<NamedMilestone | null> {
  const { value, problem } = readMilestone(text);
  if (value !== null) return { value: { kind: value } };
  if (problem?.code !== 'word_not_recognised') return problem === undefined ? EMPTY : { value: null, problem };
  const name = readName(text);
  return name.value === null ? { value: null, problem: name.problem ?? problem } : { value: { ownName: name.value } };
}

/** Words by which a vendor says that a date will be announced (OpenEoX `tba`). */
const TO_BE_ANNOUNCED = new Set(['tba', 'to be announced'].map(plain));

/** True for a date that a vendor has announced as not known yet; an empty word says less, see {@link isEmptyWord}. */
export function isToBeAnnounced(text: string): boolean {
  return TO_BE_ANNOUNCED.has(plain(text));
}

/** A whole number from `least` to `most`, inclusive; `12.0` and `12,00` are 12. @returns null with a problem for others. */
export function readWholeNumber(
  text: string,
  least: number,
  most: number,
  severity: ProblemSeverity = 'warning',
): Normalised<number | null> {
  const match = /^\s*\+?(\d{1,9})(?:[.,]0{1,4})?\s*$/.exec(text);
  const value = match === null ? Number.NaN : Number(match[1]);
  if (value >= least && value <= most) return { value };
  return isEmptyWord(text) ? EMPTY : { value: null, problem: { code: 'number_not_recognised', severity } };
}

/** A number and the unit that follows it in the same cell: `60 days`. The unit is '' when there is none. */
export function splitUnit(text: string): { readonly number: string; readonly unit: string } {
  const match = /^\s*(\d{1,9}(?:[.,]0{1,4})?)\s*(\p{L}.{0,60})$/u.exec(text);
  return match === null ? { number: text, unit: '' } : { number: match[1] ?? '', unit: match[2] ?? '' };
}

/**
 * The parts of a cell that lists several things: by `;` or lines, else by `,`, else by `otherwise`. Trimmed, without
 * empty parts, each once.
 */
export function splitList(text: string, otherwise: RegExp | null, comma = true): readonly string[] {
  const separator = /[;\n]/.test(text) ? /[;\r\n]+/ : comma && text.includes(',') ? ',' : otherwise;
  const parts = separator === null ? [text] : text.split(separator);
  return [...new Set(parts.map(oneLine).filter((part) => part !== ''))];
}
