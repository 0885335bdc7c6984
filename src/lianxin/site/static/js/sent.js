// Clears drafts: of a form that was sent and did not come back, and all at sign-out.
// Loaded on pages of the site only, never on those of errors or of signing in.
const SENT = "lianxin.sent";
const sent = sessionStorage.getItem(SENT);
// The same form again without a word of success: it may never have arrived, so stay.
const isFormAgain =
  sent?.startsWith(`lianxin.draft:${location.pathname}:`) &&
  document.querySelector("form[data-draft]") &&
  !document.querySelector("[data-notice=success]");

if (sent && !isFormAgain) sessionStorage.removeItem(sent);
sessionStorage.removeItem(SENT);

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-sign-out]")) return;
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith("lianxin.")) sessionStorage.removeItem(key);
  }
});
