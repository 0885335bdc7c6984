// Clears drafts: of a form that was sent and did not come back, all at sign-out, and all
// that another person left on this device; the latter two with the page kept for when
// there is no network. Loaded on pages of the site only, never on
// those of errors or of signing in.
const SENT = "lianxin.sent";
const OF = "lianxin.drafts-of";
const KEPT = "lianxin.kept";
const stores = [sessionStorage, localStorage];

function clear() {
  for (const store of stores)
    for (const key of Object.keys(store)) if (key.startsWith("lianxin.")) store.removeItem(key);
  self.caches?.delete(KEPT);
}

const me = document.body.dataset.draftsOf;
if (me && localStorage.getItem(OF) !== me) {
  if (localStorage.getItem(OF)) clear();
  localStorage.setItem(OF, me);
}

// One's own unit is restricted: what was kept before it was goes as well.
if (document.body.hasAttribute("data-no-drafts")) clear();

const sent = sessionStorage.getItem(SENT);
// The same form again without a word of success: it may never have arrived, so stay.
const isFormAgain =
  sent?.startsWith(`lianxin.draft:${location.pathname}:`) &&
  document.querySelector("form[data-draft]") &&
  !document.querySelector("[data-notice=success]");

if (sent && !isFormAgain) sessionStorage.removeItem(sent);
sessionStorage.removeItem(SENT);

// A draft that lasts goes only when the server says that it is stored, by its name.
const [, stored] = document.cookie.match(/(?:^|; )lianxin_stored=([\da-f-]+)/) ?? [];
if (stored) {
  for (const key of Object.keys(localStorage))
    if (key.endsWith(":as") && localStorage.getItem(key) === stored) {
      localStorage.removeItem(key.slice(0, -3));
      localStorage.removeItem(key);
    }
  document.cookie = "lianxin_stored=; path=/; max-age=0";
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-sign-out]")) clear();
});
