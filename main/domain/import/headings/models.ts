import type { ColumnOf } from '../headings.ts';
import { CURRENCY, DEVICE_TYPE, type Headings, MANUFACTURER, MODEL, NOTES, SOFTWARE_VERSION, UDI } from './shared.ts';

/** What registers call the columns of models. */
export const MODEL_HEADINGS: Readonly<Record<ColumnOf<'models'>, Headings>> = {
  manufacturer: MANUFACTURER,
  model: MODEL,
  device_type: {
    ...DEVICE_TYPE,
    en: 'device type|description|equipment type|nomenclature|gmdn|umdns|modality|~type',
  },
  category: {
    en: 'category|device category|planning class|replacement class',
    de: 'Kategorie|Gerätekategorie|Planungsklasse',
    fr: 'catégorie',
    es: 'categoría',
    it: 'categoria',
    pt: 'categoria',
  },
  udi_di: UDI,
  software_version: SOFTWARE_VERSION,
  updates_need_contract: {
    en: 'updates need contract|updates require contract|update needs contract|contract needed for updates',
    de: 'Updates nur mit Vertrag|Updates brauchen Vertrag|Vertrag für Updates nötig',
    fr: 'mises à jour sous contrat|contrat requis pour les mises à jour',
    es: 'actualizaciones requieren contrato|actualizaciones con contrato',
    it: 'aggiornamenti con contratto|aggiornamenti richiedono contratto',
    pt: 'atualizações exigem contrato|atualizações com contrato',
  },
  who_installs: {
    en: 'who installs|installer|installed by|updates installed by|update installation',
    de: 'Wer installiert|Installation durch|Installiert von',
    fr: 'qui installe|installé par|installation par',
    es: 'quién instala|instalado por|instalación por',
    it: 'chi installa|installato da|installazione a cura di',
    pt: 'quem instala|instalado por|instalação por',
  },
  lead_time_months: {
    en: 'lead time months|lead time|replacement lead time|lead time in months',
    de: 'Vorlaufzeit|Vorlauf Monate|Vorlaufzeit Monate|Beschaffungsdauer|Beschaffungsdauer Monate',
    fr: 'délai|délai en mois|délai de remplacement',
    es: 'plazo|plazo en meses|plazo de reemplazo',
    it: 'tempo di sostituzione|tempo in mesi|preavviso in mesi',
    pt: 'prazo|prazo em meses|prazo de substituição',
  },
  replacement_price: {
    en: 'replacement price|replacement cost|replacement value|new price|list price|price|cost|unit price|unit cost',
    de: 'Wiederbeschaffungspreis|Wiederbeschaffungswert|Ersatzpreis|Neupreis|Listenpreis|Preis',
    fr: 'prix de remplacement|coût de remplacement|valeur de remplacement|prix neuf|prix',
    es: 'precio de reemplazo|costo de reemplazo|coste de reposición|valor de reposición|precio',
    it: 'prezzo di sostituzione|costo di sostituzione|valore di sostituzione|prezzo',
    pt: 'preço de substituição|custo de substituição|valor de substituição|preço',
  },
  currency: CURRENCY,
  notes: NOTES,
};
