import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import css from "./skeleton.module.css";

/** The place of something that is being loaded, as high and as wide as what comes (CSS lengths). */
export function Skeleton({ height, width = "100%" }: { height: string; width?: string }) {
  return <div class={css.skeleton} style={{ height, width }} aria-hidden="true" />;
}

/** Says to a screen reader that something is being loaded, once for all skeletons in it. */
export function Loading({ children }: { children: ComponentChildren }) {
  return (
    <div class={css.loading} role="status" aria-busy="true">
      <span class="visually-hidden">{t.value.common.loading}</span>
      {children}
    </div>
  );
}
