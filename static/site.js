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

// After a redirect to a row the focus stays on the row: the banner is announced and does not take the focus.
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

// Signing in again in another tab changes the token, so that the form in this tab must use the new token.
document.addEventListener("htmx:configRequest", (event) => {
  const cookie = document.cookie.split("; ").find((pair) => pair.startsWith("csrftoken="));
  if (cookie && event.detail.verb !== "get") event.detail.parameters.csrfmiddlewaretoken = cookie.slice("csrftoken=".length);
});

// --- When a request fails, the text stays in the form.

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
    trouble("You have been signed out. Your text is still here. Sign in, return to this tab and save again.", answeredBy.pathname);
  }
});

document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (status === 403) trouble("You do not have permission to do this. Your text is still here.");
  else if (status === 404) trouble("This item no longer exists. Reload the page.");
  else trouble("Sorry, there is a problem with the service. Your text is still here. Try again in a few minutes.");
});

for (const kind of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(kind, () => trouble("There is no connection. Your text is still here. Try again when you are connected."));
}
