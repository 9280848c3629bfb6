#!/bin/sh
# Installs what `make bench SUITES=tex` compares with, on Debian and Ubuntu: xelatex, and what Sphinx's
# LaTeX of a book in Chinese asks for. Source: Sphinx's documentation of LaTeXBuilder.
set -eu
as_root() {
	if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}
as_root apt-get update
as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
	make latexmk librsvg2-bin xindy texlive-xetex texlive-latex-extra texlive-fonts-recommended texlive-lang-chinese \
	fonts-freefont-otf tex-gyre
