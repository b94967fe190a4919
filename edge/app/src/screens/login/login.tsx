import { t } from "../../i18n";
import { Icon } from "../../parts/icons";
import { brands, sessionProblem } from "../../service/session";
import { Brands } from "./brands";
import css from "./login.module.css";

const POINTS = [
  ["level", "bolt"],
  ["place", "route"],
  ["alerts", "bell"],
] as const;

/** For whoever is not logged in: what this is, and the brands. */
export function Login() {
  const { login } = t.value;
  return (
    <div class={css.login} data-testid="login">
      <div class={css.lead}>
        <h1>{login.title}</h1>
        <p>{login.lead}</p>
        <ul class={css.points}>
          {POINTS.map(([name, icon]) => (
            <li key={name}>
              <span>
                <Icon name={icon} />
              </span>
              {login.points[name]}
            </li>
          ))}
        </ul>
      </div>
      {(brands.value.length > 0 || !sessionProblem.value) && (
        <section class={css.choose}>
          <h2>{login.choose}</h2>
          <Brands />
          <p class={css.hint}>{login.hint}</p>
        </section>
      )}
    </div>
  );
}
