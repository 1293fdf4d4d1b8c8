import { formatUdi } from '../../domain/udi/format.ts';
import { proposalFor } from '../../domain/udi/proposal.ts';
import { readUdi } from '../../domain/udi/udi.ts';
import type { QueryHandlers } from '../context.ts';
import { labelsPreview } from '../export/labels.ts';
import {
  devicesOfSerial,
  devicesWithIdentifier,
  devicesWithSerial,
  deviceWithTag,
  modelsWithIdentifier,
  type UdiDevice,
} from './udi.store.ts';

export const udiQueries = {
  labels: (input, context) => labelsPreview(context, input),

  read: ({ text }, { sql, today }) => {
    const reading = readUdi(text, today);
    const line = text.trim();
    // The labels of the house carry asset tags, and some of these look like a number of GS1.
    const tagged = line === '' ? [] : deviceWithTag(sql, line);
    if ('problem' in reading) {
      const devices = tagged.length > 0 || line === '' ? tagged : devicesOfSerial(sql, line);
      const proposal = proposalFor({ di: null, devices, models: 0 });
      return { udi: null, problem: reading.problem, models: [], devices, proposal };
    }
    const { udi } = reading;
    const { di, serial, link: _link, checkCharacter: _character, ...facts } = udi;
    const models = di === null ? [] : modelsWithIdentifier(sql, di);
    const devices = tagged.length > 0 ? tagged : named();
    return {
      udi: { ...facts, di, serial, written: formatUdi(udi), elements: [...udi.elements], warnings: [...udi.warnings] },
      problem: null,
      models,
      devices,
      proposal: proposalFor({ di, devices, models: models.length }),
    };

    function named(): UdiDevice[] {
      if (serial === null) return [];
      if (di === null) return devicesOfSerial(sql, serial);
      const known = devicesWithIdentifier(sql, di, serial);
      return known.length > 0 ? known : devicesWithSerial(sql, serial);
    }
  },
} satisfies QueryHandlers<'udi', 'labels' | 'read'>;
