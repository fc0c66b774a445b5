// Every sample of every view, in German and English, at three widths, in both themes. The samples are written by the Rust test
// `write_the_samples` into the folder named in KUNDIG_PICTURES.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { barriers, fontFaults, misfits } from "./support/checks.mjs";
import { complaints, each, launch, SIZES } from "./support/chromium.mjs";
import { serve } from "./support/site.mjs";

const folder = path.resolve(process.env.KUNDIG_PICTURES ?? "target/pictures/site");
let site;
let browser;

before(async () => {
  [site, browser] = await Promise.all([serve(folder), launch()]);
  assert.ok(site.samples.length > 0, `no samples in ${folder}`);
});

after(async () => {
  await browser?.close();
  site?.close();
});

/** Two pages that look at samples side by side. */
async function pages(options) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  return Promise.all([context.newPage(), context.newPage()]);
}

function samples(language, kinds) {
  return site.samples.filter(({ kind, name }) => kinds.includes(kind) && name.startsWith(`${language}/`));
}

async function resize(page, width) {
  await page.setViewportSize({ width, height: SIZES[width] });
}

// One visit does it all: loading pages is what takes long.
test("every page in German fits, has its fonts, breaks no policy, and has no barrier that axe can see, light and dark", async () => {
  const faults = [];
  await each(samples("de", ["page", "part"]), await pages({ colorScheme: "light" }), async (page, { kind, name }) => {
    await page.emulateMedia({ colorScheme: "light" });
    faults.push(...(await fits(page, name)));
    faults.push(...(await barriers(page, { part: kind === "part" })).map((fault) => `${name}: ${fault}`));
    await page.emulateMedia({ colorScheme: "dark" });
    await resize(page, 390);
    faults.push(...(await barriers(page, { part: kind === "part" })).map((fault) => `${name} dark at 390: ${fault}`));
  });
  assert.deepEqual(faults, []);
});

test("every page in English fits, has its fonts and breaks no policy", async () => {
  const faults = [];
  await each(samples("en", ["page", "part"]), await pages(), async (page, { name }) => {
    faults.push(...(await fits(page, name)));
  });
  assert.deepEqual(faults, []);
});

/** What does not fit at each width, what is missing and what the page complains about; ends at the width of a desk. */
async function fits(page, name) {
  page.removeAllListeners("console").removeAllListeners("pageerror");
  const heard = complaints(page);
  await page.goto(`${site.url}/${name}`);
  const faults = await fontFaults(page);
  for (const width of [390, 768, 1280]) {
    await resize(page, width);
    faults.push(...(await misfits(page)).map((fault) => `at ${width}: ${fault}`));
  }
  return [...faults, ...heard].map((fault) => `${name} ${fault}`);
}

test("languages that need more room, or run from right to left, fit on a phone", async () => {
  const faults = [];
  const looking = await pages({ viewport: { width: 390, height: SIZES[390] } });
  await each([...samples("en-XA", ["page", "part"]), ...samples("ar-XB", ["page", "part"])], looking, async (page, { name }) => {
    await page.goto(`${site.url}/${name}`);
    faults.push(...(await misfits(page)).map((fault) => `${name}: ${fault}`));
  });
  assert.deepEqual(faults, []);
});

test("a name of seventy letters without a break widens no page with a list, and breaks no other word", async () => {
  const lists = ["people.list-0", "people.person-0", "certificates.list-2", "documents.list-1", "needs.list-0", "obligations.partner_overview-0", "obligations.network-0", "obligations.exception-0", "obligations.ahead_rows-0", "reminders.log-0", "workshops.feedbacks-0"];
  const faults = [];
  const rounds = lists.flatMap((name) => Object.entries(SIZES).map(([width, height]) => ({ name: `de/${name}.html`, width: Number(width), height })));
  await each(rounds, await pages(), async (page, { name, width, height }) => {
    await page.setViewportSize({ width, height });
    await page.goto(`${site.url}/${name}`);
    const found = await page.evaluate(() => {
      const cells = [...document.querySelectorAll(".t > tbody > tr > :is(th, .name)")];
      const words = () => cells.flatMap((cell) => {
        const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        const broken = [];
        for (let node = text.nextNode(); node; node = text.nextNode()) {
          for (const word of /** @type {Text} */ (node).data.matchAll(/\p{L}{2,40}(?!\p{L})/gu)) {
            const range = new Range();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map((box) => Math.round(box.top / 4))).size > 1) broken.push(`${word[0]} is broken`);
          }
        }
        return broken;
      });
      const before = words();
      const name = cells.map((cell) => document.createTreeWalker(cell, NodeFilter.SHOW_TEXT, (node) => (/\p{L}/u.test(/** @type {Text} */ (node).data) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP)).nextNode()).find(Boolean);
      if (!name) return ["no name"];
      /** @type {Text} */ (name).data = "Wolfeschlegel".repeat(6).slice(0, 70);
      const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
      return [...before, ...(wide > 0 ? [`${wide} px too wide`] : [])];
    });
    faults.push(...found.map((fault) => `${name} at ${width}: ${fault}`));
  });
  assert.deepEqual(faults, []);
});

test("mails fit on a phone and at their own width, and have no barrier that axe can see, light and dark", async () => {
  const faults = [];
  await each(["de", "en", "en-XA", "ar-XB"].flatMap((language) => samples(language, ["mail"])), await pages(), async (page, { name }) => {
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(`${site.url}/${name}`);
    for (const width of [390, 600]) {
      await page.setViewportSize({ width, height: 800 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) faults.push(`${name} at ${width}: ${wide} px too wide`);
    }
    if (!name.startsWith("de/")) return;
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      faults.push(...(await barriers(page, { part: true })).map((fault) => `${name} ${colorScheme}: ${fault}`));
    }
  });
  assert.deepEqual(faults, []);
});

test("the checks find planted faults", async () => {
  const [page, other] = await pages({ viewport: { width: 390, height: SIZES[390] } });
  const heard = complaints(other);
  await other.goto(`${site.url}/${samples("de", ["page"])[0].name}`);
  await other.evaluate(() => document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/assets/gone.css" })));
  await other.waitForTimeout(200);
  assert.equal(heard.length, 1, "a file that is not there is noticed");
  await page.setContent(PLANTED);
  const found = [...(await barriers(page)), ...(await misfits(page)), ...(await fontFaults(page))].join("\n");
  for (const planted of ["color-contrast: #pale", "undecided: color-contrast: #picture", "label: #nameless", "image-alt: #picture-of", "html-has-lang", "the page is", "sticks out: p#long", "too narrow for its words: button#tight", "Figtree is not loaded"]) {
    assert.ok(found.includes(planted), `not found: ${planted}, but:\n${found}`);
  }
});

const PLANTED = `<!doctype html><html><head><title>Planted</title></head><body><main><h1>Planted</h1>
<p id="pale" style="color:#999;background:#fff">too pale</p>
<p id="picture" style="color:#333;background:linear-gradient(#fff,#eee)">on a picture</p>
<input id="nameless"><img id="picture-of" src="data:,">
<p id="long" style="width:600px">wider than the window</p>
<button id="tight" class="btn" style="width:40px;white-space:nowrap;overflow:visible;display:block">words that do not fit</button></main></body></html>`;
