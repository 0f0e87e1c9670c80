import { TextInput } from '@mantine/core';
import type { ChecklistItem, RepairCategory } from '@/api/schema';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { TextArea } from '@/ui/TextArea';
import { type AnswerValue, isFault } from '../hold-form';
import classes from './Item.module.css';
import { photoLabel, RoundPhotos } from './RoundPhotos';

interface Category {
  code: RepairCategory;
  title: string;
}

interface Props {
  item: ChecklistItem;
  answer: AnswerValue;
  /** Where it stands in the form. */
  path: string;
  errors: Record<string, string>;
  categories: readonly Category[];
  onChange: (patch: Partial<AnswerValue>) => void;
  onWaiting: (waiting: boolean) => void;
}

/** One item: big buttons for yes and no; what is wrong becomes a repair by one tap more. */
export function ItemField(props: Props) {
  const { item, answer, path, errors, onChange, onWaiting } = props;
  const fault = isFault(item, answer);
  return (
    <fieldset className={classes.item} data-path={path} tabIndex={-1}>
      <legend>{m.inspections_item({ no: item.no, text: item.text })}</legend>
      <Asked item={item} answer={answer} path={path} onChange={onChange} />
      {fault ? <Wrong {...props} /> : null}
      {fault || item.kind === 'photo' ? (
        <RoundPhotos
          label={photoLabel(false)}
          most={9}
          value={answer.upload_ids}
          onChange={(ids) => onChange({ upload_ids: ids })}
          onWaiting={onWaiting}
          errors={errors}
          path={`${path}.upload_ids`}
        />
      ) : null}
      {errors[path] ? (
        <p className={classes.error} role="alert">
          {errors[path]}
        </p>
      ) : null}
    </fieldset>
  );
}

type AskedProps = Pick<Props, 'item' | 'answer' | 'path' | 'onChange'>;

function Asked({ item, answer, path, onChange }: AskedProps) {
  switch (item.kind) {
    case 'yes_no':
      return (
        <div className={classes.two}>
          {[true, false].map((yes) => (
            <button
              key={String(yes)}
              type="button"
              className={classes.choice}
              data-fault={yes ? undefined : ''}
              aria-pressed={answer.yes === yes}
              onClick={() => onChange({ yes, report: yes ? null : answer.report })}
            >
              {yes ? m.inspections_yes() : m.inspections_no()}
            </button>
          ))}
        </div>
      );
    case 'number':
      return (
        <TextInput
          label={
            item.unit ? m.inspections_number_of({ unit: item.unit }) : m.inspections_item_number()
          }
          description={limits(item)}
          inputMode="decimal"
          value={answer.number}
          data-path={`${path}.number`}
          onChange={(event) => onChange({ number: event.currentTarget.value })}
        />
      );
    case 'text':
      return (
        <TextArea
          label={m.inspections_item_text()}
          rows={2}
          value={answer.text}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
        />
      );
    default:
      return null;
  }
}

function limits({ min, max }: ChecklistItem): string | undefined {
  if (min && max) return m.inspections_limits({ min, max });
  if (min) return m.inspections_at_least({ min });
  return max ? m.inspections_at_most({ max }) : undefined;
}

/** A word about it, or a repair: one of the two. */
function Wrong({ answer, path, categories, onChange }: Props) {
  return (
    <>
      <TextInput
        label={m.inspections_what_is_wrong()}
        value={answer.remark}
        data-path={`${path}.remark`}
        onChange={(event) => onChange({ remark: event.currentTarget.value })}
      />
      <p className={classes.hint}>{m.inspections_report_as()}</p>
      <div className={classes.grid}>
        {categories.map(({ code, title }) => (
          <button
            key={code}
            type="button"
            className={classes.choice}
            aria-pressed={answer.report === code}
            onClick={() => onChange({ report: answer.report === code ? null : code })}
          >
            {title}
          </button>
        ))}
      </div>
      {answer.report ? (
        <CheckField
          label={m.inspections_danger()}
          checked={answer.danger}
          onChange={(event) => onChange({ danger: event.currentTarget.checked })}
        />
      ) : null}
    </>
  );
}
