import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { PersonView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { AskFirst } from '@/ui/AskFirst';

/** Somebody's phone is gone, and the recovery codes too. One's own is given up on the page of one's own security. */
export function TakeSecondFactor({ person }: { person: PersonView }) {
  const me = useMe();
  return me.person.id === person.id ? null : (
    <div>
      <AskFirst
        name={`campus.second-factor.${person.id}`}
        label={m.security_take()}
        title={m.security_take()}
        text={m.security_take_text({ name: person.name })}
        act={m.security_take_do()}
        send={() =>
          read(
            api.DELETE('/api/v1/people/{id}/second-factor', {
              params: { path: { id: person.id } },
            }),
          )
        }
        onDone={() => {}}
      />
    </div>
  );
}
