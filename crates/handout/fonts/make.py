#!/usr/bin/env python3
"""Makes the fonts of this folder, and says which characters they have.

usage: pip install fonttools==4.68.0 && python3 make.py

The fonts are fetched from npm as whole files, compared with the sums below, and cut down to what a guide can need. The
same versions of the fonts and of fonttools give the same bytes.
"""
import hashlib, pathlib, subprocess, sys, tarfile, tempfile

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).resolve().parent

# Package, file in it, its SHA-256, what is kept of it, and the name here.
FONTS = [
    ("@expo-google-fonts/biz-udpgothic@0.4.2", "400Regular/BIZUDPGothic_400Regular.ttf",
     "22f41ce68f1ce62477ca4ec1e2c0c400cc545ddff31d713e8edf87808614aeb2", "text", "BIZUDPGothic-Regular.ttf"),
    ("@expo-google-fonts/biz-udpgothic@0.4.2", "700Bold/BIZUDPGothic_700Bold.ttf",
     "1a995936e0f9de8a7c142c97cdb679e7087e89c13e663f946cd047f4283cedf8", "text", "BIZUDPGothic-Bold.ttf"),
    ("@expo-google-fonts/biz-udgothic@0.4.0", "400Regular/BIZUDGothic_400Regular.ttf",
     "e267830408f04daf92858d89477f2df8539c05ee4fe597d13ffdcaa7565b519e", "fixed", "BIZUDGothic-Regular.ttf"),
    ("@expo-google-fonts/biz-udgothic@0.4.0", "700Bold/BIZUDGothic_700Bold.ttf",
     "4fb1b604bf6fc9fd631d60f9946b1ada1630faaf72ca9ceb2ea45b0c415293d1", "fixed", "BIZUDGothic-Bold.ttf"),
]

# Kanji of everyday use (常用漢字, 2010) that neither JIS X 0208 nor Windows has in this form.
EVERYDAY = "塡剝頰𠮟"

# Signs that the font does not have, drawn as others that look the same: a cross, a tick, an empty box, dots, a hyphen.
SAME = {"✕": "×", "✖": "×", "✔": "✓", "☐": "□", "⋯": "…", "\u2011": "-"}

# What the typesetter applies by itself, and superscripts for notes.
FEATURES = ["ccmp", "liga", "kern", "sups"]


def is_kanji(code):
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or code >= 0x20000


def windows():
    """What Windows calls Shift_JIS: JIS X 0208 (levels 1 and 2) and the kanji of names such as 髙 and 﨑."""
    rows = [*range(0x81, 0xA0), *range(0xE0, 0xFD)]
    for lead in rows:
        for trail in range(0x40, 0xFD):
            try:
                yield ord(bytes([lead, trail]).decode("cp932"))
            except (UnicodeDecodeError, TypeError):
                pass


# Punctuation of full width, which comes from the typeface of fixed pitch.
PUNCTUATION = {code for first, last in [(0x3000, 0x303F), (0x30FB, 0x30FB), (0xFF00, 0xFF0F), (0xFF1A, 0xFF20),
                                        (0xFF3B, 0xFF40), (0xFF5B, 0xFF65)] for code in range(first, last + 1)}


def text(has):
    """Everything that is neither kanji nor punctuation, and the kanji of JIS X 0208, of Windows and of everyday use."""
    kanji = ({*windows()} | {*map(ord, EVERYDAY)}) & has
    return {code for code in has if not is_kanji(code)} - PUNCTUATION | kanji - PUNCTUATION


def fixed(has):
    """Punctuation and forms of full width, and what code and trees of folders are written with."""
    ranges = [(0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x205E), (0x2190, 0x2199), (0x2500, 0x257F), (0x3000, 0x303F),
              (0x30FB, 0x30FC), (0xFF00, 0xFFEF)]
    return {code for first, last in ranges for code in range(first, last + 1) if code in has}


def fetch(package, folder):
    file = subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True)
    with tarfile.open(pathlib.Path(folder) / file.stdout.split()[-1]) as archive:
        archive.extractall(pathlib.Path(folder) / package.replace("/", "-"), filter="data")
    return pathlib.Path(folder) / package.replace("/", "-") / "package"


def main():
    with tempfile.TemporaryDirectory() as folder:
        packages = {package: fetch(package, folder) for package in {font[0] for font in FONTS}}
        for package, file, sha256, keep, name in FONTS:
            source = packages[package] / file
            if hashlib.sha256(source.read_bytes()).hexdigest() != sha256:
                sys.exit(f"{package}: {file} is not the file this script was written for")
            font = TTFont(source, recalcTimestamp=False)
            for table in font["cmap"].tables:
                if table.isUnicode() and table.format != 14:
                    table.cmap.update({ord(sign): table.cmap[ord(other)] for sign, other in SAME.items()})
            codes = {"text": text, "fixed": fixed}[keep]({*font.getBestCmap()})
            options = subset.Options(hinting=False, layout_features=FEATURES, name_IDs=["*"], notdef_outline=True,
                                     recalc_timestamp=False, drop_tables=["vhea", "vmtx", "gasp", "meta", "DSIG"])
            subsetter = subset.Subsetter(options)
            subsetter.populate(unicodes=codes)
            subsetter.subset(font)
            font.save(HERE / name)
            kanji = sum(map(is_kanji, codes))
            print(f"{name}: {len(codes)} characters ({kanji} kanji), {(HERE / name).stat().st_size} bytes")
        licences = {(folder / "LICENSE_FONT").read_bytes() for folder in packages.values()}
        if len(licences) != 1:
            sys.exit("the packages have different licences")
        # Without the spaces at the ends of lines, which the repository does not have.
        lines = licences.pop().decode().splitlines()
        (HERE / "OFL.txt").write_text("".join(line.rstrip() + "\n" for line in lines))


main()
