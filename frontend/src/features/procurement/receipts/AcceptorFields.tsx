import { useMe } from '@/api/me';
import type { PurchaseOrderView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { FormSection } from '@/ui/FormSection';
import { IconButton } from '@/ui/IconButton';
import { IconX } from '@/ui/icons';
import { ColleagueField } from '../components/ColleagueField';
import { ExceptionFields } from '../exceptions/ExceptionFields';
import { setException } from '../exceptions/exception-form';
import { hasFood } from './food-form';
import classes from './ReceiptForm.module.css';
import { type ReceiptValues, unlikeTheRule } from './receipt-form';

/** As many as a receipt takes beside whoever makes it. */
const MOST = 5;

interface Props {
  order: PurchaseOrderView;
  form: Form<ReceiptValues>;
}

/** Who accepts: whoever fills the form, and others who sign by themselves; no buyer among them, unless that is excepted. */
export function AcceptorFields({ order, form }: Props) {
  const { person: me } = useMe();
  const { acceptor_ids: ids, acceptor_names: names, using_side_id, exception } = form.values;
  const two = order.acceptors_needed > 1;
  const buyers = order.buyers.map(({ name }) => name).join(m.receipts_list_comma());
  const people = [me, ...ids.map((id, index) => ({ id, name: names[index] ?? '' }))];

  function set(next: readonly { id: string; name: string }[]): void {
    form.setFieldValue('acceptor_ids', next.map(({ id }) => id) as never);
    form.setFieldValue('acceptor_names', next.map(({ name }) => name) as never);
    if (![me, ...next].some(({ id }) => id === using_side_id)) {
      form.setFieldValue('using_side_id', '');
    }
  }

  return (
    <FormSection
      title={m.receipts_section_who()}
      text={
        two
          ? m.receipts_two_needed({ buyers, requester: order.requester.name })
          : m.receipts_one_enough({ buyers })
      }
    >
      {hasFood(form.values.lines) ? <p className={classes.hint}>{m.receipts_food_two()}</p> : null}
      <ul className={classes.people} aria-label={m.receipts_acceptors()}>
        {people.map((one, index) => (
          <li key={one.id}>
            <span className={classes.strong}>{one.name}</span>
            <span className={classes.hint}>
              {index === 0 ? m.receipts_signs_now() : m.receipts_signs_later()}
            </span>
            {index > 0 ? (
              <IconButton
                label={m.receipts_without({ name: one.name })}
                onClick={() => set(people.filter(({ id }) => id !== me.id && id !== one.id))}
              >
                <IconX size={20} aria-hidden />
              </IconButton>
            ) : null}
            <Wrong
              path={`acceptor_ids.${index - 1}`}
              text={form.errors[`acceptor_ids.${index - 1}`]}
            />
          </li>
        ))}
      </ul>
      {ids.length < MOST ? (
        <ColleagueField
          label={m.receipts_add_acceptor()}
          value={null}
          without={exception ? ids : [...ids, ...order.buyers.map(({ id }) => id)]}
          onChange={(one) => {
            if (one) {
              set([...people.slice(1), one]);
            }
          }}
          error={form.errors.acceptor_ids}
          data-path="acceptor_ids"
        />
      ) : null}
      {two && ids.length > 0 ? (
        <ChoiceCards
          label={m.receipts_using_side()}
          choices={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={using_side_id || null}
          onChange={(id) => form.setFieldValue('using_side_id', id)}
          error={form.errors.using_side_id}
          data-path="using_side_id"
        />
      ) : null}
      <Excepting order={order} form={form} />
    </FormSection>
  );
}

/** Where they are not whom the rule asks for: why, and who signs for that. */
function Excepting({ order, form }: Props) {
  const { person: me } = useMe();
  const { exception, acceptor_ids: ids } = form.values;
  // Who stands in for a buyer, and who is of which department, is known to the server only.
  const refused = Object.keys(form.errors).some(
    (path) => path.startsWith('acceptor_ids') || path === 'using_side_id',
  );
  // That two sign for food is no rule to be excepted.
  const alone = hasFood(form.values.lines) && ids.length === 0;
  return exception || (refused && !alone) || unlikeTheRule(order, form.values, me.id) ? (
    <ExceptionFields
      rule="SD2"
      value={exception}
      onChange={(next) => setException(form, next)}
      errors={form.errors}
      without={[...ids, ...order.buyers.map(({ id }) => id)]}
    />
  ) : null;
}

/** What the server says about somebody who is no field of text. */
function Wrong({ path, text }: { path: string; text: string | undefined }) {
  return text ? (
    <p role="alert" tabIndex={-1} data-path={path} className={classes.wrong}>
      {text}
    </p>
  ) : null;
}
