import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { usePermission } from '@/api/me';
import type { PolicyView, RetentionView } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Dialog } from '@/ui/Dialog';
import { ErrorState } from '@/ui/ErrorState';
import { fileSize } from '@/ui/file-size';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { policiesQuery, retentionQuery, usageQuery } from '../rules/queries';
import { RuleForm } from '../rules/RuleForm';
import { styles } from '../rules/styles';

/** What is kept how long, why not shorter, and what went last. */
export function RetentionPage() {
  const query = useQuery(retentionQuery);
  const sets = usePermission('policies.set');
  const seesSpace = usePermission('files.usage');
  const policies = useQuery({ ...policiesQuery, enabled: sets });
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<PolicyView | null>(null);
  const policyOf = (key: string | null | undefined) =>
    policies.data?.find((policy) => policy.key === key);
  return (
    <>
      <PageHeader
        back={{ to: '/settings', label: m.shell_nav_settings() }}
        title={m.retention_title()}
        facts={m.retention_lead()}
      />
      {seesSpace ? <Space /> : null}
      {query.data ? (
        <div style={styles.list}>
          {query.data.map((kept) => (
            <Kept
              key={kept.title}
              kept={kept}
              policy={policyOf(kept.key)}
              onChange={sets ? setOpen : undefined}
            />
          ))}
        </div>
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
        {open ? (
          <RuleForm
            policy={open}
            onDone={() => {
              setOpen(null);
              void queryClient.invalidateQueries({ queryKey: retentionQuery.queryKey });
            }}
          />
        ) : null}
      </Dialog>
    </>
  );
}

/** How full it is, and what happens when it is: in words, before it happens. */
function Space() {
  const { data } = useQuery(usageQuery);
  if (!data) {
    return null;
  }
  const used = { used: fileSize(data.bytes), whole: fileSize(data.quota_bytes) };
  const words = {
    enough: m.retention_space_enough,
    nearly_full: m.retention_space_nearly_full,
    full: m.retention_space_full,
  };
  return (
    <section aria-labelledby="space" style={styles.what}>
      <h2 id="space">{m.retention_space()}</h2>
      <p style={styles.value}>
        {m.retention_space_used({ ...used, percent: formatNumber(data.percent) })}
      </p>
      <p style={data.state === 'enough' ? styles.small : styles.next}>{words[data.state]()}</p>
    </section>
  );
}

interface KeptProps {
  kept: RetentionView;
  policy: PolicyView | undefined;
  onChange: ((policy: PolicyView) => void) | undefined;
}

function Kept({ kept, policy, onChange }: KeptProps) {
  const { title, days, floor, source } = kept;
  return (
    <div style={styles.rule}>
      <div style={styles.what}>
        <p>{title}</p>
        <p style={styles.value}>
          {typeof days === 'number' ? m.retention_days({ days }) : m.retention_for_good()}
        </p>
        <p style={styles.small}>
          {typeof floor === 'number' ? m.retention_floor({ days: floor, source }) : source}
        </p>
        <LastRun kept={kept} />
      </div>
      {policy && onChange ? (
        <Button
          variant="default"
          aria-label={m.rules_change_of({ title })}
          onClick={() => onChange(policy)}
        >
          {m.rules_change()}
        </Button>
      ) : null}
    </div>
  );
}

function LastRun({ kept }: { kept: RetentionView }) {
  if (!kept.key) {
    return null;
  }
  return (
    <p style={styles.small}>
      {kept.ran_at ? (
        <>
          {m.retention_ran()} <DateText value={kept.ran_at} hour />
        </>
      ) : (
        m.retention_never_ran()
      )}
      {kept.removed_at ? (
        <>
          {' · '}
          {m.retention_removed({ count: kept.removed, total: kept.total })}{' '}
          <DateText value={kept.removed_at} />
        </>
      ) : null}
    </p>
  );
}
