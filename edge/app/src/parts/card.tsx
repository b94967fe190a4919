import type { ComponentChildren } from "preact";
import type { ReadingKind } from "../service/cadence";
import { Age } from "./age";
import css from "./card.module.css";
import { CardLink } from "./card_link";
import { Icon, type IconName } from "./icons";

export interface CardProps {
  /** Without a title, it is a box. */
  title?: string;
  icon?: IconName;
  /** Where the whole card leads: a screen with more. */
  href?: string;
  /** When what it shows was reported; undefined inside, where nothing was. */
  age?: { at: string | undefined; kind?: ReadingKind; short?: boolean };
  tone?: "plain" | "warn" | "danger";
  /** Two columns wide where there are two. */
  wide?: boolean;
  testId?: string;
  children: ComponentChildren;
}

export function Card(props: CardProps) {
  const { title, icon, href, age, tone = "plain", wide, testId, children } = props;
  const classes = [css.card, css[tone], wide && css.wide, href && css.linked];
  return (
    <section class={classes.filter(Boolean).join(" ")} data-testid={testId}>
      {title && (
        <header class={css.head}>
          {icon && (
            <span class={css.icon}>
              <Icon name={icon} />
            </span>
          )}
          <h2 class={css.title}>{href ? <CardLink href={href} title={title} /> : title}</h2>
          {href && <Icon name="chevron" size={18} class={css.chevron} />}
        </header>
      )}
      <div class={css.body}>{children}</div>
      {age && (
        <footer class={css.foot}>
          <Age at={age.at} kind={age.kind} short={age.short ?? false} />
        </footer>
      )}
    </section>
  );
}

/** Cards in as many columns as there is room for. */
export function CardGrid({ children }: { children: ComponentChildren }) {
  return <div class={css.grid}>{children}</div>;
}
