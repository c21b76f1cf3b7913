/**
 * From and to, as a slider with two handles over the months of the corpus.
 *
 * In: dates of the filters. Out: months. Never: a handle that passes the other; a request for each step of a drag.
 */
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import type { Filters } from "../../data/types";
import { dateWords } from "../../data/words";
import { useCorpus } from "../../state/corpus";
import "../../style/dates.css";

type Dates = Pick<Filters, "from" | "to">;
interface Props { value: Dates; onChange(change: Dates): void; }

/** Keys repeat and handles are dragged: the last place counts. */
const WAIT = 350;

/** All months from the first to the last, those without a story too. */
function monthsBetween(first: string, last: string): string[] {
  const at = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7) || 1) - 1;
  const [from, to] = [at(first), at(last)];
  return Array.from({ length: Math.max(0, Math.min(2400, to - from + 1)) }, (_, i) =>
    `${String(Math.floor((from + i) / 12)).padStart(4, "0")}-${String(((from + i) % 12) + 1).padStart(2, "0")}`);
}

/** The month in which a date falls; a year begins or ends with its own. */
function place(months: string[], date: string | undefined, end: 0 | 1): number {
  const fallback = end === 0 ? 0 : months.length - 1;
  if (!date) return fallback;
  const month = date.length === 4 ? `${date}-${end === 0 ? "01" : "12"}` : date.slice(0, 7);
  const found = end === 0 ? months.findIndex((one) => one >= month) : months.filter((one) => one <= month).length - 1;
  return found < 0 ? months.length - 1 - fallback : found;
}

function Bars({ months, stories, from, to }: { months: string[]; stories: Map<string, number>; from: number; to: number }) {
  const most = Math.max(1, ...stories.values());
  return (
    <svg viewBox={`0 0 ${months.length} 10`} preserveAspectRatio="none" aria-hidden="true">
      {months.map((month, i) => {
        const height = (10 * (stories.get(month) ?? 0)) / most;
        return <rect key={month} x={i + 0.1} width={0.8} y={10 - height} height={height} data-in={i >= from && i <= to ? "" : undefined} />;
      })}
    </svg>
  );
}

export function DateSlider({ value, onChange }: Props) {
  const id = useId();
  const corpus = useCorpus();
  const timer = useRef(0);
  const [first, last] = [corpus?.months[0]?.month, corpus?.months.at(-1)?.month];
  const months = useMemo(() => (first && last ? monthsBetween(first, last) : []), [first, last]);
  const stories = useMemo(() => new Map(corpus?.months.map((one) => [one.month, one.stories])), [corpus]);
  const asked: [number, number] = [place(months, value.from, 0), place(months, value.to, 1)];
  const [ends, setEnds] = useState(asked);
  useEffect(() => setEnds(asked), [asked[0], asked[1]]);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (months.length < 2) return null;
  const end = months.length - 1;
  const move = (next: [number, number]) => {
    setEnds(next);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => onChange({
      from: next[0] > 0 ? months[next[0]] : undefined,
      to: next[1] < end ? months[next[1]] : undefined,
    }), WAIT);
  };
  const words = (i: number) => dateWords(months[i] ?? "");
  const [from, to] = ends;
  const whole = from === 0 && to === end;
  return (
    <fieldset class="dates">
      <legend>Dates of the stories: <output for={`${id}-from ${id}-to`}>{whole ? "all" : `${words(from)} to ${words(to)}`}</output></legend>
      <div class="dates-track">
        <Bars months={months} stories={stories} from={from} to={to} />
        <input
          id={`${id}-from`} type="range" min={0} max={end} value={from} aria-label="From month" aria-valuetext={words(from)}
          onInput={(event) => move([Math.min(Number(event.currentTarget.value), to), to])}
        />
        <input
          id={`${id}-to`} type="range" min={0} max={end} value={to} aria-label="To month" aria-valuetext={words(to)}
          onInput={(event) => move([from, Math.max(Number(event.currentTarget.value), from)])}
        />
      </div>
    </fieldset>
  );
}
