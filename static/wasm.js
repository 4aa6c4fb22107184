// The module of the checker, for the pages that use it: text in, text out. What it holds travels in checker.js, since a
// page that was opened from a disk may not fetch a file. Written so that Internet Explorer runs it and can be told so.
(function () {
  "use strict";

  function bytesOf(base64) {
    var letters = atob(base64);
    var bytes = new Uint8Array(letters.length);
    for (var at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
    return bytes;
  }

  // What the module can do, in the words of its three functions.
  function speaker(module) {
    // Room is made before the memory is looked at: making it may move the memory.
    function give(bytes) {
      var place = module.input(bytes.length) >>> 0;
      new Uint8Array(module.memory.buffer, place, bytes.length).set(bytes);
    }
    function take(place) {
      var length = new DataView(module.memory.buffer).getUint32(place >>> 0, true);
      return new TextDecoder().decode(new Uint8Array(module.memory.buffer, (place >>> 0) + 4, length));
    }
    return {
      evaluate: function (policy, facts) {
        var first = bytesOf(policy);
        var second = new TextEncoder().encode(facts);
        var both = new Uint8Array(first.length + second.length);
        both.set(first);
        both.set(second, first.length);
        give(both);
        return take(module.evaluate(first.length));
      },
      decode: function (code) {
        give(new TextEncoder().encode(code));
        return take(module.decode());
      },
    };
  }

  // Calls `done` once the module runs; otherwise `failed`, with the name of the sentence that says why.
  window.annaiStart = function (done, failed) {
    function refuse() {
      // A browser of these days that cannot run the module is kept from it. One that lacks this function may be too old to
      // know the word of our security policy that lets it: Chrome 97, Firefox 102 and Safari 16 brought that.
      failed([].toSorted ? "wasm-blocked" : "old-browser");
    }
    if (document.documentMode) {
      failed("ie-mode");
      return;
    }
    try {
      // Only running it tells: `WebAssembly.validate` is content where a policy forbids to compile.
      WebAssembly.instantiate(bytesOf(window.annaiWasm), {}).then(function (it) {
        window.annaiChecker = speaker(it.instance.exports);
        done(window.annaiChecker);
      }, refuse);
    } catch (ignored) {
      refuse();
    }
  };
})();
