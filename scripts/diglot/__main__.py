"""`python -m diglot`, for where the console script is not on the path."""

from diglot.cli.main import entry

entry()
