import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usePermission } from '@/api/me';
import type { RouteView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Dialog } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { IconPencil, IconPlus } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { repairCategoriesQuery, repairRoutesQuery } from '../queries';
import { byCategory, type CategoryRules, codesOf } from '../repair-routes';
import classes from './RepairRoutes.module.css';
import { RouteForm } from './RouteForm';

/** What the dialog is about: a rule there is, or a new one of a category. */
export interface RouteTarget {
  category: string | null;
  title: string;
  /** "general" covers every building, "building" asks for one. */
  reach: 'general' | 'building';
  rule: RouteView | null;
}

/** Who gets which fault without anybody dispatching it. */
export function RepairRoutes() {
  const rules = useQuery(repairRoutesQuery);
  const categories = useQuery(repairCategoriesQuery);
  const manages = usePermission('repair_routes.manage');
  const [target, setTarget] = useState<RouteTarget | null>(null);
  // Readers without the right to report may not read the categories: their codes must do, then.
  const known = categories.data ?? (categories.isError ? codesOf(rules.data ?? []) : undefined);
  const lines =
    rules.data && known ? byCategory(rules.data, known, m.campus_routes_everything()) : undefined;
  return (
    <section aria-labelledby="routes">
      <h2 id="routes">{m.campus_routes()}</h2>
      <p className={classes.lead}>{m.campus_routes_lead()}</p>
      <ListView
        rows={lines}
        error={rules.error}
        onRetry={() => void rules.refetch()}
        filtered={false}
        onClearFilters={() => {}}
        empty={<EmptyState title={m.campus_routes_none()} />}
      >
        {(all) => (
          <ul className={classes.categories}>
            {all.map((line) => (
              <Category
                key={line.category ?? 'everything'}
                line={line}
                onTarget={manages ? setTarget : undefined}
              />
            ))}
          </ul>
        )}
      </ListView>
      <Dialog title={target?.title ?? ''} open={target !== null} onClose={() => setTarget(null)}>
        {target ? <RouteForm target={target} onDone={() => setTarget(null)} /> : null}
      </Dialog>
    </section>
  );
}

interface CategoryProps {
  line: CategoryRules;
  onTarget: ((target: RouteTarget) => void) | undefined;
}

function Category({ line, onTarget }: CategoryProps) {
  const { category, title, general, buildings } = line;
  const target = (reach: RouteTarget['reach'], rule: RouteView | null) =>
    onTarget?.({ category, title, reach, rule });
  return (
    <li className={classes.category}>
      <h3>{title}</h3>
      <ul>
        <li className={classes.rule}>
          <Rule
            place={m.campus_routes_all_buildings()}
            rule={general}
            fallback={category === null ? m.campus_routes_nobody() : m.campus_routes_as_default()}
          />
          {onTarget ? (
            <Button
              variant="subtle"
              leftSection={<IconPencil size={16} aria-hidden />}
              onClick={() => target('general', general)}
              aria-label={m.campus_routes_change({ name: title })}
            >
              {m.campus_edit()}
            </Button>
          ) : null}
        </li>
        {buildings.map((rule) => (
          <li key={rule.id} className={classes.rule}>
            <Rule place={rule.building?.name ?? ''} rule={rule} fallback="" />
            {onTarget ? (
              <Button
                variant="subtle"
                leftSection={<IconPencil size={16} aria-hidden />}
                onClick={() => target('building', rule)}
                aria-label={m.campus_routes_change({ name: `${title} ${rule.building?.name}` })}
              >
                {m.campus_edit()}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {onTarget ? (
        <Button
          variant="subtle"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => target('building', null)}
          aria-label={m.campus_routes_add_label({ name: title })}
        >
          {m.campus_routes_add()}
        </Button>
      ) : null}
    </li>
  );
}

function Rule(props: { place: string; rule: RouteView | null; fallback: string }) {
  const { place, rule, fallback } = props;
  return (
    <p className={classes.what}>
      <span className={classes.place}>{place}</span>
      {rule ? (
        <span>
          <strong>{rule.worker.name}</strong>
          {rule.deputy ? (
            <span className={classes.deputy}>
              {m.campus_routes_deputy_is({ name: rule.deputy.name })}
            </span>
          ) : null}
        </span>
      ) : (
        <span className={classes.deputy}>{fallback}</span>
      )}
    </p>
  );
}
