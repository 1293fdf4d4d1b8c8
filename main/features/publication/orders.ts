import type { KeptOrder } from '../export/delivery.ts';
import { contractsReportOrder, devicesOrder, type OrderContext, supportReportOrder } from '../export/orders.ts';
import type { Publication } from './publication.store.ts';

/** What a publication has to say today. @throws AppError `input_refused` when a PDF cannot hold it */
export function orderOf(context: OrderContext, { what, format, options }: Publication): KeptOrder {
  const within = options.within ?? undefined;
  const groupBy = options.groupBy ?? undefined;
  switch (what) {
    case 'support_report':
      return supportReportOrder(context, { format, within, groupBy });
    case 'devices':
      return devicesOrder(context, { format, filter: options.filter ?? {}, groupBy });
    case 'contracts_report':
    case 'contracts_calendar':
      return contractsReportOrder(context, { format });
    case 'support_calendar':
      return supportReportOrder(context, { format, within });
  }
}
