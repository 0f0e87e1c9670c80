import { useSuspenseQuery } from '@tanstack/react-query';
import { requisitionQuery } from '../queries';
import { RequisitionFormPage } from './RequisitionFormPage';

export function EditRequisitionPage({ requisitionId }: { requisitionId: string }) {
  const { data } = useSuspenseQuery(requisitionQuery(requisitionId));
  return <RequisitionFormPage requisition={data} />;
}
