/** A register as another program exports it: semicolons, decimal commas, and text in Windows-1252 (domain.md 5.7). */
const ROWS = [
  'Control Number;Description;Manufacturer;Model;Serial No;Department;In Service;Acq. Cost;Warranty Exp;PM Freq;OS;SW Version;Status',
  '000417;INFUSION PUMP;NORVIA MEDICAL INC;InfuSmart 300;NS30-00417;ICU 2;14.03.2021;2.350,00;13.03.2023;12M;;7.2.1;Active',
  '000918;ULTRASOUND;Acme Imaging;UltraView 7;UV7E0012;Radiology;2022-06-01;78.900,00;;12M;Win10 IoT LTSC 2021;4.1;Active',
  '001203;MONITOR;Pulse Line;CM-40;CM40/8831;ED;1/0/1900;;;6M;Windows 10 22H2;2.9;Active',
  '000077;LAB ANALYZER;Labtron;Q2;;Lab;TBD;;;;;;Retired',
];

/** One letter that Windows-1252 writes in another way than UTF-8 shows whether the encoding was found. */
export const REGISTER_CSV = Buffer.from(ROWS.join('\r\n').replace(';ED;', ';Chirurgie Süd;'), 'latin1');

export const SERIALS = ['NS30-00417', 'UV7E0012', 'CM40/8831'] as const;
