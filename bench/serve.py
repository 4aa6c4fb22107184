#!/usr/bin/env python3
"""From a saved file to its new bytes over HTTP: `annai serve` beside the servers of Hugo and mdBook, in one run.

usage: serve.py --annai PATH/annai --guide 'COMMAND that turns {raw} into a guide at {root}' [--n 500 5000] [--edits 20] [--work DIR]

Each server runs alone on its own copy of the same pages. An edit appends a sentence with a number to one page; the clock runs from
the return of the write until an answer has the number, the server's own pause for bursts included. Pages are asked for every
millisecond over one connection. The first edit warms up and is not counted. `shipped` is this repository's guide: an edit of a page,
and one of a text in YAML that stands on many pages.
"""
import argparse, http.client, os, pathlib, shutil, socket, statistics, subprocess, sys, time

from peers import setup

HERE = pathlib.Path(__file__).resolve().parent
READY = 300  # seconds a server may take to answer for the first time, or after an edit


def free_port():
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


class Page:
    """One page of a server, asked for over one connection."""
    def __init__(self, port, path):
        self.port, self.path, self.connection = port, path, None

    def has(self, words):
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=READY)
            self.connection.request("GET", self.path)
            answer = self.connection.getresponse()
            body = answer.read()
            return answer.status == 200 and words in body
        except (OSError, http.client.HTTPException):
            self.connection = None
            return False

    def wait(self, words):
        began = time.monotonic()
        while not self.has(words):
            if time.monotonic() - began > READY:
                sys.exit(f"{self.path} never had {words!r}")
            time.sleep(0.001)


def measure(name, command, cwd, port, path, file, change, edits):
    """The milliseconds of each edit."""
    text = file.read_text(encoding="utf-8")
    server = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    times = []
    try:
        page = Page(port, path)
        page.wait(b"<html")
        time.sleep(1)
        for number in range(edits + 1):
            token = f"edited-{number:04d}-{os.getpid()}"
            changed = change(text, token)
            assert token in changed, name
            file.write_text(changed, encoding="utf-8", newline="\n")
            began = time.monotonic()
            page.wait(token.encode())
            if number:
                times.append((time.monotonic() - began) * 1000)
            time.sleep(0.3)
    finally:
        server.terminate()
        server.wait()
        file.write_text(text, encoding="utf-8", newline="\n")
    return times


def append(text, token):
    return text.rstrip("\n") + f"\n\nA sentence that is {token}.\n"


def report(what, name, times, best=None):
    middle = statistics.median(times)
    ratio = "" if best is None else f"{middle / best:.1f}x"
    print(f"| {what} | {name} | {middle:.0f} | {min(times):.0f} | {max(times):.0f} | {len(times)} | {ratio} |", flush=True)
    return middle


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--annai", required=True); ap.add_argument("--guide", required=True); ap.add_argument("--n", type=int, nargs="+", default=[500, 5000])
    ap.add_argument("--edits", type=int, default=20); ap.add_argument("--work", default="target/bench"); ap.add_argument("--peers", nargs="*", default=["hugo", "mdbook"])
    a = ap.parse_args(); work = pathlib.Path(a.work).resolve(); work.mkdir(parents=True, exist_ok=True)
    annai = str(pathlib.Path(a.annai).resolve())
    tools = setup(work, a.peers)
    subprocess.run([sys.executable, HERE / "corpus.py", "--out", work / "sites", "--n", *map(str, a.n), "--peers", "raw", *a.peers], check=True)
    print(f"load average at start: {os.getloadavg()[0]:.1f}; cores: {os.cpu_count()}")
    print("| pages x 2 | program | median ms | min | max | edits | beside annai |\n|--:|---|--:|--:|--:|--:|--:|")

    shipped = work / "shipped"
    shutil.rmtree(shipped, ignore_errors=True)
    for folder in ("content", "templates", "static"):
        shutil.copytree(HERE.parent / folder, shipped / folder)
    port = free_port()
    serve = [annai, "serve", "--root", str(shipped), "--port", str(port), "--quiet"]
    report("shipped, a page", "annai", measure("annai", serve, shipped, port, "/external/en/about/index.html", shipped / "content/pages/about.en.md", append, a.edits))
    yaml = shipped / "content/guide.yaml"
    line = next(one for one in yaml.read_text(encoding="utf-8").splitlines() if one.strip().startswith("en: ") and len(one) > 40)
    report("shipped, YAML of every page", "annai", measure("annai", serve, shipped, port, "/external/en/index.html", yaml, lambda text, token: text.replace(line, f"{line} {token}", 1), a.edits))

    for n in a.n:
        root = work / f"sites/annai-{n}"
        shutil.rmtree(root, ignore_errors=True)
        subprocess.run(a.guide.format(raw=work / f"sites/raw-{n}", root=root), shell=True, check=True)
        port = free_port()
        serve = [annai, "serve", "--root", str(root), "--port", str(port), "--quiet"]
        best = report(n, "annai", measure("annai", serve, root, port, "/en/page-0001/index.html", root / "content/pages/page-0001.en.md", append, a.edits))
        for peer in a.peers:
            if peer == "mdbook" and n > 500:
                continue  # its time grows with the square of the pages: a quarter of an hour for each edit
            site, port = work / f"sites/{peer}-{n}", free_port()
            program = tools[peer][0]
            command, path, file = {
                "hugo": ([*program, "server", "--port", str(port), "--bind", "127.0.0.1"], "/en/sec-000/page-0001/", site / "content/en/sec-000/page-0001.md"),
                "mdbook": ([program[0], "serve", "--port", str(port), "--hostname", "127.0.0.1"], "/en/sec-000/page-0001.html", site / "src/en/sec-000/page-0001.md"),
            }[peer]
            report(n, peer, measure(peer, command, site, port, path, file, append, 5 if peer == "hugo" else 2), best)


main()
