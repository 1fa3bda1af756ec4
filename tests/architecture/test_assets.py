"""What we serve: no crown, crest or GDS Transport, for they belong to gov.uk; and nothing that breaks a collection."""

import hashlib
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "static" / "build"
LIBRARIES = ROOT / "node_modules"
GOVUK = LIBRARIES / "govuk-frontend" / "dist" / "govuk"
MOJ = LIBRARIES / "@ministryofjustice" / "frontend" / "moj" / "assets" / "images"

FORBIDDEN_NAME = re.compile(r"crest|crown|logotype|opengraph|icon-mask|\.woff2?$|\.ttf$|\.otf$|\.eot$", re.IGNORECASE)
FORBIDDEN_WORDS = re.compile(r"GDS.?Transport|govuk-crest|govuk-logo|@font-face|tudor-?crown", re.IGNORECASE)
# The drawings of crown and crest, whichever file they come in.
DRAWINGS = [
    GOVUK / "macros" / "logo.njk",
    GOVUK / "assets" / "images" / "govuk-crest.svg",
    GOVUK / "assets" / "images" / "govuk-icon-mask.svg",
    GOVUK / "assets" / "images" / "favicon.svg",
    MOJ / "moj-logotype-crest-2024.svg",
]
# Shorter pieces of a path, such as a square's, are nobody's.
DISTINCT = 30


def served() -> list[Path]:
    """Every file under static/, built and source."""
    assert (BUILD / "app.css").is_file(), "Build the front end first: python3 dev.py setup"
    return [path for path in (ROOT / "static").rglob("*") if path.is_file()]


def written() -> list[Path]:
    """Every file that can reach a browser as text: what was built, and the templates."""
    texts = [path for path in served() if path.suffix in {".css", ".js", ".svg"} and BUILD in path.parents]
    return texts + list((ROOT / "templates").rglob("*.html"))


def forbidden_drawings() -> set[str]:
    """The first strokes of each path of a crown or crest."""
    text = " ".join(path.read_text(encoding="utf-8") for path in DRAWINGS)
    paths = re.findall(r'\bd="([^"]+)"', text)
    return {path[:DISTINCT] for path in paths if len(path) > DISTINCT}


def test_nothing_served_has_the_name_of_a_crest_or_a_font():
    assert [path.name for path in served() if FORBIDDEN_NAME.search(path.name)] == []


def test_nothing_served_or_drawn_names_a_crest_or_a_font():
    found = [path.name for path in written() if FORBIDDEN_WORDS.search(path.read_text(encoding="utf-8"))]

    assert found == []


def test_nothing_served_or_drawn_holds_the_strokes_of_a_crown_or_crest():
    strokes = forbidden_drawings()
    assert len(strokes) >= 5

    found = [path.name for path in written() if any(stroke in path.read_text(encoding="utf-8") for stroke in strokes)]

    assert found == []


def test_nothing_served_is_a_copy_of_the_libraries_pictures_or_fonts():
    copied = [*(GOVUK / "assets").rglob("*"), *MOJ.glob("*logotype*"), *MOJ.glob("moj-*")]
    theirs = {hashlib.sha256(path.read_bytes()).hexdigest() for path in copied if path.is_file()}
    assert len(theirs) >= 10

    found = [path.name for path in served() if hashlib.sha256(path.read_bytes()).hexdigest() in theirs]

    assert found == []


@pytest.mark.parametrize("name", ["app.css", "app.js", "govuk-frontend.js"])
def test_nothing_built_points_to_a_source_map(name: str):
    assert "sourceMappingURL" not in (BUILD / name).read_text(encoding="utf-8")


def test_everything_static_can_be_collected_under_hashed_names(tmp_path: Path):
    storages = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}

    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)

    assert [len(list(tmp_path.glob(pattern))) for pattern in ("app.*.css", "app.*.js", "staticfiles.json")] == [1, 1, 1]


def test_no_template_has_inline_styles_or_handlers():
    """The content security policy refuses them, without a word to the reader."""
    inline = re.compile(r"""\s(?:style|on[a-z]+)=["']|<style""")
    templates = ROOT / "templates"
    # Files of their own, opened where no policy of ours reaches.
    alone = {templates / "reports" / "paper" / "file.html", templates / "recommendations" / "pack" / "index.html"}

    found = [path for path in templates.rglob("*.html") if inline.search(path.read_text(encoding="utf-8"))]

    assert set(found) - alone == set()
