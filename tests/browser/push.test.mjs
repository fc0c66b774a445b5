// Notices on one's own device: asked for by a press only, sent to the server, shown by the worker, ended again. The browser's own push service
// is somebody else's, so that what it would give is given here.
import assert from "node:assert/strict";
import { createECDH, randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { barriers, misfits } from "./support/checks.mjs";
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

/** The page of somebody whose browser is given this address by its push service; it says how often it was asked for the permission. */
async function opened(width) {
  const { page, heard, context } = await window(browser, { width });
  await context.grantPermissions(["notifications"], { origin: demo.url });
  const key = createECDH("prime256v1");
  const keys = { p256dh: key.generateKeys().toString("base64url"), auth: randomBytes(16).toString("base64url") };
  await page.addInitScript((keys) => {
    window.asked = 0;
    const ask = Notification.requestPermission.bind(Notification);
    Notification.requestPermission = () => ((window.asked += 1), ask());
    PushManager.prototype.subscribe = async (options) => {
      if (!options.userVisibleOnly || options.applicationServerKey.length !== 87) throw new Error("no such options");
      return { toJSON: () => ({ endpoint: "https://push.example/send/1", keys }) };
    };
  }, keys);
  await signIn(page, demo.url, demo.cast.find((one) => one.role === "learner").email, demo.password);
  await page.goto(`${demo.url}/profile`);
  await page.locator("a[href='/profile/push']").click();
  await page.waitForURL(/\/profile\/push$/);
  return { page, heard, context };
}

test("somebody switches notices on by a press, sees the device and switches it off", async () => {
  const { page, heard, context } = await opened(390);
  assert.equal(await page.evaluate(() => window.asked), 0, "nobody is asked before they press");
  await picture(page, "push-off");
  await page.locator("push-switch button").click();
  const device = page.locator("section[aria-labelledby=push-devices] li");
  await device.waitFor();
  assert.equal(await device.count(), 1);
  await picture(page, "push-on");
  assert.deepEqual(await misfits(page), []);
  assert.deepEqual(await barriers(page), []);
  await device.locator("button").click();
  await device.waitFor({ state: "detached" });
  assert.deepEqual(heard, []);
  await context.close();
});

test("the worker shows what comes and has power over no page of ours", async () => {
  const { page, context } = await opened(1280);
  const cdp = await context.newCDPSession(page);
  const registered = new Promise((resolve) => cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
    const ours = registrations.find((one) => new URL(one.scopeURL).pathname === "/push/");
    if (ours) resolve(ours.registrationId);
  }));
  await cdp.send("ServiceWorker.enable");
  await page.locator("push-switch button").click();
  await page.locator("section[aria-labelledby=push-devices] li").waitFor();
  const registrationId = await registered;
  // What comes before the worker has begun to work is nobody's.
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration("/push/"))?.active?.state === "activated");
  assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null);
  const data = JSON.stringify({ title: "Schulung fällig", path: "/training", language: "de" });
  await cdp.send("ServiceWorker.deliverPushMessage", { origin: demo.url, registrationId, data });
  const shown = () => page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration("/push/");
    return (await registration.getNotifications()).map(({ title, body, data }) => ({ title, body, data }));
  });
  let found = [];
  for (let tries = 0; found.length === 0 && tries < 50; tries += 1) {
    found = await shown();
    if (found.length === 0) await page.waitForTimeout(100);
  }
  assert.deepEqual(found, [{ title: "Schulung fällig", body: "", data: "/training" }]);
  await page.locator("section[aria-labelledby=push-devices] button").click();
  await context.close();
});
