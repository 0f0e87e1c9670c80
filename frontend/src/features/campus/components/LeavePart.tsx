import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import type { PersonView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { AskFirst } from '@/ui/AskFirst';
import { LinkButton } from '@/ui/LinkButton';

const PEOPLE = ['campus', 'people'];

/** Somebody leaves, or is back. What he did stays in every record. */
export function LeavePart({ person }: { person: PersonView }) {
  return person.active ? (
    <div>
      <LinkButton to="/people/$personId/leave" params={{ personId: person.id }} variant="default">
        {m.campus_leave()}
      </LinkButton>
    </div>
  ) : (
    <ReturnPart person={person} />
  );
}

function ReturnPart({ person }: { person: PersonView }) {
  const queryClient = useQueryClient();
  return (
    <div>
      <AskFirst
        name={`campus.return.${person.id}`}
        label={m.campus_return()}
        title={m.campus_return_title({ name: person.name })}
        text={m.campus_return_text()}
        act={m.campus_return_do()}
        send={(key) => {
          const params = {
            path: { id: person.id },
            header: { ...ifMatch(person.version), 'Idempotency-Key': key },
          };
          const pending = api.POST('/api/v1/people/{id}/enable', { params });
          return orNewest(queryClient, PEOPLE, read(pending));
        }}
        onDone={() => queryClient.invalidateQueries({ queryKey: PEOPLE })}
      />
    </div>
  );
}
