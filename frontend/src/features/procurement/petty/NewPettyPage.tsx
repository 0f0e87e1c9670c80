import { useSuspenseQuery } from '@tanstack/react-query';
import { PettyFormPage } from './PettyFormPage';
import { forCaseQuery } from './queries';

/** Written down by itself, or for a repair. */
export function NewPettyPage({ caseId }: { caseId: string | undefined }) {
  return caseId ? (
    <ForCase key={caseId} caseId={caseId} />
  ) : (
    <PettyFormPage petty={null} repair={null} />
  );
}

function ForCase({ caseId }: { caseId: string }) {
  const { data } = useSuspenseQuery(forCaseQuery(caseId));
  return <PettyFormPage petty={null} repair={data} />;
}
