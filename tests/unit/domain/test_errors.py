import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import desktop_app
from desktop_app.domain.errors import SENTENCES, UserError
from desktop_app.i18n import LANGUAGES, Texts
from desktop_app.store.failures import _BY_CODE

SOURCES = sorted(Path(desktop_app.__file__).parent.rglob("*.py"))


def _wanted(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def _raised() -> Iterator[tuple[str, str, set[str | None]]]:
    """Where errors are made with a code that can be read off: place, code, names given."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
                    and node.func.id == "UserError" and node.args
                    and isinstance(node.args[0], ast.Constant)):
                yield (f"{source.name}:{node.lineno}", node.args[0].value,
                       {keyword.arg for keyword in node.keywords})


def test_every_error_that_is_raised_fills_its_sentence():
    found = list(_raised())
    assert len(found) > 30
    unknown = [(place, code) for place, code, _ in found if code not in SENTENCES]
    assert unknown == []
    unfilled = [(place, code) for place, code, given in found
                if None not in given and not _wanted(SENTENCES[code]) <= given]
    assert unfilled == []


def test_every_failure_of_the_database_fills_its_sentence():
    assert all(_wanted(SENTENCES[code]) <= {"path", "reason"} for code in _BY_CODE.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_tells_the_same_in_every_language(code: str, language: str):
    params = {name: f"<{name}>" for name in _wanted(SENTENCES[code])}
    sentence = UserError(code, **params).sentence(Texts.of(language))
    assert all(value in sentence for value in params.values())
    assert sentence.strip() == sentence


def test_an_error_says_its_code_to_developers():
    assert str(UserError("disk-full")) == "disk-full"
    assert "a.db" in str(UserError("register-missing", path="a.db"))
