#!/usr/bin/env python3
"""Turns the raw corpus of corpus.py into a guide folder.

usage: guide.py RAW ROOT

RAW/<locale>/sec-000/page-0000.md becomes ROOT/content/pages/page-0000.<locale>.md: the first heading is the title of the
front matter, the other headings get ids that are equal in all languages. The rest of the guide is guide.yaml beside this
script, with one edition and a section of the navigation for each folder of the corpus, and the words of the theme from
this repository.
"""
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent

# The headings of a page of the corpus, in their order.
IDS = ["overview", "versions", "procedure", "commands", "notes"]


def convert(markdown):
    """A page of the corpus as a page of a guide."""
    title, body = markdown.removeprefix("# ").split("\n", 1)
    ids, lines, in_code = iter(IDS), [], False
    for line in body.split("\n"):
        if line.startswith("```"):
            in_code = not in_code
            if in_code:
                # Else every block would be highlighted once for two pages, which real guides spare no program.
                lines.append("<!-- annai: allow(code-differs) each language has commands of its own -->\n")
        elif line.startswith("##") and not in_code:
            line += f" {{#{next(ids)}}}"
        lines.append(line)
    return f"---\ntitle: {title}\n---\n" + "\n".join(lines)


def navigation(sections):
    """The sections as guide.yaml has them, to stand below `navigation:`."""
    lines = []
    for section, pages in sections.items():
        number = section.removeprefix("sec-")
        lines += [
            f"  - id: {section}",
            f"    title: {{ja: 第{number}章, en: Section {number}}}",
            f"    pages: [{', '.join(pages)}]",
        ]
    return "\n".join(lines)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    raw, root = map(pathlib.Path, sys.argv[1:])
    content = root / "content"
    (content / "pages").mkdir(parents=True)
    sections = {}
    for page in sorted(raw.glob("*/sec-*/page-*.md")):
        locale, section = page.parts[-3], page.parts[-2]
        pages = sections.setdefault(section, [])
        if page.stem not in pages:
            pages.append(page.stem)
        target = content / "pages" / f"{page.stem}.{locale}.md"
        target.write_text(convert(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    guide = (HERE / "guide.yaml").read_text(encoding="utf-8")
    (content / "guide.yaml").write_text(guide + navigation(sections) + "\n", encoding="utf-8", newline="\n")
    shutil.copy(HERE.parent / "content" / "ui.yaml", content / "ui.yaml")


main()
