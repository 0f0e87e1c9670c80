import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import { treeQuery } from '@/api/places';
import { m } from '@/i18n/messages';
import { type Command, type CommandGroup, CommandPalette } from '@/ui/CommandPalette';
import {
  IconHistory,
  IconMapPin,
  IconPackage,
  IconQrcode,
  IconSearch,
  IconTool,
  IconUserCircle,
} from '@/ui/icons';
import { matches } from '@/ui/words';
import { visible } from './nav-entry';
import { GROUPS } from './navigation';
import { recentOf, remember } from './recent';

/** Of each kind of record; the list of things shows the rest. */
const MOST = 6;

interface Go {
  to: string;
  label: string;
  hint?: string | null;
}

interface Props {
  open: boolean;
  onClose: () => void;
}

/** Things, places, people, pages and what can be made, behind one line. Loaded when first opened. */
export function Find({ open, onClose }: Props) {
  const { person } = useMe();
  const router = useRouter();
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), 200);
  // An emptied line asks nothing, at once.
  const q = text.trim() === '' ? '' : settled;
  const things = useThings(q, open);
  const people = usePeople(q, open);
  const places = usePlaces(text.trim(), open);
  const go = ({ to, label, hint }: Go, keep: boolean) => {
    if (keep) {
      remember(person.id, { to, label, hint: hint ?? undefined });
    }
    router.history.push(to);
  };
  const records = (kind: string, all: Go[], icon: Command['icon']): Command[] =>
    all.map((one) => ({
      key: `${kind}-${one.to}`,
      label: one.label,
      hint: one.hint ?? undefined,
      icon,
      run: () => go(one, true),
    }));
  const recent = text.trim() === '' ? recentOf(person.id) : [];
  const groups: CommandGroup[] = [
    { title: m.find_group_recent(), commands: records('recent', recent, IconHistory) },
    {
      title: m.find_group_assets(),
      commands: [
        ...records('thing', things.found, IconPackage),
        ...allThings(text.trim(), things, go),
      ],
    },
    { title: m.find_group_places(), commands: records('place', places, IconMapPin) },
    { title: m.find_group_people(), commands: records('person', people.found, IconUserCircle) },
    { title: m.find_group_acts(), commands: useActs(text, (to) => go({ to, label: to }, false)) },
    { title: m.find_group_pages(), commands: usePages(text, (to) => go({ to, label: to }, false)) },
  ];
  const close = () => {
    setText('');
    onClose();
  };
  return (
    <CommandPalette
      open={open}
      onClose={close}
      text={text}
      onText={setText}
      groups={groups}
      searching={text.trim() !== q || things.searching || people.searching}
    />
  );
}

interface Found {
  found: Go[];
  searching: boolean;
}

function allThings(q: string, { found }: Found, go: (to: Go, keep: boolean) => void): Command[] {
  const to = `/assets?q=${encodeURIComponent(JSON.stringify(q))}`;
  return found.length < MOST
    ? []
    : [
        {
          key: 'all-things',
          label: m.find_all_assets({ q }),
          icon: IconSearch,
          run: () => go({ to, label: q }, false),
        },
      ];
}

/** Characters, pinyin initials, numbers, codes on labels: the server knows them all. */
function useThings(q: string, open: boolean): Found {
  const { permissions } = useMe();
  const enabled = open && q !== '' && permissions.includes('assets.view');
  const { data, isFetching } = useQuery({
    queryKey: ['registers', 'find', q],
    queryFn: async ({ signal }) => {
      const ask = (query: { q?: string; code?: string; limit: number }) =>
        read(api.GET('/api/v1/assets', { params: { query }, signal }));
      const [byCode, byWords] = await Promise.all([
        ask({ code: q, limit: 2 }),
        ask({ q, limit: MOST }),
      ]);
      const known = new Set(byCode.items.map(({ id }) => id));
      return [...byCode.items, ...byWords.items.filter(({ id }) => !known.has(id))].slice(0, MOST);
    },
    enabled,
    placeholderData: keepPreviousData,
  });
  const found = (enabled ? (data ?? []) : []).map((row) => ({
    to: `/assets/${row.id}`,
    label: row.name,
    hint: [row.asset_no, row.location?.name].filter(Boolean).join(' · '),
  }));
  return { found, searching: enabled && isFetching };
}

function usePeople(q: string, open: boolean): Found {
  const { permissions } = useMe();
  const enabled = open && q !== '' && permissions.includes('people.view');
  const { data, isFetching } = useQuery({
    queryKey: ['campus', 'people', 'find', q],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/people', { params: { query: { q, limit: MOST } }, signal })),
    enabled,
    placeholderData: keepPreviousData,
  });
  const found = (enabled ? (data?.items ?? []) : []).map((someone) => ({
    to: `/people/${someone.id}`,
    label: someone.name,
    hint: [someone.staff_no, someone.department].filter(Boolean).join(' · '),
  }));
  return { found, searching: enabled && isFetching };
}

function usePlaces(typed: string, open: boolean): Go[] {
  const { permissions } = useMe();
  const sees = permissions.includes('places.manage') || permissions.includes('people.view');
  const { data } = useQuery({ ...treeQuery, enabled: open && sees });
  return typed === ''
    ? []
    : (data ?? [])
        .filter((place) => matches(typed, place.path, place.responsible_person?.name))
        .slice(0, MOST)
        .map(({ id, name, path, responsible_person }) => ({
          to: `/places/${id}`,
          label: name,
          hint: [path, responsible_person?.name].filter(Boolean).join(' · '),
        }));
}

function usePages(typed: string, go: (to: string) => void): Command[] {
  const me = useMe();
  const pages = GROUPS.flat().filter((entry) => visible(entry, me));
  const overview = me.permissions.includes('assets.view')
    ? [{ to: '/assets/overview', label: m.find_page_overview(), icon: IconPackage }]
    : [];
  return [
    ...pages.map(({ to, label, icon }) => ({ to: String(to), label: label(), icon })),
    ...overview,
  ]
    .filter(({ label }) => matches(typed, label))
    .map(({ to, label, icon }) => ({ key: `page-${to}`, label, icon, run: () => go(to) }));
}

function useActs(typed: string, go: (to: string) => void): Command[] {
  const { permissions } = useMe();
  const acts: [string, string, Command['icon'], string][] = [
    ['repair_cases.report', m.find_act_report(), IconTool, '/repairs/new'],
    ['assets.register', m.find_act_register(), IconPackage, '/assets/new'],
    ['assets.label', m.find_act_labels(), IconQrcode, '/assets/labels?label=suggested'],
    ['places.manage', m.find_act_signs(), IconQrcode, '/places/signs'],
  ];
  return acts
    .filter(([needs, label]) => permissions.includes(needs) && matches(typed, label))
    .map(([, label, icon, to]) => ({ key: `act-${to}`, label, icon, run: () => go(to) }));
}
