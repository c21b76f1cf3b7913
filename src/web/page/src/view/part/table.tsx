/**
 * A table of rows, sortable by its headers, to be copied or saved as CSV.
 *
 * In: rows and columns. Out: a table with a caption. Never: thousands of rows drawn at once; CSV has them all.
 */
import type { ComponentChildren } from "preact";
import { useId, useMemo, useState } from "preact/hooks";
import { csv, saveFile } from "../../data/csv";
import { number } from "../../data/words";
import { CopyButton } from "./copy";
import { Empty } from "./notice";

export interface Column<T> {
  key: string;
  head: string;
  cell: (row: T) => ComponentChildren;
  /** The cell in CSV, and what is sorted by if there is no `sort`. */
  text: (row: T) => string;
  /** What is sorted by: numbers largest first, then texts. `null` comes last. `false`: not sortable. */
  sort?: ((row: T) => string | number | null) | false;
  numeric?: boolean;
  /** The column that names its row: a row header. */
  names?: boolean;
}
export interface Sort { key: string; down: boolean; }

interface Props<T> {
  caption: ComponentChildren;
  rows: readonly T[];
  columns: readonly Column<T>[];
  rowKey: (row: T, index: number) => string | number;
  /** Name of the CSV file, without its end; no CSV without it. */
  file?: string;
  /** How the rows are sorted at first; as they come, if not said. */
  sort?: Sort;
  /** Rows drawn at a time. */
  page?: number;
  /** Said where there are none. */
  empty?: string;
  /** Marks a row (of a selection, say). */
  current?: (row: T) => boolean;
}

function compare(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return 0;
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");
}

function sorted<T>(rows: readonly T[], column: Column<T> | undefined, down: boolean): readonly T[] {
  if (!column || column.sort === false) return rows;
  const value = column.sort ?? column.text;
  const keyed = rows.map((row) => ({ row, key: value(row) }));
  keyed.sort((a, b) => {
    if ((a.key === null) !== (b.key === null)) return a.key === null ? 1 : -1;
    return down ? compare(b.key, a.key) : compare(a.key, b.key);
  });
  return keyed.map(({ row }) => row);
}

function Head<T>({ column, sort, onSort }: { column: Column<T>; sort: Sort | null; onSort(sort: Sort): void }) {
  const here = sort?.key === column.key;
  const kind = column.numeric ? "numeric" : undefined;
  if (column.sort === false) return <th scope="col" class={kind}>{column.head}</th>;
  const down = here ? !sort.down : Boolean(column.numeric);
  return (
    <th scope="col" class={kind} aria-sort={here ? (sort.down ? "descending" : "ascending") : undefined}>
      <button type="button" class="sorter" onClick={() => onSort({ key: column.key, down })}>
        {column.head}<span aria-hidden="true" class="sort-sign">{here ? (sort.down ? "▼" : "▲") : "↕"}</span>
      </button>
    </th>
  );
}

function Cell<T>({ column, row }: { column: Column<T>; row: T }) {
  const kind = column.numeric ? "numeric" : undefined;
  return column.names
    ? <th scope="row" class={kind}>{column.cell(row)}</th>
    : <td class={kind} data-head={column.head}>{column.cell(row)}</td>;
}

function Tools<T>({ rows, columns, file }: { rows: readonly T[]; columns: readonly Column<T>[]; file: string }) {
  const text = () => csv([columns.map((one) => one.head), ...rows.map((row) => columns.map((one) => one.text(row)))]);
  return (
    <p class="table-tools">
      <CopyButton text={text}>Copy as CSV</CopyButton>
      <button type="button" onClick={() => saveFile(`${file}.csv`, text(), "text/csv;charset=utf-8")}>Save CSV</button>
    </p>
  );
}

export function DataTable<T>(props: Props<T>) {
  const { rows, columns, rowKey, page = 100, current } = props;
  const [sort, setSort] = useState<Sort | null>(props.sort ?? null);
  const [shown, setShown] = useState(page);
  const caption = useId();
  const ordered = useMemo(
    () => sorted(rows, columns.find((one) => one.key === sort?.key), sort?.down ?? false),
    [rows, columns, sort],
  );
  if (rows.length === 0) return <Empty>{props.empty ?? "None."}</Empty>;
  return (
    <div class="table-block">
      <div class="table-scroll" tabIndex={0} role="group" aria-labelledby={caption}>
        <table>
          <caption id={caption}>{props.caption}</caption>
          <thead><tr>{columns.map((one) => <Head key={one.key} column={one} sort={sort} onSort={setSort} />)}</tr></thead>
          <tbody>
            {ordered.slice(0, shown).map((row, i) => (
              <tr key={rowKey(row, i)} aria-current={current?.(row) ? "true" : undefined}>
                {columns.map((one) => <Cell key={one.key} column={one} row={row} />)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown < ordered.length && (
        <button type="button" onClick={() => setShown(shown + page)}>
          {`Show more (${number(shown)} of ${number(ordered.length)} shown)`}
        </button>
      )}
      {props.file && <Tools rows={ordered} columns={columns} file={props.file} />}
    </div>
  );
}
