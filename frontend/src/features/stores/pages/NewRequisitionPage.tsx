import { useSuspenseQuery } from '@tanstack/react-query';
import { itemQuery } from '../queries';
import { PrintRunFormPage } from './PrintRunFormPage';
import { RequisitionFormPage } from './RequisitionFormPage';

interface Props {
  /** Something is printed; else things come from the shelf. */
  print?: boolean | undefined;
  /** What was too much at the counter. */
  itemId?: string | undefined;
  quantity?: string | undefined;
}

/** Written down from nothing, or from the counter where it was too much. */
export function NewRequisitionPage({ print, itemId, quantity }: Props) {
  if (print) {
    return <PrintRunFormPage requisition={null} />;
  }
  return itemId ? (
    <OfItem key={itemId} itemId={itemId} quantity={quantity ?? '1'} />
  ) : (
    <RequisitionFormPage requisition={null} />
  );
}

function OfItem({ itemId, quantity }: { itemId: string; quantity: string }) {
  const { data: item } = useSuspenseQuery(itemQuery(itemId));
  return <RequisitionFormPage requisition={null} first={{ item, quantity }} />;
}
