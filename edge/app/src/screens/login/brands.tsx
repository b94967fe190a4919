import { Icon } from "../../parts/icons";
import { Skeleton } from "../../parts/skeleton";
import { backHere } from "../../parts/with_return";
import { brands } from "../../service/session";
import css from "./login.module.css";

/** The brands one can log in with, and come back to the address that was opened. */
export function Brands() {
  if (brands.value.length === 0) return <Skeleton height="320px" />;
  return (
    <ul class={css.brands} data-testid="brands">
      {brands.value.map(({ brand, name, loginUrl }) => (
        <li key={brand}>
          <a href={backHere(loginUrl)} class={css.brand}>
            <span>{name}</span>
            <Icon name="chevron" size={18} />
          </a>
        </li>
      ))}
    </ul>
  );
}
