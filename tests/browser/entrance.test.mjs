// The ways into the real program: a database of its own, mail over SMTP to a sink, each person in a browser of their own.
// Pictures of each step lie in target/pictures/story.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, misfits } from "./support/checks.mjs";
import { launch } from "./support/chromium.mjs";
import { start } from "./support/program.mjs";
import { listen } from "./support/smtp.mjs";
import { arrive, PASSWORD, picture, signIn, window } from "./support/story.mjs";

const ADMIN = "ada.albers@nordhaus.example";
let smtp;
let program;
let browser;

before(async () => {
  smtp = await listen();
  [program, browser] = await Promise.all([
    start({ KUNDIG_MAIL_SMTP_URL: smtp.url, KUNDIG_MAIL_TLS: "none", KUNDIG_REMINDERS_SEND_HOUR: "0" }),
    launch(),
  ]);
});

after(async () => {
  await browser?.close();
  await program?.stop();
  smtp?.close();
});

/** A page of the running program is as good as a sample: nothing sticks out, no barrier, no complaint. */
async function sound(page, heard) {
  assert.deepEqual(await misfits(page), []);
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(heard, []);
}

test("the first administrator comes in by a link that looking at does not use up", async () => {
  const link = (await program.kundig("user", "create-admin", "--email", ADMIN, "--given-name", "Ada", "--family-name", "Albers", "--language", "de")).trim();
  // Mail filters look at links; twice does no harm.
  for (const _ of [1, 2]) assert.equal((await fetch(link)).status, 200);
  const { page, heard } = await window(browser);
  await page.goto(link);
  await sound(page, heard);
  await picture(page, "0-welcome");
  await page.locator("#password").fill("kurz");
  await page.locator("main .btn-primary").click();
  await page.locator("#password-error").waitFor();
  await page.locator("#password").fill(PASSWORD);
  await Promise.all([page.waitForURL((url) => !url.pathname.startsWith("/welcome")), page.locator("main .btn-primary").click()]);
  await page.goto(`${program.url}/profile`);
  assert.match(await page.locator(".side .who").innerText(), /Ada Albers/);
  await picture(page, "0-profile");
  // Used up: the same link leads nowhere now.
  await page.goto(link);
  assert.equal(await page.locator("#password").count(), 0);
  await page.goto(`${program.url}/profile`);
  await page.locator(".side .who > summary").click();
  await Promise.all([page.waitForURL(/sign-in/), page.getByRole("button", { name: "Abmelden" }).first().click()]);
  await page.goto(`${program.url}/profile`);
  assert.match(page.url(), /\/sign-in\?return_to=/, "whoever signed out is out");
});

test("a wrong password is told where it belongs, and what was typed stays", async () => {
  const { page } = await window(browser, { width: 390 });
  await page.goto(`${program.url}/sign-in?language=de`);
  await page.locator("#account").fill(ADMIN);
  await page.locator("#password").fill("Kältekreis im Keller");
  await page.locator("main .btn-primary").click();
  await page.locator(".err").waitFor();
  assert.equal(await page.locator("#account").inputValue(), ADMIN);
  await sound(page, []);
  await picture(page, "0-sign-in");
});

test("anybody can check a certificate, and unknown codes all look alike", async () => {
  const { page, heard } = await window(browser, { width: 390 });
  await page.goto(`${program.url}/c?language=de`);
  await sound(page, heard);
  const answers = [];
  for (const code of ["AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA", "7KQ4-M2XP-9TWD"]) {
    const answer = await page.goto(`${program.url}/c/${code}?language=de`);
    answers.push([answer?.status(), (await page.locator("main").innerText()).replaceAll(/\d{2}:\d{2}/g, "").replaceAll(code, "")]);
  }
  assert.deepEqual(answers[0], answers[1]);
  await picture(page, "6-unknown-code");
});

test("a page that is not there says what to do", async () => {
  const { page } = await window(browser, { width: 390 });
  const answer = await page.goto(`${program.url}/nothing/here`);
  assert.equal(answer?.status(), 404);
  await sound(page, []);
});
test("a forgotten password: the mail comes over SMTP as text and HTML, its link sets a new one", async () => {
  const { page, heard } = await window(browser, { width: 390, colorScheme: "dark" });
  await page.goto(`${program.url}/password/reset?language=de`);
  await page.locator("#account").fill(ADMIN);
  await page.locator("main .btn-primary").click();
  await page.waitForLoadState("load");
  await sound(page, heard);
  const mail = await smtp.mail(ADMIN, (one) => /\/welcome\//.test(one.text));
  const link = /http:\/\/\S+\/welcome\/\S+/.exec(mail.text)?.[0];
  assert.ok(link && mail.html.includes(link), "both parts lead to the same place");
  assert.ok(!/[!]/.test(mail.subject), "no message shouts");
  await arrive(page, link, `${PASSWORD}, blau`);
  const other = await window(browser);
  await signIn(other.page, program.url, ADMIN, `${PASSWORD}, blau`);
  await other.page.goto(`${program.url}/profile`);
  await sound(other.page, other.heard);
});
