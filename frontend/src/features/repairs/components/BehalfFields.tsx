import { TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';
import { CheckField } from '@/ui/CheckField';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { type Channel, localIn, type ReportValues } from '../report-form';
import classes from './ReportForm.module.css';

interface Props {
  form: Form<ReportValues>;
  zone: string;
}

/** Reported by phone, in WeChat, in the corridor: typed by somebody else, perhaps next morning. */
export function BehalfFields({ form, zone }: Props) {
  const open = form.values.behalf;
  return (
    <div className={classes.more} data-open={open || undefined}>
      <CheckField label={m.repairs_behalf()} {...form.getCheckProps('behalf')} />
      {open ? (
        <>
          <ChoiceCards<Channel>
            label={m.repairs_behalf_channel()}
            columns={3}
            choices={[
              { value: 'phone', label: m.repairs_channel_phone() },
              { value: 'wechat', label: m.repairs_channel_wechat() },
              { value: 'in_person', label: m.repairs_channel_in_person() },
            ]}
            value={form.values.on_behalf.channel}
            onChange={(channel) => form.setFieldValue('on_behalf.channel', channel)}
            error={form.errors['on_behalf.channel']}
            data-path="on_behalf.channel"
          />
          <TextInput
            label={m.repairs_behalf_name()}
            autoComplete="off"
            required
            withAsterisk={false}
            {...form.getInputProps('on_behalf.name')}
          />
          <TextInput
            label={m.repairs_behalf_phone()}
            type="tel"
            autoComplete="off"
            {...form.getInputProps('on_behalf.phone')}
          />
          <TextInput
            label={m.repairs_happened_at()}
            description={m.repairs_happened_at_hint()}
            type="datetime-local"
            max={localIn(zone, Date.now())}
            {...form.getInputProps('happened_at')}
          />
        </>
      ) : null}
    </div>
  );
}
