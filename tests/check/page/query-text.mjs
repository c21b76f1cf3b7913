// The part of the editor that knows where in a query one is: each line is a query with ¦ at the cursor, and what that place is.
//
//   node tests/check/page/query-text.mjs src/web/page
//
// In: the folder of the page, after `npm ci`. Out: exit code 0, or each place that is taken for another. Never: a browser.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const page = resolve(process.argv[2] ?? "src/web/page");
const esbuild = createRequire(`${page}/node_modules/vite/package.json`)("esbuild");
const folder = mkdtempSync(join(tmpdir(), "consort-query-text-"));

/** A source of the page as a module. */
async function source(name) {
  const outfile = join(folder, `${name}.mjs`);
  await esbuild.build({ entryPoints: [`${page}/src/data/${name}.ts`], outfile, bundle: true, format: "esm", platform: "neutral", logLevel: "error" });
  return import(pathToFileURL(outfile).href);
}

// What is being written, the part of the triple, its subject, the classes that the query gives it.
const places = [
  ["¦", "head"],
  ["SELECT ?x { ?x a consort:Donor } ORDER BY DE¦", "head"],
  ["SELECT * WHERE { ¦ ", "subject"],
  ["SELECT * { ?x a consort:Programme . ?x con¦ }", "predicate", "?x", "consort:Programme"],
  ["SELECT * { ?x con¦ ; a consort:Programme }", "predicate", "?x", "consort:Programme"],
  ["SELECT * { ?x a con¦ }", "class", "?x"],
  ["SELECT * { ?x a consort:Donor, con¦ }", "class", "?x", "consort:Donor"],
  ["SELECT * { ?x a consort:Programme ; consort:funds id:x¦ }", "object", "?x", "consort:Programme"],
  ["SELECT * { ?x consort:funds/con¦ ?z . ?x a consort:Donor }", "predicate", "?x", "consort:Donor"],
  ["SELECT * { ?x (consort:funds|con¦) ?z . ?x a consort:Donor }", "predicate", "?x", "consort:Donor"],
  ["SELECT * { ?x (consort:funds|consort:supports)+ ¦ }", "object", "?x"],
  ["SELECT (COUNT(?x) AS ?n) { FILTER(con¦) }", "expression"],
  ["SELECT * { ?x ?p ?o FILTER(?o > 3 && ¦) }", "expression"],
  ["SELECT * { VALUES ?x { id:a id:b¦ } ?x consort:funds ?y }", "value"],
  ["SELECT * { VALUES (?x ?y) { (id:a id:b) } ?x consort:f¦ ?z . OPTIONAL { ?x a consort:Donor } }", "predicate", "?x", "consort:Donor"],
  ["SELECT * { ?x rdfs:label \"con¦\" }", "quoted"],
  ["SELECT * { ?x rdfs:label \"con¦", "quoted"],
  ["# com¦\nSELECT * {}", "quoted"],
  ["SELECT * { ?x rdfs:label \"a # b\"@en ; con¦ }", "predicate", "?x"],
  ["SELECT * { ?x consort:date \"2020\"^^xsd:gYear ; con¦ }", "predicate", "?x"],
  ["SELECT * { ?x consort:funds [ a consort:Programme ; rd¦ ] }", "predicate", "_:0", "consort:Programme"],
  ["SELECT * { ?x consort:funds [ a consort:Programme ] ; rd¦ }", "predicate", "?x"],
  ["SELECT * { GRAPH ?g { ?x rd¦ } }", "predicate", "?x"],
  ["SELECT * { ?x consort:funds id:a. ?y rd¦ }", "predicate", "?y"],
  ["SELECT * { FILTER NOT EXISTS { ?y rd¦ } }", "predicate", "?y"],
  ["SELECT * { OPTIONAL { ?y rdfs:label ?l } ?z rd¦ }", "predicate", "?z"],
  ["SELECT * { { ?a ?b ?c } UNION { ?y rd¦ } }", "predicate", "?y"],
];

const iris = [
  ["id/unodc", "entity unodc"],
  ["doc/a%2Eb#char=1,2", "story a.b 1,2"],
  ["event/2020-a", "story 2020-a "],
  ["claim/deu.funds.unodc", "edge deu funds entity unodc"],
  ["claim/xkx.participatesIn._.2020-a", "edge xkx participatesIn story 2020-a"],
  ["ev/a.funds.b.2020-a.14-34", "story 2020-a 14,34"],
  ["rule/meet", "data /rule/meet"],
];

function placeWords({ placeOf }, marked) {
  const at = marked.indexOf("¦");
  const text = marked.replace("¦", "");
  const from = at - /[?$]?[\w-]*(?::[\w.-]*)?$/.exec(text.slice(0, at))[0].length;
  const { part, subject, ofType, classes, quoted } = placeOf(text, from, at);
  if (quoted) return "quoted";
  if (["head", "expression", "value"].includes(part)) return part;
  return [ofType ? "class" : part, subject, ...classes].filter(Boolean).join(" ");
}

function targetWords({ targetOf }, path) {
  const target = targetOf(`https://example.org/data/${path}`, { id: "https://example.org/data/id/" });
  if (target?.kind === "edge") return ["edge", target.subject, target.predicate, target.object.kind, target.object.id].join(" ");
  if (target?.kind === "story") return `story ${target.id} ${target.at?.join() ?? ""}`;
  return `${target?.kind} ${target?.id ?? target?.path}`;
}

let wrong = 0;
function same(what, found, expected) {
  if (found === expected) return;
  wrong += 1;
  console.error(`${what}: ${found}, not ${expected}`);
}

try {
  const [text, terms] = [await source("query-text"), await source("terms")];
  for (const [query, ...expected] of places) same(query, placeWords(text, query), expected.join(" "));
  for (const [iri, expected] of iris) same(iri, targetWords(terms, iri), expected);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(wrong > 0 ? `${wrong} wrong` : `${places.length} places in queries and ${iris.length} IRIs are taken for what they are`);
process.exit(wrong > 0 ? 1 : 0);
