/**
 * The answer to a question: asked for, awaited, stopped, shown.
 *
 * In: what is asked. Out: a table, bars, a network, yes or no, or Turtle; or why there is none. Never: a time-out or a cut
 * answer shown as an empty one.
 */
import { useEffect, useMemo, useState } from "preact/hooks";
import type { ApiError } from "../../data/http";
import type { Lead } from "../../data/leads";
import { placeInWords } from "../../data/query-text";
import { chartColumns, networkColumns, shape } from "../../data/shape";
import { answer, type Asked, type Binding, type SparqlAnswer } from "../../data/sparql";
import { targetOf, type Prefixes } from "../../data/terms";
import { counted } from "../../data/words";
import type { Show } from "../../state/ask";
import { useLabels } from "../../state/labels";
import { useLoad } from "../../state/load";
import { Notice, Problem, Truncated } from "../part/notice";
import { Tabs, type Tab } from "../part/tabs";
import { Bars } from "./bars";
import { Pairs } from "./pairs";
import { RowsTable } from "./rows";
import { SaveAnswer } from "./save";
import type { Known } from "./term";

/** How the answer is to be shown, and how a reader changes that. */
export interface Showing { show: Show; of: string | null; onShow(change: { show?: Show; of?: string | null }): void; }
export interface Place { line: number; column: number; }

interface Props extends Showing {
  asked: Asked;
  prefixes: Prefixes;
  lead?: Lead | null;
  /** What the parameters are, set or not. */
  set?: Record<string, string>;
  /** The server has named a place in the query as wrong. */
  onPlace?: ((place: Place) => void) | undefined;
  /** Whether to go there at once. */
  follow?: boolean;
}

const none: Record<string, string> = {};

/** IRIs that lead somewhere on this page: they get labels. */
function irisOf(rows: readonly Binding[], prefixes: Prefixes): string[] {
  const found = new Set<string>();
  for (const row of rows) {
    for (const term of Object.values(row)) {
      if (term?.type !== "uri" || found.has(term.value)) continue;
      const kind = targetOf(term.value, prefixes)?.kind;
      if (kind === "entity" || kind === "story") found.add(term.value);
    }
  }
  return [...found];
}

type Table = Extract<SparqlAnswer, { kind: "table" }>;
interface TableProps extends Showing { of_: Table; prefixes: Prefixes; lead: Lead | null; set: Record<string, string>; }

function TableAnswer({ of_: table, prefixes, lead, set, show, of, onShow }: TableProps) {
  const { rows } = table;
  const iris = useMemo(() => irisOf(rows, prefixes), [rows, prefixes]);
  const labels = useLabels(iris, prefixes);
  const known: Known = useMemo(() => ({ prefixes, labels }), [prefixes, labels]);
  const columns = useMemo(() => shape(table.variables, rows, prefixes), [table, prefixes]);
  const chart = chartColumns(columns, rows);
  const network = networkColumns(columns);
  const tabs: Tab<Show>[] = [
    { key: "table", label: "Table", content: () => <RowsTable rows={rows} columns={columns} known={known} lead={lead} set={set} /> },
  ];
  if (chart) {
    const choose = (column: string) => onShow({ of: column });
    tabs.push({ key: "chart", label: "Bars", content: () => <Bars rows={rows} {...chart} known={known} of={of} onChoose={choose} /> });
  }
  if (network) tabs.push({ key: "network", label: "Network", content: () => <Pairs rows={rows} {...network} known={known} /> });
  if (tabs.length === 1 || rows.length === 0) return <>{tabs[0]?.content()}</>;
  return <Tabs label="Ways to see the answer" tabs={tabs} open={show} onOpen={(next) => onShow({ show: next })} />;
}

function Shown(props: Omit<Props, "onPlace" | "follow"> & { data: SparqlAnswer }) {
  const { data, asked, prefixes, lead = null, set = none, show, of, onShow } = props;
  return (
    <>
      {data.kind === "boolean" && <p class="yes-no">{data.value ? "Yes." : "No."}</p>}
      {data.kind === "graph" && <pre class="turtle" tabIndex={0} role="group" aria-label="The answer as Turtle">{data.turtle}</pre>}
      {data.kind === "table" && (
        <TableAnswer of_={data} prefixes={prefixes} lead={lead} set={set} show={show} of={of} onShow={onShow} />
      )}
      <SaveAnswer asked={asked} kind={data.kind} />
    </>
  );
}

function says(data: SparqlAnswer | null): string {
  if (data?.kind === "table") return data.rows.length === 0 ? "The answer has no rows." : `The answer has ${counted(data.rows.length, "row")}.`;
  return data ? "The answer is here." : "";
}

/** An error with a place is shown as the server writes it: its second line points at the spot. */
function Wrong({ error, retry, onPlace }: { error: ApiError; retry(): void; onPlace?: ((place: Place) => void) | undefined }) {
  const place = onPlace && placeInWords(error.detail);
  if (!place) return <Problem of={error} retry={retry} />;
  return (
    <Notice kind="error">
      <pre class="query-error">{error.detail.trimEnd()}</pre>
      <button type="button" onClick={() => onPlace(place)}>{`Go to line ${place.line}, column ${place.column}`}</button>
    </Notice>
  );
}

function Awaited({ asked, onPlace, follow, onStop, ...rest }: Props & { onStop(): void }) {
  const load = useLoad((signal) => answer(asked, signal), [JSON.stringify(asked)]);
  const { data, error, loading, truncated, retry } = load;
  useEffect(() => {
    const place = error && placeInWords(error.detail);
    if (place && follow) onPlace?.(place);
  }, [error]);
  return (
    <>
      <p role="status" class={loading ? "asking" : "unseen"}>{loading ? "Asking …" : error ? "" : says(data)}</p>
      {loading && <button type="button" onClick={onStop}>Stop</button>}
      {error && <Wrong error={error} retry={retry} onPlace={onPlace} />}
      {data && !error && (
        <div class="loaded" aria-busy={loading}>
          {truncated !== null && <Truncated says={truncated} />}
          <Shown {...rest} asked={asked} data={data} />
        </div>
      )}
    </>
  );
}

/** What is asked anew gets a new `key`. */
export function AnswerPanel(props: Props) {
  const [stopped, stop] = useState(false);
  if (!stopped) return <Awaited {...props} onStop={() => stop(true)} />;
  return (
    <Notice kind="note">
      <p>Stopped: the answer is not known.</p>
      <button type="button" onClick={() => stop(false)}>Ask again</button>
    </Notice>
  );
}
