import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { IconClipboardCheck } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { InspectionTabs } from '../components/InspectionTabs';
import classes from '../components/Round.module.css';
import { checklistsQuery } from '../queries';

/** What is looked at, list by list; each prints as a blank form. */
export function ChecklistListPage() {
  const { permissions } = useMe();
  const manages = permissions.includes('inspections.manage');
  const { data: lists } = useSuspenseQuery(checklistsQuery);
  return (
    <>
      <PageHeader
        title={m.inspections_checklists()}
        primary={
          manages ? (
            <LinkButton to="/inspections/checklists/new">
              {m.inspections_checklist_new()}
            </LinkButton>
          ) : undefined
        }
      />
      <InspectionTabs />
      {lists.length === 0 ? (
        <EmptyState
          icon={IconClipboardCheck}
          title={m.inspections_checklists_none()}
          text={m.inspections_checklists_none_text()}
        />
      ) : (
        <ul className={classes.list}>
          {lists.map((list) => (
            <li key={list.id}>
              {manages ? (
                <Link to="/inspections/checklists/$checklistId" params={{ checklistId: list.id }}>
                  {list.name}
                </Link>
              ) : (
                <span>{list.name}</span>
              )}
              <LinkButton
                to="/inspections/checklists/$checklistId/print"
                params={{ checklistId: list.id }}
                variant="default"
              >
                {m.inspections_print_blank()}
              </LinkButton>
              <span className={classes.muted}>
                {m.inspections_checklist_about({ count: list.items_count, number: list.number })}
                {list.second_signature ? ` · ${m.inspections_second_signature()}` : ''}
                {list.retired ? ` · ${m.inspections_retired()}` : ''}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
