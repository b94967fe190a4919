import type { ComponentChildren } from "preact";
import css from "./page.module.css";

/** What stands between the header and the end of the page. */
export function Page({ children }: { children: ComponentChildren }) {
  return <div class={css.page}>{children}</div>;
}
