/** Columns that can be left out; in their order. Number and name always stand. */
const OPTIONAL = [
  'spec',
  'category',
  'category_code',
  'place',
  'custodian',
  'quantity',
  'value',
  'acquired_on',
  'status',
] as const;

const USUAL = ['category', 'place', 'custodian', 'quantity', 'value', 'status'];
const PLACE = 'steward.assets.columns';

function remembered(): string | undefined {
  try {
    return localStorage.getItem(PLACE) ?? undefined;
  } catch {
    return undefined;
  }
}

/** From the address, else as this device remembers, else the usual ones. */
export function chosenColumns(cols: string | undefined): readonly string[] {
  const asked = (cols ?? remembered())?.split(',').filter((key) => key !== '');
  return asked ? OPTIONAL.filter((key) => asked.includes(key)) : USUAL;
}

/** Keeps a choice on this device and answers what the address shall hold; undefined is the usual. */
export function keepColumns(keys: readonly string[] | undefined): string | undefined {
  const cols = keys?.join(',');
  try {
    if (cols === undefined) {
      localStorage.removeItem(PLACE);
    } else {
      localStorage.setItem(PLACE, cols);
    }
  } catch {
    // The address alone holds it then.
  }
  return cols;
}
