// The shape of a bar as an SVG path.

/** A bar, rounded at its end where it is one. */
export function barPath(x: number, base: number, end: number, width: number, round: boolean) {
  const [left, right] = [x - width / 2, x + width / 2];
  const radius = round ? Math.min(width * 0.2, Math.abs(base - end)) : 0;
  const inner = end + (base > end ? radius : -radius);
  return `M${left} ${base}V${inner}Q${left} ${end} ${left + radius} ${end}H${right - radius}Q${right} ${end} ${right} ${inner}V${base}Z`;
}
