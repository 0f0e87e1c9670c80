import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usePermission } from '@/api/me';
import type { PolicyView } from '@/api/schema';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { Dialog } from '@/ui/Dialog';
import { ErrorState } from '@/ui/ErrorState';
import { IconPrinter } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { policiesQuery } from '../rules/queries';
import { RuleForm } from '../rules/RuleForm';
import { styles } from '../rules/styles';
import { GROUPS, groupWord, sentence } from '../rules/value';

/** The school's rules and numbers: what holds, since when, after what. */
export function RulesPage() {
  const query = useQuery(policiesQuery);
  const [open, setOpen] = useState<PolicyView | null>(null);
  return (
    <>
      <PageHeader
        back={{ to: '/settings', label: m.shell_nav_settings() }}
        title={m.rules_title()}
        facts={m.rules_lead()}
        actions={
          <>
            <LinkButton
              variant="default"
              to="/settings/rules/purchases"
              leftSection={<IconPrinter size={18} aria-hidden />}
            >
              {m.rules_purchases()}
            </LinkButton>
            <LinkButton
              variant="default"
              to="/settings/rules/print"
              leftSection={<IconPrinter size={18} aria-hidden />}
            >
              {m.rules_print()}
            </LinkButton>
          </>
        }
      />
      {query.data ? (
        <Groups policies={query.data} onChange={setOpen} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
      <Dialog
        title={open ? m.rules_change_of({ title: open.title }) : ''}
        open={open !== null}
        onClose={() => setOpen(null)}
      >
        {open ? <RuleForm policy={open} onDone={() => setOpen(null)} /> : null}
      </Dialog>
    </>
  );
}

interface GroupsProps {
  policies: readonly PolicyView[];
  onChange: (policy: PolicyView) => void;
}

function Groups({ policies, onChange }: GroupsProps) {
  const sets = usePermission('policies.set');
  return (
    <div style={styles.groups}>
      {GROUPS.map((group) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`}>{groupWord(group)}</h2>
          <div style={styles.list}>
            {policies
              .filter((policy) => policy.group === group)
              .map((policy) => (
                <Rule key={policy.key} policy={policy} onChange={sets ? onChange : undefined} />
              ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function Rule(props: { policy: PolicyView; onChange: ((policy: PolicyView) => void) | undefined }) {
  const { policy, onChange } = props;
  const { set, next } = policy;
  const since = set
    ? `${m.rules_since({ date: formatDate(set.valid_from) })} · ${set.source}`
    : `${m.rules_default()} · ${policy.default_source}`;
  return (
    <div style={styles.rule}>
      <div style={styles.what}>
        <p>{policy.title}</p>
        <p style={styles.value}>{sentence(policy.value, policy)}</p>
        <p style={styles.small}>{since}</p>
        {policy.in_use ? null : <p style={styles.small}>{m.rules_later()}</p>}
        {next ? (
          <p style={styles.next}>
            {m.rules_next({
              date: formatDate(next.valid_from),
              value: sentence(next.value, policy),
            })}
          </p>
        ) : null}
      </div>
      {onChange ? (
        <Button
          variant="default"
          aria-label={m.rules_change_of({ title: policy.title })}
          onClick={() => onChange(policy)}
        >
          {m.rules_change()}
        </Button>
      ) : null}
    </div>
  );
}
