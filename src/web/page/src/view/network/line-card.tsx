/**
 * The card of a line: what it stands for, and its sentences.
 *
 * In: a pair of nodes. Out: links to the sentences, the first of them at once. Never: two sentences passed for all.
 */
import * as api from "../../data/api";
import type { EvidenceAnswer, NetworkLink, NetworkNode } from "../../data/types";
import type { Model, Pair } from "../../data/network/model";
import { counted, measure, predicateWord } from "../../data/words";
import { useLoad } from "../../state/load";
import { to } from "../../state/route";
import { Link } from "../part/link";
import { Loader } from "../part/loader";
import { EntityLink, StoryLink, StorySource } from "../part/names";
import { Empty } from "../part/notice";
import { MarkedText } from "../part/passage";
import { Dates, StatusBadge } from "../part/values";
import { CardFrame, type FocusDue } from "./card";

const SENTENCES = 2;

/** The address of the sentences of a link. */
export function linkAddress(link: NetworkLink, source: NetworkNode, target: NetworkNode): string {
  return link.predicate
    ? to.edge(source.id, link.predicate, { kind: "entity", id: target.id })
    : to.together(source.id, target.id);
}

function Sentences({ link, source, target, address }: OneProps & { address: string }) {
  const { predicate } = link;
  const load = useLoad<EvidenceAnswer>(
    (signal) => (predicate
      ? api.evidence({ subject: source.id, predicate, object: { kind: "entity", id: target.id }, limit: SENTENCES }, signal)
      : api.together({ a: source.id, b: target.id, limit: SENTENCES }, signal)),
    [source.id, predicate, target.id],
  );
  return (
    <Loader of={load} what="sentences">
      {({ rows, total }) => (
        <>
          {rows.map((row, i) => (
            <div key={i}>
              {row.sentence && <blockquote class="sentence"><MarkedText of={row.sentence} /></blockquote>}
              <p><StoryLink of={row.story} at={[row.start, row.end]} />, <StorySource of={row.story} /></p>
            </div>
          ))}
          {total === 0 && <Empty>No sentences.</Empty>}
          <p><Link to={address}>{total === 1 ? "The sentence in full" : `All ${counted(total, "sentence")}`}</Link></p>
        </>
      )}
    </Loader>
  );
}

interface OneProps { link: NetworkLink; source: NetworkNode; target: NetworkNode; }

function OneLink(props: OneProps) {
  const { link, source, target } = props;
  const address = linkAddress(link, source, target);
  return (
    <section>
      <h3>
        <EntityLink of={source} />{" "}
        <Link to={address}>{link.predicate ? predicateWord(link.predicate) : "is named with"}</Link>{" "}
        <EntityLink of={target} />
      </h3>
      <p>
        {link.status && <><StatusBadge of={link.status} />{" "}</>}
        {counted(link.weight, "story", "stories")}, <Dates first={link.first} last={link.last} />
        {link.association !== null && `, association ${measure(link.association)}`}
      </p>
      <Sentences {...props} address={address} />
    </section>
  );
}

interface Props { model: Model; pair: Pair | undefined; due: FocusDue; onClose(): void; }

export function LineCard({ model, pair, due, onClose }: Props) {
  const [a, b] = pair ? [model.nodes[pair.a], model.nodes[pair.b]] : [];
  if (!pair || !a || !b) {
    return (
      <CardFrame title="No such link" name="Link" due={due} onClose={onClose}>
        <p>These filters let no link between the two through.</p>
      </CardFrame>
    );
  }
  return (
    <CardFrame title={`${a.label} and ${b.label}`} name={`${a.label} and ${b.label}`} due={due} onClose={onClose}>
      {pair.links.map((i) => {
        const link = model.links[i];
        const [source, target] = link ? [model.nodes[link.source], model.nodes[link.target]] : [];
        return link && source && target && <OneLink key={i} link={link} source={source} target={target} />;
      })}
      <p><Link to={to.together(a.id, b.id)}>All sentences that name both</Link></p>
    </CardFrame>
  );
}
