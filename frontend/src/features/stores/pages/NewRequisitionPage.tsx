import { RequisitionFormPage } from './RequisitionFormPage';

export function NewRequisitionPage() {
  return <RequisitionFormPage requisition={null} />;
}
