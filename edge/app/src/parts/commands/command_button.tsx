import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { Button } from "../button";
import { Dialog } from "../dialog";
import type { IconName } from "../icons";
import { commandText, isAskedFirst } from "./command_text";
import { groupOf, lastPress, press, type Request } from "./press";

interface CommandButtonProps {
  slot: string;
  vehicleId: string;
  request: Request;
  icon?: IconName;
  look?: "main" | "plain";
  disabled?: boolean;
  /** In the place of what the command is called. */
  text?: string;
  class?: string | undefined;
}

/** Sends a command. One that cannot be taken back asks first. */
export function CommandButton(props: CommandButtonProps) {
  const { slot, vehicleId, request, text = commandText(request), disabled, ...rest } = props;
  const [isAsking, setAsking] = useState(false);
  const words = t.value.commands;
  const last = lastPress(slot, vehicleId, groupOf(request.type));
  const isOpen = last?.isOpen && last.request.type === request.type;
  const send = () => {
    setAsking(false);
    press(slot, vehicleId, request);
  };
  const ask = request.type === "unlock" ? words.ask.unlock : words.ask.horn;
  return (
    <>
      <Button
        {...rest}
        disabled={disabled || last?.isAsking.value || isOpen}
        data-testid={`command-${request.type}${"on" in request && !request.on ? "-off" : ""}`}
        onClick={() => (isAskedFirst(request) ? setAsking(true) : send())}
      >
        {text}
      </Button>
      {isAskedFirst(request) && (
        <Dialog
          isOpen={isAsking}
          title={ask.title}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t.value.common.cancel}</Button>
              <Button look="main" data-testid={`confirm-${request.type}`} onClick={send}>
                {text}
              </Button>
            </>
          }
        >
          <p>{ask.text}</p>
        </Dialog>
      )}
    </>
  );
}
