"""Commands of `dukan` that are more than a line; each module adds its own."""
