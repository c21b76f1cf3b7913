/**
 * An answer as a small network: what the first column names on the left, what the second names on the right.
 *
 * In: a shaped answer with two columns of entities. Out: a picture, and the same as a list with links. Never: more lines
 * than can be told apart; the table has all.
 */
import { useMemo } from "preact/hooks";
import { numberOf, type Shaped } from "../../data/shape";
import type { Binding, Term } from "../../data/sparql";
import { counted, number } from "../../data/words";
import { TermCell, termWords, type Known } from "./term";

const MOST = 60;
const STEP = 26;
const WIDE = 760;
const GAP = 270;

interface Props {
  rows: readonly Binding[];
  from: Shaped;
  to: Shaped;
  weight: Shaped | null;
  known: Known;
}

interface End { key: string; words: string; term: Term; link: Term | undefined; }
interface Tie { from: number; to: number; weight: number | null; }
interface Picture { left: End[]; right: End[]; ties: Tie[]; }

function endOf(row: Binding, { variable, link }: Shaped, known: Known): End | null {
  const term = row[variable];
  const target = link ? row[link] : undefined;
  if (!term) return null;
  return { key: (target ?? term).value, words: termWords(term, known), term, link: target };
}

/** The place of an end in its column; a new one at its foot. */
function placeIn(ends: End[], end: End): number {
  const at = ends.findIndex((one) => one.key === end.key);
  return at >= 0 ? at : ends.push(end) - 1;
}

function picture({ rows, from, to, weight, known }: Props): Picture {
  const drawn: Picture = { left: [], right: [], ties: [] };
  for (const row of rows.slice(0, MOST)) {
    const [a, b] = [endOf(row, from, known), endOf(row, to, known)];
    if (!a || !b) continue;
    drawn.ties.push({
      from: placeIn(drawn.left, a), to: placeIn(drawn.right, b), weight: weight && numberOf(row[weight.variable]),
    });
  }
  return drawn;
}

function short(words: string): string {
  return words.length > 33 ? `${words.slice(0, 32)}…` : words;
}

/** Columns of unlike length are centred on each other. */
function heights({ left, right }: Picture): { tall: number; y: (at: number, of: number) => number } {
  const most = Math.max(left.length, right.length);
  return { tall: most * STEP, y: (at, of) => (at + 0.5 + (most - of) / 2) * STEP };
}

function Drawn({ of }: { of: Picture }) {
  const { tall, y } = heights(of);
  const heaviest = Math.max(1, ...of.ties.map((tie) => tie.weight ?? 1));
  const label = `${counted(of.ties.length, "link")} between ${counted(of.left.length, "name")} and ${counted(of.right.length, "name")}; the list below says the same`;
  return (
    <svg class="pairs" viewBox={`0 0 ${WIDE} ${tall}`} role="img" aria-label={label}>
      {of.ties.map((tie, i) => {
        const [a, b] = [y(tie.from, of.left.length), y(tie.to, of.right.length)];
        const [start, end, middle] = [GAP + 8, WIDE - GAP - 8, WIDE / 2];
        return (
          <path key={i} d={`M${start} ${a}C${middle} ${a} ${middle} ${b} ${end} ${b}`}
            stroke-width={1 + 5 * Math.sqrt((tie.weight ?? 1) / heaviest)} />
        );
      })}
      {of.left.map((end, i) => <text key={end.key} x={GAP} y={y(i, of.left.length)} text-anchor="end">{short(end.words)}</text>)}
      {of.right.map((end, i) => <text key={end.key} x={WIDE - GAP} y={y(i, of.right.length)}>{short(end.words)}</text>)}
    </svg>
  );
}

export function Pairs(props: Props) {
  const { rows, from, to, weight, known } = props;
  const drawn = useMemo(() => picture(props), [rows, from, to, weight, known]);
  return (
    <section class="pairs-block" aria-label="Network">
      <div class="table-scroll" tabIndex={0} role="group" aria-label="Picture; scrolls sideways if it is wide"><Drawn of={drawn} /></div>
      <ul class="pairs-list">
        {drawn.left.map((end, i) => (
          <li key={end.key}>
            <TermCell of={end.term} link={end.link} known={known} />:{" "}
            {drawn.ties.filter((tie) => tie.from === i).map((tie, n) => {
              const other = drawn.right[tie.to];
              return other && (
                <span key={n}>
                  {n > 0 && "; "}<TermCell of={other.term} link={other.link} known={known} />
                  {tie.weight !== null && ` (${number(tie.weight)})`}
                </span>
              );
            })}
          </li>
        ))}
      </ul>
      {rows.length > MOST && <p class="hint">{`The first ${MOST} of ${number(rows.length)} rows; the table has all.`}</p>}
    </section>
  );
}
