import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportNoun } from '../../main/domain/import/headings.ts';
import { ROOT } from './command-line.ts';

/** The register of domain.md 5.7, as a spreadsheet in German settings writes it. */
export const REGISTER = `Control Number;Description;Manufacturer;Model;Serial No;Department;In Service;Acq. Cost;Warranty Exp;PM Freq;OS;SW Version;Status
000417;INFUSION PUMP;NORVIA MEDICAL INC;InfuSmart 300;NS30-00417;ICU 2;14.03.2021;2.350,00;13.03.2023;12M;;7.2.1;Active
000918;ULTRASOUND;Acme Imaging;UltraView 7;UV7E0012;Radiology;2022-06-01;78.900,00;;12M;Win10 IoT LTSC 2021;4.1;Active
001203;MONITOR;Pulse Line;CM-40;CM40/8831;ED;1/0/1900;;;6M;Windows 10 22H2;2.9;Active
000077;LAB ANALYZER;Labtron;Q2;;Lab;TBD;;;;;;Retired
`;

/** A small file of every noun that can be imported; together they fit. */
export const FILES: Readonly<Record<ImportNoun, string>> = {
  devices: REGISTER,
  models: `manufacturer,model,device_type,category,updates_need_contract,who_installs,lead_time_months,replacement_price,currency,notes
Norvia Medical,InfuSmart 300,infusion pump,fleet,yes,vendor_only,30,2350,EUR,pumps
Acme Imaging,UltraView 7,ultrasound,imaging_radiotherapy,no,vendor_remote,,,,
`,
  milestones: `manufacturer,model,software_version,milestone,on,vendor_term,announced_on,received_on,source,confidence
Acme Imaging,UltraView 7,,end_of_support,2030-12-31,EOS,2025-01-10,2025-01-12,letter 1,stated
Norvia Medical,InfuSmart 300,7.2.1,end_of_security_support,2027-06,,,,,announced
`,
  vendors: `name,aliases,roles,security_contact,website
Norvia Medical,Norvia;Norvia Health,manufacturer;service_partner,psirt@norvia.example,https://norvia.example
Labtron,,supplier,,
`,
  contracts: `number,vendor,kind,starts_on,ends_on,renewal,renewal_months,notice_amount,notice_unit,yearly_price,currency,includes_security_updates,covered_asset_tags
C-101,Norvia Medical,service,2024-02-01,2027-01-31,tacit,12,60,days,12500.00,EUR,yes,000417
C-102,Acme Imaging,service,2024-04-01,2027-03-31,none,,90,days,,,no,000918;missing
`,
  commitments: `contract_number,vendor,kind,severity,clock_start,direction,amount,unit,obligor,clause
C-101,,REMEDIATE,critical,VENDOR_AWARE,after,30,calendar_days,vendor,4.2
,Acme Imaging,EOS_NOTICE,any,MILESTONE_DATE,before,36,months,vendor,
`,
};

/** A register as a real university hospital keeps it; null where the real data are not, and then somebody is told. */
export function realInventory(): Uint8Array | null {
  const path = join(ROOT, '../shared/data/inventory/hospital-inventory-latin1.csv');
  if (existsSync(path)) return readFileSync(path);
  console.warn('SKIPPED: the real inventory is not here');
  return null;
}
