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

test("somebody signs on the screen, and a badge that nobody carries is told beside its field", async () => {
  const { page, context } = await window(browser, { width: 390 });
  await list(page);
  await page.locator("form[data-scan] input[name=badge]").fill("NH-0000");
  await page.keyboard.press("Enter");
  await page.locator("form[data-scan] [aria-invalid=true]").waitFor();
  await picture(page, "attendance-badge");
  await page.locator("form[data-scan] a[href*='/walk-ins/new']").click();
  await page.waitForURL(/walk-ins\/new/);
  await page.goto(`${demo.url}/sessions/day`);
  await page.locator("section[aria-labelledby=d-today] a[href$='/attendance']").first().click();
  await page.waitForURL(/\/attendance$/);
  await page.locator("a.row-link").first().click();
  await page.locator("a[href$='/new'][href*='/signatures/']").click();
  const box = await page.locator("form[data-signature] canvas").boundingBox();
  await page.mouse.move(box.x + 30, box.y + 40);
  await page.mouse.down();
  for (const [x, y] of [[80, 20], [120, 70], [200, 30], [280, 60]]) await page.mouse.move(box.x + x, box.y + y, { steps: 4 });
  await page.mouse.up();
  await picture(page, "attendance-signature");
  await page.locator("form[data-signature] button.btn-primary").click();
  await page.waitForURL(/\/attendance\/[^/]+$/);
  assert.match(await page.locator("main").innerText(), /Unterschrieben .*\n?.*Unterschrift ansehen\s+SHA-256 .?[0-9a-f]{64}/);
  await context.close();
});

test("loaded again without a network the list is there with what was tapped, and signing out takes it off the device", async () => {
  const { page, context } = await window(browser, { width: 390 });
  await list(page);
  const address = page.url();
  const kept = () => page.evaluate(async () => (await caches.has("kundig-run-sheet")) && (await (await caches.open("kundig-run-sheet")).keys()).map((one) => new URL(one.url).pathname));
  const until = async (is) => {
    const found = await kept();
    return is(found) ? found : undefined;
  };
  const wait = async (is) => {
    for (const began = Date.now(); Date.now() - began < 10_000; ) {
      const found = await until(is);
      if (found !== undefined) return found;
    }
    assert.fail(`the device keeps ${JSON.stringify(await kept())}`);
  };
  const path = new URL(address).pathname;
  const holds = (paths) => Array.isArray(paths) && paths.includes(path) && paths.some((one) => one.endsWith(".css")) && paths.some((one) => one.endsWith(".js"));
  const all = await wait(holds);
  assert.deepEqual(all.filter((one) => one !== path && !one.startsWith("/assets/")), [], "nothing else is kept");
  // Another page is not, though the worker sees it go by.
  await page.goto(`${demo.url}/sessions/day`);
  await page.goto(address);
  assert.ok(!(await wait(holds)).includes("/sessions/day"));
  await page.locator("form[action='/sign-in/end']").first().evaluate((form) => form.requestSubmit());
  await page.waitForURL(/sign-in/);
  await wait((paths) => paths === false || paths.length === 0);

  await list(page);
  await wait(holds);
  const row = page.locator("[data-booking]").filter({ has: page.locator("button[value=present]") }).first();
  const name = await row.getAttribute("data-name");
  // The network is gone for the page and for the worker alike.
  await demo.stop();
  demo = undefined;
  await context.setOffline(true);
  await page.locator(`[data-name="${name}"] button[value=excused]`).click();
  await page.reload();
  await page.locator("[data-unsent]:visible").waitFor();
  assert.equal(await page.locator(`[data-name="${name}"] button[value=excused]`).getAttribute("aria-pressed"), "true");
  assert.match(await page.locator("[data-offline]").innerText(), /Kein Netz/);
  const font = await page.evaluate(() => getComputedStyle(document.querySelector("run-sheet")).fontFamily);
  assert.match(font, /Figtree/, "with its styles");
  await picture(page, "attendance-reloaded-offline");
  await context.close();
});

/** Every mark of the session whose list is shown. */
async function marks() {
  const answer = await fetch(`/api/v1/sessions/${document.querySelector("run-sheet").dataset.session}/marks`);
  return (await answer.json()).items;
}
