// Files may be dropped on a field or pasted into its form; what is chosen is listed.
for (const place of document.querySelectorAll("[data-drop]")) {
  const input = place.querySelector("input[type=file]");
  const list = place.querySelector("[data-drop-list]");
  place.querySelector("[data-drop-words]").hidden = false;

  const say = () => {
    list.replaceChildren(
      ...[...input.files].map((file) => {
        const line = document.createElement("li");
        line.textContent = `${file.name} (${Math.max(1, Math.round(file.size / 1024))} KB)`;
        return line;
      }),
    );
  };
  const add = (files) => {
    const all = new DataTransfer();
    for (const file of input.multiple ? [...input.files, ...files] : [...files].slice(0, 1)) {
      all.items.add(file);
    }
    input.files = all.files;
    say();
  };
  const mark = (on) => (event) => {
    event.preventDefault();
    place.classList.toggle("dropping", on);
  };

  place.addEventListener("dragover", mark(true));
  place.addEventListener("dragleave", mark(false));
  place.addEventListener("drop", (event) => {
    mark(false)(event);
    add(event.dataTransfer.files);
  });
  input.form?.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length) add(event.clipboardData.files);
  });
  input.addEventListener("change", say);
}
