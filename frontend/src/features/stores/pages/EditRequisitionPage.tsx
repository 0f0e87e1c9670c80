import { useSuspenseQuery } from '@tanstack/react-query';
import { requisitionQuery } from '../queries';
import { PrintRunFormPage } from './PrintRunFormPage';
import { RequisitionFormPage } from './RequisitionFormPage';

export function EditRequisitionPage({ requisitionId }: { requisitionId: string }) {
  const { data } = useSuspenseQuery(requisitionQuery(requisitionId));
  return data.print ? (
    <PrintRunFormPage requisition={data} />
  ) : (
    <RequisitionFormPage requisition={data} />
  );
}
