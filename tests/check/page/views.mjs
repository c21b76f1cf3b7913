// Every view as it is seen: axe, the width of a phone, pictures of it.
//
// In: a browser, the API of the server. Out: what is wrong, pictures in a folder. Never: a rule of axe switched off.
import { readFileSync } from "node:fs";
import { open, settled } from "./browse.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const looks = [
  { name: "light", width: 1280, scheme: "light" },
  { name: "dark", width: 1280, scheme: "dark" },
  { name: "phone", width: 360, scheme: "light" },
];

const sparql = (text, more = {}) => `/ask?${new URLSearchParams({ sparql: text, ...more })}`;

/** Addresses of all views, with things that the graph has. `main`: those whose pictures are kept. */
export async function views(api) {
  const { rows: [edge] } = await api("edges", { predicate: "funds", class: ["Country", "Donor", "Programme"], limit: 1 });
  const { rows: [evidence] } = await api("evidence", { subject: edge.subject.id, predicate: "funds", object: edge.object.id });
  const corpus = await api("corpus");
  const part = encodeURIComponent;
  const { subject, object } = edge;
  const all = [
    { name: "find", at: "/", main: true },
    { name: "find-words", at: `/?q=${part(object.label.slice(1))}` },
    { name: "entity", at: `/entity/${part(object.id)}`, main: true },
    { name: "edge", at: `/edge/${part(subject.id)}/funds/${part(object.id)}`, main: true },
    { name: "together", at: `/together/${part(subject.id)}/${part(object.id)}` },
    { name: "story", at: `/story/${part(evidence.story.id)}?at=${evidence.start}-${evidence.end}`, main: true },
    { name: "network", at: "/network", main: true },
    { name: "network-node", at: `/network?around=${part(object.id)}&node=${part(object.id)}&table=links` },
    { name: "network-cooccur", at: "/network?of=cooccur&limit=200" },
    { name: "flows", at: "/flows", main: true },
    ...["receivers", "countries", "pairs"].map((show) => ({ name: `flows-${show}`, at: `/flows?show=${show}` })),
    { name: "ask", at: "/ask", main: true },
    { name: "ask-question", at: "/ask?query=who-funds-what", main: true },
    { name: "ask-bars", at: "/ask?query=organisers&show=chart", main: true },
    { name: "ask-network", at: "/ask?query=who-funds-what&show=network" },
    { name: "ask-sparql", at: sparql("SELECT ?donor ?programme {\n  ?donor consort:funds ?programme .\n  ?programme a consort:Programme .\n}"), main: true },
    { name: "ask-graph", at: sparql("CONSTRUCT { ?a consort:funds ?b } WHERE { ?a consort:funds ?b } LIMIT 5") },
    { name: "ask-error", at: sparql("SELECT * {\n  ?x a\n}"), expected: ["status of 400"] },
    { name: "downloads", at: "/ask?downloads=1" },
    { name: "missing", at: "/edge/a/eats/b" },
  ];
  return corpus.review ? [...all, { name: "review", at: "/review", main: true }] : all;
}

async function violations(page, axe) {
  // Evaluated by the browser itself, so that the policy of the page stays as it is.
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }), RULES);
  return found.map(({ id, impact, help, nodes }) => ({ impact, words: `axe, ${impact}: ${id}: ${help}: ${nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.html.slice(0, 120)}`).join(" | ")}` }));
}

async function wide(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return over > 0 ? [`${over} pixels wider than a phone`] : [];
}

async function headings(page) {
  const count = await page.locator("h1").count();
  return count === 1 ? [] : [`${count} headings of the first level`];
}

/** What is wrong with one view in one look. */
async function look(browser, address, { name, at, main, expected }, { name: of, width, scheme }, { axe, screens, say }) {
  const { page, go, faults, close } = await open(browser, address, { width, scheme, expected });
  try {
    await go(at);
    await settled(page);
    const found = await violations(page, axe);
    for (const { impact, words } of found) if (impact !== "serious" && impact !== "critical") say(`   ${name}, ${of}: ${words}`);
    const grave = found.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ words }) => words);
    if (screens && main) await page.screenshot({ path: `${screens}/${name}-${of}.png` });
    return [...grave, ...(width < 400 ? await wide(page) : []), ...(await headings(page)), ...(await faults())];
  } finally {
    await close();
  }
}

/** All views in all looks; what is wrong with each. */
export async function looksAtViews(browser, address, api, { axePath, screens, only, say }) {
  const axe = readFileSync(axePath, "utf8");
  const wrong = [];
  for (const view of await views(api)) {
    if (only && !view.name.includes(only)) continue;
    const found = await Promise.all(looks.map(async (one) => {
      const words = await look(browser, address, view, one, { axe, screens, say }).catch((problem) => [problem.message.split("\n")[0]]);
      return words.map((said) => `${view.name}, ${one.name}: ${said}`);
    }));
    wrong.push(...found.flat());
    say(`looked at ${view.name} (${view.at.slice(0, 80)})`);
  }
  return wrong;
}
