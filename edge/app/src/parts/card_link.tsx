import css from "./card_link.module.css";

/** A link in the title of a card, whose target is the whole card. */
export function CardLink({ href, title }: { href: string; title: string }) {
  return (
    <a class={css.link} href={href}>
      {title}
    </a>
  );
}
