// Lists: printing, and a download menu that closes once something was chosen.
const show = (root) => {
  for (const button of root.querySelectorAll("[data-print]")) button.hidden = false;
};

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  const link = event.target.closest("a[download]");
  if (link) link.closest("details")?.removeAttribute("open");
});
document.addEventListener("htmx:afterSwap", (event) => show(event.target));
show(document);
