import { t } from "../i18n";
import { LinkButton } from "../parts/button";
import css from "./empty.module.css";
import { Page } from "./page";

/** An address that leads nowhere, or to a car that no account has. */
export function NotFound({ text }: { text?: string }) {
  const { notFound } = t.value.common;
  return (
    <Page>
      <div class={css.empty} data-testid="not-found">
        <h1>{notFound.title}</h1>
        <p>{text ?? notFound.text}</p>
        <LinkButton href="/" icon="home">
          {notFound.home}
        </LinkButton>
      </div>
    </Page>
  );
}
