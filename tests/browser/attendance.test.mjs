// The run sheet in the cellar: taps without a network stay on the device, over a reload too, and are sent once when it is back; and the code
// on the screen, which changes by itself.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/chromium.mjs";
import { demonstrate } from "./support/demo.mjs";
import { picture, signIn, window } from "./support/story.mjs";

let demo;
let browser;

before(async () => {
  [demo, browser] = await Promise.all([demonstrate(), launch()]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** The trainer's list of the session that is going on. */
async function list(page) {
  await signIn(page, demo.url, demo.cast.find((one) => one.role === "trainer").email, demo.password);
  await page.goto(`${demo.url}/sessions/day`);
  await page.locator("section[aria-labelledby=d-today] a[href$='/attendance']").first().click();
  await page.waitForURL(/\/attendance$/);
}

test("taps without a network stay on the device and are sent once when it is back", async () => {
  const { page, context } = await window(browser, { width: 390 });
  await list(page);
  await picture(page, "attendance-list");
  const open = page.locator("[data-booking]").filter({ has: page.locator("button[value=present][aria-pressed=false]") }).filter({ has: page.locator("[data-status=open]") });
  const name = await open.first().getAttribute("data-name");
  const row = page.locator(`[data-name="${name}"]`);
  const before = await page.evaluate(marks);
  await context.setOffline(true);
  await row.locator("button[value=no_show]").click();
  await row.locator("button[value=present]").click();
  await page.locator("[data-unsent]:visible").waitFor();
  assert.match(await page.locator("[data-unsent]").innerText(), /2 Einträge/);
  assert.equal(await row.locator("button[value=present]").getAttribute("aria-pressed"), "true", "what was tapped last is shown");
  await picture(page, "attendance-offline");
  await context.setOffline(false);
  await page.reload();
  await page.locator("[data-unsent]").waitFor({ state: "hidden" });
  await row.locator("[data-status=valid]").waitFor();
  const marked = await page.evaluate(marks);
  assert.equal(marked.length, before.length + 2, "both are history, each once");
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("kundig-marks"))), []);
  await context.close();
});

test("the code on the screen changes by itself", async () => {
  const { page, context } = await window(browser);
  await list(page);
  await page.locator("a[href$='/code']").click();
  await page.waitForURL(/\/code$/);
  const shown = () => page.locator("svg[role=img] path").getAttribute("d");
  const first = await shown();
  await page.waitForFunction((first) => document.querySelector("svg[role=img] path")?.getAttribute("d") !== first, first, { timeout: 30_000 });
  await picture(page, "attendance-code");
  await context.close();
});

/** Every mark of the session whose list is shown. */
async function marks() {
  const answer = await fetch(`/api/v1/sessions/${document.querySelector("run-sheet").dataset.session}/marks`);
  return (await answer.json()).items;
}
