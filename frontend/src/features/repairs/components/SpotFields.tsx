import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';
import { CheckField } from '@/ui/CheckField';
import { TextArea } from '@/ui/TextArea';
import type { ReportValues } from '../report-form';
import { DamageChoice } from './DamageChoice';
import classes from './ReportForm.module.css';

/** Seen, fixed, written down: one act. */
export function SpotFields({ form }: { form: Form<ReportValues> }) {
  const { spot, fixed_on_the_spot } = form.values;
  return (
    <div className={classes.more} data-open={spot || undefined}>
      <CheckField label={m.repairs_spot()} {...form.getCheckProps('spot')} />
      {spot ? (
        <>
          <DamageChoice
            value={fixed_on_the_spot.damage}
            onChange={(damage) => form.setFieldValue('fixed_on_the_spot.damage', damage)}
            error={form.errors['fixed_on_the_spot.damage']}
            data-path="fixed_on_the_spot.damage"
          />
          <TextArea
            label={m.repairs_work_note()}
            placeholder={m.repairs_work_note_example()}
            rows={2}
            {...form.getInputProps('fixed_on_the_spot.work_note')}
          />
        </>
      ) : null}
    </div>
  );
}
