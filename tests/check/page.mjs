// Walks the page of `consort serve` as a person would, and looks at every view.
//
//   node tests/check/page.mjs PROGRAM GRAPH MODULES [options]
//
//   PROGRAM  target/release/consort            GRAPH  the folder that `consort build` wrote, of the archive in data/
//   MODULES  a folder where this was done: npm install playwright-core axe-core puppeteer-core
//   --screens FOLDER   pictures of the main views (light, dark, phone) go there
//   --python PROGRAM   a Python with networkx (python3)
//   --walks WORD       only the walks whose name has WORD; no views
//   --views WORD       only the views whose name has WORD; no walks
//   --at ADDRESS       a server that runs already, instead of PROGRAM (which is then not started)
//   --data FOLDER      texts, of which a copy is reviewed: a claim is marked wrong, and gone after the rebuild
//   --firefox          one walk in Firefox, too (/usr/bin/firefox-esr, or FIREFOX)
//
// It needs Debian's chromium (or CHROMIUM=/path). PATIENCE=120 waits that many seconds for what should come at once.
//
// In: the program and a graph. Out: exit code 0, or each thing that is wrong. Never: a server left running, another host asked.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { launch, open } from "./page/browse.mjs";
import { firefoxWalk } from "./page/firefox.mjs";
import { reviews } from "./page/review.mjs";
import { api as apiOf, serve } from "./page/serve.mjs";
import { firstLoad } from "./page/size.mjs";
import { looksAtViews } from "./page/views.mjs";
import { walks } from "./page/walks.mjs";

const text = { type: "string" };
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    screens: text, python: { ...text, default: "python3" }, walks: text, views: text, at: text, data: text,
    firefox: { type: "boolean", default: false },
  },
});
const [program, graph, modules] = positionals;
if (!modules) {
  console.error("usage: node tests/check/page.mjs PROGRAM GRAPH MODULES [--screens FOLDER] [--python PROGRAM] [--firefox]");
  process.exit(2);
}
const require = createRequire(resolve(modules) + "/");
const say = (words) => console.log(words);
const began = Date.now();
const wrong = [];

async function attempt(name, work) {
  const start = Date.now();
  try {
    const found = (await work()) ?? [];
    wrong.push(...found.map((words) => `${name}: ${words}`));
    say(`${found.length > 0 ? "WRONG" : "ok"}  ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  } catch (problem) {
    wrong.push(`${name}: ${problem.message}`);
    say(`WRONG  ${name}: ${problem.message.split("\n")[0]}`);
  }
}

const folder = mkdtempSync(join(tmpdir(), "consort-page-"));
const server = values.at ? { address: values.at.replace(/\/$/, ""), stop: async () => {} } : await serve(program, graph);
const browser = await launch(require("playwright-core"));
const { address } = server;
const tools = { api: apiOf(address), folder, python: values.python };
try {
  if (values.screens) mkdirSync(values.screens, { recursive: true });
  const all = values.walks === undefined && values.views === undefined;
  if (all) {
    await attempt("the first load is small", async () => say(`   ${await firstLoad(address)} bytes with gzip`));
  }
  for (const { name, walk, expects } of values.views === undefined ? walks : []) {
    if (values.walks !== undefined && !name.includes(values.walks)) continue;
    await attempt(name, async () => {
      const one = await open(browser, address, { expected: expects });
      try {
        await walk(one, tools);
        return await one.faults();
      } finally {
        await one.close();
      }
    });
  }
  const looks = { axePath: require.resolve("axe-core/axe.min.js"), screens: values.screens, say };
  const look = (at, only) => looksAtViews(browser, at, apiOf(at), { ...looks, only });
  if (values.data) {
    await attempt("marks a claim wrong and sees it gone after the rebuild", () => reviews(browser, program, values.data, (at) => look(at, "review")));
  }
  if (values.walks === undefined) await attempt("every view", () => look(address, values.views));
  if (values.firefox) await attempt("finds an agency and reads its sentence in Firefox", () => firefoxWalk(require("puppeteer-core"), address, tools.api));
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
say(`\n${wrong.length > 0 ? `${wrong.length} wrong:\n${wrong.join("\n")}` : "All is well"} (${((Date.now() - began) / 1000).toFixed(0)} s)`);
process.exit(wrong.length > 0 ? 1 : 0);
