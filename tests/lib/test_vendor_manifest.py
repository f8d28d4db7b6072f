"""The third-party files are those the manifest names, unchanged, and point at nothing that is missing."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.conf import settings

VENDOR_DIR = Path(settings.BASE_DIR) / "static" / "vendor"
PACKAGES = json.loads((VENDOR_DIR / "manifest.json").read_text(encoding="utf-8"))["packages"]
LISTED = {path: digest for package in PACKAGES for path, digest in package["files"].items()}
STYLESHEET = VENDOR_DIR / "dkfds" / "css" / "dkfds.min.css"


@pytest.mark.parametrize(("path", "digest"), sorted(LISTED.items()))
def test_each_vendored_file_is_the_one_in_the_manifest(path, digest):
    assert hashlib.sha256((VENDOR_DIR / path).read_bytes()).hexdigest() == digest


def test_no_unlisted_file_lies_among_the_vendored_ones():
    found = {str(path.relative_to(VENDOR_DIR)) for path in VENDOR_DIR.rglob("*") if path.is_file()}

    assert found - {"manifest.json"} == set(LISTED)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_each_package_says_version_and_licence_and_brings_its_text(package):
    assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
    assert package["licence"]
    assert [path for path in package["files"] if "license" in path.lower()]


@pytest.mark.parametrize("reference", sorted(set(re.findall(r"url\(([^)]+)\)", STYLESHEET.read_text()))))
def test_the_stylesheet_points_only_at_files_we_serve(reference):
    assert (STYLESHEET.parent / reference).resolve().is_file()


@pytest.mark.parametrize("path", [path for path in LISTED if path.endswith((".css", ".js"))])
def test_no_vendored_file_points_at_a_source_map(path):
    assert "sourceMappingURL" not in (VENDOR_DIR / path).read_text()


def test_the_portals_logos_are_not_taken():
    assert [path for path in LISTED if "logo" in path] == []
