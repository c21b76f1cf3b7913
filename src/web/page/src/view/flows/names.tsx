/**
 * Names of what stands in a flow: entities, reported activities, "31 others".
 *
 * In: a node of a flow. Out: words, or a link. Never: a link for those that are only counted.
 */
import type { FlowNode } from "../../data/flows/sankey";
import { ObjectLink } from "../part/names";

export function nodeName(node: FlowNode): string {
  if (node.kind === "story") return `“${node.title || node.id}”`;
  return node.label;
}

export function FlowName({ of: node }: { of: FlowNode }) {
  return node.kind === "rest" ? <>{node.label}</> : <ObjectLink of={node} />;
}
