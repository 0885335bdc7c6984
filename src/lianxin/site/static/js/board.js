// The year board on a narrow screen begins with this month, not with January.
for (const frame of document.querySelectorAll("[data-board]")) {
  const now = frame.querySelector('thead [aria-current="date"]');
  const first = frame.querySelector("thead th");
  if (now) frame.scrollLeft = now.offsetLeft - first.offsetWidth - now.offsetWidth;
}
