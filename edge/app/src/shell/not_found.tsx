import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import { LinkButton } from "../parts/button";
import { backHere } from "../parts/with_return";
import { brands } from "../service/session";
import css from "./empty.module.css";
import { Page } from "./page";

/** An address that leads nowhere. */
export function NotFound() {
  const { notFound } = t.value.common;
  return (
    <Page>
      <InPlace title={notFound.title} testId="not-found">
        <p>{notFound.text}</p>
      </InPlace>
    </Page>
  );
}

/** A car that no account has: that of another account is shown once that is added. */
export function NoCar() {
  const { common, login } = t.value;
  return (
    <InPlace title={common.notFound.title} testId="not-found">
      <p>{common.notFound.car}</p>
      <h2>{login.another}</h2>
      <div class={css.brands}>
        {brands.value.map(({ brand, name, loginUrl }) => (
          <LinkButton key={brand} href={backHere(loginUrl)}>
            {name}
          </LinkButton>
        ))}
      </div>
    </InPlace>
  );
}

interface InPlaceProps {
  title: string;
  testId: string;
  children: ComponentChildren;
}

/** In the place of a screen: what is the matter, and the way to the cars. */
export function InPlace({ title, testId, children }: InPlaceProps) {
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
