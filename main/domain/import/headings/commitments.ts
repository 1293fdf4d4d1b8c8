import type { ColumnOf } from '../headings.ts';
import { CONTRACT_NUMBER, type Headings, VENDOR } from './shared.ts';

/** What registers call the columns of promises. */
export const COMMITMENT_HEADINGS: Readonly<Record<ColumnOf<'commitments'>, Headings>> = {
  contract_number: {
    ...CONTRACT_NUMBER,
    en: 'contract number|contract no|contract id|contract|agreement number|agreement no',
  },
  vendor: VENDOR,
  kind: {
    en: 'kind|commitment|commitment kind|commitment type|obligation|promise|type',
    de: 'Art|Zusage|Art der Zusage|Verpflichtung|Typ',
    fr: "engagement|type d'engagement|obligation|type",
    es: 'compromiso|tipo de compromiso|obligación|tipo',
    it: 'impegno|tipo di impegno|obbligo|tipo',
    pt: 'compromisso|tipo de compromisso|obrigação|tipo',
  },
  severity: {
    en: 'severity|severity band|risk|vulnerability severity',
    de: 'Schweregrad|Schwere',
    fr: 'gravité|sévérité',
    es: 'gravedad|severidad',
    it: 'gravità|severità',
    pt: 'gravidade|severidade',
  },
  clock_start: {
    en: 'clock start|clock starts|starts with|start event|trigger|start',
    de: 'Fristbeginn|Auslöser|Beginn',
    fr: 'déclencheur|début du délai',
    es: 'inicio del plazo|desencadenante',
    it: 'inizio del termine|evento iniziale',
    pt: 'início do prazo|evento inicial',
  },
  direction: {
    en: 'direction|before after|before or after',
    de: 'Richtung|vor oder nach',
    fr: 'sens|avant après',
    es: 'dirección|sentido|antes después',
    it: 'direzione|prima dopo',
    pt: 'direção|sentido|antes depois',
  },
  amount: {
    en: 'amount|duration|time limit|limit|deadline|within|days',
    de: 'Dauer|Frist|Anzahl|Menge',
    fr: 'durée|délai|quantité',
    es: 'plazo|duración|cantidad',
    it: 'durata|termine|quantità',
    pt: 'prazo|duração|quantidade',
  },
  unit: {
    en: 'unit|time unit|duration unit',
    de: 'Einheit|Zeiteinheit',
    fr: 'unité',
    es: 'unidad',
    it: 'unità',
    pt: 'unidade',
  },
  obligor: {
    en: 'obligor|responsible|responsible party|owed by|who|party',
    de: 'Verpflichteter|verantwortlich|Schuldner|wer',
    fr: 'débiteur|responsable',
    es: 'obligado|responsable',
    it: 'obbligato|responsabile',
    pt: 'obrigado|responsável',
  },
  clause: {
    en: 'clause|section|source clause|paragraph|contract clause',
    de: 'Klausel|Abschnitt|Paragraph|Ziffer',
    fr: 'clause|article|section',
    es: 'cláusula|artículo|sección',
    it: 'clausola|articolo|sezione',
    pt: 'cláusula|artigo|seção',
  },
};
