import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { AuditEventView, AuditSubjectView } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { IconChevronRight } from '@/ui/icons';
import { changes } from '../changes';
import { linkTo } from '../links';
import type { AuditPatch } from '../pages/AuditPage';
import { actorKind, actorName, fieldName, kindName } from '../words';
import classes from './EventRow.module.css';

interface Props {
  event: AuditEventView;
  onFilter: (patch: AuditPatch) => void;
}

/** One act on one line; unfolded, everything that is stored of it. */
export function EventRow({ event, onFilter }: Props) {
  const [open, setOpen] = useState(false);
  const first = event.subjects[0];
  const more = event.subjects.length - 1;
  return (
    <li>
      <details className={classes.event} onToggle={(toggle) => setOpen(toggle.currentTarget.open)}>
        <summary>
          <IconChevronRight size={16} aria-hidden />
          <span className={classes.at}>
            <DateText value={event.at} hour />
          </span>
          <span className={classes.actor}>{actorName(event)}</span>
          <span className={classes.act}>{event.action_text}</span>
          <span className={classes.subject}>
            {first ? first.label : null}
            {more > 0 ? (
              <span className={classes.more}>{m.audit_more_subjects({ count: more })}</span>
            ) : null}
          </span>
        </summary>
        {open ? <Details event={event} onFilter={onFilter} /> : null}
      </details>
    </li>
  );
}

function Details({ event, onFilter }: Props) {
  const facts = [
    [m.audit_at(), formatExact(event.at)],
    [m.audit_actor_kind(), actorKind(event.actor_kind)],
    [m.audit_role(), event.acting_role || m.ui_none()],
    [m.audit_permission(), event.permission],
    [m.audit_request(), event.request_id],
  ] as const;
  return (
    <div className={classes.details}>
      <dl className={classes.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {event.subjects.map((subject) => (
        <Subject
          key={subject.id}
          subject={subject}
          onOnly={() => onFilter({ subject_id: subject.id })}
        />
      ))}
      <div className={classes.only}>
        <Button variant="default" onClick={() => onFilter({ action: event.action })}>
          {m.audit_only_act({ act: event.action_text })}
        </Button>
        {event.actor_id ? (
          <Button
            variant="default"
            onClick={() => onFilter({ actor_id: event.actor_id ?? undefined })}
          >
            {m.audit_only_person({ name: event.actor_name })}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function Subject({ subject, onOnly }: { subject: AuditSubjectView; onOnly: () => void }) {
  const rows = changes(subject.kind, subject.before, subject.after, subject.names);
  const to = linkTo(subject, useMe().permissions);
  return (
    <section className={classes.record} aria-label={subject.label}>
      <div className={classes.head}>
        <h3>
          <span className={classes.kind}>{kindName(subject.kind)}</span>{' '}
          {to ? (
            <Link {...to} className={classes.link}>
              {subject.label}
            </Link>
          ) : (
            subject.label
          )}
        </h3>
        <Button
          variant="subtle"
          onClick={onOnly}
          aria-label={m.audit_only_label({ name: subject.label })}
        >
          {m.audit_only_record()}
        </Button>
      </div>
      {rows.length > 0 ? (
        // A wide table must be reachable by keyboard and named (axe: scrollable-region-focusable).
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        <section className={classes.scroll} tabIndex={0} aria-label={m.audit_changes()}>
          <table className={classes.changes}>
            <thead>
              <tr>
                <th scope="col">{m.audit_field()}</th>
                <th scope="col">{m.audit_before()}</th>
                <th scope="col">{m.audit_after()}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.field}>
                  <th scope="row">{fieldName(row.field)}</th>
                  <td>{row.before ?? m.ui_none()}</td>
                  <td>{row.after ?? m.ui_none()}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {subject.fields_hidden ? <p className={classes.hidden}>{m.audit_hidden()}</p> : null}
    </section>
  );
}
