// Ctrl K (Cmd K) puts the cursor into the search of the side bar; where that has shrunk to an icon into the field of this page, else it leads to
// the page of the search.
const WAYS = [".side input[type=search]", "main input[type=search]", "[data-search]"];

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  const ways = WAYS.flatMap((way) => [...document.querySelectorAll<HTMLElement>(way)]);
  const way = ways.find((element) => element.checkVisibility());
  if (!way) return;
  event.preventDefault();
  if (way instanceof HTMLInputElement) {
    way.focus();
    way.select();
  } else {
    way.click();
  }
});

if (/^(Mac|iP)/.test(navigator.platform)) {
  for (const key of document.querySelectorAll<HTMLElement>("[data-on-mac]")) key.textContent = key.dataset.onMac ?? "";
}
