import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { NewRequestPage } from '@/features/procurement/pages/NewRequestPage';
import { proposed } from '@/features/stores/proposal';
import { lowItemsQuery } from '@/features/stores/queries';

export const Route = createFileRoute('/_app/purchases/new')({
  // What is low in the stores: "all" of it, or the id of one item.
  validateSearch: (search): { low?: string } => ({ low: text(search.low) }),
  loaderDeps: ({ search }) => ({ low: search.low }),
  loader: async ({ context, deps: { low } }) =>
    low ? proposed(await context.queryClient.fetchQuery(lowItemsQuery), low) : undefined,
  component: () => <NewRequestPage proposed={Route.useLoaderData()} />,
});
