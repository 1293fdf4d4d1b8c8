import type { HeadingLanguage } from '../headings.ts';

/**
 * Headings that mean a column, separated by `|`. Case, accents, spaces and punctuation do not count. `…*` also matches
 * longer headings that begin so; `~…` is a weak word that yields to every other heading ("vendor" in a device list may
 * be the seller). The English words are those of domain.md 5.7.
 */
export type Headings = Partial<Record<HeadingLanguage, string>>;

export const MANUFACTURER: Headings = {
  en: 'manufacturer|manufacturer name|mfr|mfg|mfgr|make|maker|oem|brand|brand name|~vendor|~company',
  de: 'Hersteller|Herstellername|Fabrikat|Marke',
  fr: 'fabricant|constructeur|marque|nom du fabricant',
  es: 'fabricante|marca|nombre del fabricante',
  it: 'fabbricante|produttore|costruttore|marca|marchio|casa produttrice',
  pt: 'fabricante|marca|nome do fabricante',
};

export const MODEL: Headings = {
  en: 'model|model no|model number|model name|product|product name|~device|~catalog no|~catalog number|~catalogue number|~ref',
  de: 'Modell|Modellbezeichnung|Modellname|Modellnummer|Modell-Nr|Typ|Typbezeichnung|Gerätetyp Hersteller|~Produkt|~Produktname',
  fr: 'modèle|nom du modèle|référence modèle|~produit|~type',
  es: 'modelo|nombre del modelo|número de modelo|~producto',
  it: 'modello|nome modello|~prodotto',
  pt: 'modelo|nome do modelo|número do modelo|~produto',
};

export const DEVICE_TYPE: Headings = {
  en: 'device type|description|equipment type|asset type|asset description|device description|equipment description|equipment name|nomenclature|ecri name|umdns|umdns name|device category|category|modality|device class|~type|~name|~gmdn',
  de: 'Gerätetyp|Geräteart|Gerätebezeichnung|Bezeichnung|Beschreibung|Geräteklasse|Gerätegruppe|Produktgruppe|UMDNS-Bezeichnung|~Gerät|~Art',
  fr: "type d'équipement|type d'appareil|désignation|dénomination|libellé|description|nom de l'équipement|nature|modalité|~équipement|~appareil",
  es: 'nombre del equipo|tipo de equipo|descripción|denominación|nombre equipo|descripción del equipo|tipo de dispositivo|~equipo|~nombre|~tipo',
  it: 'tipo apparecchiatura|descrizione|denominazione|tipologia|tipologia apparecchiatura|nome apparecchiatura|classe|~apparecchiatura|~tipo',
  pt: 'tipo de equipamento|nome do equipamento|descrição|denominação|descrição do equipamento|tipo de dispositivo|~equipamento|~tipo',
};

export const UDI: Headings = {
  en: 'udi di|udi|di|device identifier|udi device identifier|primary di|gtin|gudid di|basic udi di',
  de: 'UDI-DI|UDI-Nummer|Produktkennung',
  fr: 'UDI-ID|IUD|identifiant UDI',
  es: 'código UDI|identificador UDI',
  it: 'codice UDI',
  pt: 'código UDI|identificador UDI',
};

export const CATALOG_NUMBER: Headings = {
  en: 'catalog number|catalogue number|catalog no|catalogue no|catalog num|catalog|catalogue|cat no|cat number|manufacturer part number|mfr part no|part number|part no|~ref|~ref no|~article number|~order code',
  de: 'Katalognummer|Katalog-Nr|Katalognr|Artikelnummer|Artikel-Nr|Artikelnr|Teilenummer',
  fr: 'numéro de catalogue|n de catalogue|no de catalogue|référence catalogue|référence fabricant|référence article',
  es: 'número de catálogo|n de catálogo|no de catálogo|código de catálogo|referencia de catálogo|referencia del fabricante',
  it: 'numero di catalogo|numero catalogo|n catalogo|codice catalogo|codice articolo',
  pt: 'número de catálogo|número do catálogo|n de catálogo|código de catálogo|referência de catálogo',
};

export const GMDN_CODE: Headings = {
  en: 'gmdn code|gmdn number|gmdn no|gmdn id',
  de: 'GMDN-Code|GMDN-Nummer|GMDN-Nr',
  fr: 'code GMDN|numéro GMDN',
  es: 'código GMDN|número GMDN',
  it: 'codice GMDN|numero GMDN',
  pt: 'código GMDN|número GMDN',
};

/** A bare "GMDN" is the type of the device where nothing else names that. */
export const GMDN_TERM: Headings = {
  en: 'gmdn term|gmdn name|gmdn preferred term|gmdn preferred name|gmdn pt name|gmdn description|~gmdn',
  de: 'GMDN-Bezeichnung|GMDN-Begriff|GMDN-Name',
  fr: 'terme GMDN|nom GMDN|dénomination GMDN|désignation GMDN|libellé GMDN',
  es: 'término GMDN|nombre GMDN|denominación GMDN',
  it: 'termine GMDN|nome GMDN|denominazione GMDN',
  pt: 'termo GMDN|nome GMDN|denominação GMDN',
};

export const SOFTWARE_VERSION: Headings = {
  en: 'software version|sw version|software|software release|software revision|sw|sw rev|firmware|firmware version|fw version|version',
  de: 'Softwareversion|Software-Version|SW-Version|Softwarestand|SW-Stand|Firmware-Version|Firmwarestand',
  fr: 'version logiciel|version logicielle|version du logiciel|logiciel|micrologiciel',
  es: 'versión de software|versión del software|versión software|versión|firmware',
  it: 'versione software|versione del software|versione|firmware',
  pt: 'versão do software|versão de software|versão software|versão|firmware',
};

export const NOTES: Headings = {
  en: 'notes|note|comment|comments|remark|remarks|observations|other|others|additional information',
  de: 'Bemerkung|Bemerkungen|Notiz|Notizen|Kommentar|Anmerkung|Anmerkungen|Sonstiges|Hinweis|Hinweise',
  fr: 'remarque|remarques|commentaire|commentaires|observation|observations|notes|autres|divers',
  es: 'observaciones|observación|notas|nota|comentarios|otros',
  it: 'note|osservazioni|commenti|annotazioni|altro',
  pt: 'observações|observação|notas|comentários|outros|obs',
};

export const CURRENCY: Headings = {
  en: 'currency|currency code|curr|ccy',
  de: 'Währung|Währungscode',
  fr: 'devise|monnaie',
  es: 'moneda|divisa',
  it: 'valuta|divisa',
  pt: 'moeda',
};

export const CONTRACT_NUMBER: Headings = {
  en: 'contract number|contract no|contract id|contract|contract ref|contract reference|agreement number|agreement no|service contract|service agreement|coverage',
  de: 'Vertragsnummer|Vertrags-Nr|Vertragsnr|Vertrag|Wartungsvertrag|Servicevertrag',
  fr: 'numéro de contrat|n de contrat|no de contrat|n contrat|no contrat|contrat|contrat de maintenance',
  es: 'número de contrato|n de contrato|no de contrato|contrato|contrato de mantenimiento',
  it: 'numero contratto|n contratto|numero di contratto|contratto|contratto di manutenzione',
  pt: 'número do contrato|número de contrato|n do contrato|contrato|contrato de manutenção',
};

export const VENDOR: Headings = {
  en: 'vendor|vendor name|supplier|supplier name|provider|service provider|service vendor|service partner|contractor|counterparty|company|~manufacturer|~partner',
  de: 'Lieferant|Anbieter|Vertragspartner|Dienstleister|Auftragnehmer|Servicepartner|Firma|~Hersteller',
  fr: 'fournisseur|prestataire|titulaire|cocontractant|société|~fabricant',
  es: 'proveedor|contratista|prestador|empresa|~fabricante',
  it: 'fornitore|appaltatore|contraente|ditta|azienda|~produttore',
  pt: 'fornecedor|prestador|contratada|empresa|~fabricante',
};
