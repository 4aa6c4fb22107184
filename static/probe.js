// The check page, live: finds out what a browser can know of its machine, has the module judge it, and paints ids.
// Every sentence is already in the page, and nothing found out leaves it. Written so that Internet Explorer runs it:
// whatever goes wrong, a sentence says so and the list stays as it is without a script.
(function () {
  "use strict";

  var SETTLED = 400; // milliseconds without another verdict, before it is read out
  var TONE = 1000;
  var TRIAL = 4000; // of the microphone and the camera
  var ATTEMPT = 8000; // to reach an address
  var STUN = 6000; // a server that is not there is never reported, so nothing else ends the wait
  var OFFER = 3000;

  var root = document.getElementById("checker");
  if (!root) return;
  var policy = root.getAttribute("data-policy");
  var code = document.getElementById("report-code");
  var told = root.querySelector(".told");
  var devices = navigator.mediaDevices || {};
  var facts = {};
  var checker = null;
  var trial = null;
  var items = {};
  var says = {};

  function all(selector, inside) {
    return Array.prototype.slice.call((inside || root).querySelectorAll(selector));
  }
  function ignore() {}

  // Whatever is not foreseen ends the check, never the page.
  function safely(work) {
    return function () {
      try {
        return work.apply(null, arguments);
      } catch (ignored) {
        giveUp("checker-failed");
      }
    };
  }
  function show(isLive) {
    root.className = isLive ? "checker live" : "checker";
    all(".scripted").forEach(function (part) {
      part.hidden = !isLive;
    });
  }
  function giveUp(why) {
    checker = null;
    if (trial) trial.end();
    show(false);
    root.removeAttribute("data-overall");
    all("[data-requirement]").forEach(function (item) {
      item.removeAttribute("data-verdict");
    });
    all(".remedy").forEach(function (remedy) {
      remedy.open = true;
    });
    all("[data-why]").forEach(function (sentence) {
      sentence.hidden = sentence.getAttribute("data-why") !== why;
    });
    all(".page-address").forEach(function (place) {
      place.hidden = why !== "ie-mode" && why !== "old-browser";
      place.textContent = location.href.split("#")[0];
    });
  }

  // ---- What is known without asking anybody. A fact that cannot be had is left out, and the others stay.

  function note(key, find) {
    try {
      var value = find();
      if (value === undefined || value === null || value === "") delete facts[key];
      else facts[key] = value;
    } catch (ignored) {
      delete facts[key];
    }
  }
  function yesOrNo(value) {
    return typeof value === "boolean" ? (value ? "yes" : "no") : "";
  }
  function brands(list) {
    return list.map(function (it) {
      return it.brand + "/" + it.version;
    });
  }
  function gather() {
    note("agent", function () { return navigator.userAgent; });
    note("brand", function () { return brands(navigator.userAgentData.brands); });
    note("platform", function () { return navigator.userAgentData.platform; });
    note("mobile", function () { return yesOrNo(navigator.userAgentData.mobile); });
    note("brave", function () { return navigator.brave ? "yes" : ""; });
    note("navigator-platform", function () { return navigator.platform; });
    note("touch", function () { return navigator.maxTouchPoints; });
    note("secure", function () { return yesOrNo(window.isSecureContext); });
    note("protocol", function () { return location.protocol.replace(":", ""); });
    note("time-zone", function () { return Intl.DateTimeFormat().resolvedOptions().timeZone; });
    note("screen", function () { return screen.width + "x" + screen.height; });
    note("rtc", function () { return window.RTCPeerConnection ? "" : "missing"; });
    note("display-capture", function () { return devices.getDisplayMedia ? "present" : "missing"; });
    note("online", function () { return yesOrNo(navigator.onLine); });
    if (!isServed()) facts["server-time"] = "none";
    forgetOtherAnswers();
    all("[data-question]").forEach(function (question) {
      var key = answerKey(question);
      note(key, function () { return localStorage.getItem("annai." + key); });
    });
  }
  // Answers are to the questions of one guide: a later one may ask something else by the same number.
  function forgetOtherAnswers() {
    try {
      if (localStorage.getItem("annai.policy") === policy) return;
      Object.keys(localStorage).forEach(function (key) {
        if (/^annai\.answer\./.test(key)) localStorage.removeItem(key);
      });
      localStorage.setItem("annai.policy", policy);
    } catch (ignored) {
      // Nothing is remembered.
    }
  }
  function isServed() {
    return /^https?:$/.test(location.protocol);
  }
  function answerKey(question) {
    return "answer." + itemOf(question).id + "." + question.getAttribute("data-question");
  }
  function itemOf(part) {
    return part.closest("[data-requirement]");
  }

  // ---- What the browser tells in its own time. Nobody waits for it: each fact is judged when it comes.

  function whenKnown(ask, use) {
    try {
      ask().then(function (value) {
        use(value);
        judge();
      }).then(ignore, ignore);
    } catch (ignored) {
      // It cannot be asked; the others can.
    }
  }
  function askBrowser() {
    whenKnown(function () {
      return navigator.userAgentData.getHighEntropyValues(["fullVersionList", "platformVersion"]);
    }, function (values) {
      if (values.fullVersionList && values.fullVersionList.length) facts.brand = brands(values.fullVersionList);
      if (values.platformVersion) facts["platform-version"] = values.platformVersion;
    });
    countDevices();
    ["microphone", "camera"].forEach(function (name) {
      whenKnown(function () {
        return navigator.permissions.query({ name: name });
      }, function (permission) {
        facts["permission." + name] = permission.state;
        permission.onchange = function () {
          facts["permission." + name] = permission.state;
          judge();
          countDevices();
        };
      });
    });
    tryOffer();
    window.addEventListener("online", online);
    window.addEventListener("offline", online);
    if (devices.addEventListener) devices.addEventListener("devicechange", countDevices);
  }
  function online() {
    note("online", function () { return yesOrNo(navigator.onLine); });
    judge();
  }
  function countDevices() {
    whenKnown(function () {
      return devices.enumerateDevices();
    }, function (list) {
      facts.devices = ["audioinput", "audiooutput", "videoinput"].map(function (kind) {
        return list.filter(function (it) { return it.kind === kind; }).length;
      });
    });
  }
  // A conversation with nobody: made, offered, and closed before anything is sent.
  function tryOffer() {
    if (facts.rtc) return;
    connect({}, OFFER, function (connection, end) {
      connection.createOffer().then(function () { end("works"); }, function () { end("failed"); });
    }, function (result) {
      if (result === "timeout") return;
      facts.rtc = result;
      judge();
    });
  }
  function connect(options, patience, use, done) {
    var connection = null;
    var timer = setTimeout(function () { end("timeout"); }, patience);
    function end(result) {
      if (!timer) return;
      clearTimeout(timer);
      timer = 0;
      if (connection) connection.close();
      done(result);
    }
    try {
      connection = new RTCPeerConnection(options);
      connection.createDataChannel("");
      use(connection, end);
    } catch (ignored) {
      end("failed");
    }
  }

  // ---- Judging and painting.

  function factsText() {
    var lines = [];
    var date = new Date();
    function two(number) {
      return (number < 10 ? "0" : "") + number;
    }
    function add(key, value) {
      lines.push(key + "=" + String(value).replace(/[\r\n]+/g, " "));
    }
    add("webassembly", "yes");
    // A time of the server is compared with the clock of the same moment.
    if (!facts.now) add("now", Math.floor(date.getTime() / 1000));
    add("today", date.getFullYear() + "-" + two(date.getMonth() + 1) + "-" + two(date.getDate()));
    Object.keys(facts).forEach(function (key) {
      if (key === "brand") facts.brand.forEach(function (brand) { add("brand", brand); });
      else add(key, facts[key]);
    });
    return lines.join("\n");
  }
  var judge = safely(function () {
    if (checker) paint(checker.evaluate(policy, factsText()));
  });

  // A sentence of the page with its blanks filled; the spaces around an empty one go with it.
  function fill(sentence, blanks) {
    Object.keys(blanks).forEach(function (name) {
      sentence = sentence.split("{" + name + "}").join(blanks[name]);
    });
    return sentence.replace(/ {2,}/g, " ").replace(/ ([.,。、])/g, "$1");
  }
  function paint(answer) {
    var read = { items: [] };
    answer.split("\n").forEach(function (line) {
      var words = line.split(" ");
      if (words[0] === "error") throw new Error(line);
      if (words[0] === "item") read.items.push(words);
      else read[words[0]] = words;
    });
    var blanks = {
      browser: says["browser-" + read.browser[1]] || "",
      browser_version: +read.browser[2] || "",
      system: says["system-" + read.system[1]] || "",
      system_version: +read.system[2] || ""
    };
    paintOverall(read.overall[1]);
    if (code.textContent !== read.code[1]) code.textContent = read.code[1];
    read.items.forEach(function (words) {
      paintItem(items[words[1]], words[2], words.slice(3), blanks);
    });
    all("[data-browsers]").forEach(function (variant) {
      var isFor = variant.getAttribute("data-browsers").split(" ");
      var isElsewhere = read.browser[1] !== "-" && isFor.indexOf(read.browser[1]) < 0;
      // Not `hidden`: that belongs to the choice of a system.
      variant.classList.toggle("elsewhere", isElsewhere);
    });
    paintNext(read.items);
  }
  function paintItem(item, verdict, because, blanks) {
    if (!item) return;
    var seen = because.filter(function (it) {
      // The verdict says that already.
      return it !== "ask-open";
    }).map(function (it) {
      var at = it.indexOf(":");
      var value = at < 0 ? "" : it.slice(at + 1);
      blanks.value = says["value-" + value] || value;
      return fill(says["reason-" + (at < 0 ? it : it.slice(0, at))] || "", blanks);
    }).filter(function (sentence, at, sentences) {
      return sentence && sentences.indexOf(sentence) === at;
    });
    if (item.seen.join() !== seen.join()) {
      var list = item.element.querySelector(".seen");
      item.seen = seen;
      list.textContent = "";
      seen.forEach(function (sentence) {
        list.appendChild(document.createElement("li")).textContent = sentence;
      });
    }
    if (item.verdict === verdict) return;
    item.verdict = verdict;
    item.element.setAttribute("data-verdict", verdict);
    item.element.querySelector(".verdict").textContent = says["verdict-" + verdict];
    // What to do is unfolded where something is to be done, or may be.
    item.element.querySelector(".remedy").open = verdict === "disproved" || verdict === "unknown";
  }
  // What to do next: what is missing before what is not known, and first what most depends on.
  function paintNext(list) {
    var place = root.querySelector(".next-action");
    var needy = null;
    ["required", "recommended"].forEach(function (level) {
      [true, false].forEach(function (isMissing) {
        list.forEach(function (words) {
          var fits = isMissing ? words[2] === "disproved" : words[2] === "unknown" || words[2] === "ask";
          var item = items[words[1]];
          if (!needy && fits && item && item.level === level) needy = item;
        });
      });
    });
    place.hidden = !needy;
    if (!needy) return;
    var link = place.querySelector("a");
    var text = fill(place.getAttribute("data-text"), { name: needy.name });
    if (link.textContent === text) return;
    link.textContent = text;
    link.href = "#" + needy.element.id;
  }
  // What is seen changes at once; what is read out waits until nothing changes any more, and is said once.
  var announced = "";
  var awaited = "";
  var announcement = 0;
  function paintOverall(overall) {
    if (overall === awaited) return;
    // For those who measure how soon the page has judged.
    if (!awaited && window.performance && performance.mark) performance.mark("annai-judged");
    awaited = overall;
    root.setAttribute("data-overall", overall);
    root.querySelector(".overall-word").textContent = says["overall-" + overall];
    root.querySelector(".overall-text").textContent = says["overall-" + overall + "-text"];
    clearTimeout(announcement);
    announcement = setTimeout(safely(function () {
      if (!checker || awaited === announced) return;
      announced = awaited;
      root.querySelector(".announced").textContent = says["overall-" + awaited] + " " + says["overall-" + awaited + "-text"];
    }), SETTLED);
  }
  // Emptied first: the same sentence once more would not be read out.
  function tell(text) {
    told.textContent = "";
    setTimeout(function () { told.textContent = text; }, 50);
  }
  function tellItem(part) {
    var item = items[itemOf(part).id];
    tell([item.name, says["verdict-" + item.verdict]].concat(item.seen).join(" "));
  }

  // ---- What the reader tries. One at a time; it ends by itself, by its button, by the next one or with the page, and
  // whatever it holds is let go then, also what the browser grants only afterwards.

  function startTrial(button, run) {
    var isAgain = trial && trial.button === button;
    var name = button.textContent;
    var isOver = false;
    var held = [];
    if (trial) trial.end();
    if (isAgain) return;
    var own = trial = {
      button: button,
      place: button.closest(".try"),
      hold: function (release) {
        if (isOver) release();
        else held.push(release);
        return !isOver;
      },
      end: function () {
        if (isOver) return;
        isOver = true;
        trial = null;
        button.textContent = name;
        all(".trial", own.place).forEach(function (part) { part.hidden = true; });
        held.forEach(function (release) {
          try {
            release();
          } catch (ignored) {
            // It is let go already.
          }
        });
      },
      answer: function (key, value) {
        if (isOver) return;
        own.end();
        facts[key] = value;
        judge();
        tellItem(button);
        countDevices();
      }
    };
    button.textContent = button.getAttribute("data-stop");
    try {
      run(own);
    } catch (ignored) {
      own.end();
    }
  }
  // The reader is asked by the browser, and may take any time.
  function openStream(own, key, asked, use) {
    asked.then(function (stream) {
      var isWanted = own.hold(function () {
        stream.getTracks().forEach(function (track) { track.stop(); });
      });
      try {
        if (isWanted) use(stream);
      } catch (ignored) {
        own.end();
      }
    }, function (error) {
      own.answer(key, (error && error.name) || "UnknownError");
    });
  }
  function openSound(own) {
    var context = new (window.AudioContext || window.webkitAudioContext)();
    own.hold(function () { context.close(); });
    if (context.state === "suspended") context.resume();
    return context;
  }
  function unfold(own, selector) {
    var part = own.place.querySelector(".trial");
    part.hidden = false;
    return part.querySelector(selector);
  }
  function repeat(own, pause, look) {
    var timer = setInterval(look, pause);
    own.hold(function () { clearInterval(timer); });
  }
  function after(own, pause, work) {
    var timer = setTimeout(work, pause);
    own.hold(function () { clearTimeout(timer); });
  }

  function tryMicrophone(own) {
    var sound = openSound(own);
    openStream(own, "microphone", devices.getUserMedia({ audio: true }), function (stream) {
      var meter = unfold(own, "meter");
      var analyser = sound.createAnalyser();
      var loud = 0;
      // Longer than the pause between two looks, so that no sound falls between them.
      analyser.fftSize = 4096;
      var samples = new Uint8Array(analyser.fftSize);
      sound.createMediaStreamSource(stream).connect(analyser);
      tell(meter.parentNode.textContent);
      repeat(own, 50, function () {
        analyser.getByteTimeDomainData(samples);
        var peak = 0;
        for (var at = 0; at < samples.length; at += 1) peak = Math.max(peak, Math.abs(samples[at] - 128));
        meter.value = Math.sqrt(peak / 128);
        // Louder than the noise of a quiet room, and longer than a click.
        if (peak > 4) loud += 1;
        if (loud > 5) own.answer("microphone", "heard");
      });
      after(own, TRIAL, function () { own.answer("microphone", "silent"); });
    });
  }
  function tryCamera(own) {
    openStream(own, "camera", devices.getUserMedia({ video: true }), function (stream) {
      var video = unfold(own, "video");
      var canvas = document.createElement("canvas");
      var picture = canvas.getContext("2d");
      var isSeen = false;
      canvas.width = 32;
      canvas.height = 24;
      video.srcObject = stream;
      own.hold(function () { video.srcObject = null; });
      repeat(own, 200, function () {
        if (isSeen || !video.videoWidth) return;
        picture.drawImage(video, 0, 0, 32, 24);
        var dots = picture.getImageData(0, 0, 32, 24).data;
        for (var at = 0; at < dots.length; at += 4) {
          if (dots[at] + dots[at + 1] + dots[at + 2] > 72) isSeen = true;
        }
      });
      after(own, TRIAL, function () { own.answer("camera", isSeen ? "seen" : "dark"); });
    });
  }
  function trySpeaker(own) {
    var question = own.place.querySelector(".heard");
    var sound;
    all("[data-heard]", question).forEach(function (it) { press(it, false); });
    try {
      sound = openSound(own);
    } catch (ignored) {
      own.answer("speaker", "failed");
      return;
    }
    var tone = sound.createOscillator();
    var volume = sound.createGain();
    tone.frequency.value = 523;
    // A tone that starts and ends at once clicks.
    volume.gain.setValueAtTime(0, sound.currentTime);
    volume.gain.linearRampToValueAtTime(0.3, sound.currentTime + 0.05);
    volume.gain.setValueAtTime(0.3, sound.currentTime + 0.9);
    volume.gain.linearRampToValueAtTime(0, sound.currentTime + 1);
    tone.connect(volume);
    volume.connect(sound.destination);
    tone.start();
    after(own, TONE + 100, function () {
      if (sound.state !== "running" || !sound.currentTime) {
        own.answer("speaker", "failed");
        return;
      }
      own.end();
      question.hidden = false;
      tell(question.querySelector("legend").textContent);
    });
  }
  function tryScreen(own) {
    openStream(own, "screen-share", devices.getDisplayMedia({ video: true }), function (stream) {
      var track = stream.getVideoTracks()[0];
      own.answer("screen-share", (track.getSettings && track.getSettings().displaySurface) || "unknown");
    });
  }
  var trials = { microphone: tryMicrophone, camera: tryCamera, speaker: trySpeaker, screen: tryScreen };

  // ---- The network, after a click below the list of the hosts. Every attempt has its own time and holds up no other.

  function attempt(kind, start, done) {
    var began = Date.now();
    var cancel = null;
    var timer = setTimeout(function () {
      end("timeout");
      if (cancel) cancel();
    }, ATTEMPT);
    function end(result) {
      if (!timer) return;
      clearTimeout(timer);
      timer = 0;
      done(kind, result + ":" + (Date.now() - began));
    }
    try {
      cancel = start(end);
    } catch (ignored) {
      end("failed");
    }
  }
  // An answer that leads to a host which the page's policy does not name is stopped, and looks like no answer; but the
  // browser tells of it, by the address that was asked, at about the time at which the attempt fails.
  var stopped = [];
  function hostOf(address) {
    return address.split("/").slice(0, 3).join("/");
  }
  document.addEventListener("securitypolicyviolation", function (event) {
    stopped.push(hostOf(String(event.blockedURI)));
  });
  function failedAt(address, end) {
    setTimeout(function () {
      end(stopped.indexOf(hostOf(address)) < 0 ? "failed" : "elsewhere");
    }, 50);
  }
  function startFetch(address) {
    return function (end) {
      var control = window.AbortController ? new AbortController() : null;
      var options = { mode: "no-cors", cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" };
      if (control) options.signal = control.signal;
      fetch(address, options).then(function () { end("ok"); }, function () { failedAt(address, end); });
      return control && function () { control.abort(); };
    };
  }
  // A picture proves more than an answer: a page that says "blocked" is none.
  function startImage(address) {
    return function (end) {
      var image = new Image();
      image.referrerPolicy = "no-referrer";
      image.onload = function () { end(image.naturalWidth > 0 ? "ok" : "failed"); };
      image.onerror = function () { failedAt(address, end); };
      image.src = address;
      return function () { image.src = ""; };
    };
  }
  function reach(probe, done) {
    var results = [];
    var missing = {};
    var waiting = 0;
    function end(kind, result) {
      waiting -= 1;
      results.push(kind + ":" + result);
      if (/^ok/.test(result)) missing[kind] = false;
      // A slow failure cannot change what is proved, so only what is not waits for it.
      if (!waiting || (!missing.fetch && !missing.image)) {
        facts["reach." + probe.getAttribute("data-probe")] = results.join(" ");
        judge();
      }
      if (!waiting) done();
    }
    var attempts = [];
    [["fetch", startFetch], ["image", startImage]].forEach(function (pair) {
      (probe.getAttribute("data-" + pair[0]) || "").split(" ").filter(Boolean).forEach(function (address) {
        missing[pair[0]] = true;
        attempts.push([pair[0], pair[1](address)]);
      });
    });
    waiting = attempts.length;
    attempts.forEach(function (it) { attempt(it[0], it[1], end); });
    if (!attempts.length) done();
  }
  function askServer(place, done) {
    function end(result) {
      facts["udp." + place.getAttribute("data-server")] = result;
      judge();
      done();
    }
    if (!window.RTCPeerConnection) {
      end("off");
      return;
    }
    connect({ iceServers: [{ urls: "stun:" + place.getAttribute("data-address") }] }, STUN, function (connection, stop) {
      connection.onicecandidate = function (event) {
        if (!event.candidate) stop("silent");
        // Our address as others see it: that there is one is all we want to know.
        else if (/ typ srflx/.test(event.candidate.candidate)) stop("answered");
      };
      connection.createOffer().then(function (offer) {
        return connection.setLocalDescription(offer);
      }).then(ignore, function () { stop("failed"); });
    }, function (result) {
      end(result === "failed" ? "off" : result === "timeout" ? "silent" : result);
    });
  }
  function readClock(done) {
    var answer = null;
    attempt("clock", function (end) {
      fetch(location.href.split("#")[0], { method: "HEAD", cache: "no-store" }).then(function (it) {
        answer = it;
        end("ok");
      }, function () { end("failed"); });
    }, function () {
      var date = answer ? Date.parse(answer.headers.get("date")) / 1000 : NaN;
      // A cache on the way gives the time when the answer was made or the time when it was sent on, and says how far
      // these are apart: what lies between proves nothing against the clock.
      var age = answer ? +answer.headers.get("age") || 0 : 0;
      facts.now = Math.floor(Date.now() / 1000);
      facts["server-time"] = isNaN(date) ? "none" : Math.floor(Math.min(Math.max(facts.now, date), date + age));
      judge();
      done();
    });
  }
  function tryNetwork(button) {
    var waiting = 1;
    if (button.getAttribute("aria-disabled")) return;
    stopped = [];
    function done() {
      waiting -= 1;
      if (waiting) return;
      button.removeAttribute("aria-disabled");
      button.textContent = button.getAttribute("data-again");
      tell(button.getAttribute("data-done"));
    }
    // Not `disabled`: the keyboard would lose its place.
    button.setAttribute("aria-disabled", "true");
    button.textContent = button.getAttribute("data-running");
    tell(button.textContent);
    var tasks = all("[data-probe]").map(function (probe) { return [reach, probe]; });
    tasks = tasks.concat(all("[data-server]").map(function (server) { return [askServer, server]; }));
    waiting += tasks.length;
    tasks.forEach(function (task) { task[0](task[1], done); });
    if (root.hasAttribute("data-clock") && isServed()) {
      waiting += 1;
      readClock(done);
    }
    done();
  }

  // ---- What the reader presses.

  function press(button, isPressed) {
    button.setAttribute("aria-pressed", String(isPressed));
  }
  function paintAnswers() {
    all("[data-question]").forEach(function (question) {
      all("[data-answer]", question).forEach(function (button) {
        press(button, facts[answerKey(question)] === button.getAttribute("data-answer"));
      });
    });
  }
  // Pressing what is pressed takes the answer back.
  function answer(button) {
    var key = answerKey(button.closest("[data-question]"));
    var value = button.getAttribute("data-answer");
    if (facts[key] === value) delete facts[key];
    else facts[key] = value;
    try {
      if (facts[key]) localStorage.setItem("annai." + key, facts[key]);
      else localStorage.removeItem("annai." + key);
    } catch (ignored) {
      // Then it is forgotten with the page.
    }
    paintAnswers();
    judge();
  }
  function answerHeard(button) {
    facts.speaker = button.getAttribute("data-heard");
    all("[data-heard]", button.parentNode).forEach(function (it) { press(it, it === button); });
    judge();
  }
  function copy(button) {
    function selectAndCopy() {
      var selection = window.getSelection();
      selection.selectAllChildren(code);
      if (document.execCommand("copy")) confirm();
    }
    function confirm() {
      var text = button.getAttribute("data-copied");
      var name = button.getAttribute("data-name") || button.textContent;
      button.setAttribute("data-name", name);
      button.textContent = text;
      tell(text);
      setTimeout(function () { button.textContent = name; }, 2000);
    }
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(code.textContent).then(confirm, selectAndCopy);
    } else {
      selectAndCopy();
    }
  }
  function click(event) {
    var button = event.target.closest("button");
    if (!button || !checker) return;
    try {
      act(button);
    } catch (ignored) {
      // One button that fails is no reason to take the rest away.
    }
  }
  function act(button) {
    if (button.hasAttribute("data-answer")) answer(button);
    else if (button.hasAttribute("data-heard")) answerHeard(button);
    else if (button.hasAttribute("data-try")) startTrial(button, trials[button.getAttribute("data-try")]);
    else if (button.hasAttribute("data-network")) tryNetwork(button);
    else if (button.hasAttribute("data-copy")) copy(button);
    else if (button.hasAttribute("data-print")) window.print();
  }

  // ---- The start.

  function readPage() {
    all("[data-say]").forEach(function (sentence) {
      says[sentence.getAttribute("data-say")] = sentence.textContent.trim();
    });
    all("[data-requirement]").forEach(function (element) {
      items[element.id] = {
        element: element,
        name: element.querySelector("h2").textContent.trim(),
        level: element.getAttribute("data-level"),
        seen: [],
        verdict: ""
      };
    });
  }
  function hideUnable() {
    var sound = window.AudioContext || window.webkitAudioContext;
    var able = {
      microphone: devices.getUserMedia && sound,
      camera: devices.getUserMedia,
      screen: devices.getDisplayMedia,
      speaker: sound
    };
    all("[data-try]").forEach(function (button) {
      if (!able[button.getAttribute("data-try")]) button.closest(".try").hidden = true;
    });
  }
  safely(function () {
    window.annaiStart(safely(function (module) {
      checker = module;
      checker.facts = factsText;
      readPage();
      gather();
      show(true);
      hideUnable();
      paintAnswers();
      judge();
      if (!checker) return;
      root.addEventListener("click", click);
      window.addEventListener("pagehide", function () {
        if (trial) trial.end();
      });
      askBrowser();
    }), giveUp);
  })();
})();
