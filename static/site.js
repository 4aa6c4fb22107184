// What a page remembers and guesses for its reader. Nothing here is needed to read it, and nothing leaves it.
// Written so that the oldest browser that can open the page runs it too.
(function () {
  "use strict";

  // Storage can be switched off; then nothing is remembered.
  function recall(key) {
    try {
      return localStorage.getItem("annai." + key) || "";
    } catch (ignored) {
      return "";
    }
  }
  function remember(key, value) {
    try {
      if (value) localStorage.setItem("annai." + key, value);
      else localStorage.removeItem("annai." + key);
    } catch (ignored) {
      return;
    }
  }
  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }
  function closest(element, selector) {
    return element && element.closest ? element.closest(selector) : null;
  }

  // Of some choices, the one that this browser fits: its user agent has every word of one list and none of the other.
  function fitting(choices) {
    var agent = navigator.userAgent;
    function isIn(word) {
      return agent.indexOf(word) >= 0;
    }
    return choices.filter(function (choice) {
      var has = choice.getAttribute("data-has");
      var lacks = choice.getAttribute("data-lacks");
      return has && has.split("|").every(isIn) && !(lacks && lacks.split("|").some(isIn));
    })[0];
  }
  function named(choices, attribute, id) {
    return choices.filter(function (choice) {
      return id && choice.getAttribute(attribute) === id;
    })[0];
  }

  // The reader's browser: marked among the choices, and suggested where the page is for another.
  function suggestBrowser(list) {
    var choices = all("[data-browser][data-has]").filter(function (it) {
      return list.contains(it);
    });
    var own = fitting(choices);
    var chosen = named(choices, "data-browser", recall("browser"));
    var better = chosen || own;
    var name = better ? better.textContent : "";
    if (own) {
      var word = document.createElement("span");
      word.className = "yours";
      word.textContent = list.getAttribute("data-yours");
      own.appendChild(document.createTextNode(" "));
      own.appendChild(word);
    }
    var place = document.querySelector(".suggestion");
    if (!place || !better || better.getAttribute("aria-current")) return;
    var sentence = place.getAttribute(chosen && chosen !== own ? "data-again" : "data-guess");
    var link = document.createElement("a");
    link.href = better.href;
    link.setAttribute("data-browser", better.getAttribute("data-browser"));
    link.textContent = place.getAttribute("data-go").replace("{browser}", name);
    place.textContent = sentence.replace("{browser}", name) + " ";
    place.appendChild(link);
    place.hidden = false;
  }

  // The reader's operating system: what is for another is put away until it is asked for.
  function showSystem(buttons, id) {
    buttons.forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-system") === id));
    });
    var name = document.querySelector(".chosen-system");
    var chosen = named(buttons, "data-system", id);
    if (name) name.textContent = chosen ? " · " + chosen.textContent : "";
    all("[data-systems]").forEach(function (variant) {
      var systems = variant.getAttribute("data-systems").split(" ");
      variant.hidden = id !== "" && systems.indexOf(id) < 0;
    });
  }
  function chooseSystem(group) {
    var buttons = all("[data-system]");
    // The session is held on a computer; the one of a reader on a telephone is most often of the first kind.
    var isTelephone = window.matchMedia && window.matchMedia("(max-width: 47.49rem) and (pointer: coarse)").matches;
    var own = named(buttons, "data-system", recall("system")) || fitting(buttons) || (isTelephone && buttons[0]);
    group.hidden = false;
    if (own && recall("system") !== "*") showSystem(buttons, own.getAttribute("data-system"));
    group.addEventListener("click", function (event) {
      var button = closest(event.target, "button");
      if (!button) return;
      var id = button.getAttribute("data-system");
      remember("system", id || "*");
      showSystem(buttons, id);
    });
  }

  // What a reader has done stays ticked; when all is, the page says so.
  function keepTicks() {
    var boxes = all("[data-remember]");
    var ready = document.querySelector(".ready p");
    function tell() {
      if (ready) {
        ready.hidden = !boxes.every(function (box) {
          return box.checked;
        });
      }
    }
    boxes.forEach(function (box) {
      var key = "done." + box.getAttribute("data-remember");
      box.checked = recall(key) === "1";
      box.addEventListener("change", function () {
        remember(key, box.checked ? "1" : "");
        tell();
      });
    });
    tell();
  }

  // The case whose list is shown.
  function markCase() {
    var links = all(".cases a");
    var shown = named(links, "href", location.hash) || named(links, "href", "#preparation");
    links.forEach(function (link) {
      if (link === shown) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  // Lists that are folded on a narrow screen stand open on a wide one, where the browser does not do that by itself.
  function unfold() {
    if (!window.matchMedia) return;
    [[".navigation details", "(min-width: 47.5rem)"], [".contents details", "(min-width: 69rem)"]].forEach(function (pair) {
      var list = document.querySelector(pair[0]);
      var wide = window.matchMedia(pair[1]);
      function fit() {
        list.open = wide.matches;
      }
      if (!list) return;
      fit();
      if (wide.addEventListener) wide.addEventListener("change", fit);
    });
  }

  document.addEventListener("click", function (event) {
    var language = closest(event.target, "a.language");
    if (language) {
      // The language switch keeps the place on the page.
      language.hash = location.hash;
      remember("language", language.hreflang);
    }
    var browser = closest(event.target, "a[data-browser]");
    if (browser) remember("browser", browser.getAttribute("data-browser"));
  });
  window.addEventListener("hashchange", markCase);
  // Paper cannot be unfolded. It leaves out other systems only where it says for which one it is.
  var unfolded = [];
  var revealed = [];
  window.addEventListener("beforeprint", function () {
    unfolded = all("details.variant:not([open])");
    revealed = document.querySelector(".chosen-system") ? [] : all("[data-systems][hidden]");
    unfolded.forEach(function (variant) {
      variant.open = true;
    });
    revealed.forEach(function (variant) {
      variant.hidden = false;
    });
  });
  window.addEventListener("afterprint", function () {
    unfolded.forEach(function (variant) {
      variant.open = false;
    });
    revealed.forEach(function (variant) {
      variant.hidden = true;
    });
  });

  unfold();
  keepTicks();
  markCase();
  all(".pills[data-yours]").forEach(suggestBrowser);
  all(".systems").forEach(chooseSystem);
})();
