/*
 * Which file a module travels in. A phone at a door loads what its page needs and little else, in few
 * requests; scripts/budget.mjs holds it. The order counts: a group also takes what its modules import,
 * unless an earlier group has it.
 */

/** Parts that a page of the office has and no door: tables with their filters, the choosing among many. */
const TABLES =
  /@tanstack[\\/](react-virtual|virtual-core)|src[\\/]ui[\\/](DataTable|SortHeader|FilterBar)|messages[\\/].*ui_filter_/;
const PICKERS =
  /src[\\/]ui[\\/](PickField|PersonPicker|PlacePicker|FormSection)|messages[\\/].*ui_pick_/;
/** The office's share of the kit. A door page that comes to need one of these moves it up into the kit. */
const OFFICE = [
  /src[\\/]ui[\\/](AskFirst|LoadMore|RowCheck|SchemeChoice|SelectField|WarningBox|Stepper|Suggest|use-settled|use-switch-school|words)\./,
  /src[\\/]api[\\/](saved-views|stale|switch-school)\./,
  /messages[\\/].*(ui_(choose|filters|list_separator|none|print|timeline_change)|shell_scheme|shell_sign_out)/,
  /icons[\\/]Icon(Building|CalendarDue|ChevronDown|FileText|ChevronUp|DeviceDesktop|Download|FileImport|Filter|Logout|Moon|Pencil|Plus|Printer|Qrcode|Selector|ShieldCheck|Sun|Trash)\./,
];
/** The desktop's navigation: a phone has none of it. */
const NAVIGATION =
  /src[\\/]app[\\/]shell[\\/](SideNav|navigation)\.|messages[\\/].*shell_nav_(assets|canteen|inspections|places|people|purchases|reports|settings|summaries|audit)|icons[\\/]Icon(Bell|BuildingWarehouse|ChartBar|Checks|History|Package|ReportAnalytics|Settings|ShoppingCart|ToolsKitchen2|Users)\./;
/** What only somebody who signs in, or gives out passwords, sees. */
const PASSWORDS = /src[\\/]ui[\\/]PasswordField|messages[\\/].*ui_password_|icons[\\/]IconEye/;
/** What makes photos small and sends them: asked for when somebody reaches for it. */
const PHOTOS =
  /src[\\/]ui[\\/](PhotoField|PhotoPicker|use-uploads)|src[\\/]offline[\\/]photo\.|src[\\/]api[\\/]uploads\.|messages[\\/].*files_(pick_photos|photo_hint|preparing|sending|sent|failed|unreadable|no_answer|take_back|kept|drop_kept)/;
/** Travels with its page. */
const ALONE =
  /src[\\/]ui[\\/](Qr|Timeline|AttachedFiles|AttachDocument|FileViewer|file-size|Facts|Money|PrintSheet|FileChoice|table-text|ApprovalSteps|ReasonDialog|FileButton|PaperCard|WideTable|Paper\.|Signature|ViewTabs|ListTabs|Counter|quantity|FileField|Minutes|minutes-address|ReportFile|ScanDialog|SignedScans|send-paper)|src[\\/]api[\\/](whole|file-bytes)\./;
const KIT =
  /@tabler|@mantine[\\/]core[\\/]esm[\\/]components[\\/](Input|InputBase|TextInput|CloseButton)[\\/]|paraglide[\\/]messages[\\/](ui_|shell_|find_button)|src[\\/](api|app[\\/]shell|offline|ui)[\\/]/;
const BESIDE_KIT = [NAVIGATION, TABLES, PICKERS, PASSWORDS, PHOTOS, ALONE, ...OFFICE];

/** messages/repairs_report.js and features/repairs/acts.ts → repairs. */
function areaOf(id: string): string | null {
  if (PASSWORDS.test(id)) {
    return 'identity';
  }
  // Seats are opened beside the sign-in page, which needs none of it.
  if (/features[\\/]identity[\\/]auditor[\\/]/.test(id)) {
    return 'auditor';
  }
  const text = /paraglide[\\/]messages[\\/](?:[^\\/]+[\\/])*([a-z]+)_[^\\/]*$/.exec(id);
  const code = /src[\\/]features[\\/]([a-z]+)[\\/]/.exec(id);
  return (text ?? code)?.[1] ?? null;
}

export const CHUNK_GROUPS = [
  // What every page needs and no release of ours changes: it stays cached. Not what a packet alone asks many files by.
  {
    name: 'vendor',
    test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store|openapi-fetch|@tanstack[\\/](?!react-virtual|virtual-core)[^\\/]+)[\\/](?!.*(queriesObserver|useQueries|useSuspenseQueries|useIsFetching)\.)/,
  },
  // The rest of what is there before any page: router, theme, the foundation of Mantine.
  {
    name: 'base',
    test: /^(?!.*(src[\\/]app[\\/]main|index\.html))/,
    tags: ['$initial' as const],
  },
  // The routes of the office with what they read of an address; their pages are files of their own.
  { name: 'routes', test: /src[\\/](routeTree\.gen\.ts|routes[\\/][^?]*)$/ },
  // Icons, fields and states: nearly every page has some of each.
  {
    name: 'kit',
    test: (id: string) => KIT.test(id) && !BESIDE_KIT.some((part) => part.test(id)),
    minShareCount: 2,
  },
  { name: 'navigation', test: NAVIGATION },
  {
    name: 'office',
    test: (id: string) => OFFICE.some((part) => part.test(id)),
    minShareCount: 2,
  },
  { name: 'pickers', test: PICKERS },
  { name: 'tables', test: TABLES },
  { name: 'photos', test: PHOTOS },
  // The rules' values with their words: cut through the middle they would import each other in a circle.
  {
    name: 'rules',
    test: /src[\\/]features[\\/]campus[\\/]rules[\\/]|messages[\\/].*(rules_|retention_title)/,
    minShareCount: 2,
  },
  { name: 'qr', test: /qrcode-generator|src[\\/]ui[\\/]Qr/ },
  // One file for what two pages of purchases share.
  {
    name: 'purchases',
    test: /src[\\/]features[\\/]procurement[\\/]|messages[\\/].*((petty|purchases)_(?!title)|(quotes|suppliers|receipts)_)/,
    minShareCount: 2,
  },
  {
    name: 'stores',
    test: /src[\\/]features[\\/]stores[\\/]|messages[\\/].*(stores|requisitions)_(?!title)/,
    minShareCount: 2,
  },
  // Texts and code that several pages of one area share; what one page alone uses stays with that page.
  {
    name: areaOf,
    debugName: 'areas',
    minShareCount: 2,
    entriesAware: true,
    entriesAwareMergeThreshold: 2400,
  },
  {
    name: 'more',
    minShareCount: 2,
    entriesAware: true,
    entriesAwareMergeThreshold: 4000,
  },
];
