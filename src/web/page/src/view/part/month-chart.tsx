/**
 * Counts by month as bars, with a table as their twin.
 *
 * In: rows with a month each, and which count is drawn. Out: a picture with a name, its words, and the table. Never: a
 * number that only the picture has.
 */
import { useId } from "preact/hooks";
import { bars, type Bar } from "../../data/months";
import { counted, dateWords, number } from "../../data/words";
import { DataTable, type Column } from "./table";

interface Props<T extends { month: string }> {
  /** "Stories by month". */
  title: string;
  rows: readonly T[];
  value: (row: T) => number;
  /** One and many of what is counted. */
  unit: [string, string];
  columns: readonly Column<T>[];
  /** Name of the CSV file, without its end. */
  file: string;
}

const HEIGHT = 100;
const TALLEST = 96;

function largest(all: readonly Bar[]): Bar | null {
  return all.reduce<Bar | null>((top, bar) => (!top || bar.value > top.value ? bar : top), null);
}

function Bars({ all, top, unit, labelledBy }: { all: readonly Bar[]; top: number; unit: [string, string]; labelledBy: string }) {
  return (
    <svg
      class="month-bars" viewBox={`0 0 ${all.length} ${HEIGHT}`} preserveAspectRatio="none" role="img"
      aria-labelledby={labelledBy} style={{ maxWidth: `${all.length * 2.5}rem` }}
    >
      {all.map((bar, i) => {
        const height = top > 0 ? (bar.value / top) * TALLEST : 0;
        return (
          <g key={bar.month}>
            <rect class="month-hit" x={i} y={0} width={1} height={HEIGHT}>
              <title>{`${dateWords(bar.month)}: ${counted(bar.value, ...unit)}`}</title>
            </rect>
            <rect class="month-bar" x={i + 0.1} y={HEIGHT - height} width={0.8} height={height} />
          </g>
        );
      })}
    </svg>
  );
}

export function MonthChart<T extends { month: string }>({ title, rows, value, unit, columns, file }: Props<T>) {
  const id = useId();
  const all = bars(rows, value);
  const top = largest(all);
  const [first, last] = [all[0], all.at(-1)];
  if (!top || !first || !last) return null;
  const most = `at most ${counted(top.value, ...unit)}, in ${dateWords(top.month)}`;
  return (
    <figure class="month-chart">
      <figcaption id={id}>{title} <span class="hint">{`(${most})`}</span></figcaption>
      <div class="month-frame" style={{ maxWidth: `${all.length * 2.5}rem` }}>
        <Bars all={all} top={top.value} unit={unit} labelledBy={id} />
        <p class="month-ends" aria-hidden="true">
          <span>{dateWords(first.month)}</span>
          {all.length > 1 && <span>{dateWords(last.month)}</span>}
        </p>
      </div>
      <details class="twin">
        <summary>{`As a table (${number(rows.length)} rows)`}</summary>
        <DataTable caption={title} rows={rows} columns={columns} rowKey={(row) => row.month} file={file} page={36} />
      </details>
    </figure>
  );
}

/** The column that names the month. */
export function monthColumn<T extends { month: string }>(): Column<T> {
  return {
    key: "month", head: "Month", names: true, cell: (row) => dateWords(row.month), text: (row) => row.month,
  };
}

/** A column of counts. */
export function countColumn<T>(key: string, head: string, value: (row: T) => number): Column<T> {
  return { key, head, numeric: true, cell: (row) => number(value(row)), text: (row) => String(value(row)), sort: value };
}
