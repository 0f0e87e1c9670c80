import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { pages } from '@/api/keyset';
import { usePermission } from '@/api/me';
import { m } from '@/i18n/messages';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { IconFileImport, IconQrcode, IconShieldCheck, IconUsers } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { AddPerson } from '../components/AddPerson';
import { personCard, personColumns } from '../components/person-columns';
import { type PeopleSearch, pendingGrantsQuery, peopleQuery } from '../queries';

interface Props {
  search: PeopleSearch;
  onChange: (patch: Partial<Record<keyof PeopleSearch, string | undefined>>) => void;
}

/** Everybody of the school, with roles at a glance. */
export function PeoplePage({ search, onChange }: Props) {
  const query = useInfiniteQuery(peopleQuery(search));
  const manages = usePermission('people.manage');
  return (
    <>
      <PageHeader
        title={m.shell_nav_people()}
        actions={<Actions />}
        primary={manages ? <AddPerson /> : null}
      />
      <FilterBar
        search={{ name: 'q', label: m.campus_people_search() }}
        filters={[
          {
            name: 'active',
            label: m.campus_people_active(),
            options: [
              { value: 'true', label: m.campus_people_here() },
              { value: 'false', label: m.campus_people_left() },
            ],
          },
        ]}
        values={{ ...search }}
        onChange={onChange}
      />
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={Boolean(search.q || search.active)}
        onClearFilters={() => onChange({ q: undefined, active: undefined })}
        empty={
          <EmptyState
            icon={IconUsers}
            title={m.campus_people_none()}
            text={m.campus_people_none_text()}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={m.shell_nav_people()}
            columns={personColumns()}
            rows={rows}
            rowKey={(row) => row.id}
            card={personCard}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}

/** What is done with many people at once. */
function Actions() {
  const manages = usePermission('people.manage');
  const givesSlips = usePermission('accounts.issue_slips');
  return (
    <>
      <PendingLink />
      {manages ? (
        <LinkButton
          variant="default"
          to="/people/roster"
          leftSection={<IconFileImport size={18} aria-hidden />}
        >
          {m.roster_title()}
        </LinkButton>
      ) : null}
      {givesSlips ? (
        <LinkButton
          variant="default"
          to="/people/slips"
          leftSection={<IconQrcode size={18} aria-hidden />}
        >
          {m.slips_title()}
        </LinkButton>
      ) : null}
    </>
  );
}

/** For whoever holds the second key: what waits for it. */
function PendingLink() {
  const confirms = usePermission('role_grants.confirm');
  const grants = usePermission('role_grants.grant');
  const { data } = useQuery({ ...pendingGrantsQuery, enabled: confirms || grants });
  return data && data.length > 0 ? (
    <LinkButton
      variant="default"
      to="/people/grants"
      leftSection={<IconShieldCheck size={18} aria-hidden />}
    >
      {m.campus_grants_pending({ count: data.length })}
    </LinkButton>
  ) : null;
}
