import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { PlacePicker } from '@/ui/PlacePicker';
import { Suggest } from '@/ui/Suggest';
import { TextArea } from '@/ui/TextArea';
import { ColleagueField } from '../components/ColleagueField';
import { CategoryField } from './CategoryField';
import { type DestinationFieldsProps, textProps } from './destination-fields';
import { departmentsQuery } from './queries';
import classes from './ReceiptForm.module.css';
import { serialsOf } from './receipt-form';

/** Cards in the register: of so many like pieces one, unless each has a number of its own. */
export function CardFields(props: DestinationFieldsProps) {
  const { line, error, path, onChange } = props;
  const { destination: to } = line;
  const { person } = useMe();
  const departments = useQuery(departmentsQuery);
  const serials = serialsOf(to.serial_numbers).length;
  return (
    <>
      <CategoryField
        value={to.category_code}
        onChange={(category_code) => onChange({ category_code })}
        error={error('category_code')}
        data-path={path('category_code')}
      />
      <ChoiceCards
        label={m.receipts_how_many_cards()}
        columns={1}
        choices={[
          {
            value: 'one',
            label: m.receipts_one_card(),
            hint: m.receipts_one_card_hint({ quantity: line.accepted, unit: line.unit }),
          },
          { value: 'each', label: m.receipts_each_card(), hint: m.receipts_each_card_hint() },
        ]}
        value={to.single ? 'each' : 'one'}
        onChange={(value) => onChange({ single: value === 'each' })}
        error={error('single')}
        data-path={path('single')}
      />
      {to.single ? (
        <TextArea
          label={m.receipts_serials()}
          description={
            serials > 0
              ? m.receipts_serials_count({ count: serials, needed: line.accepted })
              : m.receipts_serials_hint()
          }
          rows={4}
          {...textProps(props, 'serial_numbers')}
        />
      ) : null}
      <PlacePicker
        label={m.receipts_place()}
        description={m.receipts_place_hint()}
        value={to.location_id || null}
        onChange={(id) => onChange({ location_id: id ?? '' })}
        error={error('location_id')}
        data-path={path('location_id')}
      />
      <div className={classes.pair}>
        <Suggest
          label={m.receipts_department()}
          answers={departments.data?.map(({ name }) => name) ?? []}
          {...textProps(props, 'department')}
        />
        <ColleagueField
          label={m.receipts_custodian()}
          me={person}
          value={to.custodian_id ? { id: to.custodian_id, name: to.custodian_name } : null}
          onChange={(one) =>
            onChange({ custodian_id: one?.id ?? '', custodian_name: one?.name ?? '' })
          }
          error={error('custodian_id')}
          data-path={path('custodian_id')}
        />
      </div>
    </>
  );
}
