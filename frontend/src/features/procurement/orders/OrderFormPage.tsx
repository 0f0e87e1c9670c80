import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { PurchaseOrderView, PurchaseRequestView, QuoteSheetView } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import type { Form } from '@/offline/form';
import { useSubmission } from '@/offline/use-submission';
import { DraftNotice } from '@/ui/DraftNotice';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { Money } from '@/ui/Money';
import { PageHeader } from '@/ui/PageHeader';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { ColleagueField } from '../components/ColleagueField';
import { EmergencyBanner } from '../emergency/EmergencyBanner';
import { ExceptionFields } from '../exceptions/ExceptionFields';
import { setException } from '../exceptions/exception-form';
import { atOwnLines } from '../own-lines';
import { SupplierField } from '../quotes/SupplierField';
import { sumOf } from '../request-form';
import { makeOrder, useKeepOrder, useOrderStep } from './acts';
import classes from './OrderFormPage.module.css';
import { OrderLineFields } from './OrderLineFields';
import {
  atLeast,
  less,
  moneyLeft,
  type OpenLine,
  type OrderValues,
  offersException,
  orderBody,
  orderRules,
  orderValues,
  sentPositions,
  together,
  wanted,
} from './order-form';
import { twoBuyersFromQuery } from './queries';
import { approverNames } from './request-stage';

interface Props {
  request: PurchaseRequestView;
  /** Nothing where no quotes were asked for. */
  sheet: QuoteSheetView | null;
  /** What was ordered of it before. */
  orders: readonly PurchaseOrderView[];
  lines: readonly OpenLine[];
}

/** What is bought now of what was approved or cannot wait, of whom and by whom. */
export function OrderFormPage({ request, sheet, orders, lines }: Props) {
  const { person } = useMe();
  const navigate = useNavigate();
  const keep = useKeepOrder();
  const step = useOrderStep();
  const settled = sheet?.settled ? sheet.quotes.find((quote) => quote.chosen)?.supplier : undefined;
  const submission = useSubmission({
    // What is open is part of the name: a draft of yesterday's rest would fill in what is ordered by now.
    name: `purchases.order.${request.id}.${lines.map(({ left }) => left).join('-')}`,
    owner: person.id,
    initialValues: orderValues(lines, settled ?? null),
    keepDraft: true,
    validate: orderRules,
    send: async (values: OrderValues, key) => {
      try {
        return await step(makeOrder(orderBody(request.id, values), key));
      } catch (error) {
        throw atOwnLines(error, sentPositions(values));
      }
    },
    onAccepted: async (saved) => {
      await keep(saved);
      await navigate({ to: '/purchase-orders/$orderId', params: { orderId: saved.id } });
    },
  });
  const { form } = submission;
  const total = sumOf(form.values.lines.filter(wanted));
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={m.orders_new()}
        number={request.number}
        back={{
          to: '/purchases/$requestId',
          params: { requestId: request.id },
          label: request.title,
        }}
      />
      <FormAlert notice={submission.notice} />
      {request.emergency_follow_up && request.state !== 'approved' ? (
        <EmergencyBanner emergency={request.emergency_follow_up} />
      ) : null}
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      <FormSection title={m.orders_section_what()} text={m.orders_section_what_text()}>
        <OrderLineFields
          lines={lines}
          values={form.values.lines}
          errors={form.errors}
          onChange={(next) => form.setFieldValue('lines', next)}
        />
        <Balance total={total} request={request} orders={orders} />
      </FormSection>
      <OfWhom form={form} settled={settled?.name} />
      <WhoBuys form={form} request={request} total={together(request, orders, total)} />
      <SubmitBar>
        {total ? (
          <p className={classes.total}>
            {m.purchases_total()} <Money amount={total} />
          </p>
        ) : null}
        <Button type="submit" loading={submission.sending}>
          {m.orders_make()}
        </Button>
      </SubmitBar>
    </form>
  );
}

/** What was approved, what is ordered of it already, and what this order leaves. */
function Balance(props: {
  total: string | null;
  request: PurchaseRequestView;
  orders: readonly PurchaseOrderView[];
}) {
  const { total, request, orders } = props;
  const left = moneyLeft(request, orders);
  const rest = less(left, total);
  const over = rest?.startsWith('-');
  return (
    <dl className={classes.balance}>
      <div>
        <dt>{request.state === 'approved' ? m.orders_approved() : m.orders_asked()}</dt>
        <dd>{formatMoney(request.content.total)}</dd>
      </div>
      {orders.length > 0 ? (
        <div>
          <dt>{m.orders_money_left()}</dt>
          <dd>{formatMoney(left)}</dd>
        </div>
      ) : null}
      <div>
        <dt>{m.orders_this()}</dt>
        <dd>{total ? formatMoney(total) : m.ui_none()}</dd>
      </div>
      {rest ? (
        <div data-over={over || undefined}>
          <dt>{over ? m.orders_over() : m.orders_rest()}</dt>
          <dd>{formatMoney(over ? rest.slice(1) : rest)}</dd>
        </div>
      ) : null}
    </dl>
  );
}

function OfWhom({ form, settled }: { form: Form<OrderValues>; settled: string | undefined }) {
  const { values, errors } = form;
  return (
    <FormSection title={m.orders_section_whom()}>
      {settled ? (
        <div className={classes.settled} data-path="supplier_id" tabIndex={-1}>
          <p className={classes.strong}>{settled}</p>
          <p className={classes.quiet}>{m.orders_settled_text()}</p>
          {errors.supplier_id ? (
            <p role="alert" className={classes.wrong}>
              {errors.supplier_id}
            </p>
          ) : null}
        </div>
      ) : (
        <SupplierField
          value={values.supplier_id ? { id: values.supplier_id, name: values.supplier_name } : null}
          onChange={(supplier) => {
            form.setFieldValue('supplier_id', supplier?.id ?? '');
            form.setFieldValue('supplier_name', supplier?.name ?? '');
          }}
          error={errors.supplier_id}
        />
      )}
      <TextInput
        className={classes.day}
        type="date"
        label={m.orders_expected()}
        min={schoolDay()}
        {...form.getInputProps('expected_on')}
      />
      <TextArea
        label={m.orders_note()}
        placeholder={m.orders_note_example()}
        rows={2}
        {...form.getInputProps('note')}
      />
    </FormSection>
  );
}

function WhoBuys(props: {
  form: Form<OrderValues>;
  request: PurchaseRequestView;
  /** With the other orders of the request. */
  total: string | null;
}) {
  const { form, request, total } = props;
  const { person, permissions } = useMe();
  // Only to say why in time: the server goes by the rule of the day.
  const { data: limit } = useQuery({
    ...twoBuyersFromQuery,
    enabled: permissions.includes('policies.view'),
  });
  const { other_buyer_id: id, other_buyer_name: name, exception } = form.values;
  // Whoever does not read the rules hears of it from the server.
  const two = atLeast(total, limit) || Boolean(form.errors.other_buyer_id);
  return (
    <FormSection title={m.orders_section_who()} text={whyTwo(total, limit)}>
      <p className={classes.me}>
        <span className={classes.quiet}>{m.orders_buyer_you()}</span> {person.name}
      </p>
      <ColleagueField
        label={m.orders_other_buyer()}
        description={otherBuyerText(request)}
        data-path="other_buyer_id"
        value={id ? { id, name } : null}
        onChange={(other) => {
          form.setFieldValue('other_buyer_id', other?.id ?? '');
          form.setFieldValue('other_buyer_name', other?.name ?? '');
          // Two buy: there is nothing to except.
          if (other) {
            setException(form, null);
          }
        }}
        error={form.errors.other_buyer_id}
      />
      {offersException(form.values, two) ? (
        <ExceptionFields
          rule="SD4"
          value={exception}
          onChange={(next) => setException(form, next)}
          errors={form.errors}
        />
      ) : null}
    </FormSection>
  );
}

/** Of what cannot wait nobody has approved yet. */
function otherBuyerText(request: PurchaseRequestView): string {
  const names = approverNames(request).join(m.ui_list_separator());
  return names ? m.orders_other_buyer_text({ names }) : m.orders_other_buyer_unapproved();
}

function whyTwo(total: string | null, limit: string | null | undefined): string | undefined {
  if (!limit) {
    return undefined;
  }
  const amount = { limit: formatMoney(limit) };
  return atLeast(total, limit) ? m.orders_two_needed(amount) : m.orders_one_enough(amount);
}
