"""What keeps the house in order and no linter sees: foreign keys, doors of apps, pages, migrations, sizes, hosts."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "nongcot"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
LAYERS = [re.findall(r"\w+", layer) for layer in CONTRACTS[0]["layers"]]

# Rooms of an app that other apps do not enter. Checks are pure functions, open to the diagnosis of a file.
PRIVATE_ROOMS = {"actions", "queries", "permissions", "views", "forms", "tasks", "endpoints"}
MOST_LINES_OF_A_FILE, MOST_LINES_OF_A_FUNCTION = 400, 60


def sources(pattern: str = "*.py") -> list[Path]:
    found = (path for path in PACKAGE.rglob(pattern) if "migrations" not in path.parts and "vendor" not in path.parts)
    return sorted(found)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def level_of(app: str) -> int:
    """How high an app stands: 0 is the highest layer."""
    return next(level for level, names in enumerate(LAYERS) if app in names)


def app_of(dotted: str) -> str:
    """The app of a module: ``nongcot.people.models`` is in people, ``nongcot.infra.audit.api`` in infra.audit."""
    parts = dotted.split(".")
    return ".".join(parts[1:3]) if parts[1] == "infra" else parts[1]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            # "from nongcot.people import actions" names the room in the second half
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def relations() -> list[tuple[str, str, str]]:
    """(field, app of its model, app it points to) of every foreign key between our own apps."""
    found = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            target = field.related_model if field.is_relation and not field.auto_created else None
            if target and all(each.__module__.startswith("nongcot.") for each in (model, target)):
                name = f"{model._meta.label}.{field.name}"
                found.append((name, model.__module__.split(".")[1], target.__module__.split(".")[1]))
    return found


def test_there_are_foreign_keys_to_hold_to_the_layers():
    assert len(relations()) > 10


def test_a_foreign_key_points_to_its_own_layer_or_down():
    upwards = [field for field, app, target in relations() if app != target and level_of(app) >= level_of(target)]
    assert upwards == []


def breaches(paths: Iterable[Path], look: Callable[[Path], Any]) -> dict[str, Any]:
    """What ``look`` finds wrong in each of the files, by the file's name; there are files to look at."""
    found = {name_of(path): look(path) for path in paths}
    assert found
    return {name: wrong for name, wrong in found.items() if wrong}


def foreign_rooms(path: Path) -> set[str]:
    own = app_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
    foreign = {name for name in imports_of(path) if name.startswith("nongcot.") and app_of(name) != own}
    private = PRIVATE_ROOMS - {"endpoints"} if path.name == "endpoints.py" and own == "config" else PRIVATE_ROOMS
    return {name for name in foreign if private & set(name.split(".")[2:])}


def test_an_app_is_entered_by_its_api_models_and_values_only():
    assert breaches(sources(), foreign_rooms) == {}


def test_pages_and_forms_get_rows_only_through_the_access_function():
    past_it = re.compile(r"\.(?:objects|_default_manager|_base_manager)\b")
    pages = [path for path in sources() if {path.stem, path.parent.name} & {"views", "forms"}]
    assert breaches(pages, lambda path: past_it.findall(path.read_text())) == {}


def test_a_template_has_no_inline_script_style_or_handler():
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)|<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:|\|safe\b|\bhx-on|\bautoescape off"
    )
    assert breaches(sources("*.html"), lambda path: inline.findall(path.read_text())) == {}


def test_workbooks_are_written_in_one_place_that_knows_formulas():
    writers = {name_of(path) for path in sources() if "xlsxwriter" in set(imports_of(path))}
    assert writers == {"nongcot/infra/documents/xlsx.py"}


def wrong_in_migration(path: Path) -> list[str]:
    ours = {name for name in imports_of(path) if name.startswith("nongcot.")}
    imported = sorted(name for name in ours if not name.startswith("nongcot.infra.sealing"))
    return [*re.findall(r"_auto_|_alter_.*_and_more$|_and_more$", path.stem), *imported]


def test_a_migration_says_what_it_does_and_imports_none_of_our_code():
    assert breaches(sorted(PACKAGE.rglob("migrations/[0-9]*.py")), wrong_in_migration) == {}


def too_long(path: Path) -> set[str]:
    lines = len(path.read_text().splitlines())
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {node.name for node in functions if node.end_lineno - node.lineno >= MOST_LINES_OF_A_FUNCTION}
    return long | ({f"{lines} lines"} if lines > MOST_LINES_OF_A_FILE else set())


def test_a_file_and_its_functions_can_be_read_at_one_sitting():
    assert breaches(sources(), too_long) == {}


def test_a_rule_or_a_question_is_given_its_day():
    asking = re.compile(r"\bclock\b|\btoday\(\)|\bnow\(\)")
    pure = [path for path in sources() if path.stem in {"rules", "checks", "queries", "facts"}]
    assert breaches(pure, lambda path: asking.findall(path.read_text())) == {}


def documents() -> str:
    return "\n".join(path.read_text() for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_every_setting_is_documented():
    fields = re.findall(r"^    (\w+): .*= Field\(", (PACKAGE / "config/environment.py").read_text(), re.MULTILINE)
    told = documents()
    assert len(fields) > 5
    assert [f"NONGCOT_{name.upper()}" for name in fields if f"NONGCOT_{name.upper()}" not in told] == []


def test_every_command_is_documented():
    from nongcot.config.command import main

    told = documents()
    assert len(main.commands) > 5
    assert [name for name in main.commands if f"nongcot {name}" not in told] == []


def test_locks_hold_names_versions_and_hashes_but_no_address():
    for path in [*(ROOT / "requirements").glob("*.lock"), ROOT / "package-lock.json"]:
        without_funding = re.sub(r'"url": "[^"]*"', "", path.read_text())
        assert re.findall(r"\w+://\S+", without_funding) == [], path.name
        assert "hash=sha256:" in without_funding or '"integrity"' in without_funding


def test_third_party_files_are_not_committed():
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout of git")
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert [
        name for name in listed if re.search(r"(^|/)(vendor|node_modules)/|\.(woff2?|ttf|otf|min\.js|min\.css)$", name)
    ] == []
