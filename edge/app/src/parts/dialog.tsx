import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { Button } from "./button";
import css from "./dialog.module.css";

interface DialogProps {
  isOpen: boolean;
  title: string;
  /** Is called when the driver closes it: by Escape, beside it, or by its button. */
  onClose: () => void;
  /** What stands at its end: buttons. Without them, it has one that closes it. */
  actions?: ComponentChildren;
  children: ComponentChildren;
}

/** A question over the page. The browser keeps the focus in it. */
export function Dialog({ isOpen, title, onClose, actions, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const pressed = useRef<EventTarget | null>(null);
  const isGone = useRef(false);
  const id = useId();
  useEffect(() => {
    const { current } = dialog;
    if (isOpen && !current?.open) current?.showModal();
    if (!isOpen && current?.open) current.close();
  }, [isOpen]);
  // One that goes while it is open gives the focus back to where it was, as one that closes does. That takes
  // a layout effect, whose end comes before the dialog has left the page.
  useLayoutEffect(() => {
    const { current } = dialog;
    return () => {
      isGone.current = true;
      if (current?.open) current.close();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it already
    <dialog
      ref={dialog}
      class={css.dialog}
      aria-labelledby={id}
      // Whoever took it away knows that it is closed, and may show another by the time that it is told.
      onClose={() => !isGone.current && onClose()}
      onPointerDown={({ target }) => {
        pressed.current = target;
      }}
      onClick={({ target }) => {
        // Who marks a text and lets go beside the dialog clicks the dialog as well, and not beside it.
        if (target === dialog.current && pressed.current === target) dialog.current?.close();
      }}
    >
      <div class={css.content}>
        <h2 id={id}>{title}</h2>
        {isOpen && children}
        <div class={css.actions}>
          {actions ?? <Button onClick={onClose}>{t.value.common.close}</Button>}
        </div>
      </div>
    </dialog>
  );
}
