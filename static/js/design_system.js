// Starts the design system's own scripts (menu, error summary, responsive tables) on the page, and again on each
// part htmx swaps in.
window.DKFDS?.init();

document.addEventListener("htmx:afterSwap", (event) => {
  for (const table of event.target.querySelectorAll("table.table--responsive-headers")) {
    new window.DKFDS.ResponsiveTable(table);
  }
});
