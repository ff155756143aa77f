"""Text stays what it is: cut only where files cut it, and never read as markup; dialogs are made in one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT_ROOT = Path(__file__).parents[2]
MODULES = sorted(path for folder in ("core", "gui") for path in (PROJECT_ROOT / folder).rglob("*.py"))

# What may be named in one module only, because it reads text as markup or stops the program to ask.
AT_HOME = {
    "QLabel": "gui/widgets/plain.py",
    "QMessageBox": "gui/messages.py",
    "QFileDialog": "gui/messages.py",
    "QInputDialog": "gui/messages.py",
}
MARKUP = {"setHtml", "insertHtml", "appendHtml", "QTextDocument", "QTextBrowser", "RichText", "MarkdownText"}
CUTTERS = {"split", "rsplit"}


def _faults(code: str, name: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        word = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        if AT_HOME.get(word, name) != name:
            yield f"{name}:{node.lineno}: {word} belongs to {AT_HOME[word]}"
        if word in MARKUP:
            yield f"{name}:{node.lineno}: {word} reads text as markup"
        if word == "elidedText" and name != "gui/widgets/plain.py":
            yield f"{name}:{node.lineno}: elidedText() shows turned text turned: use `elided`"
        if word == "splitlines":
            yield f"{name}:{node.lineno}: splitlines() cuts inside tokens"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from (f"{name}:{node.lineno}: {fault}" for fault in _faults_of_call(node.func.attr, node))


def _faults_of_call(method: str, call: ast.Call) -> Iterator[str]:
    if method in CUTTERS and not call.args:
        yield f"{method}() without a separator cuts inside tokens"
    if method == "connect" and any(isinstance(receiver, ast.Lambda) for receiver in call.args):
        yield "a lambda runs in the thread that emits"
    unsafe = {"setToolTip": _may_be_foreign, "setStatusTip": _may_be_foreign, "setWhatsThis": _may_be_foreign}
    is_unsafe = unsafe.get(method) or (_is_made_of_foreign_text if method == "showText" else None)
    if is_unsafe and any(map(is_unsafe, call.args)):
        yield "a tool tip reads text as markup: put it through `safe`"


def _may_be_foreign(argument: ast.expr) -> bool:
    """Whether anything but words of ours, and what `safe` has seen, may be in it."""
    if isinstance(argument, ast.Constant):
        return False
    if isinstance(argument, ast.Call):
        name = argument.func.id if isinstance(argument.func, ast.Name) else ast.unparse(argument.func)
        return name not in {"safe", "self.tr"}
    return not isinstance(argument, ast.JoinedStr) or _is_made_of_foreign_text(argument)


def _is_made_of_foreign_text(argument: ast.expr) -> bool:
    """Whether an f-string holds a value that `safe` has not seen."""
    values = [part.value for part in ast.walk(argument) if isinstance(part, ast.FormattedValue)]
    return not all(
        isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "safe" for value in values
    )


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PROJECT_ROOT).as_posix())
def test_text_is_handled_with_care(module: Path) -> None:
    name = module.relative_to(PROJECT_ROOT).as_posix()
    assert not list(_faults(module.read_text(encoding="utf-8"), name))


@pytest.mark.parametrize(
    "code",
    [
        "QLabel(name)",
        "QMessageBox.question(self, name)",
        "view.setHtml(name)",
        "Qt.TextFormat.RichText",
        "text.splitlines()",
        "metrics.elidedText(name, mode, width)",
        "text.split()",
        "text.rsplit(maxsplit=1)",
        "job.ended.connect(lambda: self.show(name))",
        'self.setToolTip(f"<p>{name}</p>")',
        "self.setToolTip(name)",
        'self.setToolTip(self.tr("{name}").format(name=name))',
        "self.setWhatsThis(name)",
    ],
)
def test_carelessness_is_seen(code: str) -> None:
    assert list(_faults(code, "gui/page.py"))
