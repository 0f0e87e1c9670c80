import { useSuspenseQuery } from '@tanstack/react-query';
import { itemQuery, requisitionQuery } from '../queries';
import { PrintRunFormPage } from './PrintRunFormPage';
import { RequisitionFormPage } from './RequisitionFormPage';

interface Props {
  /** Something is printed; else things come from the shelf. */
  print?: boolean | undefined;
  /** What was too much at the counter. */
  itemId?: string | undefined;
  quantity?: string | undefined;
  /** What nobody collected in time. */
  fromId?: string | undefined;
}

/** Written down from nothing, from the counter where it was too much, or once more after nobody collected it. */
export function NewRequisitionPage({ print, itemId, quantity, fromId }: Props) {
  if (fromId) {
    return <Again key={fromId} fromId={fromId} />;
  }
  if (print) {
    return <PrintRunFormPage requisition={null} />;
  }
  return itemId ? (
    <OfItem key={itemId} itemId={itemId} quantity={quantity ?? '1'} />
  ) : (
    <RequisitionFormPage requisition={null} />
  );
}

function Again({ fromId }: { fromId: string }) {
  const { data } = useSuspenseQuery(requisitionQuery(fromId));
  return data.print ? (
    <PrintRunFormPage requisition={null} like={data} />
  ) : (
    <RequisitionFormPage requisition={null} like={data} />
  );
}

function OfItem({ itemId, quantity }: { itemId: string; quantity: string }) {
  const { data: item } = useSuspenseQuery(itemQuery(itemId));
  return <RequisitionFormPage requisition={null} first={{ item, quantity }} />;
}
