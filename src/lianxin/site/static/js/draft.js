// Keeps what is typed into a form until it has been stored, so that a crash or a lost
// network costs nothing. One draft a person and address, told apart by the form's owner
// token. Never passwords, files, hidden fields or [data-no-draft].
// On a page with data-no-drafts (one's own unit is restricted) nothing is kept at all.
// data-draft="": in this tab. "lasting": on this device, also when the tab is closed; it
// carries a name of its own, so that sent twice it is stored once. "none": not at all.
// A form with data-draft-part is the one that opens without network (without_network.js):
// it has some of the fields only, and cannot be sent; what the others held is left alone.
const PREFIX = "lianxin.draft:";
const SENT = "lianxin.sent";
const OF = "lianxin.drafts-of";
const form = document.querySelector("form[data-draft]");
const isLasting = form?.dataset.draft === "lasting";
const isPart = form?.hasAttribute("data-draft-part");
const store = isLasting ? localStorage : sessionStorage;

const texts = () =>
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

function read() {
  return texts().map((field) => {
    if (isBox(field)) return [field.name, field.value, field.checked];
    if (field.multiple) return [field.name, "", [...field.selectedOptions].map((o) => o.value)];
    return [field.name, "", field.value];
  });
}

function write(values) {
  const left = [...values];
  for (const field of texts()) {
    const place = left.findIndex(
      ([name, value]) => name === field.name && (!isBox(field) || value === field.value),
    );
    if (place < 0) continue;
    const [[, , kept]] = left.splice(place, 1);
    if (isBox(field)) field.checked = kept;
    else if (field.multiple) for (const o of field.options) o.selected = kept.includes(o.value);
    else field.value = kept;
  }
  form.dispatchEvent(new Event("change"));
}

function put(key, words) {
  try {
    store.setItem(key, words);
  } catch {
    // No room left, or storage is forbidden: the form works without a draft.
  }
}

// What the fields of this page hold, and what is kept of fields that it does not have.
function all(key) {
  if (!isPart) return read();
  const names = new Set(texts().map((field) => field.name));
  const others = JSON.parse(store.getItem(key) ?? "[]").filter(([name]) => !names.has(name));
  const filled = read().filter(([, , value]) => value === true || value?.length);
  return [...others, ...filled];
}

const keep = (key) => put(key, JSON.stringify(all(key)));

// The name under which the server knows this draft, whichever page it is sent from.
function nameDraft(key) {
  const name = store.getItem(`${key}:as`) ?? crypto.randomUUID();
  put(`${key}:as`, name);
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "sent_as", value: name });
  form.append(field);
}

// A page that was kept says of nobody whose it is; the last page that did has noted it.
function lastingKey() {
  const mine = document.body.dataset.draftsOf ?? localStorage.getItem(OF);
  return mine && `${PREFIX}${location.pathname}:${mine}`;
}

function keyOf() {
  if (isLasting) return lastingKey();
  const token = form.elements.owner?.value;
  return token && `${PREFIX}${location.pathname}:${token}`;
}

function follow() {
  const key = keyOf();
  if (!key) return;
  const before = JSON.stringify(read());
  const kept = store.getItem(key);
  if (form.hasAttribute("data-came-back")) {
    keep(key);
  } else if (kept && kept !== before) {
    write(JSON.parse(kept));
    const notice = form.querySelector("[data-draft-notice]");
    notice.hidden = false;
    notice.querySelector("[data-draft-discard]").addEventListener("click", () => {
      write(JSON.parse(before));
      store.removeItem(key);
      notice.hidden = true;
    });
  }
  if (isLasting) nameDraft(key);
  form.addEventListener("input", () => keep(key));
  form.addEventListener("change", () => keep(key));
  form.addEventListener("submit", (event) => {
    keep(key);
    const isOffline = isLasting && !navigator.onLine;
    form.querySelector("[data-draft-offline]").hidden = !isOffline;
    if (isOffline || isPart) event.preventDefault();
    else if (!isLasting) sessionStorage.setItem(SENT, key);
    if (isPart && !isOffline) location.reload(); // for the true form
  });
}

const isKept = form && form.dataset.draft !== "none";
if (isKept && !document.body.hasAttribute("data-no-drafts")) follow();
