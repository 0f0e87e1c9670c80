import { createFileRoute } from '@tanstack/react-router';
import { CalendarPage } from '@/features/campus/pages/CalendarPage';

export const Route = createFileRoute('/_app/calendar')({
  validateSearch: (search): { year?: number } => {
    const year = Number(search.year);
    return year >= 2000 && year < 2100 ? { year } : {};
  },
  component: Calendar,
});

function Calendar() {
  const navigate = Route.useNavigate();
  const { year } = Route.useSearch();
  return <CalendarPage year={year} onYear={(next) => void navigate({ search: { year: next } })} />;
}
