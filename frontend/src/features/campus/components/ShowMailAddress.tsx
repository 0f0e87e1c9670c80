import { Button } from '@mantine/core';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { problemOf } from '@/api/problem';
import type { PersonMailAddress, PersonView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import form from './form.module.css';

/** Fetched when it is asked for: whoever looks proves once more who he is. */
export function ShowMailAddress({ person }: { person: PersonView }) {
  const [found, setFound] = useState<PersonMailAddress | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function look(): Promise<void> {
    setTrouble(null);
    try {
      const path = { id: person.id };
      setFound(await read(api.GET('/api/v1/people/{id}/mail-address', { params: { path } })));
    } catch (error) {
      setTrouble(problemOf(error)?.detail ?? m.ui_unsent_no_answer());
    }
  }

  return (
    <div>
      {found ? (
        <p className={form.text} role="status">
          {found.address ?? m.mail_person_none()}
          {found.confirmed_at ? (
            <>
              {' · '}
              {m.mail_person_since()} <DateText value={found.confirmed_at} />
            </>
          ) : null}
        </p>
      ) : (
        <Button variant="default" onClick={() => void look()}>
          {m.mail_person()}
        </Button>
      )}
      {trouble ? <p role="alert">{trouble}</p> : null}
    </div>
  );
}
