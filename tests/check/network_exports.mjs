// Loads GEXF and node-link JSON with graphology, and compares the two.
//
// In: the folder that network_exports.py filled, and one with node_modules. Out: exit code 0, or what differs. Never: a reader of our own for GEXF.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, modules] = process.argv.slice(2);
const require = createRequire(resolve(modules) + "/");
const Graph = require("graphology");
const gexf = require("graphology-gexf");

for (const name of ["together", "stated", "partners"]) {
  const json = JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8"));
  const known = new Graph({ type: json.directed ? "directed" : "undirected", multi: json.multigraph });
  for (const { id, ...attributes } of json.nodes) known.addNode(id, attributes);
  for (const { source, target, key, ...attributes } of json.edges) known.addEdge(source, target, attributes);
  const read = gexf.parse(Graph, readFileSync(`${folder}/${name}.gexf`, "utf8"), { allowUndeclaredAttributes: false });
  const strength = (graph) => graph.reduceEdges((sum, _, { weight }) => sum + Number(weight), 0);
  const facts = (graph) => [graph.order, graph.size, graph.type, strength(graph)].join(" ");
  if (facts(known) !== facts(read)) throw new Error(`${name}: JSON has ${facts(known)}, GEXF ${facts(read)}`);
  known.forEachNode((id, { label }) => {
    if (read.getNodeAttribute(id, "label") !== label) throw new Error(`${name}: ${id} is not ${label} in GEXF`);
  });
  console.log(`${name}: graphology reads ${facts(read)}`);
}
