// The keyboard and the mouse in the action plan. Everything here can be done without it.

const table = document.getElementById("plan-table");
const several = document.getElementById("several");

const rowOf = (element) => element.closest("tbody.row");
const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);

// A click anywhere in a row opens it; links, boxes and dates keep their own meaning, and so does selecting words.
table?.addEventListener("click", (event) => {
  const row = rowOf(event.target);
  if (!row || row.classList.contains("row--editing") || !table.classList.contains("plan-table--edit")) return;
  if (event.target.closest("a, input, label, summary, details, button") || window.getSelection().toString()) return;
  row.querySelector(".row__open")?.click();
});

document.addEventListener("keydown", (event) => {
  const editing = event.target.closest(".row-form, .update-form");
  if (editing && event.key === "Escape") {
    event.preventDefault();
    leave(editing);
    return;
  }
  if (editing && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    editing.requestSubmit();
    return;
  }
  const row = event.target.closest("tbody.row");
  if (!row || editing || !isPlain(event) || !event.target.matches(".row__open")) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const openers = [...table.querySelectorAll(".row__open")];
  const next = openers[openers.indexOf(event.target) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

// Esc leaves: the row comes back, and what was typed stays as a draft. A new row goes.
function leave(form) {
  const cancel = form.querySelector(".row-form__cancel");
  const row = form.closest("tbody.row");
  if (row && !cancel.hasAttribute("hx-get")) {
    const before = row.previousElementSibling?.querySelector(".row__open, .group__add");
    row.remove();
    before?.focus();
    return;
  }
  cancel.click();
}

document.addEventListener("click", (event) => {
  const cancel = event.target.closest(".row-form__cancel");
  if (cancel && !cancel.hasAttribute("hx-get") && cancel.closest("tbody.row")) {
    event.preventDefault();
    leave(cancel.closest("form"));
  }
});

// When a row's form has opened, its first box takes the focus, unless there is something to read first.
document.addEventListener("htmx:load", (event) => {
  const form = event.detail.elt.querySelector?.(".row-form");
  if (!form || form.querySelector("[data-focus]")) return;
  const summary = form.querySelector(".govuk-error-summary");
  if (summary) summary.focus();
  else form.querySelector("textarea, input:not([type=hidden]), select")?.focus();
});

// The bar for several rows shows once a row is ticked.
function count() {
  const chosen = document.querySelectorAll("input[name=rows][form=several]:checked").length;
  several?.classList.toggle("several--chosen", chosen > 0);
  const heading = several?.querySelector(".several__heading");
  if (heading && chosen) heading.textContent = `${chosen} ${chosen === 1 ? "row" : "rows"} chosen`;
}
document.addEventListener("change", (event) => {
  if (event.target.matches("input[name=rows]")) count();
});
count();

// How we read the words that are being typed as a timescale.
let waiting;
document.addEventListener("input", (event) => {
  if (!event.target.name?.endsWith("-timescale")) return;
  const line = event.target.closest(".row-form__when").querySelector("[data-reading]");
  window.clearTimeout(waiting);
  waiting = window.setTimeout(async () => {
    const query = new URLSearchParams({ [event.target.name]: event.target.value });
    const answer = await fetch(`${line.dataset.reading}?${query}`, { headers: { "HX-Request": "true" } });
    if (answer.ok) line.innerHTML = await answer.text();
  }, 300);
});
