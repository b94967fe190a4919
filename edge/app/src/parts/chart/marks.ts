// The shapes of a chart as SVG paths.

/** A bar, rounded at its end where it is one. */
export function barPath(x: number, base: number, end: number, width: number, round: boolean) {
  const [left, right] = [x - width / 2, x + width / 2];
  const radius = round ? Math.min(width * 0.2, Math.abs(base - end)) : 0;
  const inner = end + (base > end ? radius : -radius);
  return `M${left} ${base}V${inner}Q${left} ${end} ${left + radius} ${end}H${right - radius}Q${right} ${end} ${right} ${inner}V${base}Z`;
}

type Places = readonly (readonly [number, number] | undefined)[];

/** A line through what is known, with a gap where something is not. */
export const linePath = (places: Places) =>
  places
    .map((place, index) => place && `${places[index - 1] ? "L" : "M"}${place.join(" ")}`)
    .join("");

/** Each of them as a line of no length, which a round end makes a dot. */
export const dotsPath = (places: Places) =>
  places.map((place) => place && `M${place.join(" ")}h0`).join("");
