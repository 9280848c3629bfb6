"""A Sphinx application that prints nothing and passes its warnings on as diagnostics."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder

from diglot.core.diagnostic import Diagnostic, Location
from diglot.sphinxext.config.build_options import BuildOptions, set_build_options
from diglot.sphinxext.config.conf_lines import line_of
from diglot.sphinxext.reporting.extensions import require_diglot, require_parser, unloaded
from diglot.sphinxext.reporting.origin import Origin
from diglot.sphinxext.reporting.sphinx_warnings import WarningCollector


class QuietApplication(Sphinx):
    """A Sphinx application that prints nothing.

    `on_diagnostic` is called with every warning and its origin, also with those of extensions
    while they are loaded; paths are relative to `root`. `options` are those of the `diglot`
    command for this build; `excluded` are no sources, besides conf.py's `exclude_patterns`; all
    other `arguments` are Sphinx's.
    """

    def __init__(
        self,
        *,
        root: Path,
        on_diagnostic: Callable[[Diagnostic, Origin], None],
        options: BuildOptions = BuildOptions(),  # noqa: B008 - it cannot change
        excluded: tuple[str, ...] = (),
        **arguments: Any,
    ) -> None:
        self._root, self._on_diagnostic, self._options = root, on_diagnostic, options
        self._excluded = excluded
        self._prepared = False
        super().__init__(status=None, warning=io.StringIO(), **arguments)

    def setup_extension(self, extname: str) -> None:
        """Load an extension; before the first one, replace Sphinx's handlers of warnings.

        Raises DiglotError where it lacks a package; Sphinx tells only of extensions it cannot find.
        """
        # Sphinx's constructor sets its handlers up and then loads extensions, which may warn.
        if not self._prepared:
            self._prepared = True
            set_build_options(self.config, self._options)
            # Before Sphinx compares the patterns with those of the build before.
            self.config.exclude_patterns = [*self.config.exclude_patterns, *self._excluded]
            WarningCollector(self, self._root, self._on_diagnostic).install()
        try:
            super().setup_extension(extname)
        except ImportError as error:
            raise unloaded(extname, error, self._extensions_place(extname)) from error

    def preload_builder(self, name: str) -> None:
        """Prepare the builder. Raises DiglotError where it is diglot's and diglot is not loaded."""
        if name not in self.registry.builders and self.config.setup is None:
            require_diglot(self, self._extensions_place())
        super().preload_builder(name)

    def create_builder(self, name: str) -> Builder:
        """Return the builder. Raises DiglotError where conf.py lacks an extension it needs."""
        require_diglot(self, self._extensions_place())
        require_parser(self, self._extensions_place())
        return super().create_builder(name)

    def _extensions_place(self, extension: str | None = None) -> Location:
        conf = Path(self.confdir, "conf.py")
        shown = conf.relative_to(self._root) if conf.is_relative_to(self._root) else conf
        return Location(shown.as_posix(), line_of(conf, "extensions", extension))
