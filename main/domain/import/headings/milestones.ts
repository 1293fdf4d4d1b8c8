import type { ColumnOf } from '../headings.ts';
import { type Headings, MANUFACTURER, MODEL, SOFTWARE_VERSION } from './shared.ts';

/** What registers call the columns of dates in the life of models. */
export const MILESTONE_HEADINGS: Readonly<Record<ColumnOf<'milestones'>, Headings>> = {
  manufacturer: {
    ...MANUFACTURER,
    en: 'manufacturer|manufacturer name|mfr|mfg|make|maker|oem|brand|~vendor|~company',
  },
  model: MODEL,
  software_version: SOFTWARE_VERSION,
  milestone: {
    en: 'milestone|milestone type|lifecycle milestone|lifecycle event|event|milestone name|~type|~phase',
    de: 'Meilenstein|Ereignis|Lebenszyklus-Ereignis|~Art|~Phase',
    fr: 'jalon|étape|événement',
    es: 'hito|evento|~etapa',
    it: 'milestone|traguardo|evento|~fase',
    pt: 'marco|evento|~etapa',
  },
  on: {
    en: 'on|date|milestone date|event date|end date|effective date|ends on|day',
    de: 'Datum|am|Stichtag|Termin',
    fr: 'date|échéance|date du jalon',
    es: 'fecha|fecha del hito',
    it: 'data|scadenza',
    pt: 'data|data do marco',
  },
  vendor_term: {
    en: 'vendor term|vendor wording|vendor word|original term|manufacturer term',
    de: 'Herstellerbegriff|Wortlaut des Herstellers|Originalbegriff',
    fr: 'terme du fabricant|terme fournisseur',
    es: 'término del fabricante|término del proveedor',
    it: 'termine del produttore|termine originale',
    pt: 'termo do fabricante|termo original',
  },
  announced_on: {
    en: 'announced on|announced|announcement date|date announced|letter date|notice date',
    de: 'angekündigt am|Ankündigungsdatum|Datum der Ankündigung|Briefdatum',
    fr: "annoncé le|date d'annonce|date du courrier",
    es: 'anunciado el|fecha de anuncio|fecha de la carta',
    it: 'annunciato il|data annuncio|data della lettera',
    pt: 'anunciado em|data do anúncio|data da carta',
  },
  received_on: {
    en: 'received on|received|date received|receipt date',
    de: 'erhalten am|eingegangen am|Eingangsdatum',
    fr: 'reçu le|date de réception',
    es: 'recibido el|fecha de recepción',
    it: 'ricevuto il|data di ricezione',
    pt: 'recebido em|data de recebimento|data de receção',
  },
  source: {
    en: 'source|reference|document|source document|url|link',
    de: 'Quelle|Dokument|Referenz|Beleg',
    fr: 'source|référence|document',
    es: 'fuente|referencia|documento',
    it: 'fonte|riferimento|documento',
    pt: 'fonte|referência|documento',
  },
  confidence: {
    en: 'confidence|certainty|confidence level',
    de: 'Sicherheit der Angabe|Verlässlichkeit|Vertrauen',
    fr: 'confiance|fiabilité',
    es: 'confianza|fiabilidad',
    it: 'affidabilità|attendibilità',
    pt: 'confiança|fiabilidade|confiabilidade',
  },
};
