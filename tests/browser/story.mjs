// The story of the product on the real program: a database of its own, mail over SMTP to a sink, each person in a browser of their own.
// Pictures of each step lie in target/pictures/story. Started by hand, `node --test tests/browser/story.mjs`, until it plays to its end.
import assert from "node:assert/strict";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { constants, inflateSync } from "node:zlib";
import { after, before, test } from "node:test";
import { barriers, misfits } from "./support/checks.mjs";
import { launch } from "./support/chromium.mjs";
import { start } from "./support/program.mjs";
import { listen } from "./support/smtp.mjs";
import { arrive, PASSWORD, picture, press, signIn, window } from "./support/story.mjs";

const ADMIN = "ada.albers@nordhaus.example";
const NETWORK = path.resolve("tests/data/network");
// Of that network: somebody in Cologne whose authorisation for high voltage has lapsed, and the administrator of a partner in
// Leipzig. The manufacturer's own people come in a file of their own.
const TECHNICIAN = "ayse.yilmaz.935@thermopartnerkoln244.example";
const STRANGER = "lucia.kowalczyk.336@termotecnicaleipzig118.example";
const MANAGER = "marta.kjellberg@nordhaus.example";
const TRAINER = "joerg.albrecht@nordhaus.example";
const STAFF = `external_id,organisation_external_id,given_name,family_name,email,language,job_roles,start_on,end_on,account_roles
N-1,M-0001,Marta,Kjellberg,${MANAGER},de,,2020-01-01,,training_manager
N-2,M-0001,Jörg,Albrecht,${TRAINER},de,,2020-01-01,,trainer
`;
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

/** A file that the test wrote. */
async function file(name, content) {
  const at = path.join(await mkdtemp(path.join(tmpdir(), "kundig-file-")), name);
  await writeFile(at, content);
  return at;
}

/** The first address of this form in the compressed streams of a PDF. */
function addressIn(pdf, form) {
  const text = pdf.toString("latin1");
  for (const { index, 0: opening } of text.matchAll(/stream\r?\n/g)) {
    const from = index + opening.length;
    try {
      const found = form.exec(inflateSync(pdf.subarray(from, text.indexOf("endstream", from)), { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1"));
      if (found) return found[0];
    } catch {
      // not a compressed stream
    }
  }
  return form.exec(text)?.[0];
}

/** Somebody who has no password yet asks for a link, and finds it in the mail. */
async function freshLink(address) {
  const { page, context } = await window(browser);
  await page.goto(`${program.url}/password/reset?language=de`);
  await page.locator("#account").fill(address);
  await page.locator("main .btn-primary").click();
  await page.waitForLoadState("load");
  await context.close();
  const mail = await smtp.mail(address, (one) => /\/welcome\//.test(one.text));
  return /http:\/\/\S+\/welcome\/\S+/.exec(mail.text)?.[0] ?? "";
}

/** A new block at the end of the module, open. */
async function insert(page, kind) {
  await page.locator("aside").getByRole("button", { name: kind, exact: true }).click();
  await page.locator(".block-open").waitFor();
}

/** Saves the open block and closes it. */
async function saved(page, module) {
  await page.locator(".block-open button.btn-primary").click();
  await page.waitForLoadState("load");
  await page.goto(module);
}

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


test("a network goes in: a dry run that says what would happen, then for real", async () => {
  const dry = await program.kundig("import", "network", NETWORK, "--dry-run");
  assert.match(dry, /5000 rows, 5000 new/);
  const wet = await program.kundig("import", "network", NETWORK);
  assert.match(wet, /45162 rows, 45162 new/);
  await program.kundig("import", "people", await file("staff.csv", STAFF));
});

test("a trainer writes a course of native blocks, looks at it and publishes version 1", async () => {
  const { page, heard } = await window(browser);
  await arrive(page, await freshLink(TRAINER));
  await page.goto(`${program.url}/courses/HV-101`);
  await press(page, "Erste Fassung beginnen");
  await sound(page, heard);
  await page.getByLabel("Titel eines neuen Moduls").fill("Spannungsfreiheit feststellen");
  await press(page, "Modul anfügen");
  if (!page.url().includes("/modules/")) await page.getByRole("link", { name: "Spannungsfreiheit feststellen" }).click();
  await page.waitForURL(/\/modules\//);
  const module = page.url().replace(/[?#].*/, "");

  await insert(page, "Hinweis");
  await page.locator("#tone, [name=tone]").first().selectOption("danger").catch(() => {});
  await page.locator("[name=lead]").fill("Lebensgefahr.");
  await page.locator("textarea[name=text]").fill("Der Zwischenkreis bleibt nach dem Freischalten geladen. Bei der N7 zehn Minuten warten.");
  await saved(page, module);

  await insert(page, "Text");
  const editor = page.locator("[contenteditable=true]");
  await editor.click();
  await page.keyboard.type("Stellen Sie die Spannungsfreiheit immer mit einem zweipoligen Prüfer fest.");
  await picture(page, "4-editor");
  await saved(page, module);

  await insert(page, "Frage, eine Antwort");
  await page.locator("[name=text], [name=prompt]").first().fill("Womit stellen Sie fest, dass der Zwischenkreis spannungsfrei ist?");
  const options = page.locator(".choices-edit textarea:not(.reply)");
  await options.nth(0).fill("Mit dem berührungslosen Prüfer am Gehäuse");
  await options.nth(1).fill("Mit dem zweipoligen Spannungsprüfer an DC+ und DC−");
  for (let more = 2; more < (await options.count()); more += 1) await options.nth(more).fill("Mit dem Multimeter im Widerstandsbereich");
  await page.locator(".choices-edit input[name=right]").nth(1).check();
  await picture(page, "4-question");
  await saved(page, module);
  await page.goto(module);
  await picture(page, "4-module");
  // A block moves by its button, and stays moved.
  const lines = page.locator("li.block-line");
  const first = await lines.first().innerText();
  await Promise.all([page.waitForLoadState("load"), lines.first().locator("[data-move=down]").click()]);
  await page.goto(module);
  assert.notEqual(await lines.first().innerText(), first);
  await Promise.all([page.waitForLoadState("load"), lines.nth(1).locator("[data-move=up]").click()]);

  await page.goto(`${program.url}/courses/HV-101`);
  await page.getByRole("link", { name: "Vorschau" }).click();
  await page.waitForLoadState("load");
  await picture(page, "4-preview");
  await page.goto(`${program.url}/courses/HV-101`);
  await press(page, "Fassung 1 freigeben");
  await page.getByText("Fassung 1").first().waitFor();
  assert.equal(await page.locator(".fault, .err").count(), 0);
  await picture(page, "4-published");
});

test("a technician takes it on a phone, leaves in the middle, goes on elsewhere, and passes", async () => {
  const phone = await window(browser, { width: 390 });
  await arrive(phone.page, await freshLink(TECHNICIAN));
  await phone.page.goto(`${program.url}/courses/HV-101/take`);
  await sound(phone.page, phone.heard);
  await press(phone.page, "Beginnen");
  await picture(phone.page, "5-step");
  await sound(phone.page, phone.heard);
  const half = phone.page.url();
  await phone.context.close();

  const other = await window(browser, { width: 390, colorScheme: "dark" });
  await signIn(other.page, program.url, TECHNICIAN);
  await other.page.goto(`${program.url}/courses/HV-101/take`);
  await press(other.page, "Weitermachen");
  assert.match(other.page.url(), /\/learning\//);
  assert.equal(new URL(other.page.url()).pathname.split("/")[2], new URL(half).pathname.split("/")[2], "the same run goes on");
  for (let step = 0; step < 20 && !other.page.url().endsWith("/result"); step += 1) {
    const right = other.page.getByText("Mit dem zweipoligen Spannungsprüfer an DC+ und DC−");
    if (await other.page.locator("label.answer").count()) {
      await right.click();
      await picture(other.page, "5-question-dark");
    }
    await other.page.locator(".btn-primary:visible").click();
    await other.page.waitForLoadState("load");
    if (await other.page.locator("[data-is=right]").count()) await picture(other.page, "5-answered-dark");
  }
  await other.page.getByRole("heading", { name: "Bestanden" }).waitFor();
  await sound(other.page, other.heard);
  await picture(other.page, "5-passed");
});

test("the certificate can be downloaded and anybody can check it; a stranger sees nothing", async () => {
  const { page, heard } = await window(browser, { width: 390 });
  await signIn(page, program.url, TECHNICIAN);
  let link = page.locator("a[href*='/certificates/'][href$='/file']").first();
  for (let tries = 0; tries < 40; tries += 1) {
    await page.goto(`${program.url}/certificates`);
    if (await link.count()) break;
    await page.waitForTimeout(500);
  }
  await sound(page, heard);
  await picture(page, "6-certificates");
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const pdf = await readFile(await download.path());
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  const check = addressIn(pdf, /http:\/\/[^\s()<>]+\/c\/[A-Z0-9-]+/i);
  assert.ok(check, "the document leads to its check");
  const anybody = await window(browser, { width: 390 });
  await anybody.page.goto(`${check}?language=de`);
  assert.match(await anybody.page.locator("h1").innerText(), /Gültig/);
  await sound(anybody.page, anybody.heard);
  await picture(anybody.page, "6-check");
  const file = new URL((await link.getAttribute("href")) ?? "", program.url).href;
  const stranger = await window(browser);
  await arrive(stranger.page, await freshLink(STRANGER));
  assert.equal((await stranger.page.request.get(file)).status(), 404);
});
