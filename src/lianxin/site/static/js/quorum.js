// Counts, while attendance is being marked, whether enough of those entitled are there.
const shown = document.querySelector("[data-quorum]");

function count() {
  const entitled = [...document.querySelectorAll("select[data-entitled]")];
  const there = entitled.filter((choice) => choice.value === "present").length;
  const isMet = entitled.length > 0 && there >= Number(shown.dataset.quorum);
  shown.querySelector("[data-quorum-there]").textContent = String(there);
  shown.querySelector("[data-quorum-met]").hidden = !isMet;
  shown.querySelector("[data-quorum-missed]").hidden = isMet;
}

if (shown) {
  shown.closest("form").addEventListener("change", count);
  shown.closest("form").addEventListener("input", count);
  count();
}
