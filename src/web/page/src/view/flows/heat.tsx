/**
 * A heat map: a table whose cells are shaded by what they count, each leading to its sentences.
 *
 * In: rows, columns, counts, addresses of cells. Out: the map, and the same as a list. Never: a shade without its number.
 */
import { useMemo } from "preact/hooks";
import type { EntityRef } from "../../data/types";
import { counted, number } from "../../data/words";
import { Link } from "../part/link";
import { ClassMark, EntityLink } from "../part/names";
import { Empty } from "../part/notice";
import { rove } from "../part/rove";
import { DataTable, type Column } from "../part/table";

export interface Cell { row: EntityRef; column: EntityRef; count: number; }
export interface Heat { rows: EntityRef[]; columns: EntityRef[]; cells: number[][]; }

interface Props {
  of: Heat;
  caption: string;
  rowWord: string;
  columnWord: string;
  /** "funds", "is named with". */
  verb: string;
  address(cell: Cell): string;
  file: string;
  /** Who with whom: a pair is listed once. */
  symmetric?: boolean;
}

const SHADES = 7;

/** Few pairs are named very often: the root keeps the others apart. */
function shade(count: number, most: number): number {
  return count > 0 ? 1 + Math.min(SHADES - 1, Math.floor((SHADES - 0.01) * Math.sqrt(count / most))) : 0;
}

function cellWords({ row, column, count }: Cell, verb: string): string {
  return `${row.label} ${verb} ${column.label}: ${counted(count, "story", "stories")}`;
}

function Head({ of: entity, column }: { of: EntityRef; column?: boolean }) {
  if (!column) return <EntityLink of={entity} />;
  return <span class="heat-name"><ClassMark of={entity.class} /> {entity.label}</span>;
}

function Grid({ of: heat, caption, rowWord, verb, address }: Props) {
  const most = heat.cells.reduce((top, row) => Math.max(top, ...row), 1);
  let first = true;
  const stop = () => {
    const tab = first ? 0 : -1;
    first = false;
    return tab;
  };
  return (
    <div class="heat-scroll">
      <table class="heat" role="grid" aria-label={`${caption}. Arrow keys go from cell to cell.`} onKeyDown={rove}>
        <thead>
          <tr>
            <th scope="col">{rowWord}</th>
            {heat.columns.map((column) => <th key={column.id} scope="col" class="heat-column"><Head of={column} column /></th>)}
          </tr>
        </thead>
        <tbody>
          {heat.rows.map((row, r) => (
            <tr key={row.id}>
              <th scope="row"><Head of={row} /></th>
              {heat.columns.map((column, c) => {
                const cell = { row, column, count: heat.cells[r]?.[c] ?? 0 };
                return (
                  <td key={column.id} data-shade={shade(cell.count, most)}>
                    {cell.count > 0 && (
                      <Link to={address(cell)} data-row={r} data-column={c} tabIndex={stop()} title={cellWords(cell, verb)}
                        aria-label={cellWords(cell, verb)}>{number(cell.count)}</Link>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cellsOf(heat: Heat, symmetric: boolean): Cell[] {
  const seen = new Set<string>();
  return heat.rows.flatMap((row, r) => heat.columns.flatMap((column, c): Cell[] => {
    const count = heat.cells[r]?.[c] ?? 0;
    const key = [row.id, column.id].sort().join("\n");
    if (count === 0 || (symmetric && seen.has(key))) return [];
    seen.add(key);
    return [{ row, column, count }];
  }));
}

function List({ of: heat, caption, rowWord, columnWord, verb, address, file, symmetric }: Props) {
  const rows = useMemo(() => cellsOf(heat, symmetric ?? false), [heat, symmetric]);
  const columns: Column<Cell>[] = [
    { key: "row", head: rowWord, names: true, cell: (cell) => <EntityLink of={cell.row} />, text: (cell) => cell.row.label },
    { key: "column", head: columnWord, cell: (cell) => <EntityLink of={cell.column} />, text: (cell) => cell.column.label },
    {
      key: "count", head: "Stories", numeric: true, sort: (cell) => cell.count, text: (cell) => String(cell.count),
      cell: (cell) => <Link to={address(cell)} aria-label={cellWords(cell, verb)}>{number(cell.count)}</Link>,
    },
  ];
  return (
    <DataTable caption={`${caption}, as a list`} rows={rows} columns={columns} file={file} page={50}
      rowKey={(cell) => `${cell.row.id} ${cell.column.id}`} sort={{ key: "count", down: true }} />
  );
}

export function HeatMap(props: Props) {
  if (!props.of.cells.some((row) => row.some((count) => count > 0))) return <Empty>None with these filters.</Empty>;
  return (
    <>
      <Grid {...props} />
      <List {...props} />
    </>
  );
}
