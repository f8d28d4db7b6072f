#!/usr/bin/env python3
"""Fetch the third-party files of static/vendor/ again with `npm pack` and write their manifest.

Run by hand: `python scripts/refresh_vendor.py`. To upgrade, change a version in PACKAGES and read the diff.
"""

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

VENDOR_DIR = Path(__file__).resolve().parent.parent / "static" / "vendor"
FONT_SOURCE = "dist/fonts/IBMPlexSans/split/woff2"
# Latin1 is Western European; Pi holds the arrows and the signs of comparison (→ ≤ ≥).
FONT_RANGES = {
    "Latin1": "U+0000-00FF, U+0131, U+0152-0153, U+02C6, U+02DA, U+02DC, U+2013-2014, U+2018-201A, "
    "U+201C-201E, U+2020-2022, U+2026, U+2030, U+2039-203A, U+2044, U+20AC, U+2122, U+2212",
    "Pi": "U+2070, U+2075-2079, U+2153-215E, U+2190-2199, U+2248, U+2260, U+2264-2265",
}
FONT_FACES = (
    ("Regular", 400, "normal"),
    ("Italic", 400, "italic"),
    ("SemiBold", 600, "normal"),
    ("Bold", 700, "normal"),
)
# Whole fonts, for the server itself: charts are drawn as PNG with them (docs/decisions/0014).
DRAWN_FACES = ("Regular", "SemiBold")


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package: what is taken from it (path in the package -> path in our folder)."""

    name: str
    version: str
    licence: str
    folder: str
    files: Mapping[str, str]
    changes: str = field(default="ingen")


PACKAGES = (
    Package(
        name="dkfds",
        version="11.2.0",
        licence="MIT AND OFL-1.1 AND Apache-2.0",
        folder="dkfds",
        files={
            "dist/css/dkfds.min.css": "css/dkfds.min.css",
            "dist/js/dkfds.min.js": "js/dkfds.min.js",
            "dist/img/all-svg-icons.svg": "img/all-svg-icons.svg",
            "LICENSE.md": "LICENSE.md",
            f"{FONT_SOURCE}/license.txt": "fonts/license.txt",
        }
        | {
            f"{FONT_SOURCE}/IBMPlexSans-{face}-{part}.woff2": f"fonts/IBMPlexSans-{face}-{part}.woff2"
            for face, _, _ in FONT_FACES
            for part in FONT_RANGES
        }
        | {
            f"dist/fonts/IBMPlexSans/complete/otf/IBMPlexSans-{face}.otf": f"fonts/IBMPlexSans-{face}.otf"
            for face in DRAWN_FACES
        },
        changes="css: kun latinske skrifter, ingen ikonklasser, ingen logoer; css og js: ingen sourcemap",
    ),
    Package(
        name="htmx.org",
        version="2.0.11",
        licence="0BSD",
        folder="htmx",
        files={"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE"},
    ),
)


def fetch(package: Package, into: Path) -> Path:
    """Download and unpack one package; return the folder its paths start from."""
    command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
    packed = subprocess.run(command, cwd=into, check=True, capture_output=True, text=True)  # noqa: S603 - our own words
    with tarfile.open(into / packed.stdout.split()[-1]) as archive:
        archive.extractall(into / package.folder, filter="data")
    return into / package.folder / "package"


def font_faces() -> str:
    """Return the @font-face rules for the fonts we serve."""
    rule = (
        "@font-face{{font-display:swap;font-family:IBM Plex Sans;font-style:{style};font-weight:{weight};"
        "src:url(../fonts/IBMPlexSans-{face}-{part}.woff2) format('woff2');unicode-range:{reach}}}"
    )
    return "".join(
        rule.format(style=style, weight=weight, face=face, part=part, reach=reach)
        for face, weight, style in FONT_FACES
        for part, reach in FONT_RANGES.items()
    )


def trim_css(css: str) -> str:
    """Drop the rules that point at files we do not serve: other fonts, logos and one class per icon."""
    css = re.sub(r"@font-face\{[^}]*url\([^}]*\}", "", css)
    css = re.sub(r"\.icon-[a-z0-9-]+:not\(a\)\{background-image:[^}]*\}", "", css)
    css = re.sub(r"background-image:url\(\.\./img/logo[^)]*\);?", "", css)
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css).rstrip() + "\n"
    charset = '@charset "UTF-8";'
    return charset + font_faces() + css.removeprefix(charset).removeprefix("\ufeff")


def trim_js(script: str) -> str:
    """Drop the pointer to a source map we do not serve."""
    return re.sub(r"//# sourceMappingURL=.*", "", script).rstrip() + "\n"


def copy_files(package: Package, source: Path) -> list[str]:
    """Write the package's files into its folder; return their paths under static/vendor/."""
    written = []
    for origin, name in package.files.items():
        target = VENDOR_DIR / package.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        content = (source / origin).read_bytes()
        if name.endswith(".css"):
            content = trim_css(content.decode()).encode()
        elif name.endswith(".js"):
            content = trim_js(content.decode()).encode()
        target.write_bytes(content)
        written.append(f"{package.folder}/{name}")
    return written + copy_icons(package, source)


def copy_icons(package: Package, source: Path) -> list[str]:
    """Copy the single icons the stylesheet still points at."""
    stylesheet = VENDOR_DIR / package.folder / "css" / "dkfds.min.css"
    if not stylesheet.exists():
        return []
    names = sorted(set(re.findall(r"url\(\.\./(img/svg-icons/[a-z0-9-]+\.svg)\)", stylesheet.read_text())))
    for name in names:
        target = VENDOR_DIR / package.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((source / "dist" / name).read_bytes())
    return [f"{package.folder}/{name}" for name in names]


def manifest_entry(package: Package, written: list[str]) -> dict[str, object]:
    """Describe one package as the manifest does."""
    return {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "changes": package.changes,
        "files": {
            path: hashlib.sha256((VENDOR_DIR / path).read_bytes()).hexdigest() for path in sorted(written)
        },
    }


def main() -> None:
    """Refresh every package and write the manifest."""
    entries = []
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as folder:
            entries.append(manifest_entry(package, copy_files(package, fetch(package, Path(folder)))))
    text = json.dumps({"packages": entries}, indent=2, ensure_ascii=False) + "\n"
    (VENDOR_DIR / "manifest.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
