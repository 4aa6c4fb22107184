#!/usr/bin/env python3
"""The check page: what it weighs, and how soon it has judged, in three engines.

usage: checker.py --site DIR [--tools DIR] [--runs 9]
DIR is a built edition. Each run opens the page anew over HTTP; the page marks its first verdicts itself (`annai-judged`), and what
is printed is the median of the time from its load event to that mark, and from the start of the navigation. A negative time means that
the page had judged before everything was loaded. Chromium is measured a second time with its CPU slowed four times.
"""
import argparse, base64, functools, gzip, http.server, json, pathlib, re, shutil, socket, statistics, subprocess, sys, tempfile, threading, time, urllib.request

PAGE = "ja/check/index.html"
MARK = """const mark = performance.getEntriesByName('annai-judged')[0], page = performance.getEntriesByType('navigation')[0];
return mark && page && page.loadEventEnd ? [mark.startTime - page.loadEventEnd, mark.startTime] : null"""

class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_): pass

def serve(folder):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/{PAGE}"

def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0)); return s.getsockname()[1]

class Session:
    def __init__(self, driver, capabilities, env=None):
        port = free_port(); self.base = f"http://127.0.0.1:{port}"
        self.driver = subprocess.Popen([driver, f"--port={port}"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            try: self.call("GET", "/status"); break
            except OSError: time.sleep(0.1)
        self.base += "/session/" + self.call("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})["sessionId"]
    def call(self, method, path, body=None):
        request = urllib.request.Request(self.base + path, method=method, data=None if body is None else json.dumps(body).encode(), headers={"Content-Type": "application/json"})
        return json.load(urllib.request.urlopen(request, timeout=60))["value"]
    def measure(self, url):
        self.call("POST", "/url", {"url": "about:blank"}); self.call("POST", "/url", {"url": url})
        for _ in range(200):
            times = self.call("POST", "/execute/sync", {"script": MARK, "args": []})
            if times: return times
            time.sleep(0.05)
        sys.exit(f"{url} has not judged after 10 s")
    def close(self):
        self.call("DELETE", ""); self.driver.terminate()

def engines(tools):
    gecko = tools / "bin/geckodriver"
    chromium = {"goog:chromeOptions": {"binary": shutil.which("chromium"), "args": ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]}}
    yield "Chromium", lambda: Session("chromedriver", chromium)
    yield "Chromium, CPU slowed 4×", lambda: slowed(Session("chromedriver", chromium))
    firefox = {"moz:firefoxOptions": {"binary": shutil.which("firefox-esr") or shutil.which("firefox"), "args": ["-headless"]}}
    yield "Firefox", lambda: Session(str(gecko) if gecko.exists() else "geckodriver", firefox)
    small = next(pathlib.Path("/usr").glob("lib*/**/webkit2gtk-4.*/MiniBrowser"), None)
    yield "WebKit", lambda: Session("WebKitWebDriver", {"webkitgtk:browserOptions": {"binary": str(small), "args": ["--automation"]}}, screen())

def slowed(session):
    session.call("POST", "/goog/cdp/execute", {"cmd": "Emulation.setCPUThrottlingRate", "params": {"rate": 4}})
    return session

def screen():
    """WebKit draws on a screen; one without a monitor will do."""
    import atexit, os
    server = subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    atexit.register(server.terminate)
    return {**os.environ, "DISPLAY": ":" + server.stdout.readline().decode().strip(), "NO_AT_BRIDGE": "1"}

def sizes(site):
    page = (site / PAGE).read_text()
    policy = re.search(r'data-policy="([^"]*)"', page).group(1).encode()
    files = {re.sub(r"\.[0-9a-f]{16}\.", ".", p.name): p.read_bytes() for p in sorted((site / "assets").iterdir())}
    parts = {"checker.js (the module)": files["checker.js"], "wasm.js": files["wasm.js"], "probe.js": files["probe.js"], "policy": policy}
    print("| part | bytes | gzip -9 |\n|---|--:|--:|")
    total = 0
    for name, data in parts.items():
        small = len(gzip.compress(data, 9)); total += small
        print(f"| {name} | {len(data)} | {small} |")
    module = base64.b64decode(re.search(rb'"([^"]+)"', files["checker.js"]).group(1))
    print(f"| all of it | | {total} |\n| the module alone | {len(module)} | {len(gzip.compress(module, 9))} |\n| the page, without style and scripts | {len(page.encode())} | {len(gzip.compress(page.encode(), 9))} |\n")

def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--site", type=pathlib.Path, required=True); ap.add_argument("--tools", type=pathlib.Path, default=pathlib.Path("target/tools")); ap.add_argument("--runs", type=int, default=9)
    a = ap.parse_args()
    sizes(a.site)
    url = serve(a.site)
    print("| engine | ms after load | ms after the start | slowest after load |\n|---|--:|--:|--:|")
    for name, start in engines(a.tools):
        session = start(); session.measure(url)  # the first warms the caches and is not counted
        times = [session.measure(url) for _ in range(a.runs)]; session.close()
        after_load, after_start = zip(*times)
        print(f"| {name} | {statistics.median(after_load):.0f} | {statistics.median(after_start):.0f} | {max(after_load):.0f} |", flush=True)

if __name__ == "__main__":
    main()
