// data-udl-autofocus on a form or a field: the cursor stands ready, unless an error summary must be read first.
const place = document.querySelector("[data-udl-autofocus]");
const summary = document.querySelector("[data-module='error-summary']");
const fields = "input:not([type=hidden]):not([disabled]), select:not([disabled]), textarea:not([disabled])";

if (place && !summary) {
  const field = place.matches("input, select, textarea") ? place : place.querySelector(fields);
  field?.focus({ preventScroll: true });
}
