// Suggestions below the search box: a combobox with a listbox. Without this file the box is a plain text field.
// While an input method composes, nothing is asked for and nothing is submitted.
"use strict";

(() => {
  const WAIT_MS = 80;
  const LIMIT = 8;
  const KINDS = { phrase: "", title: "标题 · ", region: "地区 · ", theme: "主题 · " };

  const input = document.getElementById("q");
  const form = input.form;
  const list = element("ul", { id: "suggestions", role: "listbox", "aria-label": "建议" }, "suggestions");
  const status = element("p", { role: "status" }, "unseen");
  let active = -1;
  let composing = false;
  let timer = 0;
  let request = null;

  list.hidden = true;
  form.querySelector(".box").append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) input.setAttribute(name, value);

  function element(name, attributes, className) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.className = className;
    return made;
  }

  function forget() {
    clearTimeout(timer);
    if (request) request.abort();
    request = null;
  }

  function close() {
    forget();
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(index) {
    active = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    }
  }

  function show(suggestions) {
    if (!suggestions.length) return close();
    list.replaceChildren(...suggestions.map(option));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    status.textContent = `${suggestions.length} 条建议`;
    choose(-1);
  }

  function option(suggestion, index) {
    const made = element("li", { id: `suggestion-${index}`, role: "option", "aria-selected": "false" }, "");
    const label = element("span", {}, "label");
    const about = element("span", {}, "count");
    label.textContent = suggestion.display;
    about.textContent = `${KINDS[suggestion.kind]}${suggestion.documents.toLocaleString("en")} 篇`;
    made.append(label, " ", about);
    made.dataset.url = suggestion.url;
    return made;
  }

  function ask() {
    forget();
    if (!input.value.trim()) return close();
    timer = setTimeout(fetched, WAIT_MS);
  }

  async function fetched() {
    const asked = new URLSearchParams(new FormData(form));
    asked.set("limit", LIMIT);
    const mine = (request = new AbortController());
    try {
      const response = await fetch(`/suggest.json?${asked}`, { signal: mine.signal });
      const answer = response.ok ? await response.json() : { suggestions: [] };
      if (mine === request && document.activeElement === input) show(answer.suggestions);
    } catch {
      if (mine === request) close(); // offline: a box without suggestions
    }
  }

  function go(option) {
    close();
    location.assign(option.dataset.url);
  }

  function move(step) {
    if (list.hidden) return ask();
    const places = list.children.length + 1; // the box itself is one
    choose(((active + 1 + step + places) % places) - 1);
  }

  input.addEventListener("compositionstart", () => {
    composing = true;
    close();
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    ask();
  });
  input.addEventListener("input", (event) => {
    if (!composing && !event.isComposing) ask();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (composing || event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && active >= 0) go(list.children[active]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    if (composing) event.preventDefault();
    else close();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) go(chosen);
  });
  addEventListener("pageshow", close);
})();
