"""Markup of other generators rewritten into MyST: pure functions, a module a dialect."""
