import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { NotLoaded } from "./not_loaded";
import { Page } from "./page";

const failure = signal<Error | undefined>(undefined);

/** In the place of a screen that has failed. */
export function LoadFailure({ children }: { children: ComponentChildren }) {
  if (!failure.value) return <>{children}</>;
  return (
    <Page>
      <NotLoaded />
    </Page>
  );
}

LoadFailure.note = (error: Error) => {
  failure.value = error;
  // It is a mistake of the app's: whoever looks for it needs the trace.
  console.error(error);
};
