"""Checks of the sources for what is hard to translate; each module has one check.

A check is a generator of findings. Its docstring states the rule, with a bad and a good example.
"""
