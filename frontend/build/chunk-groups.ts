/*
 * Which file a module travels in. A phone at a door loads what its page needs and little else, in few
 * requests; scripts/budget.mjs holds it. The order counts: a group also takes what its modules import,
 * unless an earlier group has it.
 */

/** messages/repairs_report.js and features/repairs/acts.ts → repairs. */
function areaOf(id: string): string | null {
  const text = /paraglide[\\/]messages[\\/](?:[^\\/]+[\\/])*([a-z]+)_[^\\/]*$/.exec(id);
  const code = /src[\\/]features[\\/]([a-z]+)[\\/]/.exec(id);
  return (text ?? code)?.[1] ?? null;
}

export const CHUNK_GROUPS = [
  // What every page needs and no release of ours changes: it stays cached.
  {
    name: 'vendor',
    test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store|openapi-fetch|@tanstack[\\/](?!react-virtual|virtual-core)[^\\/]+)[\\/]/,
  },
  // The rest of what is there before any page: router, theme, the foundation of Mantine.
  {
    name: 'base',
    test: /^(?!.*(src[\\/]app[\\/]main|index\.html))/,
    tags: ['$initial' as const],
  },
  // The frame around every page behind sign-in, but for what it loads after the page.
  {
    name: 'shell',
    test: /src[\\/]app[\\/]shell[\\/](?!Find\.|KeyHelp|PersonMenu|Shortcuts|StarredViews|recent)|messages[\\/].*find_button/,
    minShareCount: 2,
  },
  // Icons, fields and states: nearly every page has some of each. The button that copies is with them: in a file of its own it costs
  // a phone at a door more.
  {
    name: 'kit',
    test: /@tabler|@mantine[\\/]core[\\/]esm[\\/]components[\\/](Input|InputBase|TextInput|CloseButton)[\\/]|paraglide[\\/]messages[\\/](ui|shell|identity)_|src[\\/](offline[\\/]|features[\\/]repairs[\\/](copy|components[\\/]CopyButton)\.|ui[\\/](?!PickField|PersonPicker|PlacePicker|FormSection|DataTable|SortHeader|FilterBar|Qr|Timeline|Facts|Money|PrintSheet|Stepper|Suggest|Folded|SelectField|CommandPalette))/,
    minShareCount: 2,
  },
  {
    name: 'pickers',
    test: /src[\\/]ui[\\/](PickField|PersonPicker|PlacePicker|FormSection)/,
  },
  {
    name: 'tables',
    test: /@tanstack[\\/](react-virtual|virtual-core)|src[\\/]ui[\\/](DataTable|SortHeader|FilterBar)/,
  },
  { name: 'qr', test: /qrcode-generator|src[\\/]ui[\\/]Qr/ },
  // Texts and code that several pages of one area share; what one page alone uses stays with that page.
  {
    name: areaOf,
    debugName: 'areas',
    minShareCount: 2,
    entriesAware: true,
    entriesAwareMergeThreshold: 12_000,
  },
  {
    name: 'more',
    minShareCount: 2,
    entriesAware: true,
    entriesAwareMergeThreshold: 4000,
  },
];
