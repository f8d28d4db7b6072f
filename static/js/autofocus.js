// data-udl-autofocus on a form or a field: the cursor stands ready, unless an error summary must be read first,
// or the person has begun to type elsewhere: a slow script must not move the cursor from under her fingers.
const place = document.querySelector("[data-udl-autofocus]");
const summary = document.querySelector("[data-module='error-summary']");
const fields = "input:not([type=hidden]):not([disabled]), select:not([disabled]), textarea:not([disabled])";
const isUntouched = document.activeElement === null || document.activeElement === document.body;

if (place && !summary && isUntouched) {
  const field = place.matches("input, select, textarea") ? place : place.querySelector(fields);
  field?.focus({ preventScroll: true });
}
