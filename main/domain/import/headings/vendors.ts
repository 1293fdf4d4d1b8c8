import type { ColumnOf } from '../headings.ts';
import type { Headings } from './shared.ts';

/** What registers call the columns of vendors. */
export const VENDOR_HEADINGS: Readonly<Record<ColumnOf<'vendors'>, Headings>> = {
  name: {
    en: 'name|vendor|vendor name|company|company name|supplier|supplier name|manufacturer|manufacturer name',
    de: 'Name|Firma|Firmenname|Lieferant|Hersteller|Anbieter',
    fr: 'nom|fournisseur|société|raison sociale|fabricant',
    es: 'nombre|proveedor|empresa|razón social|fabricante',
    it: 'nome|fornitore|ditta|azienda|ragione sociale|produttore',
    pt: 'nome|fornecedor|empresa|razão social|fabricante',
  },
  aliases: {
    en: 'aliases|alias|also known as|aka|other names|former names|synonyms',
    de: 'Alias|Aliase|andere Namen|auch bekannt als|frühere Namen',
    fr: 'alias|autres noms|anciens noms',
    es: 'alias|otros nombres|nombres anteriores',
    it: 'alias|altri nomi|nomi precedenti',
    pt: 'alias|outros nomes|nomes anteriores',
  },
  roles: {
    en: 'roles|role|vendor type|type|kind',
    de: 'Rollen|Rolle|Art|Typ',
    fr: 'rôles|rôle|type',
    es: 'roles|rol|tipo|función',
    it: 'ruoli|ruolo|tipo',
    pt: 'papéis|papel|função|tipo',
  },
  security_contact: {
    en: 'security contact|product security contact|psirt|security email|security mail|~contact|~email',
    de: 'Sicherheitskontakt|Security-Kontakt|PSIRT|~Kontakt|~E-Mail',
    fr: 'contact sécurité|~contact|~courriel',
    es: 'contacto de seguridad|~contacto|~correo',
    it: 'contatto sicurezza|~contatto',
    pt: 'contato de segurança|contacto de segurança|~contato|~contacto',
  },
  website: {
    en: 'website|web site|web|homepage|url|internet',
    de: 'Webseite|Website|Internetseite|Homepage',
    fr: 'site web|site internet|site',
    es: 'sitio web|página web|web',
    it: 'sito web|sito',
    pt: 'site|sítio web|página web',
  },
};
