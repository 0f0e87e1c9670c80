import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { PolicyView } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { ErrorState } from '@/ui/ErrorState';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { PrintSheet } from '@/ui/PrintSheet';
import { policiesQuery } from '../rules/queries';
import { styles } from '../rules/styles';
import { GROUPS, groupWord, sentence, tiersOf, tierWord } from '../rules/value';

/** The school's own tables on paper: who approves a purchase, and every rule with its source. */
export function RulesPrintPage() {
  const query = useQuery(policiesQuery);
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{ to: '/settings/rules', label: m.rules_title() }}
          title={m.rules_print()}
        />
      </div>
      {query.data ? (
        <PrintSheet kind="form">
          <Tables policies={query.data} />
        </PrintSheet>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function Tables({ policies }: { policies: readonly PolicyView[] }) {
  const { school } = useMe();
  const tiers = policies.find(({ kind }) => kind === 'tiers');
  return (
    <div>
      <h2 style={styles.title}>{m.rules_table_title({ school: school.name })}</h2>
      {tiers ? (
        <table style={styles.table}>
          <thead>
            <tr>
              <th scope="col" style={styles.cell}>
                {m.rules_table_number()}
              </th>
              <th scope="col" style={styles.cell}>
                {m.rules_table_who()}
              </th>
            </tr>
          </thead>
          <tbody>
            {tiersOf(tiers.value).map((tier, index) => (
              <tr key={tier.up_to ?? 'last'} style={styles.line}>
                <td style={styles.cell}>{index + 1}</td>
                <td style={styles.cell}>{tierWord(tier, tiers.options)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <Group policies={policies.filter((p) => p.group === 'purchase' && p.kind !== 'tiers')} />
      <Foot />
      <h2 style={styles.title}>{m.rules_table_rules({ school: school.name })}</h2>
      {GROUPS.filter((group) => group !== 'purchase').map((group) => (
        <Group
          key={group}
          caption={groupWord(group)}
          policies={policies.filter((policy) => policy.group === group)}
        />
      ))}
      <Foot />
    </div>
  );
}

function Group(props: { caption?: string; policies: readonly PolicyView[] }) {
  return (
    <table style={styles.table}>
      {props.caption ? <caption style={styles.caption}>{props.caption}</caption> : null}
      <thead>
        <tr>
          <th scope="col" style={styles.cell}>
            {m.rules_name()}
          </th>
          <th scope="col" style={styles.cell}>
            {m.rules_value()}
          </th>
          <th scope="col" style={styles.cell}>
            {m.rules_source()}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.policies.map((policy) => (
          <tr key={policy.key} style={styles.line}>
            <td style={styles.cell}>{policy.title}</td>
            <td style={styles.cell}>{sentence(policy.value, policy)}</td>
            <td style={styles.cell}>{policy.set?.source ?? policy.default_source}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Foot() {
  return (
    <div style={styles.foot}>
      <p>{m.rules_table_sign()}</p>
      <p>{m.rules_table_printed({ date: formatExact(schoolDay()) })}</p>
    </div>
  );
}
