import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import { useMe } from '@/api/me';
import type { OutsideFindingView, OutsideInspectionView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { DateText } from '@/ui/DateText';
import { FormAlert } from '@/ui/FormAlert';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { StatusBadge } from '@/ui/StatusBadge';
import { mendFinding, refreshCanteen, reportFinding } from '../acts';
import { CANTEEN } from '../queries';
import classes from './Canteen.module.css';

/** What was found, and what became of it. */
export function OutsideFindings({ inspection }: { inspection: OutsideInspectionView }) {
  return inspection.findings.length > 0 ? (
    <section className={classes.form} aria-labelledby="findings">
      <h2 id="findings">{m.canteen_findings()}</h2>
      {inspection.findings.map((finding) => (
        <Finding key={finding.id} finding={finding} />
      ))}
    </section>
  ) : (
    <p className={classes.muted}>{m.canteen_findings_none()}</p>
  );
}

function Finding({ finding }: { finding: OutsideFindingView }) {
  const queryClient = useQueryClient();
  const [mending, setMending] = useState(false);
  const mend = actionState(finding.allowed_actions, 'mend');
  const { mended } = finding;
  return (
    <section className={classes.card} aria-label={finding.said}>
      <div className={classes.head}>
        <h3>{`${finding.no}. ${finding.said}`}</h3>
        <StatusBadge tone={finding.overdue ? 'alarm' : mended ? 'done' : 'waiting'}>
          {finding.overdue ? m.canteen_finding_overdue() : finding.state_text}
        </StatusBadge>
      </div>
      <p className={classes.muted}>
        {[
          m.canteen_finding_who({ name: finding.responsible.name, day: finding.due_on }),
          finding.place?.path,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {mended ? (
        <p>
          {m.canteen_finding_mended({ name: mended.by.name, note: mended.note })}{' '}
          <DateText value={mended.at} hour />
        </p>
      ) : null}
      <div className={classes.acts}>
        <Repair finding={finding} />
        {mend.allowed ? (
          <Button variant="default" onClick={() => setMending(true)}>
            {m.canteen_finding_mend()}
          </Button>
        ) : null}
      </div>
      {!mended && !mend.allowed && mend.reason ? (
        <p className={classes.muted}>{mend.reason}</p>
      ) : null}
      <ReasonDialog
        name={`canteen.mend.${finding.id}`}
        title={m.canteen_finding_mend()}
        reasonLabel={m.canteen_finding_note()}
        text={m.canteen_finding_mend_text()}
        shown={CANTEEN}
        act={(note, key) => mendFinding(finding, note, key)}
        onDone={() => void refreshCanteen(queryClient)}
        open={mending}
        onClose={() => setMending(false)}
      />
    </section>
  );
}

/** The repair that it became, or the one tap that makes it one. */
function Repair({ finding }: { finding: OutsideFindingView }) {
  const { permissions } = useMe();
  const { case_id: id, case_number: number } = finding;
  if (id && number) {
    return permissions.includes('repair_cases.view') ? (
      <Link to="/repairs/$caseId" params={{ caseId: id }} className={classes.link}>
        {number}
      </Link>
    ) : (
      <span>{number}</span>
    );
  }
  return actionState(finding.allowed_actions, 'report').allowed ? (
    <ReportButton finding={finding} />
  ) : null;
}

function ReportButton({ finding }: { finding: OutsideFindingView }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: `canteen.report.${finding.id}`,
    owner: person.id,
    initialValues: {},
    send: (_, key) => orNewest(queryClient, CANTEEN, reportFinding(finding, key)),
    onAccepted: () => refreshCanteen(queryClient),
  });
  return (
    <form onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <Button type="submit" variant="default" loading={submission.sending}>
        {m.canteen_finding_to_repair()}
      </Button>
    </form>
  );
}
