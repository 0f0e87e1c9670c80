import { useSuspenseQuery } from '@tanstack/react-query';
import { distributionQuery } from '../queries';
import { DistributionPage } from './DistributionPage';

/** One that came back, written anew. */
export function EditDistributionPage({ distributionId }: { distributionId: string }) {
  const { data } = useSuspenseQuery(distributionQuery(distributionId));
  return <DistributionPage storeId={data.store.id} distribution={data} />;
}
