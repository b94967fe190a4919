import { useState } from "preact/hooks";
import { Button } from "../button";
import type { IconName } from "../icons";
import { AskFirst } from "./ask_first";
import { commandText, isAskedFirst } from "./command_text";
import { groupOf, lastPress, press, type Request } from "./press";
import { useSettled } from "./use_settled";

interface CommandButtonProps {
  slot: string;
  vehicleId: string;
  request: Request;
  /** What is sent in its place, where that depends on when the button is pressed. */
  requestAtPress?: () => Request;
  icon?: IconName;
  look?: "main" | "plain";
  disabled?: boolean;
  /** In the place of what the command is called. */
  text?: string;
  class?: string | undefined;
}

/**
 * Sends a command. One that cannot be taken back asks first. A button whose command becomes another one by what
 * the car reports, as a start becomes a stop, takes no press for a moment.
 */
export function CommandButton(props: CommandButtonProps) {
  const {
    slot,
    vehicleId,
    request,
    text = commandText(request),
    disabled,
    requestAtPress,
    ...rest
  } = props;
  const [isAsking, setAsking] = useState(false);
  const last = lastPress(slot, vehicleId, groupOf(request.type));
  const isOpen = last?.isOpen && last.request.type === request.type;
  const name = `${request.type}${"on" in request && !request.on ? "-off" : ""}`;
  const isSettled = useSettled(name);
  const send = () => press(slot, vehicleId, requestAtPress?.() ?? request);
  return (
    <>
      <Button
        {...rest}
        disabled={disabled || last?.isAsking.value || isOpen || !isSettled}
        data-testid={`command-${name}`}
        onClick={() => (isAskedFirst(request) ? setAsking(true) : send())}
      >
        {text}
      </Button>
      {isAskedFirst(request) && (
        <AskFirst
          request={request}
          isOpen={isAsking}
          onClose={() => setAsking(false)}
          onSend={send}
          text={text}
        />
      )}
    </>
  );
}
