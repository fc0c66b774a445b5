// What every page must keep: WCAG 2.2 AA as far as a machine can see it, nothing wider than the window, our fonts.
import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Where axe cannot decide about contrast and somebody has looked: what it says, about which elements, and why that is in order.
 */
const LOOKED_AT = [
  // Lettering of our own drawings: axe does not see what lies behind letters inside of an SVG. They are in the text colour or in --quiet
  // on base-100 or base-200, which assets/css/tokens.css has measured.
  { key: "imgNode", element: /^<text/ },
  // The arrow of a select is a gradient to the right of its words, which stand on base-100.
  { key: "bgGradient", element: /^<select/ },
  // The marks of a status in mails are signs of the font, in the colours of the page's own, beside the word that says the same.
  { key: "nonBmp", element: /^<span [^>]*aria-hidden="true"/ },
];

/** What axe finds, one line each. `part` is a piece of a page without frame: rules about whole pages do not hold for it. */
export async function barriers(page, { part = false } = {}) {
  const without = part ? ["document-title", "html-has-lang", "landmark-one-main", "page-has-heading-one", "region", "heading-order", "bypass"] : [];
  const rules = Object.fromEntries(without.map((id) => [id, { enabled: false }]));
  const { violations, incomplete } = await look(page, { runOnly: { type: "tag", values: TAGS }, rules });
  const unsure = incomplete.filter((rule) => rule.id === "color-contrast").flatMap((rule) => rule.nodes).filter((node) => !lookedAt(node));
  const found = violations.flatMap(lines);
  for (const node of unsure) found.push(...(await secondLook(page, node)));
  return found;
}

/** Lets axe look at the page, or at one element of it. It is brought into each frame once: reading it takes as long as a look. */
async function look(page, options, element = null) {
  for (const frame of page.frames()) {
    if (!(await runsScripts(page, frame)) || (await frame.evaluate(() => "axe" in window))) continue;
    await frame.evaluate(`${axe.source};axe.configure({ allowedOrigins: ["<unsafe_all_origins>"] });`);
  }
  return page.evaluate(
    async ([options, element]) => {
      const { violations, incomplete } = await window.axe.run(element ? { include: [element] } : document, options);
      return { violations, incomplete };
    },
    [{ ...options, resultTypes: ["violations", "incomplete"] }, element],
  );
}

/** What lay under a bar or outside of a box that scrolls is looked at again in the middle of the window. */
async function secondLook(page, node) {
  const target = node.target.join(" ");
  const modal = await page.locator(target).first().evaluate((element) => {
    element.scrollIntoView({ block: "center", inline: "center" });
    return element.closest("dialog:modal") !== null;
  });
  // A modal dialog lies above everything; axe takes the bars of the page for being above it.
  if (modal && node.any.some((check) => ["bgOverlap", "elmPartiallyObscured"].includes(check.data?.messageKey))) return [];
  const { violations, incomplete } = await look(page, { runOnly: { type: "rule", values: ["color-contrast"] } }, node.target);
  return [...violations.flatMap(lines), ...incomplete.flatMap(lines).map((line) => `undecided: ${line}`)];
}

/** Whether a frame may run scripts: what cannot, such as a mail in its frame, is left alone, and looked at as a page of its own. */
async function runsScripts(page, frame) {
  if (frame === page.mainFrame()) return true;
  const holder = await frame.frameElement();
  return holder.evaluate((element) => !element.hasAttribute("sandbox") || element.sandbox.contains("allow-scripts"));
}

function lines(rule) {
  return rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} ${reason(node)}`);
}

function reason(node) {
  const [check] = [...node.any, ...node.all, ...node.none];
  return (check?.message ?? "").slice(0, 160);
}

function lookedAt(node) {
  return LOOKED_AT.some(({ key, element }) => element.test(node.html) && node.any.some((check) => check.data?.messageKey === key));
}

/** What does not fit, one line each. */
export function misfits(page) {
  return page.evaluate(() => {
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide in a window of ${root.clientWidth} px`);
    const scrolls = (element) => {
      for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
        if (!["visible", "clip"].includes(getComputedStyle(box).overflowX)) return true;
      }
      return false;
    };
    const named = (element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""}.${[...element.classList].join(".")} "${element.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}"`;
    for (const element of document.querySelectorAll("body *")) {
      if (!(element instanceof HTMLElement) || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0 || element.closest(".sr-only, .skip, .t.blocks thead, .calendar, details:not([open])")) continue;
      const wide = (one) => one.getBoundingClientRect().right > root.clientWidth + 1 || one.getBoundingClientRect().left < -1;
      if (wide(element) && !scrolls(element) && ![...element.children].some(wide)) found.push(`sticks out: ${named(element)} ${Math.round(box.left)} to ${Math.round(box.right)} px`);
      // Words that are wider than the thing they stand in.
      if (element.matches(".btn, .badge, .chip, .st, .tap, th, td, label, legend, h1, h2, h3, dt, dd, .toast-line, .answer, .callout") && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline" && getComputedStyle(element).overflowX === "visible") {
        found.push(`too narrow for its words: ${named(element)} ${element.scrollWidth} px in ${element.clientWidth} px`);
      }
    }
    return found.slice(0, 12);
  });
}

/** Whether the page's letters are ours. A font that fails to load falls back without a word. */
export function fontFaults(page) {
  return page.evaluate(async () => {
    await document.fonts.ready;
    const loaded = [...document.fonts].filter((face) => face.status === "loaded").map((face) => face.family.replaceAll('"', ""));
    const first = getComputedStyle(document.body).fontFamily.split(",")[0].replaceAll('"', "");
    return [first === "Figtree Variable" ? "" : `the page is set in ${first}`, loaded.includes("Figtree Variable") ? "" : "Figtree is not loaded"].filter(Boolean);
  });
}
