import { Icon } from "../../parts/icons";
import { Skeleton } from "../../parts/skeleton";
import { brands } from "../../service/session";
import css from "./login.module.css";

/** The brands one can log in with. */
export function Brands() {
  if (brands.value.length === 0) return <Skeleton height="320px" />;
  return (
    <ul class={css.brands} data-testid="brands">
      {brands.value.map(({ brand, name, loginUrl }) => (
        <li key={brand}>
          <a href={loginUrl} class={css.brand}>
            <span>{name}</span>
            <Icon name="chevron" size={18} />
          </a>
        </li>
      ))}
    </ul>
  );
}
