"use strict";
// Names stand in NAMES as [name, other names, path]. Without this script the lists of the site do the same.
(() => {
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const field = document.getElementById("q");
  const hits = document.getElementById("hits");
  const status = document.getElementById("status");
  const index = window.NAMES.map(([name, others, path]) => ({ name, others, path, key: ` ${fold(name)} ${fold(others)}` }));
  const most = 30;
  document.querySelector(".search").hidden = false;
  const show = () => {
    const words = fold(field.value).split(" ").filter(Boolean);
    hits.textContent = "";
    status.textContent = "";
    if (!words.length) return;
    const found = index.filter((entry) => words.every((word) => entry.key.includes(` ${word}`)));
    const rest = found.length ? [] : index.filter((entry) => words.every((word) => entry.key.includes(word)));
    const shown = found.length ? found : rest;
    for (const { name, others, path } of shown.slice(0, most)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = path;
      link.textContent = name;
      item.append(link, others ? ` (${others})` : "");
      hits.append(item);
    }
    status.textContent = shown.length ? `${shown.length} ${field.dataset.hits}` : field.dataset.none;
  };
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { field.value = ""; show(); }
    if (event.key === "Enter" && hits.querySelector("a")) location.href = hits.querySelector("a").href;
  });
  show();
})();
