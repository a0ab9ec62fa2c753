import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def messages(tmp_path, monkeypatch):
    """The tool, looking at a package of its own in a temporary folder."""
    spec = importlib.util.spec_from_file_location("nongcot_tools_messages", ROOT / "tools" / "messages.py")
    tool = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, tool)
    spec.loader.exec_module(tool)
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(tool, "PACKAGE", tmp_path / "nongcot")
    monkeypatch.setattr(tool, "CATALOGUE", tmp_path / "nongcot/locale/en/LC_MESSAGES/django.po")
    (tmp_path / "nongcot" / "templates").mkdir(parents=True)
    return tool


def say(tool, python: str = "", template: str = "") -> None:
    (tool.PACKAGE / "words.py").write_text(python)
    (tool.PACKAGE / "templates" / "page.html").write_text("{% load i18n %}" + template)


def merge(tool, tmp_path, monkeypatch, lines: str) -> None:
    (tmp_path / "en.tsv").write_text(lines)
    monkeypatch.setattr(sys, "argv", ["messages.py", "merge", str(tmp_path / "en.tsv")])
    assert tool.main() == 0


def test_messages_of_python_and_of_templates_are_found(messages):
    say(
        messages,
        'x = _("Tìm")\ny = ngettext("%(n)s người", "%(n)s người", n)\nz = pgettext("lịch", "Tháng")',
        '<p title="{% translate "Lọc" %}">it\'s (\n'
        "   {% blocktranslate with n=x %}Có {{ n }} việc{% endblocktranslate %}</p>"
        "{% blocktranslate trimmed %}\n  Hai\n  dòng\n{% endblocktranslate %}{{ a|default:_('Không rõ') }}",
    )
    plain = {"Tìm", "%(n)s người", "Lọc", "Có %(n)s việc", "Hai dòng", "Không rõ"}
    assert set(messages.said()) == {*((None, text) for text in plain), ("lịch", "Tháng")}


def test_a_complete_catalogue_passes_and_merging_twice_changes_nothing(messages, tmp_path, monkeypatch):
    say(messages, 'x = _("Tìm")\ny = ngettext("%(n)s người", "%(n)s người", n)')
    lines = "Tìm\tSearch\n%(n)s người\t%(n)s person\t%(n)s people\n"
    merge(messages, tmp_path, monkeypatch, lines)
    first = messages.CATALOGUE.read_bytes()
    merge(messages, tmp_path, monkeypatch, lines)
    assert messages.CATALOGUE.read_bytes() == first
    assert messages.check() == []


@pytest.mark.parametrize(
    ("source", "english", "problem"),
    [
        ("Tìm", "", "no English"),
        ("Có %(n)s việc", "There is work", "a placeholder is missing"),
        ("Tìm", "Find %(what)s", "a placeholder the source does not have"),
        ("Có %s việc", "%s duties", "placeholder without a name"),
        ("100%% có %d", "100%% of %d", "placeholder without a name"),
    ],
)
def test_a_translation_that_cannot_be_shown_is_told(messages, tmp_path, monkeypatch, source, english, problem):
    say(messages, f"x = _({source!r})")
    merge(messages, tmp_path, monkeypatch, f"{source}\t{english}\n")
    assert [line.startswith(problem) for line in messages.check()] == [True]


def test_a_message_that_nobody_says_any_more_is_told_until_it_is_extracted_away(messages, tmp_path, monkeypatch):
    say(messages, 'x = _("Tìm"); y = _("Lọc")')
    merge(messages, tmp_path, monkeypatch, "Tìm\tSearch\nLọc\tFilter\n")
    say(messages, 'x = _("Tìm")')
    assert messages.check() == ["left over: 'Lọc'"]
    merge(messages, tmp_path, monkeypatch, "")
    assert messages.check() == []


def test_a_new_message_is_told(messages, tmp_path, monkeypatch):
    say(messages, 'x = _("Tìm")')
    assert messages.check() == ["not in the catalogue: 'Tìm' (nongcot/words.py)"]


def test_compiled_messages_are_read_by_gettext(messages, tmp_path, monkeypatch):
    import gettext

    say(messages, 'x = _("Tìm")\ny = ngettext("%(n)s người", "%(n)s người", n)')
    merge(messages, tmp_path, monkeypatch, "Tìm\tSearch\n%(n)s người\t%(n)s person\t%(n)s people\n")
    messages.compile_all()
    with messages.CATALOGUE.with_suffix(".mo").open("rb") as file:
        english = gettext.GNUTranslations(file)
    assert english.gettext("Tìm") == "Search"
    assert [english.ngettext("%(n)s người", "%(n)s người", n) for n in (1, 2)] == ["%(n)s person", "%(n)s people"]
