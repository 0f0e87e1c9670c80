import type { CSSProperties } from 'react';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import { PrintSheet } from '@/ui/PrintSheet';
import { Qr } from '@/ui/Qr';
import { AddressWarning } from '../slips/AddressWarning';
import { useBaseAddress } from '../slips/use-base-address';

/** Layout of the page, with it and not in the one stylesheet of all pages. */
const styles = {
  sheet: { display: 'grid', gap: '3.5mm', fontSize: '10.5pt', lineHeight: 1.4 },
  head: { display: 'flex', gap: '8mm', alignItems: 'center', justifyContent: 'space-between' },
  title: { fontSize: '16pt', lineHeight: 1.3 },
  address: { fontSize: '13pt', fontWeight: 600, overflowWrap: 'anywhere' },
  qr: { flex: 'none', width: '28mm' },
  part: { fontSize: '12pt', marginBottom: '1mm' },
  steps: { margin: 0, paddingInlineStart: '7mm' },
  lines: { display: 'grid', gap: '2mm', margin: 0 },
  line: { display: 'flex', gap: '3mm', alignItems: 'flex-end' },
  blank: { flex: 1, margin: 0, minHeight: '6mm', borderBottom: '0.3mm solid #000' },
} satisfies Record<string, CSSProperties>;

/** One A4 for the staff room: what a teacher has to know, with this school's name and address. */
export function HandoutPage() {
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{ to: '/settings', label: m.shell_nav_settings() }}
          title={m.handout_title()}
        />
        <AddressWarning />
      </div>
      <PrintSheet kind="form">
        <Sheet />
      </PrintSheet>
    </>
  );
}

function Sheet() {
  const { school } = useMe();
  const base = useBaseAddress().replace(/\/+$/, '');
  const address = base.replace(/^https?:\/\//, '');
  return (
    <article style={styles.sheet}>
      <header style={styles.head}>
        <div>
          <h2 style={styles.title}>{m.handout_heading({ school: school.name })}</h2>
          <p style={styles.address}>{base}</p>
        </div>
        <div style={styles.qr}>
          <Qr text={base} label={m.handout_qr({ school: school.name })} />
        </div>
      </header>
      <Steps
        title={m.handout_first()}
        steps={[
          m.handout_first_1(),
          m.handout_first_2(),
          m.handout_first_3({ address }),
          m.handout_first_4({ address }),
          m.handout_first_5(),
        ]}
      />
      <Steps
        title={m.handout_report()}
        steps={[
          m.handout_report_1(),
          m.handout_report_2(),
          m.handout_report_3(),
          m.handout_report_4(),
        ]}
      />
      <Steps
        title={m.handout_see()}
        steps={[m.handout_see_1(), m.handout_see_2(), m.handout_see_3(), m.handout_see_4()]}
      />
      <section>
        <h3 style={styles.part}>{m.handout_ask()}</h3>
        <div style={styles.lines}>
          {[m.handout_ask_desk(), m.handout_ask_urgent(), m.handout_ask_it()].map((whom) => (
            <div key={whom} style={styles.line}>
              <span>{whom}</span>
              <span style={styles.blank} />
            </div>
          ))}
        </div>
      </section>
      <p>{m.handout_foot()}</p>
    </article>
  );
}

function Steps({ title, steps }: { title: string; steps: readonly string[] }) {
  return (
    <section>
      <h3 style={styles.part}>{title}</h3>
      <ol style={styles.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
