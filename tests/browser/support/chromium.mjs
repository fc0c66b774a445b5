// The browser that the tests and pictures use: the system's Chromium, which goes nowhere by itself.
import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"];

/** Height beside each width that is looked at: phone, tablet, desk. */
export const SIZES = { 390: 844, 768: 1024, 1280: 832 };

export async function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? found(), args: FLAGS });
}

function found() {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {
      // the next name
    }
  }
  throw new Error("no Chromium: `make test` installs it, or name one in CHROMIUM");
}

/** What the page itself complains about (refused by the policy, not found, thrown) from now on. */
export function complaints(page) {
  const heard = [];
  page.on("pageerror", (error) => heard.push(`throws ${error.message}`));
  page.on("console", (message) => message.type() === "error" && heard.push(message.text()));
  return heard;
}

/** Runs `work` over `items` in as many pages at once as this machine has use for. */
export async function each(items, pages, work) {
  const waiting = [...items];
  await Promise.all(pages.map(async (page) => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(page, item);
  }));
}
