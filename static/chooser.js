// Goes to the language that the reader chose before, or else to the first of the browser's languages that the guide has.
// A reader of none of them stays and chooses.
(function () {
  "use strict";
  function go() {
    var links = document.querySelectorAll("a.language");
    var wanted = [];
    try {
      wanted.push(localStorage.getItem("annai.language") || "");
    } catch (ignored) {
      // Storage can be switched off; then only the browser's languages count.
    }
    wanted = wanted.concat(navigator.languages || [navigator.language || ""]);
    for (var i = 0; i < wanted.length; i++) {
      for (var k = 0; k < links.length; k++) {
        var tag = links[k].hreflang.toLowerCase();
        var want = wanted[i].toLowerCase();
        if (want === tag || want.split("-")[0] === tag) {
          location.replace(links[k].href);
          return;
        }
      }
    }
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a.language") : null;
    if (!link) return;
    try {
      localStorage.setItem("annai.language", link.hreflang);
    } catch (ignored) {
      // As above.
    }
  });
  document.addEventListener("DOMContentLoaded", go);
})();
