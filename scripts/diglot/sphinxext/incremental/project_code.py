"""What a project computes by itself: functions in conf.py and its own extensions.

Sphinx compares the values of settings, but not the code that changes pages while they are read and
written. Where that code is another one, everything is made again.
"""

from __future__ import annotations

import ast
import hashlib
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.util import resolve_name
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from diglot.sphinxext.config.opened import source_as_run

SETTING = "diglot_code_of_the_project"
"""A value of the configuration, so that all that compares settings compares the code."""

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
# What lies here changes only with the release of its package, whose version is compared.
_INSTALLED = tuple(
    sysconfig.get_paths()[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")
)


def register(app: Sphinx) -> None:
    """Work the value out once all extensions are loaded, before Sphinx compares settings."""
    app.add_config_value(SETTING, "", "env", (str,))
    app.connect("config-inited", _note, priority=900)


def _note(app: Sphinx, config: Config) -> None:
    # What edits have made of it since will be run by the next build.
    conf = _parsed(source_as_run(Path(app.confdir, "conf.py")))
    digest = hashlib.sha256(code_of(conf, set(config.values)).encode())
    for name, extension in sorted(app.extensions.items()):
        digest.update(f"\0{name} {extension.version}".encode())
    for path in sorted(own_files([*app.extensions, *_sources_of_functions(conf)])):
        digest.update(b"\0" + source_as_run(path))
    config[SETTING] = digest.hexdigest()


def code_of(conf: ast.Module, settings: set[str]) -> str:
    """Return what the functions of conf.py may depend on: all of it but values of `settings`.

    It is "" where conf.py defines no functions. Layout and comments do not count.
    """
    if not any(isinstance(node, _DEFINITIONS) for node in ast.walk(conf)):
        return ""
    return "\n".join(
        ast.dump(statement) for statement in conf.body if not _is_setting(statement, settings)
    )


def own_files(names: Iterable[str]) -> set[Path]:
    """Return the files of these modules, and of those they import, that no package installs.

    What a function imports when it is called is left out: whether it has been is no matter of the
    project, nor are the modules that autodoc reads.
    """
    files: set[Path] = set()
    pending = list(names)
    while pending:
        name = pending.pop()
        path = _own_file(name)
        if path is not None and path not in files:
            files.add(path)
            package = name if path.stem == "__init__" else name.rpartition(".")[0]
            pending += _imported(_parsed(source_as_run(path)), package)
    return files


def _parsed(source: bytes) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _is_setting(statement: ast.stmt, settings: set[str]) -> bool:
    """Return whether a statement only gives values to settings, which Sphinx compares."""
    if not isinstance(statement, ast.Assign):
        return False
    if any(isinstance(node, _DEFINITIONS) for node in ast.walk(statement)):
        return False
    return all(isinstance(to, ast.Name) and to.id in settings for to in statement.targets)


def _sources_of_functions(conf: ast.Module) -> Iterator[str]:
    """Yield the modules that conf.py takes functions or classes from; values are compared."""
    for node in _executed(conf):
        module = sys.modules.get(node.module or "") if isinstance(node, ast.ImportFrom) else None
        if isinstance(node, ast.ImportFrom) and module is not None:
            found = (getattr(module, alias.name, None) for alias in node.names)
            if any(alias.name == "*" for alias in node.names) or any(map(callable, found)):
                yield module.__name__


def _own_file(name: str) -> Path | None:
    file = getattr(sys.modules.get(name), "__file__", None)
    if not file or file.startswith(_INSTALLED) or name.partition(".")[0] == "diglot":
        return None
    path = Path(file)
    return path if path.suffix == ".py" and path.is_file() else None


def _imported(module: ast.Module, package: str) -> Iterator[str]:
    """Yield the names of the modules that a module of `package` imports while it is imported."""
    for node in _executed(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            relative = "." * node.level + (node.module or "")
            name = resolve_name(relative, package) if node.level else relative
            yield name
            yield from (f"{name}.{alias.name}" for alias in node.names)


def _executed(module: ast.Module) -> Iterator[ast.AST]:
    """Yield the nodes of a module that are not inside of its functions."""
    pending: list[ast.AST] = list(module.body)
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, _DEFINITIONS):
            pending += ast.iter_child_nodes(node)
