// node tests/browser/pictures.mjs SAMPLES PICTURES [PART-OF-NAME…]: pictures of the written samples (see scripts/pictures).
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { each, launch, SIZES } from "./support/chromium.mjs";
import { serve } from "./support/site.mjs";

const [samples, pictures, ...wanted] = process.argv.slice(2);
const languages = (process.env.KUNDIG_LANGUAGES ?? "de").split(" ");
const site = await serve(samples);
const browser = await launch();
const context = await browser.newContext({ reducedMotion: "reduce" });
const chosen = site.samples.filter(({ name }) => languages.includes(path.dirname(name)) && (wanted.length === 0 || wanted.some((word) => name.includes(word))));

await each(chosen, [await context.newPage(), await context.newPage()], async (page, { kind, name }) => {
  const widths = kind === "mail" ? [390, 600] : Object.keys(SIZES).map(Number);
  await page.goto(`${site.url}/${name}`);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const width of widths) {
      await page.setViewportSize({ width, height: SIZES[width] ?? 800 });
      const file = path.join(pictures, path.dirname(name), `${path.basename(name, ".html")}-${width}-${colorScheme}.png`);
      await mkdir(path.dirname(file), { recursive: true });
      await page.screenshot({ path: file, fullPage: true });
      console.log(file);
    }
  }
});
await browser.close();
site.close();
