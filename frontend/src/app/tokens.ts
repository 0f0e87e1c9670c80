/**
 * The colours of the product, light and dark. Meaning is fixed and never carried by colour alone:
 * grey = not started, pine = in someone's hands, amber = waiting for you, red = late or danger and
 * nothing else, ink with a tick = done. Every pair of text and ground here keeps WCAG AA.
 */
type Scheme = Record<
  | 'paper'
  | 'surface'
  | 'sunken'
  | 'line'
  | 'control-line'
  | 'ink'
  | 'muted'
  | 'placeholder'
  | 'pine'
  | 'pine-ground'
  | 'amber'
  | 'amber-ground'
  | 'red'
  | 'red-ground'
  | 'grey-ground'
  | 'hover'
  | 'on-colour',
  string
>;

export const light: Scheme = {
  paper: '#fafaf7',
  surface: '#ffffff',
  sunken: '#f3f4ef',
  line: '#e3e4de',
  // A field's edge must be seen (WCAG 1.4.11, 3:1); a list's hairline need not.
  'control-line': '#8a928e',
  ink: '#1d2528',
  muted: '#4a5560',
  placeholder: '#67717c',
  pine: '#1f6f5c',
  'pine-ground': '#e6f1ed',
  amber: '#8a5a00',
  'amber-ground': '#fbf2df',
  red: '#b3201a',
  'red-ground': '#fcecea',
  'grey-ground': '#eeefea',
  hover: '#f5f6f1',
  // Text on a filled button.
  'on-colour': '#ffffff',
};

export const dark: Scheme = {
  paper: '#121816',
  surface: '#1a2220',
  sunken: '#151c1a',
  line: '#2c3734',
  'control-line': '#6d7a75',
  ink: '#e6ece9',
  muted: '#b4bcc5',
  placeholder: '#9aa4ae',
  pine: '#5fbfa4',
  'pine-ground': '#17322b',
  amber: '#e0b04c',
  'amber-ground': '#33290f',
  red: '#ff8d85',
  'red-ground': '#3b201e',
  'grey-ground': '#27312e',
  hover: '#202a27',
  'on-colour': '#0c1a16',
};
