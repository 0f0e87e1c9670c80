import { createFileRoute } from '@tanstack/react-router';
import { flag } from '@/app/search-params';
import { ClassesPage } from '@/features/campus/pages/ClassesPage';

export const Route = createFileRoute('/_app/classes/')({
  validateSearch: (search): { left?: true } => ({ left: flag(search.left) }),
  component: Classes,
});

function Classes() {
  const navigate = Route.useNavigate();
  const { left } = Route.useSearch();
  return (
    <ClassesPage
      left={left ?? false}
      onLeft={(next) => void navigate({ search: next ? { left: true } : {}, replace: true })}
    />
  );
}
