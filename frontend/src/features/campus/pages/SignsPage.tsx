import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { m } from '@/i18n/messages';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { EmptyState } from '@/ui/EmptyState';
import { IconPrinter, IconQrcode } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { PlacePicker } from '@/ui/PlacePicker';
import { WarningBox } from '@/ui/WarningBox';
import { Sign } from '../components/Sign';
import { signsQuery, WHOLE_SCHOOL } from '../queries';
import { onlyHere } from '../words';
import classes from './SignsPage.module.css';

export type Paper = 'a5' | 'a4';

interface Props {
  under: string | undefined;
  paper: Paper;
  onChange: (patch: { under?: string; paper?: Paper }) => void;
}

/** The door signs of a building, floor or single room, as they will come out of the printer. */
export function SignsPage({ under, paper, onChange }: Props) {
  const query = useQuery({ ...signsQuery(under ?? ''), enabled: Boolean(under) });
  const signs = query.data;
  const first = signs?.[0];
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{ to: '/places', label: m.shell_nav_places() }}
          title={m.campus_signs()}
          facts={first && m.campus_signs_count({ count: signs.length })}
          primary={
            first ? (
              <Button
                leftSection={<IconPrinter size={18} aria-hidden />}
                onClick={() => window.print()}
              >
                {m.ui_print()}
              </Button>
            ) : null
          }
        />
        <div className={classes.options}>
          <PlacePicker
            label={m.campus_signs_under()}
            value={under && under !== WHOLE_SCHOOL ? under : null}
            onChange={(id) => onChange({ under: id ?? undefined })}
          />
          {under === WHOLE_SCHOOL ? (
            <p>{m.labels_signs_all_now()}</p>
          ) : (
            <div>
              <Button variant="default" onClick={() => onChange({ under: WHOLE_SCHOOL })}>
                {m.labels_signs_all()}
              </Button>
            </div>
          )}
          <ChoiceCards
            label={m.campus_signs_paper()}
            value={paper}
            onChange={(next) => onChange({ paper: next })}
            choices={[
              { value: 'a5', label: m.campus_signs_a5(), hint: m.campus_signs_a5_hint() },
              { value: 'a4', label: m.campus_signs_a4(), hint: m.campus_signs_a4_hint() },
            ]}
          />
        </div>
        {first && !first.url ? (
          <WarningBox title={m.campus_sign_no_url()} text={m.campus_sign_no_url_text()} />
        ) : null}
        {first?.url && onlyHere(first.url) ? (
          <WarningBox
            title={m.campus_sign_local({ url: first.url })}
            text={m.campus_sign_no_url_text()}
          />
        ) : null}
        {first ? <p className={classes.hint}>{m.campus_signs_print_hint()}</p> : null}
      </div>
      {under ? (
        <ListView
          rows={signs}
          error={query.error}
          onRetry={() => void query.refetch()}
          filtered={false}
          onClearFilters={() => {}}
          empty={<EmptyState title={m.campus_signs_none()} text={m.campus_signs_none_text()} />}
        >
          {(rows) => (
            <div className={classes.sheets} data-paper={paper}>
              {rows.map((sign) => (
                <Sign key={sign.code} sign={sign} />
              ))}
            </div>
          )}
        </ListView>
      ) : (
        <EmptyState
          icon={IconQrcode}
          title={m.campus_signs_choose()}
          text={m.campus_signs_choose_text()}
        />
      )}
    </>
  );
}
