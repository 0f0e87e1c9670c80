import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import { savedViewsQuery, searchOf, toggleStar, useStars } from '@/api/saved-views';
import type { SavedView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { Dialog } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { FormAlert } from '@/ui/FormAlert';
import {
  IconBookmark,
  IconPencil,
  IconShare,
  IconStar,
  IconStarFilled,
  IconTrash,
} from '@/ui/icons';
import { PageSkeleton } from '@/ui/PageSkeleton';
import form from './MoveForm.module.css';
import classes from './SavedViews.module.css';

const LIST = 'assets';

/** Filters under a name: one's own and those that colleagues share. A view is a link. */
export function SavedViews({ query }: { query: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconBookmark size={18} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {m.views_views()}
      </Button>
      <Dialog title={m.views_views()} open={open} onClose={() => setOpen(false)}>
        <Views onOpen={() => setOpen(false)} />
        <SaveView query={query} />
      </Dialog>
    </>
  );
}

function Views({ onOpen }: { onOpen: () => void }) {
  const { data, error, refetch } = useQuery(savedViewsQuery(LIST));
  if (error && !data) {
    return <ErrorState error={error} onRetry={() => void refetch()} />;
  }
  if (!data) {
    return <PageSkeleton />;
  }
  return data.length === 0 ? (
    <EmptyState title={m.views_views_none()} text={m.views_views_none_text()} />
  ) : (
    <ul className={classes.views}>
      {data.map((view) => (
        <View key={view.id} view={view} onOpen={onOpen} />
      ))}
    </ul>
  );
}

function View({ view, onOpen }: { view: SavedView; onOpen: () => void }) {
  const { person } = useMe();
  const stars = useStars(person.id);
  const [renaming, setRenaming] = useState(false);
  const starred = stars.includes(view.id);
  const Star = starred ? IconStarFilled : IconStar;
  const note = view.own
    ? view.shared
      ? m.views_shared_own()
      : null
    : m.views_by({ name: view.owner_name });
  return (
    <li className={classes.view}>
      <div className={classes.line}>
        <button
          type="button"
          className={classes.icon}
          data-on={starred || undefined}
          aria-pressed={starred}
          aria-label={
            starred ? m.views_unstar({ name: view.name }) : m.views_star({ name: view.name })
          }
          onClick={() => toggleStar(person.id, view.id)}
        >
          <Star size={20} aria-hidden />
        </button>
        <Link to="/assets" search={searchOf(view.query)} className={classes.link} onClick={onOpen}>
          {view.name}
          {note ? <span className={classes.note}>{note}</span> : null}
        </Link>
      </div>
      {view.own ? <Own view={view} renaming={renaming} onRename={setRenaming} /> : null}
    </li>
  );
}

function Own(props: { view: SavedView; renaming: boolean; onRename: (on: boolean) => void }) {
  const { view, renaming, onRename } = props;
  const change = useChange(view, () => onRename(false));
  const share = useChange(view);
  const remove = useRemove(view);
  const name = change.form.values.name;
  return (
    <>
      <FormAlert notice={change.notice ?? share.notice ?? remove.notice} />
      {renaming ? (
        <form className={classes.rename} onSubmit={change.onSubmit} noValidate>
          <TextInput
            aria-label={m.views_name()}
            autoComplete="off"
            {...change.form.getInputProps('name')}
          />
          <Button type="submit" loading={change.sending} disabled={!String(name).trim()}>
            {m.views_save()}
          </Button>
        </form>
      ) : (
        <div className={classes.acts}>
          <form
            onSubmit={(event) => {
              share.form.setFieldValue('shared', !view.shared);
              share.onSubmit(event);
            }}
          >
            <Button
              type="submit"
              variant="subtle"
              loading={share.sending}
              leftSection={<IconShare size={16} aria-hidden />}
            >
              {view.shared ? m.views_unshare_do() : m.views_share_do()}
            </Button>
          </form>
          <Button
            variant="subtle"
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => onRename(true)}
          >
            {m.views_rename()}
          </Button>
          <form onSubmit={remove.onSubmit}>
            <Button
              type="submit"
              variant="subtle"
              color="red"
              loading={remove.sending}
              leftSection={<IconTrash size={16} aria-hidden />}
            >
              {m.views_delete()}
            </Button>
          </form>
        </div>
      )}
    </>
  );
}

interface Change extends Record<string, unknown> {
  name: string;
  shared: boolean;
}

function useChange(view: SavedView, onDone?: () => void) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  return useSubmission<Change, unknown>({
    name: `campus.view.${view.id}`,
    owner: person.id,
    initialValues: { name: view.name, shared: view.shared },
    send: ({ name, shared }) =>
      orNewest(
        queryClient,
        savedViewsQuery(LIST).queryKey,
        read(
          api.PATCH('/api/v1/saved-views/{id}', {
            params: { path: { id: view.id }, header: ifMatch(view.version) },
            body: { name: name.trim(), shared, query: view.query },
          }),
        ),
      ),
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: savedViewsQuery(LIST).queryKey });
      onDone?.();
    },
  });
}

function useRemove(view: SavedView) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  return useSubmission<Record<string, unknown>, unknown>({
    name: `campus.view.remove.${view.id}`,
    owner: person.id,
    initialValues: {},
    send: () =>
      orNewest(
        queryClient,
        savedViewsQuery(LIST).queryKey,
        read(
          api.DELETE('/api/v1/saved-views/{id}', {
            params: { path: { id: view.id }, header: ifMatch(view.version) },
          }),
        ),
      ),
    onAccepted: () => queryClient.invalidateQueries({ queryKey: savedViewsQuery(LIST).queryKey }),
  });
}

function SaveView({ query }: { query: string }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: 'campus.view.add',
    owner: person.id,
    initialValues: { name: '', shared: false },
    validate: { name: (name: string) => (name.trim() ? null : m.ui_required()) },
    send: ({ name, shared }, key) =>
      read(
        api.POST('/api/v1/saved-views', {
          params: { header: { 'Idempotency-Key': key } },
          body: { list: LIST, name: name.trim(), query, shared },
        }),
      ),
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: savedViewsQuery(LIST).queryKey });
      submission.form.reset({ name: '', shared: false });
    },
  });
  return (
    <form className={`${form.form} ${classes.save}`} onSubmit={submission.onSubmit} noValidate>
      <h3>{m.views_save_title()}</h3>
      {query === '' ? (
        <p className={form.hint}>{m.views_save_nothing()}</p>
      ) : (
        <>
          <FormAlert notice={submission.notice} />
          <TextInput
            label={m.views_name()}
            placeholder={m.views_name_example()}
            autoComplete="off"
            {...submission.form.getInputProps('name')}
          />
          <CheckField label={m.views_share()} {...submission.form.getCheckProps('shared')} />
          <div>
            <Button type="submit" loading={submission.sending}>
              {m.views_save()}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
