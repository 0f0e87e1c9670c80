import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { PettyPurchaseRow } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { PURCHASES } from '../queries';
import { VoucherFields } from '../receipts/VoucherFields';
import { emptyVoucher, entered, VOUCHER_RULES } from '../receipts/voucher';
import { postPetty } from './acts';
import { sumOf } from './groups';
import classes from './UnpostedPetty.module.css';

type Entered = Pick<PettyPurchaseRow, 'id' | 'version' | 'total'>;

interface Props {
  /** Those that are to be entered; the dialog is open while there are some. */
  purchases: readonly Entered[];
  onPosted?: () => void;
  onClose: () => void;
}

/** One or several petty purchases under one voucher. */
export function PettyPostDialog(props: Props) {
  const { purchases, onClose } = props;
  return (
    <Dialog title={m.petty_post()} open={purchases.length > 0} onClose={onClose}>
      <PostForm {...props} />
    </Dialog>
  );
}

function PostForm({ purchases, onPosted, onClose }: Props) {
  const { person } = useMe();
  const client = useQueryClient();
  const submission = useSubmission({
    name: 'purchases.petty.post',
    owner: person.id,
    initialValues: emptyVoucher(),
    validate: VOUCHER_RULES,
    send: (values, key) => {
      const items = purchases.map(({ id, version }) => ({ id, version }));
      return orNewest(client, PURCHASES, postPetty({ ...entered(values), items }, key));
    },
    onAccepted: async () => {
      await client.invalidateQueries({ queryKey: PURCHASES });
      onPosted?.();
      onClose();
    },
  });
  const { form } = submission;
  return (
    <form className={classes.dialog} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p>
        {m.petty_post_text({
          count: purchases.length,
          amount: formatMoney(sumOf(purchases)),
        })}
      </p>
      <VoucherFields form={form} onMode={(mode) => form.setFieldValue('mode', mode)} />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.petty_post()}
        </Button>
      </SubmitBar>
    </form>
  );
}
