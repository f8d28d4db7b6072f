// Buttons that print the page. Without scripts they stay out of sight.
for (const button of document.querySelectorAll("[data-udl-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
