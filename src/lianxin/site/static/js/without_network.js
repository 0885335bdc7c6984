// The page that `worker.js` shows in place of one that cannot be reached. In place of the
// form of a meeting it is that form, as far as it names nobody: `draft.js` keeps what is
// typed under the name of the true form, which finds it there.
const [, unit, kind] = location.pathname.match(/\/add\/(\d+)\/(\w+)\/$/) ?? [];
const form = kind && document.querySelector(`template[data-kind="${CSS.escape(kind)}"]`);

// The day that the address asks for, else that on which it is opened; never the one on
// which it was kept.
const asked = new URLSearchParams(location.search).get("day");
function dateFrom(now) {
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

if (form) {
  document.querySelector("[data-kept-form]").append(form.content.cloneNode(true));
  document.querySelector("[data-kept-choices]").hidden = true;
  document.querySelector("h1").textContent = form.dataset.title;
  const known = document.querySelector(`[data-unit="${CSS.escape(unit)}"]`);
  if (known) document.querySelector("[data-kept-unit]").textContent = known.textContent;
  const when = document.querySelector("[name=when]");
  const day = /^\d{4}-\d\d-\d\d$/.test(asked) ? asked : dateFrom(new Date());
  when.value = day + when.value.slice(10);
} else if (kind) {
  document.querySelector("[data-kept-private]").hidden = false;
}

const again = document.querySelector("[data-kept-again]");
again.querySelector("a").href = location.href;
addEventListener("online", () => (again.hidden = false));
