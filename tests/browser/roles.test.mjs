// Each role of the demonstration walks, by links alone, through everything it can reach: every page answers, fits a phone and a desk, has
// no barrier that axe can see and no complaint. A page that nobody reaches by a link is a fault of the pages before it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { barriers, misfits } from "./support/checks.mjs";
import { launch, SIZES } from "./support/chromium.mjs";
import { demonstrate } from "./support/demo.mjs";
import { picture, signIn, window } from "./support/story.mjs";

// What a link in a mail, on paper or in a bookmark leads to, or what a machine asks for; a scan, a course's picture, a picture of a sign-off,
// a file of a workshop and a drawn signature, which the demonstration does not have.
const BY_OTHER_WAYS = ["/", "/evidence/{id}/file", "/content/files/{hash}", "/welcome/{token}", "/c/{code}", "/health/live", "/health/ready", "/metrics", "/imprint", "/privacy", "/barrier", "/unsubscribe/{token}", "/calendar/{token}", "/address/{token}", "/check-in/{part}/{code}", "/bookings/{id}/feedback", "/push/worker.js", "/sessions/run-sheet.js", "/bookings/{id}/photos/{photo}", "/people/{id}/pauses/{excuse}/file", "/people/{id}/waivers/{excuse}/file", "/courses/{code}/modules/{key}/blocks/{id}", "/rooms/{id}/map", "/sessions/{id}/signatures/{booking}/{signature}"];
// Of one kind of page, some lead further and some do not: a course with a draft, one without.
const OF_A_KIND = 4;
// One of the people is away, one is excused; only their records lead to taking that back. One import has something to decide, one
// session is closed, one partner was made an offer. More of these are read, not looked at.
const READ_FURTHER = ["/people", "/people/{id}", "/people/{id}/record", "/imports/{id}", "/sessions/{id}", "/sessions/{id}/attendance", "/both-sides", "/duties/{id}"];
let demo;
let browser;
let routes;
const reached = new Set();
const looked = new Set();

before(async () => {
  [demo, browser, routes] = await Promise.all([demonstrate(), launch(), pageRoutes()]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** The addresses of pages, as the table of who gets which answer names them. */
async function pageRoutes() {
  const table = await readFile("tests/access.txt", "utf8");
  const templates = [...table.matchAll(/^GET +(\/\S*)/gm)].map(([, template]) => template).filter((template) => !template.startsWith("/api/v1"));
  // The most literal first: /people/new before /people/{id}.
  templates.sort((one, other) => one.split("{").length - other.split("{").length);
  return templates.map((template) => ({ template, pattern: new RegExp(`^${template.replace(/[.]/g, "\\.").replace(/\{[^}]+\}/g, "[^/]+")}$`) }));
}

/** The route of an address of this program; none where it leads elsewhere. */
function routeOf(address) {
  const url = new URL(address, demo.url);
  return url.origin === demo.url ? routes.find(({ pattern }) => pattern.test(url.pathname))?.template : undefined;
}

/** What stands at an address, without a window; asked again where the program had just closed an idle connection. */
function fetched(page, address) {
  return page.request.get(new URL(address, demo.url).href, { maxRetries: 2 });
}

/** A file is fetched, a page is looked at. */
function isFile(template) {
  return /\.csv$|\.xlsx$|\/file$|\/files\/|\/html$|\/refused$|\/material\/\{file\}$|\/map$/.test(template);
}

async function walk(role, email) {
  const { page, heard } = await window(browser);
  await signIn(page, demo.url, email, demo.password);
  const waiting = [new URL(page.url()).pathname];
  const seen = new Set();
  const count = new Map();
  const faults = [];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const template = routeOf(next);
    const { pathname, search, searchParams } = new URL(next, demo.url);
    // The heat map with the panel of one cell open.
    const panel = searchParams.has("cell");
    // The list of people has more pages than one.
    // What took place last week stands in this month or in the one before.
    const month = template === "/sessions" && searchParams.has("month");
    // Each partner has a page of what both sides owe; to one of them an offer was made.
    const sides = template === "/both-sides" && searchParams.has("partner");
    const path = template === "/people" || panel || month || sides ? pathname + search : pathname;
    const kind = panel ? `${template} with a panel` : month ? `${template} of a month` : template;
    const looks = (count.get(kind) ?? 0) < (panel ? 1 : month ? 2 : OF_A_KIND);
    if (!template || seen.has(path) || !(looks || READ_FURTHER.includes(template))) continue;
    seen.add(path);
    count.set(kind, (count.get(kind) ?? 0) + 1);
    reached.add(template);
    if (!looks) {
      const text = await (await fetched(page, next)).text();
      const written = [...text.matchAll(/href="(\/[^"]*)/g)].map(([, link]) => link.replaceAll("&#x3D;", "=").replaceAll("&amp;", "&"));
      waiting.push(...written.map((link) => link.split("#")[0]));
      continue;
    }
    if (isFile(template)) {
      const answer = await fetched(page, next);
      if (answer.status() !== 200) faults.push(`${role} ${next}: ${answer.status()}`);
      continue;
    }
    faults.push(...(await look(page, role, next, template)), ...heard.splice(0).map((line) => `${role} ${next}: ${line}`));
    const links = await page.locator("a[href], iframe[src]").evaluateAll((found) => found.map((link) => link.href ?? link.src));
    waiting.push(...links.map((link) => link.split("#")[0]).filter((link) => link.startsWith(demo.url)));
  }
  await page.context().close();
  assert.equal(faults.join("\n"), "");
}

/** What is wrong with a page; axe looks at each kind of page once. */
async function look(page, role, address, template) {
  const answer = await page.goto(new URL(address, demo.url).href);
  if (answer?.status() !== 200) return [`${role} ${address}: ${answer?.status()}`];
  const faults = [];
  if ((await page.locator("h1").count()) !== 1) faults.push("not one h1");
  if ((await page.locator("main .btn-primary:visible").count()) > 1 && !template.startsWith("/api")) faults.push("more than one primary button");
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: SIZES[width] });
    faults.push(...(await misfits(page)).map((fault) => `at ${width}: ${fault}`));
    if (width === 390 && !looked.has(template)) {
      // The page about the interface is long, and its sample has been looked at.
      if (template !== "/api") faults.push(...(await barriers(page)));
      await picture(page, `roles/${role}${template.replaceAll(/[/{}]/g, "_")}`);
    }
  }
  looked.add(template);
  return faults.map((fault) => `${role} ${address}: ${fault}`);
}

for (const role of ["learner", "team_lead", "partner_admin", "trainer", "training_manager", "partner_manager", "hotline_expert", "platform_admin"]) {
  test(`everything that a ${role} reaches by links is in order`, async () => {
    const person = demo.cast.find((one) => one.role === role);
    assert.ok(person, `no ${role} among ${demo.cast.map((one) => one.role).join(", ")}`);
    await walk(role, person.email);
  });
}

test("every page is reached by a link", async () => {
  const { page } = await window(browser);
  await page.goto(`${demo.url}/sign-in`);
  for (const link of await page.locator("a[href]").evaluateAll((found) => found.map((one) => one.href))) reached.add(routeOf(link));
  reached.add("/sign-in");
  const lost = routes.map(({ template }) => template).filter((template) => !reached.has(template) && !BY_OTHER_WAYS.includes(template));
  assert.deepEqual(lost, []);
});
