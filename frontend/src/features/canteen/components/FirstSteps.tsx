import { m } from '@/i18n/messages';

/** Food Safety Law, art. 103: stop, seal, rescue, report. */
export function FirstSteps() {
  return (
    <ol>
      <li>{m.canteen_step_stop()}</li>
      <li>{m.canteen_step_seal()}</li>
      <li>{m.canteen_step_rescue()}</li>
      <li>{m.canteen_step_report()}</li>
    </ol>
  );
}
