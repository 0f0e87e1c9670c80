import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { meQuery, useMe } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { Season, TermView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import form from '../components/form.module.css';
import { SEASONS, seasonWord } from './words';

interface Props {
  /** Null for a new one. */
  term: TermView | null;
  taken: readonly TermView[];
  year: number;
  onDone: () => void;
}

/** What most schools of the mainland do; only a beginning to be put right. */
function usual(season: Season, year: number): { starts_on: string; ends_on: string } {
  const days: Record<Season, [string, string]> = {
    autumn: [`${year}-09-01`, `${year + 1}-01-22`],
    spring: [`${year + 1}-02-24`, `${year + 1}-07-04`],
    summer: [`${year + 1}-07-05`, `${year + 1}-07-31`],
  };
  const [starts_on, ends_on] = days[season];
  return { starts_on, ends_on };
}

export function TermForm({ term, taken, year, onDone }: Props) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const has = new Set(taken.filter((one) => one.school_year === year).map((one) => one.season));
  const season = term?.season ?? SEASONS.find((one) => !has.has(one)) ?? 'autumn';
  const done = async () => {
    await queryClient.invalidateQueries({ queryKey: ['campus', 'calendar'] });
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    onDone();
  };
  const submission = useSubmission({
    name: `campus.term.${term?.id ?? `new.${year}`}`,
    owner: person.id,
    initialValues: { season, ...(term ?? usual(season, year)) } as {
      season: Season;
      starts_on: string;
      ends_on: string;
    },
    validate: {
      starts_on: (day) => (day ? null : m.ui_required()),
      ends_on: (day) => (day ? null : m.ui_required()),
    },
    send: ({ season, starts_on, ends_on }, key) => {
      if (term) {
        const params = { path: { id: term.id }, header: ifMatch(term.version) };
        const change = api.PATCH('/api/v1/terms/{id}', { params, body: { starts_on, ends_on } });
        return orNewest(queryClient, ['campus', 'calendar'], read(change));
      }
      const body = { school_year: year, season, starts_on, ends_on };
      return read(api.POST('/api/v1/terms', { body, headers: { 'Idempotency-Key': key } }));
    },
    onAccepted: done,
  });
  const { getInputProps } = submission.form;
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      {term ? null : (
        <>
          <p className={form.text}>{m.calendar_year({ from: year, to: year + 1 })}</p>
          <SelectField
            label={m.calendar_term_season()}
            options={SEASONS.map((one) => ({ value: one, label: seasonWord(one) }))}
            {...getInputProps('season')}
          />
        </>
      )}
      <TextInput type="date" label={m.calendar_term_starts()} {...getInputProps('starts_on')} />
      <TextInput type="date" label={m.calendar_term_ends()} {...getInputProps('ends_on')} />
      <SubmitBar>
        {term ? <RemoveTerm term={term} onDone={done} /> : null}
        <Button type="submit" loading={submission.sending}>
          {m.calendar_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}

/** A term is entered again in a minute, so it is not asked twice. */
function RemoveTerm({ term, onDone }: { term: TermView; onDone: () => Promise<void> }) {
  const queryClient = useQueryClient();
  const [trouble, setTrouble] = useState<string | null>(null);
  async function remove(): Promise<void> {
    try {
      const params = { path: { id: term.id }, header: ifMatch(term.version) };
      const removal = read(api.DELETE('/api/v1/terms/{id}', { params }));
      await orNewest(queryClient, ['campus', 'calendar'], removal);
      await onDone();
    } catch (error) {
      setTrouble(problemOf(error)?.detail ?? m.ui_unsent_no_answer());
    }
  }
  return (
    <>
      {trouble ? <p role="alert">{trouble}</p> : null}
      <Button variant="default" onClick={() => void remove()}>
        {m.calendar_term_remove()}
      </Button>
    </>
  );
}
