import { useSignalEffect } from "@preact/signals";
import { useLocation } from "preact-iso";
import { answered } from "../service/answers";
import { fleets } from "../service/garage";
import { userOf } from "../service/questions";
import { accounts, isSessionKnown } from "../service/session";

/** Marks the page, for tests and measurements, once what the app opens with is there or has failed. */
export function Ready() {
  const { path } = useLocation();
  useSignalEffect(() => {
    const all = accounts.value;
    const isGarage = path === "/";
    const areNamed = all.every(({ slot }) => {
      const { value, problem } = answered(userOf(slot));
      return value.value !== undefined || problem.value !== undefined;
    });
    const areThere =
      fleets.value.length === all.length &&
      fleets.value.every(({ list }) => list.isBegun.value || list.problem.value !== undefined);
    if (isSessionKnown.value && areNamed && (areThere || !isGarage)) {
      document.body.dataset.ready = "true";
    }
  });
  return null;
}
