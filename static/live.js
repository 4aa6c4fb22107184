// What `annai serve` adds to a page: it is loaded again when it has changed, and what is wrong with the guide stands over
// it. No site that is built to be published has this.
(function () {
  "use strict";

  var own = document.currentScript;
  var KEPT = "annai.live.place";
  var closed = "";

  // Everything is drawn in a shadow tree, so that the page's style sheet and this one do not meet.
  var host = document.createElement("div");
  host.id = "annai-live";
  var root = host.attachShadow({ mode: "open" });
  var sheet = element("link");
  sheet.rel = "stylesheet";
  sheet.href = "/-/live.css";
  var panel = element("div");
  root.append(sheet, panel);
  document.body.appendChild(host);

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // Where the reader is: the last place with a name that is above the middle of the window, and how far from its top.
  function place() {
    var named = Array.prototype.slice.call(document.querySelectorAll("main [id]"));
    var above = named.filter(function (it) {
      var box = it.getBoundingClientRect();
      return box.height > 0 && box.top < window.innerHeight / 2;
    });
    var last = above[above.length - 1];
    return {
      path: location.pathname,
      y: window.scrollY,
      id: last ? last.id : "",
      top: last ? last.getBoundingClientRect().top : 0,
      open: Array.prototype.map.call(document.querySelectorAll("details"), function (it) {
        return it.open;
      })
    };
  }

  function reload() {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(place()));
      history.scrollRestoration = "manual";
    } catch (ignored) {
      // Without storage the browser's own idea of the place has to do.
    }
    location.reload();
  }

  function restore() {
    var kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
      sessionStorage.removeItem(KEPT);
    } catch (ignored) {
      return;
    }
    if (!kept || kept.path !== location.pathname) return;
    var details = document.querySelectorAll("details");
    if (details.length === kept.open.length) {
      kept.open.forEach(function (open, index) {
        details[index].open = open;
      });
    }
    // Browsers go to where they think the reader was at some moment after the page has loaded; for a while, or until the
    // reader does something, they are sent back.
    var begun = Date.now();
    var held = true;
    function back() {
      if (!held) return;
      var target = kept.id && document.getElementById(kept.id);
      var y = target ? window.scrollY + target.getBoundingClientRect().top - kept.top : kept.y;
      if (Math.abs(y - window.scrollY) > 1) window.scrollTo({ top: y, behavior: "instant" });
      if (Date.now() - begun < 500) requestAnimationFrame(back);
      else release();
    }
    function release() {
      held = false;
      history.scrollRestoration = "auto";
    }
    ["wheel", "touchstart", "keydown", "pointerdown", "hashchange"].forEach(function (name) {
      window.addEventListener(name, release, { once: true, passive: true });
    });
    back();
  }

  // The new sheet first, then the old one away: the page is never without.
  function swap(pairs) {
    pairs.forEach(function (pair) {
      Array.prototype.forEach.call(document.querySelectorAll("link[rel=stylesheet]"), function (link) {
        var address = link.getAttribute("href");
        if (address.slice(-pair[0].length) !== pair[0]) return;
        var next = link.cloneNode();
        next.href = address.slice(0, -pair[0].length) + pair[1];
        // One that is gone by now has a successor on its way.
        next.onload = next.onerror = function () {
          link.remove();
        };
        link.after(next);
      });
    });
  }

  function source(line) {
    var pre = element("pre");
    pre.append(
      element("span", "number", line.number + "  "),
      line.before,
      element("mark", "", line.marked || " "),
      line.after
    );
    return pre;
  }

  function item(problem) {
    var made = element("li", problem.is_error ? "error" : "warning");
    var head = element("p", "message");
    head.append(
      element("strong", "", (problem.is_error ? "error" : "warning") + "[" + problem.code + "]"),
      " " + problem.message
    );
    made.append(head);
    if (problem.place) made.append(element("p", "place", problem.place));
    if (problem.line) made.append(source(problem.line));
    if (problem.label) made.append(element("p", "label", problem.label));
    problem.related.forEach(function (words) {
      made.append(element("p", "related", words));
    });
    if (problem.help) {
      var help = element("p", "help");
      help.append(element("strong", "", "help:"), " " + problem.help);
      made.append(help);
    }
    return made;
  }

  function counted(number, word) {
    return number + " " + word + (number === 1 ? "" : "s");
  }

  function show(problems, mode, more) {
    panel.textContent = "";
    panel.className = mode;
    panel.hidden = mode === "none";
    panel.removeAttribute("role");
    if (mode === "none") return;
    if (mode === "gone") {
      panel.append(element("p", "", "The preview server is gone. This page waits for it."));
      return;
    }
    var errors = problems.filter(function (one) {
      return one.is_error;
    }).length;
    var warnings = problems.length - errors;
    var parts = [];
    if (errors) parts.push(counted(errors, "error"));
    if (warnings) parts.push(counted(warnings, "warning"));
    if (more) parts.push(more + " more");
    var title = parts.join(", ");
    var button = element("button", "", mode === "pill" ? title : "Close");
    button.type = "button";
    button.onclick = function () {
      closed = mode === "pill" ? "" : JSON.stringify(problems);
      show(problems, mode === "pill" ? "panel" : "pill", more);
    };
    if (mode === "pill") {
      panel.append(button);
      return;
    }
    panel.setAttribute("role", "alert");
    var head = element("header");
    var words = title + (errors ? ". This page is the last good one." : "");
    head.append(element("h2", "", words), button);
    var list = element("ol");
    list.append.apply(list, problems.map(item));
    panel.append(head, list);
    if (more) panel.append(element("p", "more", "and " + more + " more, which annai check lists"));
  }

  // Errors stand over the page at once; warnings wait in a corner.
  function mode(problems) {
    if (!problems.length) return "none";
    var wrong = problems.some(function (one) {
      return one.is_error;
    });
    return wrong && closed !== JSON.stringify(problems) ? "panel" : "pill";
  }

  document.addEventListener("keydown", function (event) {
    var button = panel.className === "panel" && panel.querySelector("button");
    if (event.key === "Escape" && button) button.click();
  });
  if (document.readyState === "complete") restore();
  else window.addEventListener("load", restore);
  show([], "none", 0);

  var mark = own.getAttribute("data-page");
  var news = null;

  function follow() {
    if (news) return;
    news = new EventSource("/-/events?page=" + encodeURIComponent(location.pathname) + "&mark=" + encodeURIComponent(mark));
    news.onmessage = function (event) {
      var told = JSON.parse(event.data);
      if (told.change === "page") return reload();
      if (told.change.styles) swap(told.change.styles);
      mark = told.mark;
      show(told.problems, mode(told.problems), told.more);
    };
    news.onerror = function () {
      show([], "gone", 0);
    };
  }

  function leave() {
    if (news) news.close();
    news = null;
  }

  // Browsers give a server few connections, and one that is open would keep some from keeping the page for "back".
  // Whoever comes back is told at once what has changed meanwhile.
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") leave();
    else follow();
  });
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", follow);
  follow();
})();
