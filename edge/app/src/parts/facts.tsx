import type { ComponentChildren } from "preact";
import type { ReadingKind } from "../service/cadence";
import { Age } from "./age";
import css from "./facts.module.css";

export interface Fact {
  name: string;
  /** What is not known is left out. */
  value: ComponentChildren | undefined;
  /** When it was reported, where that is another time than the card's. */
  age?: { at: string | undefined; kind?: ReadingKind } | undefined;
}

/** Names and values, one pair a line. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  const known = facts.filter(({ value }) => value !== undefined);
  if (known.length === 0) return null;
  return (
    <dl class={css.facts}>
      {known.map(({ name, value, age }) => (
        <div key={name} class={css.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {age && (
            <dd class={css.age}>
              <Age at={age.at} kind={age.kind} short />
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
