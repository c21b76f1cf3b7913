/**
 * An answer as bars: one a row, with its name and its number beside it, so that nothing hangs on the picture.
 *
 * In: a shaped answer with a column that names and one that counts. Out: a list with bars. Never: more bars than can be
 * read; the table has all.
 */
import { numberOf, type Shaped } from "../../data/shape";
import type { Binding } from "../../data/sparql";
import { number } from "../../data/words";
import { Select } from "../part/select";
import { headWords } from "./rows";
import { TermCell, termWords, type Known } from "./term";

const MOST = 50;
const WIDE = 1000;

interface Props {
  rows: readonly Binding[];
  names: readonly Shaped[];
  numbers: readonly Shaped[];
  known: Known;
  /** The column drawn. */
  of: string | null;
  onChoose(of: string): void;
}

interface BarProps { value: number; low: number; high: number; }

/** From zero, to the left where the number is below it. */
function Bar({ value, low, high }: BarProps) {
  const place = (at: number) => ((at - low) / (high - low || 1)) * WIDE;
  const from = place(Math.min(0, value));
  return (
    <svg class="bar" viewBox={`0 0 ${WIDE} 10`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect x={from} y="0" width={Math.max(2, place(Math.max(0, value)) - from)} height="10" />
    </svg>
  );
}

function BarName({ row, names, known }: { row: Binding; names: readonly Shaped[]; known: Known }) {
  return (
    <span class="bar-name">
      {names.map(({ variable, link }, i) => (
        <span key={variable}>{i > 0 && ", "}<TermCell of={row[variable]} link={link ? row[link] : undefined} known={known} /></span>
      ))}
    </span>
  );
}

export function Bars({ rows, names, numbers, known, of, onChoose }: Props) {
  const drawn = numbers.find((one) => one.variable === of) ?? numbers[0];
  if (!drawn) return null;
  const values = rows.slice(0, MOST).map((row) => ({ row, value: numberOf(row[drawn.variable]) }));
  const found = values.map(({ value }) => value ?? 0);
  const [low, high] = [Math.min(0, ...found), Math.max(0, ...found)];
  return (
    <section class="bars" aria-label={`Bars: ${headWords(drawn.variable)} by ${names.map((one) => headWords(one.variable)).join(", ")}`}>
      {numbers.length > 1 && (
        <Select label="Bars show" value={drawn.variable} onChange={onChoose}
          options={numbers.map((one) => ({ value: one.variable, words: headWords(one.variable) }))} />
      )}
      <ul>
        {values.map(({ row, value }, i) => (
          <li key={i}>
            <BarName row={row} names={names} known={known} />
            {value === null ? <span /> : <Bar value={value} low={low} high={high} />}
            <span class="bar-value">{value === null ? "–" : termWords(row[drawn.variable], known, true)}</span>
          </li>
        ))}
      </ul>
      {rows.length > MOST && <p class="hint">{`The first ${MOST} of ${number(rows.length)} rows; the table has all.`}</p>}
    </section>
  );
}
