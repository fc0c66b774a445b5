// The story of the product on the real program, from an empty database to a certificate that anybody can check. Mail goes over SMTP to a
// sink, each person sits in a browser of their own. Pictures of each step lie in target/pictures/story.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { constants, inflateSync } from "node:zlib";
import { barriers, misfits } from "./support/checks.mjs";
import { launch } from "./support/chromium.mjs";
import { start } from "./support/program.mjs";
import { listen } from "./support/smtp.mjs";
import { arrive, PASSWORD, picture, press, signIn, window } from "./support/story.mjs";

const NETWORK = path.resolve("tests/data/network");
const ADMIN = "ada.albers@nordhaus.example";
const MANAGER = "marta.kjellberg@nordhaus.example";
const TRAINER = "joerg.albrecht@nordhaus.example";
// Of that network, all of one partner in Cologne: a technician whose authorisation for high voltage has lapsed, her team lead, and the
// partner's administrator; and the administrator of a partner in Nuremberg.
const PARTNER = "Thermo Partner Köln 244";
const TECHNICIAN = "ayse.yilmaz.935@thermopartnerkoln244.example";
const TEAM_LEAD = "leonie.goncalves.558@thermopartnerkoln244.example";
const PARTNER_ADMIN = "ayse.person.299@thermopartnerkoln244.example";
const STRANGER = "anna.schmidt.1@arcondicionadonurnberg121.example";
// Checking and writing 45,000 rows beside everything else that this machine does.
const IMPORT_WITHIN_MS = 240_000;
// Four requirements come into force for 5,000 people before it.
const REMINDED_WITHIN_MS = 300_000;
let smtp;
let program;
let browser;

before(async () => {
  smtp = await listen();
  [program, browser] = await Promise.all([
    start({ KUNDIG_MAIL_SMTP_URL: smtp.url, KUNDIG_MAIL_TLS: "none", KUNDIG_REMINDERS_SEND_HOUR: "0", KUNDIG_REMINDERS_QUIET_HOUR: "24" }),
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

/** The link in somebody's invitation, or in the mail about their new password. */
async function linkMailed(address) {
  const mail = await smtp.mail(address, (one) => /Zugang|Kennwort/.test(one.subject));
  return /http:\/\/\S+\/welcome\/\S+/.exec(mail.text)?.[0] ?? "";
}

/** Somebody who has no password yet asks for a link, and finds it in the mail. */
async function freshLink(address) {
  const { page, context } = await window(browser);
  await page.goto(`${program.url}/password/reset?language=de`);
  await page.locator("#account").fill(address);
  await press(page, "Link schicken");
  await context.close();
  return linkMailed(address);
}

/** A browser in which this person, who has no password yet, is signed in. */
async function newcomer(address, options) {
  const opened = await window(browser, options);
  await arrive(opened.page, await freshLink(address));
  return opened;
}

/** Hands a file in: dry run with its report, then for real. Answers the counts of new, changed, unchanged and refused rows. */
async function handIn(page, kind, file, name) {
  await page.goto(`${program.url}/imports/new`);
  await page.getByLabel(kind, { exact: true }).check();
  await page.locator("input[type=file]").setInputFiles(file);
  await press(page, "Datei prüfen");
  const apply = page.getByRole("button", { name: /übernehmen$/ });
  await apply.waitFor({ timeout: IMPORT_WITHIN_MS });
  assert.deepEqual(await misfits(page), []);
  await picture(page, `1-${name}-checked`);
  const counts = (await page.locator("dl dd.text-xl").allInnerTexts()).map((text) => Number(text.replaceAll(/\D/g, "")));
  await apply.click();
  const bar = page.locator("progress, [role=progressbar]").first();
  const done = page.getByRole("button", { name: "Zurücknehmen" }).or(page.getByText(/übernommen/).first());
  await bar.or(done).first().waitFor();
  if (await bar.count()) await picture(page, `1-${name}-writing`);
  await page.getByRole("heading", { level: 1, name: /sind? übernommen|liegt bereit|liegen bereit/ }).waitFor({ timeout: IMPORT_WITHIN_MS });
  await picture(page, `1-${name}-written`);
  return counts;
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

test("the administrator invites a training manager and a trainer", async () => {
  const { page, heard } = await window(browser);
  await signIn(page, program.url, ADMIN, `${PASSWORD}, blau`);
  for (const [email, given, family, role] of [[MANAGER, "Marta", "Kjellberg", "training_manager"], [TRAINER, "Jörg", "Albrecht", "trainer"]]) {
    await page.goto(`${program.url}/people/new`);
    await page.locator("#given_name").fill(given);
    await page.locator("#family_name").fill(family);
    await page.locator("#email").fill(email);
    await press(page, "Person hinzufügen");
    await page.locator("#role").selectOption(role);
    await press(page, "Geben");
    await press(page, "Per Mail einladen");
    await sound(page, heard);
  }
  await picture(page, "0-invited");
  const marta = await window(browser);
  await arrive(marta.page, await linkMailed(MANAGER));
  await marta.page.waitForURL(/\/network/);
  await sound(marta.page, marta.heard);
  await marta.page.getByRole("link", { name: "Datei einlesen" }).waitFor();
  await picture(marta.page, "1-empty-network");
});

test("the training manager brings the network in: a dry run with a report, then for real, with a progress bar", async () => {
  const { page, heard } = await window(browser);
  await signIn(page, program.url, MANAGER);
  assert.deepEqual(await handIn(page, "Betriebe", path.join(NETWORK, "organisations.csv"), "organisations"), [400, 1, 0, 0]);
  assert.deepEqual(await handIn(page, "Personen", path.join(NETWORK, "people.csv"), "people"), [5000, 0, 0, 0]);
  assert.deepEqual(await handIn(page, "Abschlüsse", path.join(NETWORK, "completions.csv"), "completions"), [45162, 0, 0, 0]);
  assert.deepEqual(smtp.mails.filter((mail) => mail.to.some((to) => to.includes("thermopartner"))), [], "importing sends no mail");
  assert.deepEqual(heard, []);
});

test("she brings the requirements in, sees whom they reach, and puts them into force", async () => {
  const { page, heard } = await window(browser);
  await signIn(page, program.url, MANAGER);
  assert.deepEqual(await handIn(page, "Anforderungen", path.join(NETWORK, "requirements.json"), "requirements"), [4, 0, 0, 0]);
  for (const code of ["HV", "REF", "CARE", "LAW"]) {
    await page.goto(`${program.url}/requirements`);
    await page.locator(`a.row-link[href$="/${code}"]`).click();
    await page.waitForURL(/requirements\/\w+/);
    const reach = await page.locator("aside.panel").innerText();
    const [, people, partners] = /([\d.]+) Personen bei ([\d.]+) Partnern/.exec(reach) ?? [];
    assert.ok(Number(people?.replace(".", "")) > 100 && Number(partners) > 50, `who is reached: ${reach}`);
    assert.match(reach, /\d+ wären am ersten Tag im Rückstand/);
    await sound(page, heard);
    await picture(page, `2-${code}`);
    await page.getByRole("button", { name: /^In Kraft setzen/ }).click();
    await page.waitForLoadState("load");
  }
  await sound(page, heard);
  await picture(page, "2-in-force");
});

test("the obligations exported are those that the rules lead to", async () => {
  const rows = (text) => text.trim().split(/\r?\n/).slice(1);
  const expected = rows(await readFile(path.join(NETWORK, "expected_obligations.csv"), "utf8"));
  // The manufacturer's three own people have no number.
  const own = (row) => !row.startsWith("E-");
  const exported = rows(await program.kundig("obligations", "export", "--as-of", "2026-11-24T12:00:00Z"));
  assert.equal(expected.length, 8600);
  assert.ok(exported.filter(own).length <= 3, exported.filter(own).join("\n"));
  assert.deepEqual(new Set(exported.filter((row) => !own(row))), new Set(expected));
});

test("a trainer writes a course of native blocks, looks at it and publishes version 1", async () => {
  const { page, heard } = await window(browser);
  await arrive(page, await linkMailed(TRAINER));
  await page.goto(`${program.url}/courses`);
  await page.getByRole("link", { name: "HV-101", exact: true }).click();
  await page.waitForURL(/HV-101/);
  await press(page, "Erste Fassung beginnen");
  await sound(page, heard);
  await page.getByLabel("Titel eines neuen Moduls").fill("Spannungsfreiheit feststellen");
  await press(page, "Modul anfügen");
  if (!page.url().includes("/modules/")) await page.getByRole("link", { name: "Spannungsfreiheit feststellen" }).click();
  await page.waitForURL(/\/modules\//);
  const module = page.url().replace(/[?#].*/, "");

  await insert(page, "Hinweis");
  await page.locator("[name=tone]").first().selectOption("danger");
  await page.locator("[name=lead]").fill("Lebensgefahr.");
  await page.locator("textarea[name=text]").fill("Der Zwischenkreis bleibt nach dem Freischalten geladen. Bei der N7 zehn Minuten warten.");
  await saved(page, module);

  await insert(page, "Text");
  await page.locator("[contenteditable=true]").click();
  await page.keyboard.type("Stellen Sie die Spannungsfreiheit immer mit einem zweipoligen Prüfer fest.");
  await picture(page, "4-editor");
  await sound(page, heard);
  await saved(page, module);

  await insert(page, "Frage, eine Antwort");
  await page.locator("[name=text], [name=prompt]").first().fill("Womit stellen Sie fest, dass der Zwischenkreis spannungsfrei ist?");
  const options = page.locator(".choices-edit textarea:not(.reply)");
  await options.nth(0).fill("Mit dem berührungslosen Prüfer am Gehäuse");
  await options.nth(1).fill("Mit dem zweipoligen Spannungsprüfer an DC+ und DC−");
  for (let more = 2; more < (await options.count()); more += 1) await options.nth(more).fill("Mit dem Multimeter im Widerstandsbereich");
  await page.locator(".choices-edit input[name=right]").nth(1).check();
  await picture(page, "4-question");
  await sound(page, heard);
  await saved(page, module);

  // A block moves by its button, and stays moved.
  const lines = page.locator("li.block-line");
  const first = await lines.first().innerText();
  await Promise.all([page.waitForLoadState("load"), lines.first().locator("[data-move=down]").click()]);
  await page.goto(module);
  assert.notEqual(await lines.first().innerText(), first);
  await Promise.all([page.waitForLoadState("load"), lines.nth(1).locator("[data-move=up]").click()]);
  await page.goto(module);
  assert.equal(await lines.first().innerText(), first);
  await picture(page, "4-module");

  await page.goto(`${program.url}/courses/HV-101`);
  await page.getByRole("link", { name: "Vorschau" }).click();
  await page.getByText("Lebensgefahr.").waitFor();
  await sound(page, heard);
  await picture(page, "4-preview");
  await page.goto(`${program.url}/courses/HV-101`);
  await press(page, "Fassung 1 freigeben");
  await page.getByText("Fassung 1").first().waitFor();
  assert.equal(await page.locator(".fault, .err").count(), 0);
  await picture(page, "4-published");
});

test("nobody is reminded before somebody switches it on; then the technician gets one mail in her language", async () => {
  assert.deepEqual(smtp.mails.filter((mail) => mail.to.includes(TECHNICIAN)), []);
  const { page, heard } = await window(browser);
  await signIn(page, program.url, MANAGER);
  await page.goto(`${program.url}/reminders?search=${encodeURIComponent(PARTNER)}`);
  await page.getByRole("link", { name: PARTNER }).click();
  await page.waitForURL(/reminders\/partners/);
  await sound(page, heard);
  await picture(page, "5-switch");
  await press(page, "Erinnerungen einschalten");
  await sound(page, heard);
  const mail = await smtp.mail(TECHNICIAN, () => true, REMINDED_WITHIN_MS);
  assert.match(mail.subject, /Hochvolt|Schulung|überfällig|erloschen/i);
  assert.match(mail.text, /Ayşe/);
  assert.match(mail.html, /<html[^>]*lang="de"/);
  assert.match(mail.raw, /^Auto-Submitted: auto-generated/im);
});

test("she follows the mail's link, comes in by a link that a POST uses up, and takes the course on her phone", async () => {
  const phone = await window(browser, { width: 390 });
  const mail = await smtp.mail(TECHNICIAN);
  const follow = /http:\/\/\S+\/welcome\/\S+/.exec(mail.text)?.[0] ?? "";
  assert.ok(follow && mail.html.includes(follow), "both parts lead to the same place");
  for (const _ of [1, 2]) assert.equal((await fetch(follow)).status, 200, "looking uses nothing up");
  await phone.page.goto(follow);
  await sound(phone.page, phone.heard);
  await picture(phone.page, "5-welcome");
  await Promise.all([phone.page.waitForURL(/courses\/HV-101\/take/), phone.page.locator("main .btn-primary").click()]);
  await phone.page.goto(`${program.url}/training`);
  await sound(phone.page, phone.heard);
  await picture(phone.page, "5-training");
  await phone.page.locator("a[href$='/courses/HV-101/take']").first().click();
  await phone.page.waitForURL(/take/);
  await sound(phone.page, phone.heard);
  await picture(phone.page, "5-course");
  await press(phone.page, "Beginnen");
  await picture(phone.page, "5-step");
  await sound(phone.page, phone.heard);
  const half = phone.page.url();
  await phone.context.close();

  const other = await newcomer(TECHNICIAN, { width: 390, colorScheme: "dark" });
  await other.page.goto(`${program.url}/training`);
  await picture(other.page, "5-training-dark");
  await press(other.page, "Weitermachen");
  assert.match(other.page.url(), /\/learning\//);
  assert.equal(new URL(other.page.url()).pathname.split("/")[2], new URL(half).pathname.split("/")[2], "the same run goes on");
  for (let step = 0; step < 20 && !other.page.url().endsWith("/result"); step += 1) {
    if (await other.page.locator("label.answer").count()) {
      assert.ok(!(await other.page.content()).includes('data-is="right"'), "what is right is in no page before it is due");
      await other.page.getByText("Mit dem zweipoligen Spannungsprüfer an DC+ und DC−").click();
      await picture(other.page, "5-question-dark");
    }
    await other.page.locator(".btn-primary:visible").click();
    await other.page.waitForLoadState("load");
    if (await other.page.locator("[data-is=right]").count()) {
      assert.deepEqual(await other.page.evaluate(replied), { focused: true, seen: true }, "what the answer came to is where one lands");
      await picture(other.page, "5-answered-dark");
    }
  }
  await other.page.getByRole("heading", { name: "Bestanden" }).waitFor();
  await sound(other.page, other.heard);
  await picture(other.page, "5-passed");
});

/** Whether the reply to an answer has the focus, and is seen between the head and the bar at the thumb. */
function replied() {
  const reply = document.getElementById("reply");
  const [box, head, bar] = [reply, ...document.querySelectorAll(".focus-top, .thumb")].map((part) => part.getBoundingClientRect());
  return { focused: document.activeElement === reply, seen: box.top >= head.bottom && box.bottom <= bar.top };
}

test("the obligation is valid, the certificate can be downloaded, and anybody can check it", async () => {
  const { page, heard } = await window(browser, { width: 390 });
  await signIn(page, program.url, TECHNICIAN);
  const link = page.locator("a[href*='/certificates/'][href$='/file']").first();
  for (let tries = 0; tries < 60; tries += 1) {
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
  await page.goto(`${program.url}/training`);
  const valid = page.locator("[data-status=valid]").filter({ hasText: "Hochvolt" }).or(page.locator("li, section").filter({ hasText: "Hochvolt" }).locator("[data-status=valid]"));
  assert.ok((await valid.count()) > 0, await page.locator("main").innerText());
  await picture(page, "6-training");
});

test("her team lead and the partner's administrator see it at once; people of other partners see nothing", async () => {
  const { page: own } = await window(browser);
  await signIn(own, program.url, TECHNICIAN);
  await own.goto(`${program.url}/certificates`);
  const file = new URL((await own.locator("a[href*='/certificates/'][href$='/file']").first().getAttribute("href")) ?? "", program.url).href;
  let record = "";
  for (const [account, name] of [[TEAM_LEAD, "team-lead"], [PARTNER_ADMIN, "partner-admin"]]) {
    const { page, heard } = await newcomer(account);
    await page.goto(`${program.url}/obligations`);
    await page.getByRole("link", { name: /Yılmaz/ }).first().waitFor();
    await sound(page, heard);
    await picture(page, `6-${name}`);
    await page.getByRole("link", { name: /Yılmaz/ }).first().click();
    await page.waitForURL(/record/);
    record = page.url();
    assert.match(await page.locator("main").innerText(), /HV[\s\S]*Gültig/i);
    await sound(page, heard);
    await picture(page, `6-${name}-record`);
    assert.equal((await page.request.get(file)).status(), 200);
  }
  const stranger = await newcomer(STRANGER);
  for (const foreign of [file, record, record.replace(/\/record.*/, "")]) assert.equal((await stranger.page.request.get(foreign)).status(), 404, foreign);
  await stranger.page.goto(`${program.url}/people?q=Yılmaz`);
  assert.ok(!(await stranger.page.locator("main").innerText()).includes("thermopartner"));
  await stranger.page.goto(`${program.url}/obligations`);
  assert.ok(!(await stranger.page.content()).includes("Thermo Partner Köln 244"));
});
