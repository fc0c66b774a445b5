// What the pages' script adds, tried on the page of components and on the sign-in page.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { complaints, launch, SIZES } from "./support/chromium.mjs";
import { serve } from "./support/site.mjs";

let site;
let browser;

before(async () => {
  [site, browser] = await Promise.all([serve(path.resolve(process.env.KUNDIG_PICTURES ?? "target/pictures/site")), launch()]);
});

after(async () => {
  await browser?.close();
  site?.close();
});

/** A sample in a page of its own, and what it complains about. */
async function open(name, width = 1280) {
  const context = await browser.newContext({ viewport: { width, height: SIZES[width] }, locale: "de-DE", permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  const heard = complaints(page);
  await page.goto(`${site.url}/de/${name}.html`);
  return { page, heard };
}

test("a dialog opens from its link, takes the focus, and Esc gives it back", async () => {
  const { page, heard } = await open("gallery.components-0");
  await page.getByRole("link", { name: "Widerrufen …" }).click();
  const dialog = page.getByRole("dialog", { name: "Nachweis widerrufen?" });
  await dialog.waitFor();
  assert.ok(await dialog.evaluate((element) => element.matches(":modal")));
  assert.equal(await page.evaluate(() => document.activeElement?.id), "reason");
  await page.keyboard.press("Escape");
  assert.equal(await dialog.isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-open")), "ask");
  await page.getByRole("link", { name: "Warum dieses Datum?" }).click();
  await page.mouse.click(20, 300);
  assert.equal(await page.locator("dialog[open]").count(), 0, "a click beside the sheet closes it");
  assert.deepEqual(heard, []);
});

test("a menu closes on Esc and on a click elsewhere", async () => {
  const { page } = await open("gallery.components-0");
  const menu = page.locator("details.chip-menu");
  await menu.locator("summary").click();
  await page.keyboard.press("Escape");
  assert.equal(await menu.getAttribute("open"), null);
  await menu.locator("summary").click();
  await page.mouse.click(5, 5);
  assert.equal(await menu.getAttribute("open"), null);
});

test("faults take the focus and lead into their fields", async () => {
  const { page } = await open("gallery.components-0");
  assert.ok(await page.evaluate(() => document.activeElement?.matches(".fault")));
  await page.getByRole("link", { name: "Tag: diesen Tag gibt es nicht" }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "day");
});

test("a day of the calendar is written as it would be typed", async () => {
  const { page } = await open("gallery.components-0");
  await page.locator("date-field input.calendar").evaluate((calendar) => {
    calendar.value = "2026-12-02";
    calendar.dispatchEvent(new Event("change"));
  });
  assert.equal(await page.locator("#day").inputValue(), "02.12.2026");
});

test("formatted text is kept as JSON, with headings, bold and links, under the strict policy", async () => {
  const { page, heard } = await open("gallery.components-0");
  const editor = page.getByRole("textbox", { name: "Text", exact: true });
  assert.equal(await editor.innerText(), "Der Zwischenkreis bleibt nach dem Freischalten geladen.");
  await editor.click();
  await page.keyboard.press("Control+a");
  await page.getByRole("button", { name: "Fett" }).click();
  assert.equal(await page.getByRole("button", { name: "Fett" }).getAttribute("aria-pressed"), "true");
  await page.getByRole("button", { name: "Verweis", exact: true }).click();
  await page.getByLabel("Adresse, zu der der Text führt").fill("nordhaus.example/n7");
  await page.keyboard.press("Enter");
  const sent = await page.locator("form:has(rich-text)").evaluate((form) => Object.fromEntries(new FormData(form)));
  assert.equal("text" in sent, false, "the plain text is not sent beside it");
  const [node] = JSON.parse(String(sent.text_json)).content;
  assert.equal(node.type, "paragraph");
  assert.deepEqual(node.content[0].marks.map((mark) => mark.type).sort(), ["bold", "link"]);
  assert.equal(node.content[0].marks.find((mark) => mark.type === "link").attrs.href, "https://nordhaus.example/n7");
  assert.deepEqual(heard, []);
});

test("an order is changed by its buttons and keeps the focus", async () => {
  const { page } = await open("gallery.components-0");
  const items = page.locator("ol.orders > li");
  await items.nth(2).getByRole("button", { name: "Nach oben" }).click();
  assert.deepEqual(await items.locator(".grow").allInnerTexts(), ["Freischalten", "Spannungsfreiheit feststellen", "Gegen Wiedereinschalten sichern"]);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-move")), "up");
});

test("a number is copied, and the button says so", async () => {
  const { page } = await open("gallery.components-0");
  await page.getByRole("button", { name: "Kopieren" }).click();
  await page.getByText("Kopiert").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "7KQ4 M2XP 9TWD");
});

test("a password is shown while it is wanted", async () => {
  const { page } = await open("people.sign_in-1", 390);
  const field = page.getByLabel("Kennwort", { exact: true });
  await page.getByRole("button", { name: "Anzeigen" }).click();
  assert.equal(await field.getAttribute("type"), "text");
  await page.getByRole("button", { name: "Verbergen" }).click();
  assert.equal(await field.getAttribute("type"), "password");
});

/** A page of these parts alone, with the pages' script and styles; `answers` says what its addresses answer. */
async function tried(body, answers) {
  const { page, heard } = await open("people.sign_in-0");
  const html = await page.content();
  const head = /<head>[\s\S]*<\/head>/.exec(html)?.[0] ?? "";
  await page.route("**/try", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: `<!doctype html><html lang="de">${head}<body><main id="main" tabindex="-1"><h1>Versuch</h1>${body}</main></body></html>` }));
  for (const [address, answer] of Object.entries(answers)) await page.route(`**${address}`, answer);
  await page.goto(`${site.url}/try`);
  return { page, heard };
}

test("what is typed is saved by itself, waits for the network, and is sent when it is back", async () => {
  let reached = false;
  const posted = [];
  const { page } = await tried(
    `<form method="post" action="/save" data-autosave><input name="answer" aria-label="Antwort"></form>
     <save-state data-state="saved"><span data-when="saved"><span>Gespeichert 09:00</span></span><span data-when="waiting" hidden><span>Wartet auf Netz</span></span><span data-when="synced" hidden><span>Abgeglichen 09:00</span></span></save-state>`,
    {
      "/save": (route) => {
        if (!reached) return route.abort();
        posted.push([route.request().postData(), route.request().headers().autosave]);
        return route.fulfill({ status: 204 });
      },
    },
  );
  await page.getByLabel("Antwort").fill("DC+ und DC−");
  await page.getByText("Wartet auf Netz").waitFor();
  reached = true;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.getByText("Abgeglichen").waitFor();
  assert.equal(await page.getByText("Gespeichert").isVisible(), false);
  await page.getByLabel("Antwort").fill("beide");
  await page.getByText("Gespeichert").waitFor();
  assert.deepEqual(posted, [["answer=DC%2B+und+DC%E2%88%92", "1"], ["answer=beide", "1"]]);
});

test("what is typed into a draft survives its page, and is put back, let go, or forgotten", async () => {
  const { page, heard } = await open("courses.module-5");
  const url = page.url();
  const offer = page.locator("#open-block draft-offer");
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("kundig-draft ")).length);
  assert.equal(await offer.isVisible(), false);
  await page.locator("#points").fill("7");
  await page.locator("#title_en").fill("Zero potential");
  await page.goto(url);
  await offer.getByText("nicht gespeichert").waitFor();
  assert.match(await offer.locator("time").innerText(), /\d{2}:\d{2}/);
  await offer.getByRole("button", { name: "Wieder einsetzen" }).click();
  assert.equal(await page.locator("#points").inputValue(), "7");
  assert.equal(await page.locator("#title_en").inputValue(), "", "another form of the page is asked by itself");
  await page.goto(url);
  await offer.getByRole("button", { name: "Verwerfen" }).click();
  assert.equal(await kept(), 1);
  await page.goto(url);
  await page.locator("form[action$='/settings'] draft-offer").getByText("nicht gespeichert").waitFor();
  assert.equal(await offer.isVisible(), false);
  assert.equal(await page.locator("#points").inputValue(), "1");
  await page.evaluate(() => {
    const saved = document.createElement("draft-saved");
    saved.dataset.draft = document.querySelector("form[action$='/settings']").dataset.draft;
    document.body.append(saved);
  });
  assert.equal(await kept(), 0, "what the server has is kept no longer");
  // The title of a module that is not there yet.
  await page.goto(url.replace("module-5", "course-0"));
  const added = page.locator("form[action$='/modules']");
  await added.locator("#new_title").fill("Kältekreis prüfen");
  await page.goto(page.url());
  await added.locator("draft-offer").getByRole("button", { name: "Wieder einsetzen" }).click();
  assert.equal(await added.locator("#new_title").inputValue(), "Kältekreis prüfen");
  await page.goto(page.url());
  assert.equal(await kept(), 1);
  await page.evaluate(() => {
    const saved = document.createElement("draft-saved");
    saved.dataset.draft = document.querySelector("form[action$='/modules']").dataset.draft;
    document.body.append(saved);
  });
  assert.equal(await kept(), 0, "a module that is there is offered no longer");
  // Formatted text is put back into its editor.
  await page.goto(url.replace("module-5", "module-3"));
  const editor = page.locator("#open-block [contenteditable]");
  await editor.fill("Erst messen.");
  await page.goto(page.url());
  await offer.getByRole("button", { name: "Wieder einsetzen" }).click();
  assert.equal(await editor.innerText(), "Erst messen.");
  assert.equal(await kept(), 1);
  await page.evaluate(() => {
    const form = document.querySelector('form[action="/sign-in/end"]');
    form.addEventListener("submit", (event) => event.preventDefault());
    form.requestSubmit();
  });
  assert.equal(await kept(), 0, "signing out forgets it");
  assert.deepEqual(heard, []);
});

test("chosen rows are counted on the button, and let go together", async () => {
  const rows = ["Aydın", "Bianchi", "Gruber"].map((name) => `<tr><td><input type="checkbox" data-pick name="person" value="${name}" aria-label="${name}"></td></tr>`).join("");
  const { page } = await tried(
    `<form method="post" action="/enrol"><table><thead><tr><th><input type="checkbox" data-pick-all hidden aria-label="Alle"></th></tr></thead><tbody>${rows}</tbody></table>
     <button data-picks data-one="1 Person anmelden" data-many="2 Personen anmelden">Personen anmelden</button></form>
     <div class="thumb two" data-picked hidden><button type="button" data-pick-none>Auswahl aufheben</button></div>`,
    {},
  );
  await page.getByLabel("Aydın").check();
  await page.getByRole("button", { name: "1 Person anmelden" }).waitFor();
  assert.equal(await page.locator("tr[aria-selected=true]").count(), 1);
  await page.getByLabel("Alle").check();
  await page.getByRole("button", { name: "3 Personen anmelden" }).waitFor();
  await page.locator("[data-pick-none]").evaluate((button) => button.click());
  await page.getByRole("button", { name: "Personen anmelden", exact: true }).waitFor();
  assert.equal(await page.locator("[data-picked]").isHidden(), true);
});

test("a refused form comes back in its place; a whole page as an answer takes the window; nothing is evaluated", async () => {
  const whole = (words) => `<!doctype html><html lang="de"><head><title>${words}</title></head><body><main id="main" tabindex="-1"><h1>${words}</h1></main></body></html>`;
  const { page, heard } = await tried(
    `<form method="post" action="/reach" hx-post="/reach" hx-target="#reach"><input name="role" aria-label="Rolle"><button data-busy="Wird gezählt">Zählen</button></form><div id="reach"></div>
     <a href="/gone" hx-get="/gone" hx-target="#reach">Weg</a>`,
    {
      "/reach": (route) => route.fulfill({ status: 422, contentType: "text/html", body: '<p class="err">Diese Rolle gibt es nicht.</p>' }),
      "/gone": (route) => route.fulfill({ status: 404, contentType: "text/html", body: whole("Diese Seite gibt es nicht") }),
    },
  );
  await page.getByRole("button", { name: "Zählen" }).click();
  await page.locator("#reach .err").waitFor();
  assert.equal(await page.getByRole("button", { name: "Zählen" }).getAttribute("aria-busy"), null, "the button is free again");
  await page.getByRole("link", { name: "Weg" }).click();
  await page.getByRole("heading", { name: "Diese Seite gibt es nicht" }).waitFor();
  assert.equal(await page.title(), "Diese Seite gibt es nicht");
  assert.equal(await page.locator("main").count(), 1);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
  assert.deepEqual(heard.filter((line) => !line.includes("status of 4")), []);
});

test("Ctrl K puts the cursor into the search of the side bar, and where that is an icon into that of the page", async () => {
  for (const [width, field] of [[1280, ".side input[type=search]"], [768, "main input[type=search]"], [390, "main input[type=search]"]]) {
    const { page, heard } = await open("people.list-0", width);
    await page.keyboard.press("Control+k");
    assert.ok(await page.evaluate((chosen) => document.activeElement === document.querySelector(chosen), field), `at ${width}`);
    assert.equal(await page.locator(".side form.seek").isVisible(), width === 1280);
    assert.deepEqual(heard, []);
  }
});
