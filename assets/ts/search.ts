// Ctrl K (Cmd K) leads to the search: the field of this page, else the entry of the side bar.
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  const ways = document.querySelectorAll<HTMLElement>("main input[type=search], [data-palette-open]");
  const way = [...ways].find((element) => element.checkVisibility());
  if (!way) return;
  event.preventDefault();
  if (way instanceof HTMLInputElement) {
    way.focus();
    way.select();
  } else {
    way.click();
  }
});
