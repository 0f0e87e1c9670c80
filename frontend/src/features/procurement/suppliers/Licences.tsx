import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMe, usePermission } from '@/api/me';
import type { AttachmentView, SupplierLicenceView, SupplierView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import type { FileAddress } from '@/ui/AttachedFiles';
import { DateText } from '@/ui/DateText';
import { FileViewer } from '@/ui/FileViewer';
import { Folded } from '@/ui/Folded';
import { FormAlert } from '@/ui/FormAlert';
import { IconFileText, IconPlus } from '@/ui/icons';
import { StatusBadge } from '@/ui/StatusBadge';
import { asPicture } from '../components/picture';
import { useKeepSupplier, useSupplierStep, verifyLicence } from './acts';
import { LicenceDialog } from './LicenceDialog';
import { LicenceMark } from './LicenceMark';
import { scanAddress } from './queries';
import classes from './SupplierPage.module.css';

/** What the supplier may sell, until when, each with its scan; those that were replaced below. */
export function Licences({ supplier }: { supplier: SupplierView }) {
  const keeps = usePermission('suppliers.keep');
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<AttachmentView | null>(null);
  const now = supplier.all_licences.filter((one) => !one.replaced_at);
  const former = supplier.all_licences.filter((one) => one.replaced_at);
  const address: FileAddress = (id, size) => scanAddress(supplier.id, id, size);
  return (
    <section className={classes.section} aria-labelledby="licences">
      <h2 id="licences">{m.suppliers_licences()}</h2>
      {now.length === 0 ? (
        <p className={classes.quiet}>{m.suppliers_licences_none_text()}</p>
      ) : null}
      <List licences={now} onShow={setShown} />
      {keeps ? (
        <div data-screen-only>
          <Button
            variant="default"
            size="md"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {m.suppliers_licence_add()}
          </Button>
        </div>
      ) : null}
      {former.length > 0 ? (
        <Folded title={m.suppliers_licences_former({ count: former.length })}>
          <List licences={former} onShow={setShown} />
        </Folded>
      ) : null}
      <LicenceDialog supplier={supplier} open={adding} onClose={() => setAdding(false)} />
      <FileViewer
        files={supplier.all_licences.flatMap(({ document }) =>
          document ? [asPicture(document)] : [],
        )}
        address={address}
        shown={shown}
        onShow={setShown}
      />
    </section>
  );
}

interface ListProps {
  licences: readonly SupplierLicenceView[];
  onShow: (file: AttachmentView) => void;
}

function List({ licences, onShow }: ListProps) {
  return licences.length > 0 ? (
    <ul className={classes.rows}>
      {licences.map((licence) => (
        <li key={licence.id} className={classes.row}>
          <div>
            <p className={classes.strong}>{licence.kind_text}</p>
            <p className={classes.number}>{licence.number}</p>
            <p className={classes.quiet}>
              <Until licence={licence} />
            </p>
          </div>
          <div className={classes.aside}>
            {licence.waits ? (
              <StatusBadge tone="waiting">{m.suppliers_licence_waits()}</StatusBadge>
            ) : null}
            {licence.replaced_at ? null : <LicenceMark state={licence.state} />}
            <Scan licence={licence} onShow={onShow} />
          </div>
          {licence.may_verify || licence.verify_refused ? <Verify licence={licence} /> : null}
        </li>
      ))}
    </ul>
  ) : null;
}

function Until({ licence }: { licence: SupplierLicenceView }) {
  const { issued_on: first, expires_on: end, replaced_at: replaced } = licence;
  return (
    <>
      {first ? (
        <>
          {m.suppliers_from()} <DateText value={first} />
          {' · '}
        </>
      ) : null}
      {end ? (
        <>
          {m.suppliers_until()} <DateText value={end} />
        </>
      ) : (
        m.suppliers_for_good()
      )}
      {' · '}
      {replaced ? (
        <>
          {m.suppliers_replaced()} <DateText value={replaced} />
        </>
      ) : (
        m.suppliers_added_by({ name: licence.added_by.name })
      )}
      {licence.verified_by && licence.verified_at ? (
        <>
          {' · '}
          {m.suppliers_verified_by({ name: licence.verified_by.name })}{' '}
          <DateText value={licence.verified_at} />
        </>
      ) : null}
    </>
  );
}

/** A second person says that it is what the paper says; food is bought under it from then on. */
function Verify({ licence }: { licence: SupplierLicenceView }) {
  const { person } = useMe();
  const keep = useKeepSupplier();
  const step = useSupplierStep();
  const submission = useSubmission({
    name: `purchases.supplier.licence.verify.${licence.id}`,
    owner: person.id,
    initialValues: {},
    send: (_, key) => step(verifyLicence(licence, key)),
    onAccepted: keep,
  });
  return (
    <form className={classes.decide} onSubmit={submission.onSubmit} data-screen-only>
      <FormAlert notice={submission.notice} />
      <p className={classes.quiet}>{licence.verify_refused ?? m.suppliers_verify_text()}</p>
      {licence.may_verify ? (
        <div className={classes.acts}>
          <Button type="submit" size="md" loading={submission.sending}>
            {m.suppliers_licence_verify()}
          </Button>
        </div>
      ) : null}
    </form>
  );
}

function Scan({ licence, onShow }: { licence: SupplierLicenceView } & Pick<ListProps, 'onShow'>) {
  const document = licence.document ? asPicture(licence.document) : null;
  return document ? (
    <button
      type="button"
      className={classes.scan}
      aria-label={m.suppliers_scan_of({ name: licence.kind_text })}
      onClick={() => onShow(document)}
    >
      <IconFileText size={18} stroke={1.6} aria-hidden />
      {m.suppliers_scan()}
    </button>
  ) : (
    <span className={classes.quiet}>{m.suppliers_no_scan()}</span>
  );
}
