// The page where an engineer reads a report code. The module takes it apart, and what it answers is written beside the
// names that are already in the page. The code does not leave it.
(function () {
  "use strict";

  var root = document.getElementById("checker");
  var form = document.getElementById("decode-form");
  if (!root || !form) return;
  var input = document.getElementById("decode-code");
  var status = document.getElementById("decode-status");
  var result = document.getElementById("decode-result");
  var gone = result.querySelector(".gone");
  var list = result.querySelector(".requirements");
  var rows = Array.prototype.slice.call(list.children);
  var checker = null;

  function all(selector) {
    return Array.prototype.slice.call(root.querySelectorAll(selector));
  }
  function giveUp(why) {
    form.hidden = true;
    result.hidden = true;
    all("[data-why]").forEach(function (sentence) {
      sentence.hidden = sentence.getAttribute("data-why") !== why;
    });
  }
  // Nothing that is typed comes near a selector: what is asked for is compared.
  function say(key) {
    var found = all("[data-say]").filter(function (it) {
      return it.getAttribute("data-say") === key;
    })[0];
    return found ? found.textContent.trim() : "";
  }
  function fill(name, text) {
    root.querySelector("[data-fill=" + name + "]").textContent = text;
  }
  function named(kind, words) {
    var name = say(kind + "-" + words[1]) || say("unrecognized");
    return words[2] > 0 ? name + " " + words[2] : name;
  }

  function decode() {
    var read = { slots: [] };
    checker.decode(input.value).split("\n").forEach(function (line) {
      var words = line.split(" ");
      if (words[0] === "slot") read.slots.push(words);
      else read[words[0]] = words;
    });
    var isWrong = !!read.error;
    input.setAttribute("aria-invalid", String(isWrong));
    result.hidden = isWrong;
    // What went wrong is seen; that it went well is only read out, since the result shows it.
    status.className = isWrong ? "" : "visually-hidden";
    if (isWrong) {
      root.removeAttribute("data-overall");
      status.textContent = say("error-" + read.error[1]).replace("{value}", function () {
        return read.error.slice(2).join(" ");
      });
      return;
    }
    var overall = say("overall-" + read.overall[1]);
    status.textContent = "";
    root.setAttribute("data-overall", read.overall[1]);
    fill("code", read.code[1]);
    fill("overall", overall);
    fill("today", read.today[1] === "-" ? "–" : read.today[1]);
    fill("browser", named("browser", read.browser));
    fill("system", named("system", read.system));
    fill("device", say("device-" + read.device[1]) || say("device-unknown"));
    showSlots(read.slots);
    status.textContent = overall;
  }
  // What needs something comes first; the rest follows in the order of the guide.
  function showSlots(slots) {
    var order = ["disproved", "unknown", "ask", "proved"];
    gone.textContent = "";
    rows.forEach(function (row) {
      row.hidden = true;
    });
    order.forEach(function (verdict) {
      rows.forEach(function (row) {
        var isIts = slots.some(function (words) {
          return words[1] === row.getAttribute("data-slot") && words[2] === verdict;
        });
        if (isIts) showRow(row, verdict);
      });
    });
    slots.forEach(function (words) {
      var isKnown = rows.some(function (row) {
        return words[1] === row.getAttribute("data-slot");
      });
      if (isKnown) return;
      var text = say("gone").replace("{value}", words[1]) + " " + say("verdict-" + words[2]);
      gone.appendChild(document.createElement("li")).textContent = text;
    });
    gone.hidden = !gone.firstChild;
  }
  function showRow(row, verdict) {
    var suggest = row.querySelector(".suggest");
    var isNeeded = row.getAttribute("data-level") !== "optional";
    row.hidden = false;
    row.setAttribute("data-verdict", verdict);
    row.querySelector(".verdict").textContent = say("verdict-" + verdict);
    if (suggest) suggest.hidden = !(isNeeded && (verdict === "disproved" || verdict === "unknown"));
    list.appendChild(row);
  }

  function safely(work) {
    return function () {
      try {
        work();
      } catch (ignored) {
        giveUp("checker-failed");
      }
    };
  }
  // A code may come in the address: …/decode/#code=ABCDE-…
  var readAddress = safely(function () {
    var found = /[#&]code=([^&]*)/.exec(location.hash);
    if (!found) return;
    try {
      input.value = decodeURIComponent(found[1]);
    } catch (ignored) {
      input.value = found[1];
    }
    decode();
  });
  var submit = safely(decode);
  safely(function () {
    window.annaiStart(function (module) {
      checker = module;
      form.hidden = false;
      form.addEventListener("submit", function (event) {
        event.preventDefault();
        submit();
      });
      window.addEventListener("hashchange", readAddress);
      readAddress();
    }, giveUp);
  })();
})();
