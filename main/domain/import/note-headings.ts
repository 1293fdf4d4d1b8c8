import { plain, plainSpellings } from './plain.ts';

/**
 * Headings of what registers keep of a device beside what this program has fields for: upkeep, calibration, ownership, technical
 * data. Such cells are kept in the notes with their heading, so that nothing of a register is lost on the way in. A `*` stands for
 * whatever follows. Days and identifiers that have a field of their own are not among them.
 */
const NOTED = [
  // English
  'process|responsible*|risk class*|registration number|marketing authorisation*|useful life|expected life*|owner|supplier|supplier number',
  'tax number|under warranty*|in warranty*|kind of acquisition|acquisition type|document type|document number|import licence',
  'maintenance|maintenance yes no|maintenance frequency|maintenance interval|calibration|calibration yes no|calibration frequency',
  'calibration interval|measurand|range|working range|measuring range|resolution|accuracy|maximum error|voltage|current|power|humidity',
  'relative humidity|temperature|dimensions|weight|manufactured|date of manufacture|year of manufacture|cost centre|cost center',
  // German
  'Prozess|Verantwortlich*|Risikoklasse*|Zulassungsnummer|Nutzungsdauer*|Eigentümer|Lieferant|Lieferantennummer|Steuernummer|in Garantie*',
  'Beschaffungsart|Belegart|Belegnummer|Wartung|Wartung ja nein|Wartungsintervall|Kalibrierung|Kalibrierintervall|Messgröße|Messbereich',
  'Arbeitsbereich|Auflösung|Genauigkeit|Fehlergrenze|Spannung|Strom|Leistung|Luftfeuchte|Luftfeuchtigkeit|Temperatur|Abmessungen|Gewicht',
  'Baujahr|Herstelldatum|Herstellungsdatum|Kostenstelle',
  // French
  'processus|responsable*|classe de risque*|durée de vie*|propriétaire|fournisseur|sous garantie*|mode d’acquisition|type de document',
  'numéro de document|maintenance oui non|fréquence de maintenance|étalonnage|fréquence d’étalonnage|grandeur|plage|résolution|tension',
  'courant|puissance|humidité relative|température|dimensions|poids|date de fabrication|année de fabrication|centre de coût',
  // Spanish
  'proceso|responsable*|clasificación por riesgo*|clasificación según*|clasificación IPS*|registro invima*|registro sanitario*',
  'tiempo de vida útil|vida útil|propietario*|NIT|proveedor*|está en garantía*|en garantía*|forma de adquisición|tipo de documento',
  'número de documento|registro de importación|frecuencia metrológica*|mantenimiento*|frecuencia anual mantenimiento|calibración*',
  'frecuencia anual calibración|frecuencia de mantenimiento|frecuencia de calibración|magnitud|rango*|resolución|error máximo*|voltaje',
  'corriente|potencia|humedad*|temperatura|dimensiones|peso|fecha de fabricación|año de fabricación|centro de costo*',
  // Italian
  'processo|responsabile*|classe di rischio*|vita utile|proprietario|fornitore|in garanzia*|tipo di documento|numero di documento',
  'manutenzione|frequenza di manutenzione|taratura|frequenza di taratura|grandezza|campo di misura|risoluzione|tensione|corrente|potenza',
  'umidità relativa|temperatura|dimensioni|peso|data di fabbricazione|anno di fabbricazione|centro di costo',
  // Portuguese
  'responsável*|classe de risco*|vida útil|proprietário|fornecedor|em garantia*|forma de aquisição|tipo de documento|número do documento',
  'manutenção|frequência de manutenção|calibração|frequência de calibração|grandeza|faixa*|resolução|tensão|corrente|potência|umidade*',
  'temperatura|dimensões|peso|data de fabricação|ano de fabricação|centro de custo',
].flatMap((line) => line.split('|'));

const EXACT: ReadonlySet<string> = new Set(NOTED.flatMap((heading) => plainSpellings(heading.replace('*', ''))));
const BEGINNINGS: readonly string[] = NOTED.filter((heading) => heading.endsWith('*')).flatMap((heading) =>
  plainSpellings(heading.slice(0, -1)),
);

/** Whether what stands below a heading is to be kept in the notes. */
export function isNoted(heading: string): boolean {
  const words = plain(heading);
  if (words === '') return false;
  const open = heading.search(/[([]/);
  return (
    EXACT.has(words) ||
    (open > 0 && EXACT.has(plain(heading.slice(0, open)))) ||
    BEGINNINGS.some((beginning) => words.startsWith(beginning))
  );
}
