import type { ComponentType } from "preact";
import { lazy } from "preact-iso";
import { NOT_LOADED } from "../i18n/not_loaded";
import { Button } from "../parts/button";
import { Note } from "../parts/note";
import { preferences } from "../service/preferences";

/** In the place of what could not be loaded: offline, or since there is a newer build of the app. */
export function NotLoaded() {
  const { text, reload } = NOT_LOADED[preferences.language.value];
  return (
    <Note
      tone="danger"
      role="alert"
      testId="not-loaded"
      actions={
        <Button icon="refresh" onClick={() => location.reload()}>
          {reload}
        </Button>
      }
    >
      <p>{text}</p>
    </Note>
  );
}

/** A screen that is loaded when it is first shown; nothing catches what a `lazy()` of its own rejects with. */
export function lazyScreen<Props>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): ComponentType<Props> {
  return lazy(async () => {
    try {
      return await load();
    } catch (error) {
      console.error(error);
      return { default: NotLoaded as ComponentType<Props> };
    }
  });
}
