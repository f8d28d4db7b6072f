"""The house rules a machine can hold: sizes, pure modules, templates in use, nothing inline, thin doors."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("agreements", "monitoring", "anvisning", "udlejning")
MODULES = sorted(
    path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
VIEWS = [path for path in MODULES if path.name == "views.py" or path.parent.name == "views"]
MODELS = [path for path in MODULES if path.name == "models.py" or path.parent.name == "models"]
PURE = [path for path in MODULES if path.read_text().startswith('"""PURE')]
RULE_MODULES = (
    "agreements/access.py",
    "agreements/adoption.py",
    "agreements/comparison.py",
    "agreements/coverage.py",
    "agreements/deviation_rules.py",
    "agreements/fleksibel_in_force.py",
    "agreements/legal_effects.py",
    "agreements/party_list.py",
    "agreements/reminder_rules.py",
    "agreements/terms.py",
    "agreements/terms_in_force.py",
    "anvisning/deadlines.py",
    "anvisning/offer_check.py",
    "anvisning/quota.py",
    "monitoring/area_status.py",
    "monitoring/designation.py",
    "monitoring/evidence.py",
    "monitoring/evidence_words.py",
    "monitoring/national_rules.py",
    "monitoring/needs.py",
    "monitoring/regions.py",
    "monitoring/rule_sets.py",
    "monitoring/units.py",
    "udlejning/lib/cells.py",
    "udlejning/lib/comparison.py",
    "udlejning/lib/danish.py",
    "udlejning/lib/dates.py",
)
CLOCK = re.compile(r"(date\.today|datetime\.now|timezone\.now|localdate|localtime|\bnow)\(\)")
PICKED_BY_NAME = re.compile(
    r"^(dkfds|admin|django|registration|crispy_forms)/|^(403|403_csrf|404|500)\.html$"
)


def named(path):
    return str(path.relative_to(ROOT))


def functions_of(path):
    tree = ast.parse(path.read_text())
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def imports_of(path):
    tree = ast.parse(path.read_text())
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
    }


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_is_at_most_400_lines(path):
    assert len(path.read_text().splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_says_what_lives_in_it(path):
    assert not path.read_text().strip() or ast.get_docstring(ast.parse(path.read_text()))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_function_is_at_most_50_lines(path):
    long = [node.name for node in functions_of(path) if node.end_lineno - node.lineno >= 50]

    assert long == []


@pytest.mark.parametrize("path", VIEWS, ids=named)
def test_a_view_is_at_most_25_lines(path):
    long = [node.name for node in functions_of(path) if node.end_lineno - node.lineno >= 25]

    assert long == []


@pytest.mark.parametrize("path", VIEWS, ids=named)
def test_a_view_reaches_data_only_through_what_the_person_may_see(path):
    bare = re.findall(r"\.objects\.(?:all|get|filter|create)\(|\.save\(|\.delete\(", path.read_text())

    assert bare == []


@pytest.mark.parametrize("path", VIEWS, ids=named)
def test_a_view_opens_no_transaction(path):
    assert "transaction" not in path.read_text()


@pytest.mark.parametrize("path", [*MODELS, *PURE], ids=named)
def test_rules_and_models_are_given_the_day(path):
    assert CLOCK.findall(path.read_text()) == []


@pytest.mark.parametrize("name", RULE_MODULES)
def test_the_rules_say_that_they_are_pure(name):
    assert (ROOT / name).read_text().startswith('"""PURE')


@pytest.mark.parametrize("path", PURE, ids=named)
def test_a_pure_module_imports_neither_django_nor_pandas_nor_models(path):
    roots = {name.split(".")[0] for name in imports_of(path)}
    models = {name for name in imports_of(path) if ".models" in name}

    assert roots & {"django", "pandas", "openpyxl", "celery", "pghistory", "pgtrigger"} == set()
    assert models == set()


@pytest.mark.parametrize("path", MODELS, ids=named)
def test_models_override_no_save_and_listen_to_no_signals(path):
    assert [node.name for node in functions_of(path) if node.name in ("save", "delete")] == []
    assert "signals" not in path.read_text()


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_is_at_most_120_lines(path):
    assert len(path.read_text().splitlines()) <= 120


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_holds_no_inline_style_or_script(path):
    inline = re.findall(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*\bsrc=)", path.read_text())

    assert inline == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_is_used(path):
    name = str(path.relative_to(ROOT / "templates"))
    sources = [other.read_text() for other in [*MODULES, *TEMPLATES] if other != path]

    assert PICKED_BY_NAME.search(name) or any(f'"{name}"' in source for source in sources)


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.parent.name == "components"], ids=named)
def test_a_component_begins_by_saying_what_it_is(path):
    assert path.read_text().lstrip().startswith("{% comment %}")


@pytest.mark.parametrize("path", [path for path in TESTS if path.name.startswith("test_")], ids=named)
def test_a_test_is_not_skipped_but_where_outside_data_is_absent(path):
    skips = re.findall(r"pytest\.(?:mark\.)?(?:skip\b|xfail)|import[o]rskip", path.read_text())

    assert skips == []
