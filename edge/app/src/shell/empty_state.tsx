import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import { LinkButton } from "../parts/button";
import css from "./empty_state.module.css";

interface EmptyStateProps {
  title: string;
  testId: string;
  children: ComponentChildren;
}

/** In the place of a screen: what is the matter, and the way to the cars. */
export function EmptyState({ title, testId, children }: EmptyStateProps) {
  return (
    <div class={css.empty} data-testid={testId}>
      <h1>{title}</h1>
      {children}
      <LinkButton href="/" icon="home">
        {t.value.common.notFound.home}
      </LinkButton>
    </div>
  );
}
