// Keeps what is typed into a form in this tab until it has been stored, so that a crash
// or a lost network costs nothing. One draft a person and address, told apart by the
// form's owner token. Never passwords, files, hidden fields or [data-no-draft].
const PREFIX = "lianxin.draft:";
const SENT = "lianxin.sent";
const store = sessionStorage;

const texts = (form) =>
  [...form.elements].filter(
    (field) =>
      field.name &&
      (field.matches("textarea, select") ||
        field.matches(
          "input:not([type=hidden], [type=password], [type=file], [type=submit], [type=button])",
        )) &&
      !field.matches("[data-no-draft]"),
  );

const isBox = (field) => field.type === "checkbox" || field.type === "radio";

function read(form) {
  return texts(form).map((field) => {
    if (isBox(field)) return [field.name, field.value, field.checked];
    if (field.multiple) return [field.name, "", [...field.selectedOptions].map((o) => o.value)];
    return [field.name, "", field.value];
  });
}

function write(form, values) {
  const left = [...values];
  for (const field of texts(form)) {
    const place = left.findIndex(
      ([name, value]) => name === field.name && (!isBox(field) || value === field.value),
    );
    if (place < 0) continue;
    const [[, , kept]] = left.splice(place, 1);
    if (isBox(field)) field.checked = kept;
    else if (field.multiple) for (const o of field.options) o.selected = kept.includes(o.value);
    else field.value = kept;
  }
}

function keep(key, form) {
  try {
    store.setItem(key, JSON.stringify(read(form)));
  } catch {
    // No room left, or storage is forbidden: the form works without a draft.
  }
}

function follow(form) {
  const token = form.elements.owner?.value;
  if (!token) return;
  const key = `${PREFIX}${location.pathname}:${token}`;
  const before = JSON.stringify(read(form));
  const kept = store.getItem(key);
  if (form.hasAttribute("data-came-back")) {
    keep(key, form);
  } else if (kept && kept !== before) {
    write(form, JSON.parse(kept));
    const notice = form.querySelector("[data-draft-notice]");
    notice.hidden = false;
    notice.querySelector("[data-draft-discard]").addEventListener("click", () => {
      write(form, JSON.parse(before));
      store.removeItem(key);
      notice.hidden = true;
    });
  }
  form.addEventListener("input", () => keep(key, form));
  form.addEventListener("change", () => keep(key, form));
  form.addEventListener("submit", () => {
    keep(key, form);
    store.setItem(SENT, key);
  });
}

const form = document.querySelector("form[data-draft]");
if (form) follow(form);
