import { basename } from 'node:path';
import type { AppClient } from '../../app/create-app.ts';
import type { Words } from '../../words/words.ts';
import type { Answer, Call } from './command.ts';
import { readInput } from './files.ts';
import { facts, table } from './table.ts';
import { withVault } from './vault-call.ts';

type Imported = Awaited<ReturnType<AppClient['imports']['sbom']>>;

/** `import sbom FILE --model NAME`: attaches the parts of a bill of materials to a model or one software version of it. */
export async function importSbom(call: Call): Promise<Answer> {
  const { options, words } = call;
  const [file = ''] = call.operands;
  const model = { name: options.required('model'), manufacturer: options.text('manufacturer') };
  const softwareVersion = options.text('version');
  const dryRun = options.has('dry-run');
  const bytes = await readInput(file);
  return withVault(call, async ({ client, files }) => {
    const fileName = basename(file);
    const productDates = options.has('product-dates');
    const input = { uploadId: files.take(fileName, bytes), fileName, model, softwareVersion, productDates };
    const result = dryRun ? await client.imports.previewSbom(input) : await client.imports.sbom(input);
    return { value: result, text: () => sbomText(result, { dryRun, dates: productDates && !dryRun }, words) };
  });
}

/** @param written whether anything was, and whether the dates of the product were too */
function sbomText(result: Imported, written: { dryRun: boolean; dates: boolean }, words: Words): string {
  const { dryRun } = written;
  const { importId, format, version, product, read, created, updated, unchanged, skipped, components, problems } =
    result;
  const about = facts([
    ['Format', `${format} ${version}`],
    ['About', product === null ? null : [product.name, product.version].filter(Boolean).join(' ')],
    ['Made', result.madeAt],
    ['Entries', read],
    ['New', created],
    ['Changed', updated],
    ['Unchanged', unchanged],
    ...skipped.map(({ code, count }) => [words.t(`sbomSkipped.${code}`), count] as const),
    ['Limit support', result.limiting],
    ['With a date', result.withEnd],
  ]);
  const limits = components.filter((one) => one.limits);
  const limiting = table(limits, [
    { heading: 'Limits support', value: ({ release, label }) => release ?? label },
    { heading: 'Kind', value: ({ kind }) => words.t(`componentKind.${kind}`) },
    { heading: 'Until', value: ({ endsOn }) => (endsOn === null ? 'not known' : words.partialDay(endsOn)) },
    { heading: 'Source', value: ({ endSource }) => endSource },
  ]);
  const dates = table(result.productDates, [
    {
      heading: written.dates ? 'Date of the product' : 'Date of the product, not recorded',
      value: ({ kind }) => words.t(`milestone.${kind}`),
    },
    { heading: 'In the bill', value: ({ term }) => term },
    { heading: 'Day', value: ({ on }) => words.partialDay(on) },
    { heading: 'So far', value: ({ before }) => before && words.partialDay(before) },
  ]);
  const wrong = table(problems, [
    { heading: 'Component', value: ({ component }) => component },
    { heading: 'Problem', value: ({ code, value }) => words.t(`importProblem.${code}`, { value }) },
  ]);
  return [
    `${dryRun ? 'Dry run: nothing was written.' : `Import ${importId}`}\n${about}`,
    ...(result.productDates.length === 0 ? [] : [dates]),
    ...(limits.length === 0 ? [] : [limiting]),
    ...(problems.length === 0 ? [] : [wrong]),
  ].join('\n');
}
