// Icons as lines of one weight, in the colour of the text beside them. They say nothing that a text
// does not say, too, and are hidden from screen readers.

const SHAPES = {
  alert: "M12 3.5 2.5 20h19L12 3.5ZM12 10v4.5M12 17.5v.01",
  back: "M15 5l-7 7 7 7",
  battery: "M3 8h15v8H3zM21 11v2M6 11v2M9.5 11v2M13 11v2",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4",
  bolt: "M13 2.5 5 13.5h6l-1 8 8-11h-6z",
  calendar: "M4 6h16v14H4zM4 10h16M8 3.5V7M16 3.5V7",
  car: "M4 17v-4.5L6 7h12l2 5.5V17M4 12.5h16M4 17h16M6.5 17v2.5M17.5 17v2.5M7.5 14.8h1M15.5 14.8h1",
  chart: "M4 20V4M4 20h16M8.5 16v-5M13 16V8M17.5 16v-3",
  check: "M5 12.5l4.5 4.5L19 7.5",
  chevron: "M9 5l7 7-7 7",
  climate: "M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2",
  close: "M6 6l12 12M18 6 6 18",
  copy: "M8 8V4h12v12h-4M4 8h12v12H4z",
  drop: "M12 3.5s-6 6.5-6 11a6 6 0 0 0 12 0c0-4.5-6-11-6-11Z",
  external: "M10 5H5v14h14v-5M13.5 5H19v5.5M19 5l-8 8",
  fuel: "M5 20.5V4.5h8v16M3.5 20.5h11M5 11h8M13 8h2.5L18 10.5V17a1.5 1.5 0 0 0 3 0V9.5L18 6.5",
  gauge: "M4 18a9 9 0 1 1 16 0M12 14.5l4-5",
  home: "M4 11.5 12 4l8 7.5V20h-5.5v-5.5h-5V20H4z",
  horn: "M4 10v4h3l8 4.5v-13L7 10zM18 9.5a4 4 0 0 1 0 5",
  info: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5M12 8v.01",
  lights: "M10 5.5H8a6.5 6.5 0 0 0 0 13h2zM14 7.5h6M14 12h7M14 16.5h6",
  list: "M8.5 6H20M8.5 12H20M8.5 18H20M4.5 6v.01M4.5 12v.01M4.5 18v.01",
  lock: "M5.5 11h13v9.5h-13zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  logout: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9.5",
  map: "M9 4 3.5 6.5v13L9 17l6 3 5.5-2.5v-13L15 7 9 4ZM9 4v13M15 7v13",
  offline:
    "M3 3l18 18M8.5 15.5a5 5 0 0 1 6-.7M5 12a10 10 0 0 1 4.5-2.6M14 9.3A10 10 0 0 1 19 12M12 19v.01",
  pin: "M12 21s-6.5-5.8-6.5-11a6.5 6.5 0 0 1 13 0c0 5.2-6.5 11-6.5 11ZM12 7.8a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6Z",
  plug: "M9 3v5M15 3v5M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0zM12 17v4",
  plus: "M12 5v14M5 12h14",
  refresh:
    "M19.5 11A7.5 7.5 0 0 0 6 7L4 9M4 4.5V9h4.5M4.5 13A7.5 7.5 0 0 0 18 17l2-2M20 19.5V15h-4.5",
  route:
    "M6 15.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM18 3.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM8.5 18H15a3 3 0 0 0 0-6H9a3 3 0 0 1 0-6h6.5",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 20.5 20.5",
  send: "M4 12 20 4l-5 16-3.5-6.5z",
  settings:
    "M4 7h9M17.5 7H20M4 17h2.5M11 17h9M15.2 4.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4ZM8.8 14.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4Z",
  thermometer: "M12 3a2 2 0 0 0-2 2v9.5a4 4 0 1 0 4 0V5a2 2 0 0 0-2-2ZM12 10v7.5",
  unlock: "M5.5 11h13v9.5h-13zM8.5 11V7.5a3.5 3.5 0 0 1 6.8-1",
  user: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6",
  wrench: "M20 6.5 16.5 10 14 7.5 17.5 4A5 5 0 0 0 11 10L4 17l3 3 7-7a5 5 0 0 0 6-6.5Z",
} as const;

export type IconName = keyof typeof SHAPES;

/** An icon; `size` is in pixels, 20 without it. */
export function Icon({ name, size = 20, ...rest }: IconProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      {...rest}
    >
      <path d={SHAPES[name]} />
    </svg>
  );
}

interface IconProps {
  name: IconName;
  size?: number;
  class?: string | undefined;
}
