import type { AddSchool, SetupBody, SetupKind } from '@/api/schema';

/** The form's values. Names are those of the request, so the server's pointers find their fields. */
export interface SetUpValues extends FounderValues {
  token: string;
  school: { name: string; kind: SetupKind; public_url: string };
}

/** The first two people of a school. */
export interface FounderValues extends Record<string, unknown> {
  administrator: PersonValues & { also_teacher: boolean };
  second_key_holder: PersonValues;
}

interface PersonValues {
  name: string;
  staff_no: string;
  password: string;
}

const NOBODY: PersonValues = { name: '', staff_no: '', password: '' };

/** The token may come in the link the server prints, behind "#", where no log sees it. */
export function initialSetUp(location: {
  hash: string;
  origin: string;
  hostname: string;
}): SetUpValues {
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
  // An address only this machine understands must not end up on a door sign.
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
  return {
    token,
    school: { name: '', kind: 'school', public_url: local ? '' : location.origin },
    administrator: { ...NOBODY, also_teacher: false },
    second_key_holder: NOBODY,
  };
}

export function setUpRequest(values: SetUpValues): SetupBody {
  return {
    token: values.token.trim(),
    school: {
      name: values.school.name.trim(),
      kind: values.school.kind,
      public_url: given(values.school.public_url),
    },
    ...founders(values),
  };
}

/** What a school that is added to a district asks. */
export interface AddSchoolValues extends FounderValues {
  school: { name: string };
}

export const noSchool: AddSchoolValues = {
  school: { name: '' },
  administrator: { ...NOBODY, also_teacher: false },
  second_key_holder: NOBODY,
};

export function addSchoolRequest(values: AddSchoolValues): AddSchool {
  return { school: { name: values.school.name.trim() }, ...founders(values) };
}

function founders(values: FounderValues) {
  return {
    administrator: {
      ...person(values.administrator),
      also_teacher: values.administrator.also_teacher,
    },
    second_key_holder: person(values.second_key_holder),
  };
}

function person({ name, staff_no, password }: PersonValues) {
  return { name: name.trim(), staff_no: given(staff_no), password };
}

/** An empty field means "not given", which the API says by leaving it out. */
function given(value: string): string | undefined {
  return value.trim() || undefined;
}
