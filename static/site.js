// Makes pages quicker to use. Everything works without it.

import { initAll } from "govuk-frontend";

const announcements = document.getElementById("announcements");

function announce(words) {
  // A live region speaks only when its text changes, so it is emptied first.
  announcements.textContent = "";
  window.setTimeout(() => { announcements.textContent = words; }, 100);
}

function focusOn(element) {
  if (!element.matches("a[href], button, input, select, textarea, summary, [tabindex]")) {
    element.setAttribute("tabindex", "-1");
  }
  element.focus();
}

// Somebody sent back to a row keeps the focus there: what happened is spoken, and the banner leaves the focus alone.
const row = window.location.hash.slice(1);
if (row && document.getElementById(row)) {
  const banners = [...document.querySelectorAll(".govuk-notification-banner")];
  for (const banner of banners) banner.dataset.disableAutoFocus = "true";
  if (banners.length) announce(banners.map((banner) => banner.textContent.trim().replace(/\s+/g, " ")).join(" "));
}

initAll();

// --- After htmx has put a part of the page in place.

document.addEventListener("htmx:load", (event) => {
  const part = event.detail.elt;
  if (part === document.body) return;
  initAll({ scope: part });
  const within = (selector) => (part.matches(selector) ? part : part.querySelector(selector));
  const target = within("[data-focus], [autofocus]");
  if (target) focusOn(target);
  const spoken = within("[data-announce]");
  if (spoken) announce(spoken.dataset.announce);
});

// Signing in again in another tab changes the token; the form in this one goes on working with the new one.
document.addEventListener("htmx:configRequest", (event) => {
  const cookie = document.cookie.split("; ").find((pair) => pair.startsWith("csrftoken="));
  if (cookie && event.detail.verb !== "get") event.detail.parameters.csrfmiddlewaretoken = cookie.slice("csrftoken=".length);
});

// --- When an answer is not what was asked for, what was typed stays where it is.

function trouble(words, address) {
  document.getElementById("trouble")?.remove();
  const box = document.createElement("div");
  box.id = "trouble";
  box.className = "govuk-error-summary trouble";
  box.setAttribute("role", "alert");
  const heading = document.createElement("h2");
  heading.className = "govuk-error-summary__title";
  heading.textContent = "Not saved";
  const sentence = document.createElement("p");
  sentence.className = "govuk-body";
  sentence.textContent = words;
  box.append(heading, sentence);
  if (address) {
    const link = document.createElement("a");
    link.href = address;
    link.target = "_blank";
    link.rel = "noopener";
    link.className = "govuk-link";
    link.textContent = "Sign in (opens in a new tab)";
    box.append(link);
  }
  document.getElementById("main-content").prepend(box);
  box.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:beforeSwap", (event) => {
  document.getElementById("trouble")?.remove();
  const answeredBy = new URL(event.detail.xhr.responseURL, window.location.href);
  if (answeredBy.pathname.endsWith("/login/") && !window.location.pathname.endsWith("/login/")) {
    event.detail.shouldSwap = false;
    trouble("You have been signed out. What you typed is still here: sign in, come back and save again.", answeredBy.pathname);
  }
});

document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (status === 403) trouble("You may not do this. What you typed is still here.");
  else if (status === 404) trouble("This is no longer there. Load the page again to see how it stands now.");
  else trouble("Something went wrong on our side. What you typed is still here: try again in a minute.");
});

for (const kind of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(kind, () => trouble("There is no connection. What you typed is still here: try again when you are connected."));
}
