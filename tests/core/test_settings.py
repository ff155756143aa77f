"""Settings: only what differs is written, unknown keys stay, a wrong type names key and file."""

import json
from pathlib import Path

import pytest

from core.errors import ExportError
from core.settings import MAX_RECENT, SETTINGS, Settings, SettingsError, default_path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_defaults_without_a_file(file: Path) -> None:
    settings = Settings(file)
    assert {setting.key: settings.get(setting.key) for setting in SETTINGS} == {
        setting.key: setting.default for setting in SETTINGS
    }
    assert not file.exists()


def test_only_overrides_are_written(file: Path) -> None:
    settings = Settings(file)
    settings.set("theme", "dark")
    settings.set("language", "zh_CN")
    settings.set("language", "system")
    assert json.loads(file.read_text(encoding="utf-8")) == {"theme": "dark"}
    assert Settings(file).text("theme") == "dark"


def test_unknown_keys_are_kept(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"from_the_future": {"a": [1]}, "theme": "light"}', encoding="utf-8")
    Settings(file).set("theme", "dark")
    assert json.loads(file.read_text(encoding="utf-8")) == {"from_the_future": {"a": [1]}, "theme": "dark"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"theme": 3}', "'theme' is no text"),
        ('{"theme": "pink"}', "'theme' is none of"),
        ('{"recent_projects": [1]}', "'recent_projects' is no list of texts"),
        ("[]", "is no settings file"),
        ("{", "is no settings file"),
        ("[" * 100_000, "is no settings file"),
    ],
)
def test_a_wrong_file_is_named_and_left_alone(file: Path, text: str, words: str) -> None:
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=rf"^settings\.json: .*{words}"):
        Settings(file)
    assert file.read_text(encoding="utf-8") == text


def test_wrong_values_are_refused(file: Path) -> None:
    settings = Settings(file)
    with pytest.raises(SettingsError, match=r"^theme: 'pink' is none of: system, light, dark\."):
        settings.set("theme", "pink")
    with pytest.raises(KeyError):
        settings.set("no_such_setting", "x")
    assert settings.text("theme") == "system"
    assert not file.exists()


def test_recent_projects(file: Path, tmp_path: Path) -> None:
    settings = Settings(file)
    paths = [tmp_path / f"{number} 🌳.tagscope" for number in range(MAX_RECENT + 3)]
    for path in [*paths, paths[5]]:
        settings.add_recent(path)
    assert settings.recent_projects == (
        paths[5],
        *[path for path in reversed(paths) if path != paths[5]][: MAX_RECENT - 1],
    )
    settings.remove_recent(paths[5])
    assert Settings(file).recent_projects == settings.recent_projects
    assert paths[5] not in settings.recent_projects


def test_what_cannot_be_written_changes_nothing(file: Path) -> None:
    settings = Settings(file)
    file.mkdir(parents=True)
    with pytest.raises(ExportError):
        settings.set("theme", "dark")
    assert settings.text("theme") == "system"


def test_the_users_own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert default_path().name == "settings.json"
    Settings().set("theme", "dark")
    assert Settings().text("theme") == "dark"
