import { createFileRoute } from '@tanstack/react-router';
import { day, flag } from '@/app/search-params';
import {
  NewPublicationPage,
  type Wanted,
} from '@/features/procurement/publications/NewPublicationPage';

export const Route = createFileRoute('/_app/purchases/publications/new')({
  validateSearch: (search): Wanted => ({
    from: day(search.from),
    to: day(search.to),
    petty: flag(search.petty),
  }),
  component: () => <NewPublicationPage wanted={Route.useSearch()} />,
});
