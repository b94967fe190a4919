import { t } from "../i18n";
import { LinkButton } from "../parts/button";
import { backHere } from "../parts/with_return";
import { brands } from "../service/session";
import { EmptyState } from "./empty_state";
import css from "./empty_state.module.css";
import { Page } from "./page";

/** An address that leads nowhere. */
export function NotFound() {
  const { notFound } = t.value.common;
  return (
    <Page>
      <EmptyState title={notFound.title} testId="not-found">
        <p>{notFound.text}</p>
      </EmptyState>
    </Page>
  );
}

/** A car that no account has: that of another account is shown once that is added. */
export function NoCar() {
  const { common, login } = t.value;
  return (
    <EmptyState title={common.notFound.title} testId="not-found">
      <p>{common.notFound.car}</p>
      <h2>{login.another}</h2>
      <div class={css.brands}>
        {brands.value.map(({ brand, name, loginUrl }) => (
          <LinkButton key={brand} href={backHere(loginUrl)}>
            {name}
          </LinkButton>
        ))}
      </div>
    </EmptyState>
  );
}
