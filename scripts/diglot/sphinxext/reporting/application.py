"""A Sphinx application that prints nothing and passes its warnings on as diagnostics."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from diglot.core.diagnostic import Diagnostic
from diglot.sphinxext.config.build_options import BuildOptions, set_build_options
from diglot.sphinxext.reporting.origin import Origin
from diglot.sphinxext.reporting.sphinx_warnings import WarningCollector


class QuietApplication(Sphinx):
    """A Sphinx application that prints nothing.

    `on_diagnostic` is called with every warning and its origin, also with those of extensions
    while they are loaded; paths are relative to `root`. `options` are those of the `diglot`
    command for this build; all other `arguments` are Sphinx's.
    """

    def __init__(
        self,
        *,
        root: Path,
        on_diagnostic: Callable[[Diagnostic, Origin], None],
        options: BuildOptions = BuildOptions(),  # noqa: B008 - it cannot change
        **arguments: Any,
    ) -> None:
        self._root, self._on_diagnostic, self._options = root, on_diagnostic, options
        self._prepared = False
        super().__init__(status=None, warning=io.StringIO(), **arguments)

    def setup_extension(self, extname: str) -> None:
        """Load an extension; before the first one, replace Sphinx's handlers of warnings."""
        # Sphinx's constructor sets its handlers up and then loads extensions, which may warn.
        if not self._prepared:
            self._prepared = True
            set_build_options(self.config, self._options)
            WarningCollector(self, self._root, self._on_diagnostic).install()
        super().setup_extension(extname)
