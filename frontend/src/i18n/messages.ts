/** The one door to the texts: `m.repairs_report_title()`. Keys carry their area (check-i18n.mjs holds it). */
export * as m from './paraglide/messages.js';
