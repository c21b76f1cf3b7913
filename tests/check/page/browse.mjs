// A browser whose pages are watched: what the console says, what the policy forbids, whom they ask.
//
// In: an address of the server. Out: pages, and what went wrong on them. Never: a page whose policy is set aside.
import { existsSync } from "node:fs";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
/** A machine that compiles beside this is slow; a page that never comes is noticed all the same. */
export const PATIENCE = Number(process.env.PATIENCE ?? 60) * 1000;

export function check(holds, otherwise) {
  if (!holds) throw new Error(otherwise);
}

/** Asks again until it holds: for what comes a moment after a click. */
export async function until(ask, otherwise) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    if (await ask()) return;
    check(Date.now() < end, typeof otherwise === "function" ? await otherwise() : otherwise);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export async function launch(playwright) {
  const executablePath = process.env.CHROMIUM ?? CHROMIUM.find(existsSync);
  check(executablePath, "no chromium: apt-get install chromium, or set CHROMIUM");
  return playwright.chromium.launch({ executablePath, args: ARGUMENTS, timeout: 3 * PATIENCE });
}

/** Runs in the page, before its own code. */
function listen() {
  globalThis.refusals = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    globalThis.refusals.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
  });
}

/** A new page; `faults()` is what went wrong on it so far. `expected`: console errors that are meant to be there. */
export async function open(browser, address, { width = 1280, height = 900, scheme = "light", expected = [] } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const found = [];
  const { host } = new URL(address);
  page.on("console", (message) => {
    const text = `${message.text()} ${message.location().url ?? ""}`;
    // Warnings are the browser's own: of the driver that draws, say.
    if (message.type() !== "error") return;
    if (!expected.some((one) => text.includes(one))) found.push(`console: ${text}`);
  });
  page.on("pageerror", (error) => found.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.host !== host) found.push(`asks another host: ${url.href}`);
  });
  await page.addInitScript(listen);
  return {
    page,
    go: async (path) => {
      await page.goto(address + path);
      await page.locator("h1").first().waitFor();
    },
    faults: async () => {
      const refused = await page.evaluate(() => globalThis.refusals ?? []);
      return [...new Set([...found, ...refused.map((one) => `policy: ${one}`)])];
    },
    close: () => context.close(),
  };
}

/** Waits until nothing is loading: answers have come, words that say so are gone. */
export async function settled(page) {
  await page.waitForLoadState("networkidle");
  await until(
    () => page.evaluate(() => !document.querySelector("[aria-busy=true]") && !/^(Loading|Asking) /m.test(document.querySelector("main")?.innerText ?? "")),
    "the page is still loading",
  );
}

/** A name with two slips: one letter left out, two letters changed about. */
export function misspelt(name) {
  const letters = [...name];
  letters.splice(3, 1);
  [letters[5], letters[6]] = [letters[6], letters[5]];
  return letters.join("");
}
