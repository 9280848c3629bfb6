"""Benchmarks: ratios against the conventional pipeline, measured in the same run."""
