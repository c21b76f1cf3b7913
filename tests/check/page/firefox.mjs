// One walk in Debian's Firefox, driven over WebDriver BiDi, which it speaks itself: no driver is needed.
//
// In: puppeteer-core, the address of a server. Out: what went wrong. Never: a build of Firefox made for tests.
import { existsSync } from "node:fs";
import { check, misspelt, PATIENCE } from "./browse.mjs";

const FIREFOX = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];

/** A hit of the box, by its name. */
const option = (label) => `main ::-p-xpath(//*[@role='option'][contains(., "${label}")])`;

async function walk(page, address, api) {
  const { rows: [edge] } = await api("edges", { predicate: "partnersWith", class: "Organisation", sort: "documents", limit: 1 });
  const { label } = edge.subject;
  await page.goto(address);
  await page.waitForSelector("main input[role=combobox]");
  await page.type("main input[role=combobox]", misspelt(label));
  await (await page.waitForSelector(option(label))).click();
  await page.waitForSelector("section.relation a[href^='/edge/']");
  await page.locator("section.relation a[href^='/edge/']").click();
  const sentence = await page.waitForSelector("main blockquote.sentence");
  check((await sentence.evaluate((one) => one.textContent)).trim().length > 20, "Firefox shows no sentence");
  await page.goto(`${address}/network`);
  await page.waitForSelector(".net-stage");
  await page.goto(`${address}/ask?sparql=${encodeURIComponent("SELECT ?x { ?x a consort:Donor }")}`);
  await page.waitForSelector("main tbody tr");
  const shadow = await page.evaluate(() => document.querySelector(".editor")?.shadowRoot?.querySelector(".cm-content")?.textContent);
  check(shadow?.includes("consort:Donor"), "Firefox shows no editor");
}

export async function firefoxWalk(puppeteer, address, api) {
  const executablePath = process.env.FIREFOX ?? FIREFOX.find(existsSync);
  check(executablePath, "no Firefox: apt-get install firefox-esr, or set FIREFOX");
  const browser = await (puppeteer.default ?? puppeteer).launch({ browser: "firefox", executablePath, headless: true, timeout: 3 * PATIENCE });
  const found = [];
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
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
