// The page that `worker.js` shows in place of one that cannot be reached. In place of the
// form of a meeting it is that form, as far as it names nobody: `draft.js` keeps what is
// typed under the name of the true form, which finds it there.
const [, unit, kind] = location.pathname.match(/\/add\/(\d+)\/(\w+)\/$/) ?? [];
const form = kind && document.querySelector(`template[data-kind="${CSS.escape(kind)}"]`);

// The day on which it is opened, not that on which it was kept.
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
  when.value = dateFrom(new Date()) + when.value.slice(10);
} else if (kind) {
  document.querySelector("[data-kept-private]").hidden = false;
}

const again = document.querySelector("[data-kept-again]");
again.querySelector("a").href = location.href;
addEventListener("online", () => (again.hidden = false));
