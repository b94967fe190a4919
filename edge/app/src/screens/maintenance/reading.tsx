import type { ComponentChildren } from "preact";
import { Card, type CardProps } from "../../parts/card";
import type { IconName } from "../../parts/icons";
import css from "./maintenance.module.css";

interface ReadingProps {
  title: string;
  icon: IconName;
  /** Those without a text are left out. */
  values: readonly { name?: string; text: string | undefined }[];
  age?: NonNullable<CardProps["age"]>;
  /** Why there is no value. */
  reason?: ComponentChildren;
}

/** What the car reported of one of its parts, or why it did not. */
export function Reading({ title, icon, values, age, reason }: ReadingProps) {
  const known = values.filter(({ text }) => text !== undefined);
  return (
    <Card title={title} icon={icon} {...(known.length > 0 && age && { age })}>
      {known.length === 0 ? (
        <div class="quiet">{reason}</div>
      ) : (
        <dl class={css.values}>
          {known.map(({ name, text }) => (
            <div key={name} class={css.value}>
              <dt class={name ? undefined : "visually-hidden"}>{name ?? title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}
