// People of the story, each in a browser of their own.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { complaints, SIZES } from "./chromium.mjs";

export const PASSWORD = "zwei Kupferrohre im Regal";
const PICTURES = path.resolve("target/pictures/story");

/** A browser window of somebody. What the pages complain about is gathered in `heard`. */
export async function window(browser, { width = 1280, locale = "de-DE", colorScheme = "light" } = {}) {
  const context = await browser.newContext({ viewport: { width, height: SIZES[width] }, locale, colorScheme, reducedMotion: "reduce", timezoneId: "Europe/Berlin", acceptDownloads: true });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  return { page, heard: complaints(page), context };
}

/** A picture for people to look at. */
export async function picture(page, name) {
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true });
}

/** Presses the one primary button of the page and waits for the next page. */
export async function press(page, name) {
  const button = page.getByRole("button", { name, exact: true }).or(page.getByRole("link", { name, exact: true })).filter({ visible: true }).first();
  await button.click();
  await page.waitForLoadState("load");
}

/** Somebody who got a link sets a password and is in. */
export async function arrive(page, link, password = PASSWORD) {
  await page.goto(link);
  await page.locator("input[type=password]").fill(password);
  await Promise.all([page.waitForURL((url) => !url.pathname.startsWith("/welcome")), page.locator("main .btn-primary").click()]);
}

/** Signs in with a password. */
export async function signIn(page, url, account, password = PASSWORD) {
  await page.goto(`${url}/sign-in`);
  await page.locator("#account").fill(account);
  await page.locator("#password").fill(password);
  await Promise.all([page.waitForURL((at) => at.pathname !== "/sign-in"), page.locator("main .btn-primary").click()]);
}
