import { Loading, Skeleton } from "../../parts/skeleton";
import css from "./car.module.css";

/** The place of a car's screen, while its state is asked for. */
export function CarWaiting() {
  return (
    <Loading>
      <div class={css.cards}>
        <div class={css.whole}>
          <Skeleton height="220px" />
        </div>
        <div class={css.doors} style={{ "--rows": 2 }}>
          <Skeleton height="540px" />
        </div>
        <Skeleton height="200px" />
        <Skeleton height="200px" />
      </div>
    </Loading>
  );
}
