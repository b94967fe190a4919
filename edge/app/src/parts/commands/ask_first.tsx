import { useContext } from "preact/hooks";
import { t } from "../../i18n";
import { Button } from "../button";
import { CarTitleContext } from "../car_title";
import { Dialog } from "../dialog";
import { commandText } from "./command_text";
import type { Request } from "./press";

interface AskFirstProps {
  request: Request;
  isOpen: boolean;
  onClose: () => void;
  onSend: () => void;
  /** In the place of what the command is called. */
  text?: string;
}

/** Asks whether a command that cannot be taken back is to be sent, and to which car. */
export function AskFirst({ request, isOpen, onClose, onSend, text }: AskFirstProps) {
  const { ask } = t.value.commands;
  const car = useContext(CarTitleContext);
  const words = request.type === "unlock" ? ask.unlock : ask.horn;
  return (
    <Dialog
      isOpen={isOpen}
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.value.common.cancel}</Button>
          <Button
            look="main"
            data-testid={`confirm-${request.type}`}
            onClick={() => {
              onClose();
              onSend();
            }}
          >
            {text ?? commandText(request)}
          </Button>
        </>
      }
    >
      <p>
        <b>{car}</b>
      </p>
      <p>{words.text}</p>
    </Dialog>
  );
}
