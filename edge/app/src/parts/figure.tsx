import css from "./figure.module.css";

interface FigureProps {
  /** With its unit. */
  value: string;
  /** What it is of, in smaller letters. */
  of?: string;
}

/** What a card is about, in large letters. */
export function Figure({ value, of }: FigureProps) {
  return (
    <p class={css.figure}>
      {value}
      {of && <small> {of}</small>}
    </p>
  );
}
