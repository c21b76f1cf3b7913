// What a person does with the page, step by step.
//
// In: a watched page, the API of the same server. Out: nothing, or the step that failed. Never: an address typed where a person clicks.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { check, misspelt, settled, until } from "./browse.mjs";

const FIND = /^Find an organisation/;

/** The agency with the strongest partnership of two organisations, and that edge. */
async function agency(api) {
  const { rows } = await api("edges", { predicate: "partnersWith", class: "Organisation", sort: "documents", limit: 50 });
  const edge = rows.find(({ subject }) => subject.label.length >= 8 && !subject.provisional);
  check(edge, "the graph has no partners");
  const page = await api(`entity/${edge.subject.id}`);
  const relation = page.relations.find(({ predicate }) => predicate === "partnersWith");
  return { entity: edge.subject, edge: relation.edges[0] };
}

async function sentences(api, edge) {
  const { subject, predicate, object } = edge;
  const story = object.kind === "story" ? { story: 1 } : {};
  return (await api("evidence", { subject: subject.id, predicate, object: object.id, ...story })).rows;
}

/** The first sentence of an edge page is one that the API gives for it. */
async function readsSentence(page, api, edge) {
  const text = (await page.locator("main blockquote.sentence").first().innerText()).replaceAll(/\s+/g, "");
  const known = (await sentences(api, edge)).map(({ sentence }) => sentence.text.replaceAll(/\s+/g, ""));
  // Letters of classes stand beside the names on the page: so it is the words of the sentence that have to be there.
  const stands = known.some((one) => text === one || within(one, text));
  check(stands, `the page shows “${text.slice(0, 200)}”, which is no sentence of ${edge.subject.id} ${edge.predicate} ${edge.object.id}`);
}

/** Whether all letters of `part` stand in `whole` in their order, with few between. */
function within(part, whole) {
  let at = 0;
  for (const letter of whole) if (letter === part[at]) at += 1;
  return at === part.length && whole.length < part.length * 1.5 + 40;
}

const strongest = (page) => page.locator("section.relation", { has: page.locator("h3", { hasText: "partners with" }) }).locator("tbody tr a[href^='/edge/']").first();

/** Finds an agency by a misspelt name, opens its strongest partner edge, reads the sentence, and the story around it. */
export async function findsAndReads({ page, go }, { api }) {
  const { entity, edge } = await agency(api);
  await go("/");
  await page.locator("main").getByRole("combobox", { name: FIND }).pressSequentially(misspelt(entity.label));
  await page.getByRole("option", { name: entity.label }).first().click();
  await page.locator("h1", { hasText: entity.label }).waitFor();
  await strongest(page).click();
  await page.waitForURL("**/edge/**");
  await page.locator("main blockquote.sentence").first().waitFor();
  await readsSentence(page, api, edge);
  await page.locator("main article.evidence a.story").first().click();
  await page.waitForURL("**/story/**");
  await settled(page);
  await stepsBack(page);
}

/** Two steps back the reader stands where she left: the link that she took has the focus, and can be seen. */
async function stepsBack(page) {
  await page.goBack();
  await page.waitForURL("**/edge/**");
  await until(async () => (await focused(page)).href.startsWith("/story/"), "back at the edge the story's link does not have the focus");
  await page.goBack();
  await page.waitForURL("**/entity/**");
  await until(async () => (await focused(page)).href.startsWith("/edge/"), "back at the entity the edge's link does not have the focus");
  const seen = await page.evaluate(() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  check(seen, "back at the entity the edge's link is out of sight");
}

async function focused(page) {
  return page.evaluate(() => {
    const at = document.activeElement;
    return { tag: at?.tagName ?? "", words: at?.textContent ?? "", role: at?.getAttribute("role") ?? "", href: at?.getAttribute("href") ?? "", main: Boolean(at?.closest("main")) };
  });
}

async function tabTo(page, wanted, what, most = 400) {
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press("Tab");
    if (wanted(await focused(page))) return i + 1;
  }
  throw new Error(`${most} times Tab did not lead to ${what}`);
}

/** The same walk without a mouse. */
export async function keyboardAlone({ page, go }, { api }) {
  const { entity, edge } = await agency(api);
  await go("/");
  await tabTo(page, (at) => at.role === "combobox" && at.main, "the box of the view");
  await page.keyboard.type(misspelt(entity.label));
  await page.getByRole("option", { name: entity.label }).first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator("h1", { hasText: entity.label }).waitFor();
  await until(async () => (await focused(page)).tag === "H1", "the focus is not on the heading of the entity");
  const { object, subject } = edge;
  const there = [`/edge/${subject.id}/partnersWith/${object.id}`, `/edge/${object.id}/partnersWith/${subject.id}`];
  await tabTo(page, (at) => there.includes(decodeURIComponent(at.href)), "the strongest partner");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/edge/**");
  await until(async () => (await focused(page)).tag === "H1", "the focus is not on the heading of the edge");
  await readsSentence(page, api, edge);
}

async function slide(page, name, key, words) {
  const slider = page.getByRole("slider", { name });
  for (let i = 0; i < 1000 && (await slider.getAttribute("aria-valuetext")) !== words; i += 1) await slider.press(key);
  check((await slider.getAttribute("aria-valuetext")) === words, `no ${words} on the slider ${name}`);
}

/** Filters the network to March 2020 and saves a GEXF that networkx opens. */
export async function savesNetwork({ page, go }, { api, folder, python }) {
  await go("/network");
  await slide(page, "From month", "ArrowRight", "Mar 2020");
  await slide(page, "To month", "ArrowLeft", "Mar 2020");
  await page.waitForURL((url) => url.searchParams.get("from") === "2020-03" && url.searchParams.get("to") === "2020-03");
  const { nodes, links } = await api("network", { from: "2020-03", to: "2020-03" });
  check(nodes.length > 0, "no story of March 2020");
  await page.getByRole("tab", { name: `Nodes ${nodes.length}` }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save GEXF" }).click()]);
  const file = `${folder}/march.gexf`;
  await download.saveAs(file);
  const said = execFileSync(python, [fileURLToPath(new URL("gexf.py", import.meta.url)), file], { encoding: "utf8" });
  const [n, m] = said.trim().split(" ").map(Number);
  check(n === nodes.length && m === links.length, `networkx reads ${n} nodes and ${m} links, the API has ${nodes.length} and ${links.length}`);
}

/** Asks a stored question of a name that is found by typing, and goes from a row to its sentence. */
export async function asksQuestion({ page, go }, { api }) {
  const { entity } = await agency(api);
  const query = (await api("queries")).find(({ name }) => name === "partners");
  await go("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Ask" }).click();
  await page.getByRole("link", { name: query.question }).click();
  const field = page.locator("main input[role=combobox]");
  await field.fill(misspelt(entity.label));
  await page.getByRole("option", { name: entity.label }).first().click();
  await page.waitForURL((url) => url.searchParams.get("set-org") === entity.id);
  await page.getByRole("heading", { level: 2, name: entity.label }).waitFor();
  await settled(page);
  const { results } = await api("query/partners", { "set-org": entity.id });
  check((await page.locator("main tbody tr").count()) === Math.min(100, results.bindings.length), "the table has other rows than the answer");
  check((await page.locator("main tbody tr").first().innerText()).includes(results.bindings[0].partner.value), "the table has another first row");
  await page.getByRole("tab", { name: "Bars" }).click();
  await page.waitForURL((url) => url.searchParams.get("show") === "chart");
  await page.getByRole("tab", { name: "Table" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV", exact: true }).click()]);
  check(download.suggestedFilename() === "partners.csv", "the answer is not saved as partners.csv");
  await page.locator("main tbody a[href^='/edge/']").first().click();
  await page.locator("main blockquote.sentence").first().waitFor();
}

/** Follows a donor's band to its sentence. */
export async function followsFlow({ page, go }, { api }) {
  await go("/flows");
  const band = page.locator("a.band[href^='/edge/']").first();
  await band.waitFor();
  const [, , subject, , object] = new URL(await band.getAttribute("href"), "http://page").pathname.split("/").map(decodeURIComponent);
  await band.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/edge/**");
  await page.locator("main blockquote.sentence").first().waitFor();
  await readsSentence(page, api, { subject: { id: subject }, predicate: "funds", object: { kind: "entity", id: object } });
}

/** Writes a query with the editor's help, makes a slip, and is led to it; leaves with Escape. */
export async function writesQuery({ page, go }) {
  await go("/ask?sparql=");
  const editor = page.locator(".cm-content");
  await editor.click();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await page.keyboard.type("SELECT * {\n?x a consort:Progr");
  await choose(page, "consort:Programme");
  await page.keyboard.type(" ; consort:mentionC");
  await choose(page, "consort:mentionCount");
  await page.keyboard.type(" ?n");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL((url) => (url.searchParams.get("sparql") ?? "").includes("consort:mentionCount ?n"));
  await page.locator("main tbody tr").first().waitFor();
  await page.locator("main tbody a[href^='/entity/'] .entity-label").first().waitFor();
  check(await page.evaluate(() => document.activeElement?.shadowRoot !== null), "the editor has lost the focus");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nLIMIT ten");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: /^Go to line 4, column/ }).waitFor();
  check((await page.locator(".cm-wrong").count()) === 1, "the place of the slip is not marked");
  await page.keyboard.press("Escape");
  check((await focused(page)).words === "Run", "Escape does not leave the editor");
}

async function choose(page, word) {
  await page.locator("li[role=option][aria-selected]", { hasText: word }).first().waitFor();
  // CodeMirror takes no choice in the first moments after a list has come up, lest a key of the typing chooses.
  await page.waitForTimeout(200);
  await page.keyboard.press("Enter");
  await until(async () => (await page.locator(".cm-content").innerText()).includes(word), `${word} was not completed`);
}

/** Takes the graph home as a file. */
export async function downloads({ page, go }) {
  await go("/");
  await page.getByRole("contentinfo").getByRole("link", { name: "Downloads" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "graph.ttl" }).click()]);
  check((await download.failure()) === null, "the graph was not saved");
}

/** Their names are what is printed. `expects`: console errors that a walk makes on purpose. */
export const walks = [
  { name: "finds an agency by a misspelt name, opens its strongest partner edge, reads the sentence and its story", walk: findsAndReads },
  { name: "the same with the keyboard alone", walk: keyboardAlone },
  { name: "filters the network to March 2020 and saves a GEXF that networkx opens", walk: savesNetwork },
  { name: "asks a stored question of a name found by typing", walk: asksQuestion },
  { name: "follows a donor's flow to its sentence", walk: followsFlow },
  { name: "writes a query with the editor's help", walk: writesQuery, expects: ["status of 400"] },
  { name: "downloads the graph", walk: downloads },
];
