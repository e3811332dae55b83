// Keeps what is typed into a form with data-draft while its writer has not saved it. Everything works without it.

const PAUSE = 2500;
const timers = new WeakMap();
const sending = new WeakMap();

function statusOf(form) {
  let status = form.querySelector("[data-draft-status]");
  if (!status) {
    status = document.createElement("p");
    status.className = "govuk-body-s";
    status.dataset.draftStatus = "";
    status.setAttribute("aria-live", "polite");
    form.append(status);
  }
  return status;
}

function say(form, words) {
  const status = statusOf(form);
  // The same words twice would be read out twice.
  if (status.textContent !== words) status.textContent = words;
}

function typedIn(form) {
  const typed = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") typed.append(name, value);
  }
  typed.set("draft_form", form.dataset.draft || window.location.pathname);
  return typed;
}

async function keep(form) {
  timers.delete(form);
  if (!form.isConnected) return;
  const control = new AbortController();
  sending.set(form, control);
  try {
    const answer = await fetch("/drafts/", { method: "POST", body: typedIn(form), signal: control.signal, redirect: "manual" });
    if (answer.type === "opaqueredirect") say(form, "Not saved as draft: you have been signed out. Sign in again in another tab.");
    else if (answer.ok || answer.status === 422) say(form, await answer.text());
    else say(form, "Not saved as draft: something went wrong on our side.");
  } catch (error) {
    if (error.name !== "AbortError") say(form, "Not saved as draft: there is no connection.");
  }
}

function stop(form) {
  window.clearTimeout(timers.get(form));
  timers.delete(form);
  sending.get(form)?.abort();
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.closest?.("form[data-draft]");
    if (!form || event.target.type === "file" || event.target.type === "password") return;
    window.clearTimeout(timers.get(form));
    timers.set(form, window.setTimeout(() => keep(form), PAUSE));
  });
}

// Saving lets the draft go: one that came in after it would be offered for nothing.
document.addEventListener("submit", (event) => { if (event.target.matches("form[data-draft]")) stop(event.target); }, true);

function keepNow(form) {
  if (!timers.has(form)) return;
  window.clearTimeout(timers.get(form));
  timers.delete(form);
  navigator.sendBeacon("/drafts/", typedIn(form));
}

// Whoever leaves the page before the pause is over loses nothing either.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return;
  for (const form of document.querySelectorAll("form[data-draft]")) keepNow(form);
});

// Nor whoever leaves the form alone, when it is about to go from the page.
document.addEventListener("draft-keep", (event) => keepNow(event.target));
