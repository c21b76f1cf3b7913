// Marks a claim wrong and sees it gone after the rebuild, on a copy of the texts.
//
// In: the program, a folder of texts. Out: nothing, or the step that failed. Never: a decision in the folder that was given.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { check, open, until } from "./browse.mjs";
import { api as apiOf, serve } from "./serve.mjs";

/** Whether the graph has an edge as asserted. */
async function asserted(api, { subject, predicate, object }) {
  const ends = object.kind === "story" ? { subject: subject.id } : { subject: subject.id, object: object.id };
  const { rows } = await api("edges", { ...ends, predicate, limit: 1000 });
  return rows.some((row) => row.object.kind === object.kind && row.object.id === object.id);
}

/** What stands in the file of decisions; it comes with the first. */
function written(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

async function walk({ page, go }, api, decisions) {
  const { claims: [first] } = await api("review", { kind: "claims", limit: 1 });
  const { edge } = first;
  check(await asserted(api, edge) || edge.status !== "asserted", "the first claim of the queue is not in the graph");
  await go("/review");
  await page.locator("article.item h2", { hasText: edge.subject.label }).waitFor();
  await page.locator("article.item h2").focus();
  await page.keyboard.press("w");
  await until(() => written(decisions).includes(edge.subject.id), "the decision is not in decisions.toml");
  await page.keyboard.press("u");
  await until(() => !written(decisions).includes(edge.subject.id), "Undo left the decision in the file");
  await page.getByRole("button", { name: "Wrong" }).click();
  await until(() => written(decisions).includes(edge.subject.id), "the button decides nothing");
  await page.getByRole("button", { name: "Build the graph anew" }).click();
  await page.getByText(/^The graph is built anew/).first().waitFor();
  check(!(await asserted(api, edge)), "the claim that was marked wrong is still in the graph");
  const end = edge.object.kind === "story" ? ["story", edge.object.id] : [edge.object.id];
  await go(`/${["edge", edge.subject.id, edge.predicate, ...end].map(encodeURIComponent).join("/")}`);
  await page.locator(".status[data-status=rejected]").first().waitFor();
}

/** `look` sees the view of reviews as all others are seen; what is wrong with it comes back with the rest. */
export async function reviews(browser, program, data, look) {
  const folder = mkdtempSync(join(tmpdir(), "consort-review-"));
  const texts = join(folder, basename(data));
  cpSync(data, texts, { recursive: true });
  const server = await serve(program, join(folder, "graph"), [texts, "--review", "--who", "A. Reader"]);
  try {
    const one = await open(browser, server.address);
    await walk(one, apiOf(server.address), join(texts, "decisions.toml"));
    return [...(await one.faults()), ...(await look(server.address))];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
