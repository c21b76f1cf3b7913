// One walk in Debian's Firefox, driven over WebDriver BiDi, which it speaks itself: no driver is needed.
//
// In: puppeteer-core, the address of a server. Out: what went wrong. Never: a build of Firefox made for tests.
import { existsSync } from "node:fs";
import { check, misspelt, PATIENCE, until } from "./browse.mjs";

const FIREFOX = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];

/** Says which step it was that failed. */
async function step(name, work) {
  try {
    return await work();
  } catch (problem) {
    throw new Error(`${name}: ${problem.message}`);
  }
}

/** Waits for an element and clicks it in the page itself: it may be drawn anew between the look and the click. */
async function press(page, selector, words = "") {
  const pressed = () => page.evaluate((at, within) => {
    const found = [...document.querySelectorAll(at)].find((one) => one.textContent.includes(within));
    found?.click();
    return Boolean(found);
  }, selector, words);
  await until(pressed, `nothing is at ${selector}`);
}

async function walk(page, address, api) {
  const { rows: [edge] } = await api("edges", { predicate: "partnersWith", class: "Organisation", sort: "documents", limit: 1 });
  const { label } = edge.subject;
  await step("the first view", async () => {
    await page.goto(address);
    await page.waitForSelector("main input[role=combobox]");
    await page.type("main input[role=combobox]", misspelt(label));
  });
  await step("a hit of the box", () => press(page, "main [role=option]", label));
  await step("the partners", () => press(page, "section.relation a[href*='/partnersWith/']"));
  await step("the sentence", async () => {
    const sentence = await page.waitForSelector("main blockquote.sentence");
    check((await sentence.evaluate((one) => one.textContent)).trim().length > 20, "Firefox shows no sentence");
  });
  await step("the network", async () => {
    await page.goto(`${address}/network`);
    await page.waitForSelector(".net-stage");
  });
  await step("the editor", async () => {
    await page.goto(`${address}/ask?sparql=${encodeURIComponent("SELECT ?x { ?x a consort:Donor }")}`);
    await page.waitForSelector("main tbody tr");
    const text = await page.evaluate(() => document.querySelector(".editor")?.shadowRoot?.querySelector(".cm-content")?.textContent);
    check(text?.includes("consort:Donor"), "Firefox shows no editor");
  });
}

export async function firefoxWalk(puppeteer, address, api) {
  const executablePath = process.env.FIREFOX ?? FIREFOX.find(existsSync);
  check(executablePath, "no Firefox: apt-get install firefox-esr, or set FIREFOX");
  const browser = await (puppeteer.default ?? puppeteer).launch({ browser: "firefox", executablePath, headless: true, timeout: 3 * PATIENCE, protocolTimeout: 3 * PATIENCE });
  const found = [];
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.setDefaultNavigationTimeout(PATIENCE);
    const { host } = new URL(address);
    page.on("console", (message) => message.type() === "error" && found.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => found.push(`script: ${error.message}`));
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith("http") && url.host !== host) found.push(`asks another host: ${url.href}`);
    });
    await walk(page, address, api);
    return found;
  } finally {
    await browser.close();
  }
}
