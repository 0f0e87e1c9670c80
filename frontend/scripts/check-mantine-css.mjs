// Every Mantine component in use must have its stylesheet in src/app/mantine.css: a missing one shows
// only as a bare control on somebody's phone.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Components drawn by the stylesheet of another one, or by several. */
const NEEDS = {
  TextInput: ['Input'],
  InputBase: ['Input'],
  NativeSelect: ['Input'],
  NumberInput: ['Input', 'NumberInput', 'UnstyledButton'],
  Select: ['Input', 'Combobox', 'Popover', 'ScrollArea'],
  Checkbox: ['Checkbox', 'InlineInput', 'Input'],
  Button: ['Button', 'UnstyledButton', 'Loader'],
};

const sheet = readFileSync('src/app/mantine.css', 'utf8');
const failures = new Set();

function required(component) {
  if (NEEDS[component]) return NEEDS[component];
  const own = `node_modules/@mantine/core/styles/${component}.layer.css`;
  return existsSync(own) ? [component] : [];
}

for (const name of readdirSync('src', { recursive: true })) {
  if (!/\.tsx?$/.test(name)) continue;
  const text = readFileSync(join('src', name), 'utf8');
  for (const [, names] of text.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)) {
    for (const component of names.split(',').map((part) => part.trim())) {
      for (const part of required(component)) {
        if (!sheet.includes(`/styles/${part}.layer.css'`))
          failures.add(`${name}: ${component} needs ${part}.layer.css in src/app/mantine.css`);
      }
    }
  }
}

for (const failure of failures) console.error(failure);
process.exit(failures.size > 0 ? 1 : 0);
