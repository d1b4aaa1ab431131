"""Commands that measure the product; see docs/benchmarks.md."""
