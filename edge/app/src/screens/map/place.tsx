import type { Schemas } from "kerbside";
import type { ComponentChildren } from "preact";
import { formatNumber } from "../../format";
import { fill, t } from "../../i18n";
import { word } from "../../i18n/word";
import { Button, LinkButton } from "../../parts/button";
import { Card } from "../../parts/card";
import { directionsTo } from "../../parts/directions";
import { Facts } from "../../parts/facts";
import { CarMap } from "../../parts/map";
import { mapProps, placeInFigures } from "../../parts/map_props";
import { useCopy } from "../../parts/use_copy";
import type { ReadingKind } from "../../service/cadence";
import { directionOf } from "./direction";
import css from "./map.module.css";

interface PlaceProps {
  position: Schemas["Position"];
  kind: ReadingKind;
  children: ComponentChildren;
}

/** The place on a map, and what is known of it. */
export function Place({ position, kind, children }: PlaceProps) {
  const words = t.value.map;
  const { type, headingDegrees, observedAt } = position;
  const legend = [
    type === "Estimated" && words.estimated,
    headingDegrees !== undefined && words.legend,
  ];
  return (
    <div class={css.columns}>
      <Card testId="map-card">
        <CarMap
          {...mapProps(words.label, legend.filter(Boolean).join(" "))}
          car={position}
          height="var(--map)"
        />
      </Card>
      <Card title={words.title} icon="pin" age={{ at: observedAt, kind }} testId="map-place">
        <Facts
          facts={[
            {
              name: words.found,
              value: type === undefined ? undefined : word(t.value.words.positionType, type),
            },
            {
              name: words.facing,
              value: headingDegrees === undefined ? undefined : headingText(headingDegrees),
            },
            { name: words.coordinates, value: placeInFigures(position) },
          ]}
        />
        <div class={css.buttons}>
          <LinkButton
            look="main"
            href={directionsTo(position, navigator.userAgent)}
            icon="route"
            rel="noreferrer"
            target="_blank"
            data-testid="directions"
          >
            {words.directions}
          </LinkButton>
          <Copy text={`${position.latitude}, ${position.longitude}`} />
        </div>
        {children}
      </Card>
    </div>
  );
}

function headingText(degrees: number): string {
  const words = t.value.map;
  return fill(words.heading, {
    direction: words.directionNames[directionOf(degrees)],
    degrees: formatNumber(degrees),
  });
}

/** Copies the coordinates in the form that every map takes, and says that it did. */
function Copy({ text }: { text: string }) {
  const [isCopied, copy] = useCopy(text);
  return (
    <>
      <Button icon="copy" onClick={copy}>
        {t.value.map.copy}
      </Button>
      <p role="status" class={css.copied}>
        {isCopied && t.value.common.copied}
      </p>
    </>
  );
}
