import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
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
  /**
   * Of a form alone: whether something was written in it. A click beside it does not close it, and Escape
   * asks first where something would be lost.
   */
  isChanged?: boolean;
  children?: ComponentChildren;
}

/** A question or a form over the page. The browser keeps the focus in it. */
export function Dialog({ isOpen, title, onClose, actions, isChanged, children }: DialogProps) {
  const words = t.value.common;
  const [isAsked, setAsked] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const pressed = useRef<EventTarget | null>(null);
  const isGone = useRef(false);
  const id = useId();
  // At once: the next key is for this one already.
  useLayoutEffect(() => {
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
      // Nothing beside the question that is open in it could have the focus.
      current?.querySelector("dialog")?.close();
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
      onCancel={(event) => {
        if (!isChanged) return;
        event.preventDefault();
        setAsked(true);
      }}
      onPointerDown={({ target }) => {
        pressed.current = target;
      }}
      onClick={({ target }) => {
        if (isChanged !== undefined) return;
        // Who marks a text and lets go beside the dialog clicks the dialog as well, and not beside it.
        if (target === dialog.current && pressed.current === target) dialog.current?.close();
      }}
    >
      <div class={css.content}>
        <h2 id={id}>{title}</h2>
        {isOpen && children}
        <div class={css.actions}>{actions ?? <Button onClick={onClose}>{words.close}</Button>}</div>
      </div>
      {isAsked && (
        <Dialog
          isOpen
          title={words.discardTitle}
          onClose={() => setAsked(false)}
          actions={
            <>
              <Button onClick={() => setAsked(false)}>{words.keepEditing}</Button>
              <Button look="danger" onClick={onClose}>
                {words.discard}
              </Button>
            </>
          }
        />
      )}
    </dialog>
  );
}
