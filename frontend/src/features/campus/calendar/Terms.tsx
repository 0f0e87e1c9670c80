import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TermView } from '@/api/schema';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { Dialog } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { IconCalendarDue, IconPencil, IconPlus } from '@/ui/icons';
import { styles } from './styles';
import { TermForm } from './TermForm';

interface Props {
  terms: readonly TermView[];
  /** The school year on the page: what a new term is proposed for. */
  year: number;
  manages: boolean;
}

/** The terms of the school year on the page, with a form for each. */
export function Terms({ terms, year, manages }: Props) {
  const [open, setOpen] = useState<TermView | 'new' | null>(null);
  const shown = terms.filter((term) => term.school_year === year);
  const title =
    open === null || open === 'new'
      ? m.calendar_term_add()
      : m.calendar_term_change_of({ title: open.title });
  return (
    <section aria-labelledby="terms" style={styles.terms}>
      <h2 id="terms">{m.calendar_terms()}</h2>
      {shown.length === 0 ? (
        <EmptyState
          icon={IconCalendarDue}
          title={m.calendar_terms_none()}
          text={m.calendar_terms_none_text()}
        />
      ) : null}
      {shown.map((term) => (
        <div key={term.id} style={styles.term}>
          <div>
            <p>{term.title}</p>
            <p style={styles.small}>
              {m.calendar_term_weeks({
                from: formatDate(term.starts_on),
                to: formatDate(term.ends_on),
                weeks: term.weeks,
              })}
            </p>
          </div>
          {manages ? (
            <Button
              variant="default"
              leftSection={<IconPencil size={18} aria-hidden />}
              onClick={() => setOpen(term)}
            >
              {m.calendar_term_change()}
            </Button>
          ) : null}
        </div>
      ))}
      {manages ? (
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setOpen('new')}
          >
            {m.calendar_term_add()}
          </Button>
        </div>
      ) : null}
      <Dialog title={title} open={open !== null} onClose={() => setOpen(null)}>
        {open === null ? null : (
          <TermForm
            term={open === 'new' ? null : open}
            taken={terms}
            year={year}
            onDone={() => setOpen(null)}
          />
        )}
      </Dialog>
    </section>
  );
}
