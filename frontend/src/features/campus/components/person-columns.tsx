import { Link } from '@tanstack/react-router';
import type { PersonView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Column } from '@/ui/DataTable';
import { StatusBadge } from '@/ui/StatusBadge';
import card from './card.module.css';

function PersonLink({ person }: { person: PersonView }) {
  return (
    <Link to="/people/$personId" params={{ personId: person.id }}>
      {person.name}
    </Link>
  );
}

function roles(person: PersonView): string {
  return person.roles.map((role) => role.title).join(m.ui_list_separator());
}

/** What is out of the ordinary with somebody; nothing when all is well. */
function PersonState({ person }: { person: PersonView }) {
  if (!person.active) {
    return <StatusBadge tone="idle">{m.campus_person_left()}</StatusBadge>;
  }
  if (person.roles.some((role) => role.pending)) {
    return <StatusBadge tone="waiting">{m.campus_person_pending()}</StatusBadge>;
  }
  return person.has_account ? null : (
    <StatusBadge tone="idle">{m.campus_person_no_account()}</StatusBadge>
  );
}

export function personColumns(): Column<PersonView>[] {
  return [
    { key: 'name', header: m.identity_name(), cell: (row) => <PersonLink person={row} /> },
    {
      key: 'staff_no',
      header: m.identity_staff_no(),
      cell: (row) => row.staff_no ?? m.ui_none(),
      width: '9rem',
    },
    {
      key: 'department',
      header: m.campus_person_department(),
      cell: (row) => row.department ?? m.ui_none(),
    },
    { key: 'roles', header: m.identity_roles(), cell: (row) => roles(row) || m.ui_none() },
    {
      key: 'state',
      header: m.campus_person_state(),
      cell: (row) => <PersonState person={row} />,
      width: '10rem',
    },
  ];
}

export function personCard(row: PersonView) {
  return (
    <>
      <PersonLink person={row} />
      <p className={card.small}>
        {[row.staff_no, row.department, roles(row)].filter(Boolean).join(' · ')}
      </p>
      <div className={card.badges}>
        <PersonState person={row} />
      </div>
    </>
  );
}
