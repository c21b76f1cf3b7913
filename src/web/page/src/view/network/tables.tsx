/**
 * The network as tables: all that the picture holds, and all that can be done in it.
 *
 * In: a model and the state. Out: two tables with buttons. Never: a node or link that the picture has and they have not.
 */
import { useMemo, useState } from "preact/hooks";
import type { Model } from "../../data/network/model";
import { communityName } from "../../data/network/dress";
import type { NetworkLink, NetworkNode } from "../../data/types";
import { measure, number, predicateWord } from "../../data/words";
import type { Change, NetworkState } from "../../state/network";
import { Link } from "../part/link";
import { EntityLink } from "../part/names";
import { DataTable, type Column } from "../part/table";
import { Tabs } from "../part/tabs";
import { Dates, StatusBadge } from "../part/values";
import type { Acts } from "./keys";
import { linkAddress } from "./line-card";

interface Props { model: Model; state: NetworkState; acts: Acts; change: Change; }

function NodeButtons({ of: node, state, acts }: { of: NetworkNode; state: NetworkState; acts: Acts }) {
  const button = (word: string, act: (id: string) => void, pressed?: boolean) => (
    <button type="button" aria-pressed={pressed} aria-label={`${word}: ${node.label}`} onClick={() => act(node.id)}>{word}</button>
  );
  return (
    <span class="row-buttons">
      {button("Card", acts.node)}
      {button("Expand", acts.expand, state.expand.includes(node.id))}
      {button("Pin", acts.pin, state.pin.some((pin) => pin.id === node.id))}
      {button("Hide", acts.hide, state.hide.includes(node.id))}
    </span>
  );
}

const numeric = (key: "documents" | "degree" | "pagerank" | "betweenness", head: string): Column<NetworkNode> => ({
  key, head, numeric: true, sort: (node) => node[key], text: (node) => String(node[key]),
  cell: (node) => (Number.isInteger(node[key]) ? number(node[key]) : measure(node[key])),
});

function nodeColumns(state: NetworkState, acts: Acts): Column<NetworkNode>[] {
  return [
    { key: "name", head: "Name", names: true, cell: (node) => <EntityLink of={node} />, text: (node) => node.label },
    { key: "class", head: "Kind", cell: (node) => node.class, text: (node) => node.class },
    numeric("documents", "Stories"),
    numeric("degree", "Links"),
    numeric("pagerank", "PageRank"),
    numeric("betweenness", "Betweenness"),
    {
      key: "community", head: "Community", numeric: true, sort: (node) => -node.community,
      cell: (node) => communityName(node.community), text: (node) => communityName(node.community),
    },
    { key: "do", head: "Do", sort: false, cell: (node) => <NodeButtons of={node} state={state} acts={acts} />, text: (node) => node.id },
  ];
}

function NodeTable({ model, state, acts }: Props) {
  const [words, setWords] = useState("");
  const columns = useMemo(() => nodeColumns(state, acts), [state, acts]);
  const rows = useMemo(() => {
    const wanted = words.trim().toLowerCase();
    return wanted ? model.nodes.filter((node) => node.label.toLowerCase().includes(wanted)) : model.nodes;
  }, [model, words]);
  return (
    <>
      <p class="field">
        <label for="net-words">Names that contain</label>
        <input id="net-words" type="search" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      </p>
      <DataTable
        caption="Nodes of the network" rows={rows} columns={columns} rowKey={(node) => node.id} file="consort-nodes"
        sort={{ key: "documents", down: true }} page={50} current={(node) => node.id === state.node} empty="No such node."
      />
    </>
  );
}

interface Ended { link: NetworkLink; source: NetworkNode; target: NetworkNode; }

function linkColumns(claims: boolean, card: (row: Ended) => void): Column<Ended>[] {
  const word = ({ link }: Ended) => (link.predicate ? predicateWord(link.predicate) : "is named with");
  return [
    { key: "from", head: "From", names: true, cell: ({ source }) => <EntityLink of={source} />, text: ({ source }) => source.label },
    {
      key: "what", head: "Relation", text: word,
      cell: (row) => (
        <Link to={linkAddress(row.link, row.source, row.target)} aria-label={`Sentences: ${row.source.label} ${word(row)} ${row.target.label}`}>{word(row)}</Link>
      ),
    },
    { key: "to", head: "To", cell: ({ target }) => <EntityLink of={target} />, text: ({ target }) => target.label },
    ...(claims ? [{
      key: "status", head: "Status", cell: ({ link }: Ended) => link.status && <StatusBadge of={link.status} />,
      text: ({ link }: Ended) => link.status ?? "",
    }] : []),
    { key: "weight", head: "Stories", numeric: true, cell: ({ link }) => number(link.weight), text: ({ link }) => String(link.weight), sort: ({ link }) => link.weight },
    ...(claims ? [] : [{
      key: "association", head: "Association", numeric: true, cell: ({ link }: Ended) => (link.association === null ? "" : measure(link.association)),
      text: ({ link }: Ended) => String(link.association ?? ""), sort: ({ link }: Ended) => link.association,
    }]),
    { key: "first", head: "Dates", cell: ({ link }) => <Dates first={link.first} last={link.last} />, text: ({ link }) => `${link.first ?? ""}/${link.last ?? ""}` },
    {
      key: "do", head: "Do", sort: false, text: ({ source, target }) => `${source.id} ${target.id}`,
      cell: (row) => (
        <span class="row-buttons">
          <button type="button" aria-label={`Card: ${row.source.label} and ${row.target.label}`} onClick={() => card(row)}>Card</button>
        </span>
      ),
    },
  ];
}

function LinkTable({ model, state, acts }: Props) {
  const rows = useMemo(() => model.links.flatMap((link): Ended[] => {
    const [source, target] = [model.nodes[link.source], model.nodes[link.target]];
    return source && target ? [{ link, source, target }] : [];
  }), [model]);
  const columns = useMemo(() => linkColumns(model.of === "claims", ({ link }) => {
    const pair = model.around[link.source]?.find((one) => one.a === link.target || one.b === link.target);
    if (pair) acts.line(pair);
  }), [model, acts]);
  const [a, b] = state.link;
  return (
    <DataTable
      caption="Links of the network" rows={rows} columns={columns} file="consort-links" page={50} empty="No links."
      rowKey={({ link }) => `${link.source} ${link.predicate} ${link.target}`} sort={{ key: "weight", down: true }}
      current={({ source, target }) => (source.id === a && target.id === b) || (source.id === b && target.id === a)}
    />
  );
}

export function Tables(props: Props) {
  const { model, state, change } = props;
  return (
    <Tabs
      label="The network as tables" open={state.table} onOpen={(table) => change({ table }, "replace")}
      tabs={[
        { key: "nodes", label: "Nodes", count: model.nodes.length, content: () => <NodeTable {...props} /> },
        { key: "links", label: "Links", count: model.links.length, content: () => <LinkTable {...props} /> },
      ]}
    />
  );
}
