import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { StockDistribution } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { issueDistribution, keepDistribution } from '../acts';
import { comesTo } from '../matrix';
import { allItemsQuery, STORES } from '../queries';
import { shelfOf } from '../shelf';
import { Shortages } from './MatrixWarnings';
import classes from './RequisitionIssueForm.module.css';

interface Props {
  distribution: StockDistribution;
  onDone: () => void;
}

/** Hands out what was approved, to all classes at once: with what will be short. */
export function DistributionIssueForm({ distribution, onDone }: Props) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const items = useQuery(allItemsQuery);
  const submission = useSubmission({
    name: `stores.distribution.issue.${distribution.id}`,
    owner: person.id,
    initialValues: {},
    send: (_, key) => orNewest(queryClient, STORES, issueDistribution(distribution, key)),
    onAccepted: (changed) => {
      void keepDistribution(queryClient, changed);
      onDone();
    },
  });
  const shelf = items.data && shelfOf(items.data, distribution.store.id);
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p>{m.stores_issue_all_text({ classes: distribution.classes.length })}</p>
      {shelf ? <Shortages {...comesTo(distribution, shelf)} /> : null}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.stores_distribute()}
        </Button>
      </SubmitBar>
    </form>
  );
}
