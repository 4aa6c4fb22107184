#!/usr/bin/env python3
"""The printed handouts: annai beside two programs that print web pages, on the same content, in one run.

usage: handouts.py --annai PATH [--root .] [--work target/bench] [--runs 5]
The four main handouts are those of two editions in two languages. annai builds them together with all pages from a copy of the
guide in which both editions are for engineers, because such an edition has no other handouts; what it takes with
--no-pdf is printed beside. The others print what the pages of each handout say, put together in one page: Chromium in
a process for each, because it takes one at a time, WeasyPrint (PyPI) all four in one process. Rounds are interleaved, medians are printed;
CPU is the kernel's accounting of a process and its children. A peer that is not there is named and left out.
"""
import argparse, os, pathlib, re, resource, shutil, statistics, subprocess, sys, time

PAGES = ["check", "access", "join/webex", "join/zoom"]
PRINT = "import sys, weasyprint\nfor a, b in zip(sys.argv[1::2], sys.argv[2::2]): weasyprint.HTML(a).write_pdf(b, pdf_variant='pdf/ua-1')"

def run(lines):
    """Seconds and CPU seconds of commands, one after the other."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    for line in lines:
        done = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode: sys.exit(f"{line[0]} failed: {done.stderr.decode(errors='replace')[-2000:]}")
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

def engineers(root, work):
    """A copy of the guide in which both editions are for engineers."""
    shutil.rmtree(work / "engineers", ignore_errors=True)
    for folder in ("content", "templates", "static"):
        if (root / folder).is_dir(): shutil.copytree(root / folder, work / "engineers" / folder)
    file = work / "engineers/content/guide.yaml"
    text, count = re.subn(r"^(\s+audience:) external$", r"\1 internal", file.read_text(), count=1, flags=re.M)
    if not count: sys.exit(f"{file} has no edition `audience: external`")
    file.write_text(text)
    return work / "engineers"

def together(site, work):
    """The pages of each handout as one, with the style sheet beside it."""
    pages = []
    for edition in sorted(p for p in site.iterdir() if p.is_dir()):
        for language in ("ja", "en"):
            texts = [(edition / language / page / "index.html").read_text() for page in PAGES]
            head = re.search(r"<link[^>]*stylesheet[^>]*>", texts[0]).group(0)
            mains = "".join(re.search(r"<main.*?</main>", text, flags=re.S).group(0) for text in texts)
            page = edition / language / "check" / "together.html"
            page.write_text(f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Handout</title>{head}<body>{mains}</body></html>')
            pages.append(page)
    return pages

def weasyprint(work):
    venv = work / "venv-weasyprint"
    if not (venv / "bin/python").exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin/pip", "install", "-q", "weasyprint"], check=False)
    python = venv / "bin/python"
    return python if subprocess.run([python, "-c", "import weasyprint"], capture_output=True).returncode == 0 else None

def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--annai", required=True); ap.add_argument("--root", type=pathlib.Path, default=pathlib.Path("."))
    ap.add_argument("--work", type=pathlib.Path, default=pathlib.Path("target/bench")); ap.add_argument("--runs", type=int, default=5)
    a = ap.parse_args(); work = a.work.resolve(); work.mkdir(parents=True, exist_ok=True)
    four, out, whole = engineers(a.root, work), work / "four", work / "whole"
    build = lambda root, to, *more: [a.annai, "build", "--quiet", "--root", str(root), "--out", str(to), *more]
    run([build(four, out)]); run([build(a.root, whole)])
    pages = together(out, work)
    made = lambda name: [page.with_name(f"{name}.pdf") for page in pages]
    fresh = lambda line, to: lambda: (shutil.rmtree(to, ignore_errors=True), run([line]))[1]
    jobs = {"annai, the four and all pages": fresh(build(four, work / "four-fresh"), work / "four-fresh"), "annai, all pages without the four": fresh(build(four, work / "four-fresh", "--no-pdf"), work / "four-fresh"),
            "annai, the whole guide": fresh(build(a.root, work / "whole-fresh"), work / "whole-fresh")}
    if chromium := shutil.which("chromium"):
        line = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        lines = [[*line, f"--print-to-pdf={pdf}", page.as_uri()] for page, pdf in zip(pages, made("chromium"))]
        jobs["Chromium, the four"] = lambda: run(lines)
    else: print("Chromium is not on this machine.")
    if python := weasyprint(work):
        names = [str(p) for pair in zip(pages, made("weasyprint")) for p in pair]
        jobs["WeasyPrint, the four"] = lambda: run([[str(python), "-c", PRINT, *names]])
    else: print("WeasyPrint cannot be used on this machine.")
    print(f"load average at start: {os.getloadavg()[0]:.1f}; cores: {os.cpu_count()}")
    times = {name: [] for name in jobs}
    for k in range(a.runs + 1):  # the first round warms the caches and is not counted
        for name, job in jobs.items():
            took = job()
            if k: times[name].append(took)
    print("| program | wall s | cpu s |\n|---|--:|--:|")
    for name, runs in times.items():
        print(f"| {name} | {statistics.median(r[0] for r in runs):.2f} | {statistics.median(r[1] for r in runs):.2f} |")
    print("\n| handout | KB | by Chromium | by WeasyPrint |\n|---|--:|--:|--:|")
    kb = lambda file: f"{file.stat().st_size / 1000:.0f}" if file.exists() else ""
    for page, chromium, other in zip(pages, made("chromium"), made("weasyprint")):
        edition = page.parents[1]
        print(f"| {edition.relative_to(out)} | {kb(edition / 'handout.pdf')} | {kb(chromium)} | {kb(other)} |")
    pdfs = [p.stat().st_size for p in whole.rglob("*.pdf")]
    print(f"\nThe whole guide has {len(pdfs)} handouts, {sum(pdfs) / 1e6:.1f} MB; annai itself has {pathlib.Path(a.annai).stat().st_size / 1e6:.1f} MB.")

main()
