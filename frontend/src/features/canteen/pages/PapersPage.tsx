import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pages } from '@/api/keyset';
import { useMe } from '@/api/me';
import type { CanteenView, OutsideInspectionRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { ErrorState } from '@/ui/ErrorState';
import { LinkButton } from '@/ui/LinkButton';
import { LoadMore } from '@/ui/LoadMore';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { StatusBadge } from '@/ui/StatusBadge';
import classes from '../components/Canteen.module.css';
import { CanteenChoice } from '../components/CanteenChoice';
import { CanteenTabs } from '../components/CanteenTabs';
import { Contracts } from '../components/Contracts';
import { NoCanteen } from '../components/NoCanteen';
import { openFindingsQuery, outsideListQuery } from '../queries';
import { useCanteen } from '../use-canteen';
import { AUTHORITY_WORDS, RESULT_TONES, RESULT_WORDS } from '../words';

interface Props {
  canteenId: string | undefined;
  onCanteen: (id: string) => void;
}

/** What stands around the canteen's days: contracts, inspections from outside, trainings and surveys. */
export function PapersPage({ canteenId, onCanteen }: Props) {
  const canteen = useCanteen(canteenId);
  const { permissions } = useMe();
  return (
    <>
      <PageHeader
        title={m.canteen_papers()}
        primary={
          canteen && permissions.includes('canteen.papers') ? (
            <LinkButton to="/canteen/outside/new" search={{ canteen_id: canteen.id }}>
              {m.canteen_outside_add()}
            </LinkButton>
          ) : undefined
        }
      />
      <CanteenTabs />
      {canteen ? (
        <div className={classes.form}>
          <CanteenChoice value={canteen.id} onChange={onCanteen} />
          <OpenFindings canteen={canteen} />
          <Outside canteen={canteen} />
          <Contracts canteen={canteen} />
          <OffMeals canteen={canteen} />
        </div>
      ) : (
        <NoCanteen />
      )}
    </>
  );
}

/** What is still to be mended, the one that is due first first. */
function OpenFindings({ canteen }: { canteen: CanteenView }) {
  const { data: findings } = useSuspenseQuery(openFindingsQuery(canteen.id));
  return findings.length > 0 ? (
    <section className={classes.card} aria-labelledby="open-findings">
      <h2 id="open-findings">{m.canteen_findings_open({ count: findings.length })}</h2>
      <ul className={classes.records}>
        {findings.map((finding) => (
          <li key={finding.id}>
            <Link
              to="/canteen/outside/$inspectionId"
              params={{ inspectionId: finding.inspection_id }}
              className={classes.link}
            >
              {finding.said}
            </Link>
            <span className={classes.acts}>
              {m.canteen_finding_who({ name: finding.responsible.name, day: finding.due_on })}
              {finding.overdue ? (
                <StatusBadge tone="alarm">{m.canteen_finding_overdue()}</StatusBadge>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  ) : null;
}

function Outside({ canteen }: { canteen: CanteenView }) {
  const query = useInfiniteQuery(outsideListQuery(canteen.id));
  const rows = pages(query.data);
  return (
    <section aria-labelledby="outside">
      <h2 id="outside">{m.canteen_outside()}</h2>
      {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {rows || query.error ? null : <PageSkeleton />}
      {rows?.length === 0 ? <p className={classes.muted}>{m.canteen_outside_none()}</p> : null}
      <ul className={classes.records}>
        {rows?.map((row) => (
          <Inspection key={row.id} row={row} />
        ))}
      </ul>
      <LoadMore paging={query} />
    </section>
  );
}

function Inspection({ row }: { row: OutsideInspectionRow }) {
  return (
    <li>
      <Link
        to="/canteen/outside/$inspectionId"
        params={{ inspectionId: row.id }}
        className={row.struck ? `${classes.link} ${classes.struck}` : classes.link}
      >
        {AUTHORITY_WORDS[row.authority]()} · {row.inspectors}
      </Link>
      <span className={classes.acts}>
        <DateText value={row.day} />
        {row.late ? <StatusBadge tone="waiting">{m.canteen_late()}</StatusBadge> : null}
        {row.struck ? (
          <StatusBadge tone="off">{m.canteen_struck()}</StatusBadge>
        ) : (
          <StatusBadge tone={RESULT_TONES[row.result]}>{RESULT_WORDS[row.result]()}</StatusBadge>
        )}
      </span>
    </li>
  );
}

/** What is written down a few times a term; the records stand in the book. */
function OffMeals({ canteen }: { canteen: CanteenView }) {
  const { permissions } = useMe();
  const keeps = permissions.includes('canteen.keep');
  const search = { canteen_id: canteen.id };
  return (
    <section aria-labelledby="off-meals" className={classes.form}>
      <h2 id="off-meals">{m.canteen_off_meals()}</h2>
      <p className={classes.muted}>{m.canteen_off_meals_text()}</p>
      <div className={classes.acts}>
        {keeps ? (
          <>
            <LinkButton to="/canteen/training" search={search} variant="default">
              {m.canteen_training_add()}
            </LinkButton>
            <LinkButton to="/canteen/survey" search={search} variant="default">
              {m.canteen_survey_add()}
            </LinkButton>
          </>
        ) : null}
        <LinkButton
          to="/canteen/records"
          search={{ ...search, kind: 'training' }}
          variant="default"
        >
          {m.canteen_kind_training()}
        </LinkButton>
        <LinkButton to="/canteen/records" search={{ ...search, kind: 'survey' }} variant="default">
          {m.canteen_kind_survey()}
        </LinkButton>
      </div>
    </section>
  );
}
