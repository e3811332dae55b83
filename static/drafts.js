// Saves a draft of a form with data-draft while it is being edited. Everything works without it.

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
  // Setting the same text again would make a screen reader announce it again.
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
    if (answer.type === "opaqueredirect") say(form, "Draft not saved: you have been signed out. Sign in again in another tab.");
    else if (answer.ok || answer.status === 422) say(form, await answer.text());
    else say(form, "Draft not saved: there is a problem with the service.");
  } catch (error) {
    if (error.name !== "AbortError") say(form, "Draft not saved: there is no connection.");
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

// Saving the form discards the draft: a draft sent afterwards would be offered again.
document.addEventListener("submit", (event) => { if (event.target.matches("form[data-draft]")) stop(event.target); }, true);

function keepNow(form) {
  if (!timers.has(form)) return;
  window.clearTimeout(timers.get(form));
  timers.delete(form);
  navigator.sendBeacon("/drafts/", typedIn(form));
}

// A user who leaves the page before the pause is over must not lose the draft.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return;
  for (const form of document.querySelectorAll("form[data-draft]")) keepNow(form);
});

// The same when the form is cancelled and about to be removed from the page.
document.addEventListener("draft-keep", (event) => keepNow(event.target));
