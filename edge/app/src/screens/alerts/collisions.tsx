import type { Schemas } from "kerbside";
import { formatDateTime, now } from "../../format";
import { fill, t } from "../../i18n";
import { word } from "../../i18n/word";
import { agoText } from "../../parts/age";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Problem } from "../../parts/problem";
import { pathOf } from "../../service/car_facts";
import type { PagedList } from "../../service/pages";
import type { CarScreenProps } from "../props";
import css from "./alerts.module.css";
import { hasNothingToAdd } from "./nothing_to_add";

/** Milliseconds within which somebody may still be in need of help. */
const RECENT = 24 * 60 * 60_000;

interface CollisionsProps extends CarScreenProps {
  list: PagedList<Schemas["Collision"]>;
  /** What is told above already. */
  told: Error | undefined;
}

/** The collisions that the car noticed, and what to do after one. */
export function Collisions({ car, list, told }: CollisionsProps) {
  const { vehicle } = car;
  const { warnings, common } = t.value;
  const problem = list.problem.value;
  const items = list.items.value.toSorted((one, other) =>
    (other.createdAt ?? "").localeCompare(one.createdAt ?? ""),
  );
  const [latest] = items;
  const isRecent = now.value - Date.parse(latest?.createdAt ?? "") < RECENT;
  if (hasNothingToAdd(items, problem, told)) return null;
  return (
    <Card
      title={warnings.collisions}
      icon="car"
      tone={latest ? (isRecent ? "danger" : "warn") : "plain"}
      testId="collisions"
    >
      {latest && <p>{isRecent ? warnings.collisionAdvice : warnings.collisionLater}</p>}
      {items.length > 0 && (
        <ul class={css.list}>
          {items.map((collision) => (
            <Collision key={collision.id} collision={collision} vehicleId={vehicle.id} />
          ))}
        </ul>
      )}
      {list.isBegun.value && items.length === 0 && <p class="quiet">{warnings.noCollision}</p>}
      {problem && (
        <Problem problem={problem} hasValue={list.isBegun.value} onRetry={() => list.more()} />
      )}
      {list.isBegun.value && list.hasMore.value && !problem && (
        <Button onClick={() => list.more()}>{common.more}</Button>
      )}
    </Card>
  );
}

interface CollisionProps {
  collision: Schemas["Collision"];
  vehicleId: string;
}

function Collision({ collision, vehicleId }: CollisionProps) {
  const { common, warnings, words } = t.value;
  const { createdAt, details = [], pedestrian, tippedOver, tripId } = collision;
  const hits = details.map(({ severity, side }) => {
    const name = side && word(words.impactSide, side);
    const value = severity && word(words.impactSeverity, severity);
    return name && value ? fill(common.pair, { name, value }) : (name ?? value);
  });
  const facts = [
    ...hits.filter((hit) => hit !== undefined),
    ...(pedestrian ? [warnings.pedestrian] : []),
    ...(tippedOver ? [warnings.tippedOver] : []),
  ];
  return (
    <li class={css.event} data-testid="collision">
      {facts.length > 0 ? (
        facts.map((fact) => <b key={fact}>{fact}</b>)
      ) : (
        <b>{warnings.collision}</b>
      )}
      <span class={css.when}>
        <span>
          {createdAt
            ? fill(warnings.recorded, { date: formatDateTime(createdAt), age: agoText(createdAt) })
            : warnings.noTime}
        </span>
        {tripId && <a href={pathOf(vehicleId, "trips", tripId)}>{warnings.trip}</a>}
      </span>
    </li>
  );
}
